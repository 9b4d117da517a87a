#pragma once

#include <cstddef>

#include "engine/forecast/kernel.h"
#include "engine/forecast/kernel_ridge.h"
#include "engine/forecast/lanes.h"

namespace bihuan::forecast {

/// What a ridge regression on the sums of each gain leaves, a gain per lane. Sums run in the order
/// of Eigen's products, so every lane has the bits that its gain would have alone
/// (kernel_gain_errors_test.cpp).
template <class V>
class GainErrors {
public:
    explicit GainErrors(const GainRegression& input)
        : in_(input),
          size_(input.regressors),
          rows_(gain_rows(size_)),
          sums_(input.scratch),
          equations_(sums_ + rows_ * kGainLanes),
          means_(equations_ + rows_ * kGainLanes),
          explained_(means_ + size_ * kGainLanes) {}

    void run() {
        for (std::size_t part = 0; part < kGains; part += kWidth<V>) write_equations(part);
        solve_ridges<V>({.size = size_,
                         .count = kGains,
                         .equations = equations_,
                         .means = means_,
                         .scratch = explained_ + size_ * kGainLanes,
                         .order = in_.order});
        for (std::size_t part = 0; part < kGains; part += kWidth<V>)
            store(in_.errors + part, left(part));
    }

private:
    static_assert(kGainLanes == kRidgeLanes);

    double* sum_at(std::size_t row, std::size_t part) const {
        return sums_ + row * kGainLanes + part;
    }

    /// Of both parts of the history, against the noise that it has without any regression.
    void write_equations(std::size_t part) const {
        for (std::size_t row = 0; row < rows_; ++row) {
            const std::size_t from = row * kGainLanes + part;
            store(sums_ + from, V(load<V>(in_.first + from) + load<V>(in_.rest + from)));
        }
        const V all_of_it = load<V>(sum_at(rows_ - 1, part)) / in_.observations;
        const V least = all<V>(in_.least_noise);
        const V noise = all_of_it < least ? least : all_of_it;
        for (std::size_t row = 0; row + 1 < rows_; ++row)
            store(equations_ + row * kGainLanes + part, V(load<V>(sum_at(row, part)) / noise));
        const auto add = [&](std::size_t row, double belief) {
            double* to = equations_ + row * kGainLanes + part;
            store(to, V(load<V>(to) + belief));
        };
        for (std::size_t r = 0; r < size_; ++r) {
            add(ridge_row(size_, r, r), in_.precision[r]);
            add(ridge_right_row(size_, r), in_.precision[r] * in_.prior[r]);
        }
    }

    /// Σ (y − x'mean)².
    V left(std::size_t part) const {
        const auto sum = [&](std::size_t row) { return load<V>(sum_at(row, part)); };
        const auto mean = [&](std::size_t r) { return load<V>(means_ + r * kGainLanes + part); };
        for (std::size_t i = 0; i < size_; ++i) {
            V one{};
            for (std::size_t j = 0; j < size_; ++j)
                one += sum(i > j ? ridge_row(size_, i, j) : ridge_row(size_, j, i)) * mean(j);
            store(explained_ + i * kGainLanes + part, one);
        }
        const V with_y = sum_of_terms<V>(
            size_, [&](std::size_t r) { return V(mean(r) * sum(ridge_right_row(size_, r))); });
        const V with_itself = sum_of_terms<V>(size_, [&](std::size_t r) {
            return V(mean(r) * load<V>(explained_ + r * kGainLanes + part));
        });
        return sum(rows_ - 1) - 2 * with_y + with_itself;
    }

    const GainRegression& in_;
    std::size_t size_;
    std::size_t rows_;
    double* sums_;  ///< Of the whole history.
    double* equations_;
    double* means_;
    double* explained_;
};

template <class V>
void regress_gains(const GainRegression& input) {
    GainErrors<V>(input).run();
}

}  // namespace bihuan::forecast
