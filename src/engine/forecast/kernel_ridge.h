#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "engine/forecast/kernel.h"
#include "engine/forecast/lanes.h"

namespace bihuan::forecast {

/// Solves the equations of several ridge regressions, one per lane, by L D L' with the largest
/// pivot first. A dozen unknowns are too few for a library's blocks, whose calls cost more than
/// their arithmetic. Sums run in the order of Eigen's LDLT, so the bits of every lane are Eigen's
/// (kernel_ridge_test.cpp).
template <class V>
class RidgeSolver {
public:
    /// The lanes part … part + width of the systems.
    RidgeSolver(const RidgeSystems& systems, std::size_t part)
        : in_(systems),
          part_(part),
          lanes_(std::min(kLanes, systems.count - part)),
          size_(systems.size),
          matrix_(systems.scratch),
          inverse_(matrix_ + size_ * size_ * kLanes),
          x_(inverse_ + size_ * size_ * kLanes),
          scaled_(x_ + size_ * kLanes),
          pivots_(scaled_ + size_ * kLanes),
          columns_(systems.order + size_ * kRidgeLanes) {
        for (std::size_t j = 0; j < size_; ++j) columns_[j] = ridge_row(size_, 0, j);
    }

    void run() {
        for (std::size_t lane = 0; lane < lanes_; ++lane) put_in_order(lane);
        for (std::size_t k = 0; k < size_; ++k) factor(k);
        solve();
        if (in_.variances != nullptr) invert();
        for (std::size_t lane = 0; lane < lanes_; ++lane) put_back(lane);
    }

private:
    static constexpr std::size_t kLanes = kWidth<V>;
    static constexpr std::size_t kPanel = 8;        ///< Columns of L that Eigen solves at once …
    static constexpr std::size_t kInverseRows = 4;  ///< … and of many right sides.

    double* cell(std::size_t i, std::size_t j) const { return matrix_ + (j * size_ + i) * kLanes; }
    double* inverse_cell(std::size_t i, std::size_t c) const {
        return inverse_ + (i * size_ + c) * kLanes;
    }
    V at(std::size_t i, std::size_t j) const { return load<V>(cell(i, j)); }
    V inverse(std::size_t i, std::size_t c) const { return load<V>(inverse_cell(i, c)); }
    V x(std::size_t i) const { return load<V>(x_ + i * kLanes); }
    V pivot(std::size_t i) const { return load<V>(pivots_ + i * kLanes); }
    void set_x(std::size_t i, const V& value) const { store(x_ + i * kLanes, value); }

    /// Pivots below the one that is chosen are not yet touched, so the order is known beforehand.
    const std::size_t* order_of(std::size_t lane) const {
        std::size_t* order = in_.order + lane * size_;
        double* diagonal = scaled_;
        for (std::size_t k = 0; k < size_; ++k) {
            order[k] = k;
            diagonal[k] = std::abs(in_.equations[(columns_[k] + k) * kRidgeLanes + part_ + lane]);
        }
        for (std::size_t k = 0; k < size_; ++k) {
            std::size_t largest = k;
            for (std::size_t i = k + 1; i < size_; ++i)
                largest = diagonal[i] > diagonal[largest] ? i : largest;
            std::swap(order[k], order[largest]);
            std::swap(diagonal[k], diagonal[largest]);
        }
        return order;
    }

    void put_in_order(std::size_t lane) const {
        const std::size_t* order = order_of(lane);
        const double* from = in_.equations + part_ + lane;
        for (std::size_t j = 0; j < size_; ++j) {
            const std::size_t b = order[j];
            double* to = cell(j, j) + lane;
            for (std::size_t i = j; i < size_; ++i, to += kLanes) {
                const std::size_t a = order[i];
                *to = from[(columns_[a < b ? a : b] + (a < b ? b : a)) * kRidgeLanes];
            }
            x_[j * kLanes + lane] = from[ridge_right_row(size_, b) * kRidgeLanes];
        }
    }

    void factor(std::size_t k) const {
        for (std::size_t j = 0; j < k; ++j) store(scaled_ + j * kLanes, V(pivot(j) * at(k, j)));
        for (std::size_t i = k; i < size_; ++i) {
            V taken{};
            for (std::size_t j = 0; j < k; ++j) taken += at(i, j) * load<V>(scaled_ + j * kLanes);
            store(cell(i, k), V(at(i, k) - taken));
        }
        const V found = at(k, k);
        store(pivots_ + k * kLanes, found);
        const auto divides = magnitude(found) > all<V>(0);
        for (std::size_t i = k + 1; i < size_; ++i)
            store(cell(i, k), V(divides ? at(i, k) / found : at(i, k)));
    }

    V over_pivot(std::size_t i, const V& value) const {
        const auto counts = magnitude(pivot(i)) > all<V>(std::numeric_limits<double>::min());
        return counts ? value / pivot(i) : V{};
    }

    void solve() const {
        for (std::size_t begin = 0; begin < size_; begin += kPanel)
            solve_panel(begin, std::min(size_, begin + kPanel));
        for (std::size_t i = 0; i < size_; ++i) set_x(i, over_pivot(i, x(i)));
        for (std::size_t end = size_; end > 0; end -= std::min(end, kPanel))
            solve_panel_transposed(end - std::min(end, kPanel), end);
    }

    void solve_panel(std::size_t begin, std::size_t end) const {
        for (std::size_t j = begin; j < end; ++j)
            for (std::size_t i = j + 1; i < end; ++i) set_x(i, x(i) - x(j) * at(i, j));
        for (std::size_t i = end; i < size_; ++i) {
            V taken{};
            for (std::size_t j = begin; j < end; ++j) taken += at(i, j) * x(j);
            set_x(i, x(i) - taken);
        }
    }

    void solve_panel_transposed(std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end && end < size_; ++i) {
            const auto term = [&](std::size_t k) { return V(at(end + k, i) * x(end + k)); };
            set_x(i, x(i) - sum_of_pairs<V>(size_ - end, term));
        }
        for (std::size_t i = end - 1; i-- > begin;) {
            const auto term = [&](std::size_t k) { return V(at(i + 1 + k, i) * x(i + 1 + k)); };
            set_x(i, x(i) - sum_of_terms<V>(end - i - 1, term));
        }
    }

    struct Rows {
        std::size_t begin, end;
    };

    /// row i −= factor of each other row; only columns up to `last` are needed.
    template <class Factor>
    [[gnu::always_inline]] void take_off(std::size_t i,
                                         Rows rows,
                                         std::size_t last,
                                         const Factor& factor) const {
        for (std::size_t c = 0; c <= last; ++c) {
            V taken{};
            for (std::size_t j = rows.begin; j < rows.end; ++j) taken += factor(j) * inverse(j, c);
            store(inverse_cell(i, c), V(inverse(i, c) - taken));
        }
    }

    /// The diagonal of the inverse, from all unit columns side by side in their pivots' order:
    /// column c is zero above row c and not needed there.
    void invert() const {
        for (std::size_t i = 0; i < size_; ++i)
            for (std::size_t c = 0; c < size_; ++c)
                store(inverse_cell(i, c), all<V>(i == c ? 1 : 0));
        for (std::size_t begin = 0; begin < size_; begin += kInverseRows)
            invert_panel(begin, std::min(size_, begin + kInverseRows));
        for (std::size_t i = 0; i < size_; ++i)
            for (std::size_t c = 0; c <= i; ++c)
                store(inverse_cell(i, c), over_pivot(i, inverse(i, c)));
        for (std::size_t end = size_; end > 0; end -= std::min(end, kInverseRows))
            invert_panel_transposed(end - std::min(end, kInverseRows), end);
    }

    void invert_panel(std::size_t begin, std::size_t end) const {
        for (std::size_t j = begin; j < end; ++j)
            for (std::size_t i = j + 1; i < end; ++i)
                take_off(i, {j, j + 1}, j, [&](std::size_t) { return at(i, j); });
        for (std::size_t i = end; i < size_; ++i)
            take_off(i, {begin, end}, end - 1, [&](std::size_t j) { return at(i, j); });
    }

    void invert_panel_transposed(std::size_t begin, std::size_t end) const {
        for (std::size_t i = end - 1; i-- > begin;)
            take_off(i, {i + 1, end}, i, [&](std::size_t j) { return at(j, i); });
        for (std::size_t i = 0; i < begin; ++i)
            take_off(i, {begin, end}, i, [&](std::size_t j) { return at(j, i); });
    }

    void put_back(std::size_t lane) const {
        for (std::size_t i = 0; i < size_; ++i) {
            const std::size_t to = in_.order[lane * size_ + i] * kRidgeLanes + part_ + lane;
            in_.means[to] = x_[i * kLanes + lane];
            if (in_.variances != nullptr) in_.variances[to] = inverse_cell(i, i)[lane];
        }
    }

    const RidgeSystems& in_;
    std::size_t part_;
    std::size_t lanes_;  ///< That hold a system; what the others hold does not matter.
    std::size_t size_;
    double* matrix_;  ///< The lower half, each lane's in its own order; then L.
    double* inverse_;
    double* x_;
    double* scaled_;
    double* pivots_;
    std::size_t* columns_;  ///< Where the rows of a column would begin with its row 0.
};

template <class V>
void solve_ridges(const RidgeSystems& systems) {
    for (std::size_t part = 0; part < systems.count; part += kWidth<V>)
        RidgeSolver<V>(systems, part).run();
}

}  // namespace bihuan::forecast
