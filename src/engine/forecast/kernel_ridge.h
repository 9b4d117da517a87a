#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "engine/forecast/kernel.h"
#include "engine/forecast/lanes.h"

namespace bihuan::forecast {

/// Solves the equations of a ridge regression by L D L' with the largest pivot first. A dozen
/// unknowns are too few for a library's blocks, whose calls cost more than their arithmetic. Sums
/// run in the order of Eigen's LDLT, so the bits are Eigen's (kernel_ridge_test.cpp).
template <class V>
class RidgeSolver {
public:
    explicit RidgeSolver(const RidgeSystem& system)
        : size_(system.size),
          stride_(ridge_stride(system.size)),
          matrix_(system.matrix),
          right_(system.right),
          variances_(system.variances),
          inverse_(system.scratch),
          row_(inverse_ + size_ * stride_),
          pivots_(row_ + stride_),
          order_(system.order) {}

    void run() {
        for (std::size_t k = 0; k < size_; ++k) order_[k] = k;
        for (std::size_t k = 0; k < size_; ++k) factor(k);
        solve();
        if (variances_ != nullptr) invert();
    }

private:
    static constexpr std::size_t kPanel = 8;        ///< Columns of L that Eigen solves at once …
    static constexpr std::size_t kInverseRows = 4;  ///< … and of many right sides.

    static void exchange(double& a, double& b) {
        const double kept = a;
        a = b;
        b = kept;
    }

    double& at(std::size_t i, std::size_t j) const { return matrix_[j * stride_ + i]; }

    void factor(std::size_t k) {
        std::size_t largest = k;
        double most = std::abs(at(k, k));
        for (std::size_t i = k + 1; i < size_; ++i) {
            const double one = std::abs(at(i, i));
            largest = one > most ? i : largest;
            most = one > most ? one : most;
        }
        if (largest != k) move_up(largest, k);
        for (std::size_t j = 0; j < k; ++j) row_[j] = pivots_[j] * at(k, j);
        double* column = matrix_ + k * stride_;
        const std::size_t begin = k / kWidth<V> * kWidth<V>;  // the half above is never read
        for (std::size_t i = begin; i < size_; i += kWidth<V>) {
            V sum{};
            for (std::size_t j = 0; j < k; ++j) sum += load<V>(matrix_ + j * stride_ + i) * row_[j];
            store(column + i, V(load<V>(column + i) - sum));
        }
        const double pivot = pivots_[k] = at(k, k);
        if (!(std::abs(pivot) > 0)) return;
        for (std::size_t i = begin; i < size_; i += kWidth<V>)
            store(column + i, V(load<V>(column + i) / pivot));
    }

    /// Of the lower half alone.
    void move_up(std::size_t other, std::size_t k) {
        const std::size_t kept = order_[k];
        order_[k] = order_[other];
        order_[other] = kept;
        for (std::size_t j = 0; j < k; ++j) exchange(at(k, j), at(other, j));
        for (std::size_t i = other + 1; i < size_; ++i) exchange(at(i, k), at(i, other));
        exchange(at(k, k), at(other, other));
        for (std::size_t i = k + 1; i < other; ++i) exchange(at(i, k), at(other, i));
    }

    bool counts(std::size_t i) const {
        return std::abs(pivots_[i]) > std::numeric_limits<double>::min();
    }

    void solve() {
        double* x = row_;
        for (std::size_t i = 0; i < size_; ++i) x[i] = right_[order_[i]];
        for (std::size_t begin = 0; begin < size_; begin += kPanel)
            solve_panel(x, begin, std::min(size_, begin + kPanel));
        for (std::size_t i = 0; i < size_; ++i) x[i] = counts(i) ? x[i] / pivots_[i] : 0;
        solve_transposed(x);
        for (std::size_t i = 0; i < size_; ++i) right_[order_[i]] = x[i];
    }

    void solve_panel(double* x, std::size_t begin, std::size_t end) const {
        for (std::size_t j = begin; j < end; ++j)
            for (std::size_t i = j + 1; i < end; ++i) x[i] -= x[j] * at(i, j);
        for (std::size_t i = end; i < size_; ++i) {
            double sum = 0;
            for (std::size_t j = begin; j < end; ++j) sum += at(i, j) * x[j];
            x[i] -= sum;
        }
    }

    void solve_transposed(double* x) const {
        for (std::size_t end = size_; end > 0; end -= std::min(end, kPanel)) {
            const std::size_t begin = end - std::min(end, kPanel);
            for (std::size_t i = begin; i < end && end < size_; ++i)
                x[i] -= sum_of_pairs(&at(end, i), x + end, size_ - end);
            for (std::size_t i = end - 1; i-- > begin;)
                x[i] -= sum_of_products(&at(i + 1, i), x + i + 1, end - i - 1);
        }
    }

    /// Even and odd places apart.
    static double sum_of_pairs(const double* a, const double* b, std::size_t count) {
        double even = 0;
        double odd = 0;
        std::size_t i = 0;
        for (; i + 1 < count; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        const double sum = even + odd;
        return i < count ? sum + a[i] * b[i] : sum;
    }

    /// Every second pair apart; see GainFilter::explained.
    static double sum_of_products(const double* a, const double* b, std::size_t count) {
        if (count < 4) {
            if (count == 1) return a[0] * b[0];
            const double pair = a[0] * b[0] + a[1] * b[1];
            return count == 2 ? pair : pair + a[2] * b[2];
        }
        double even = a[0] * b[0];
        double odd = a[1] * b[1];
        double even_too = a[2] * b[2];
        double odd_too = a[3] * b[3];
        std::size_t i = 4;
        for (; i + 3 < count; i += 4) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
            even_too += a[i + 2] * b[i + 2];
            odd_too += a[i + 3] * b[i + 3];
        }
        even += even_too;
        odd += odd_too;
        if (i + 1 < count) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
            i += 2;
        }
        const double sum = even + odd;
        return i < count ? sum + a[i] * b[i] : sum;
    }

    struct Rows {
        std::size_t begin, end;
    };

    double* inverse_row(std::size_t i) const { return inverse_ + i * stride_; }

    /// row i −= factor of each other row; only columns up to `last` are needed.
    template <class Factor>
    [[gnu::always_inline]] void take_off(std::size_t i,
                                         Rows rows,
                                         std::size_t last,
                                         const Factor& factor) const {
        for (std::size_t c = 0; c <= last; c += kWidth<V>) {
            V sum{};
            for (std::size_t j = rows.begin; j < rows.end; ++j)
                sum += factor(j) * load<V>(inverse_row(j) + c);
            store(inverse_row(i) + c, V(load<V>(inverse_row(i) + c) - sum));
        }
    }

    /// The diagonal of the inverse, from all unit columns side by side in their pivots' order:
    /// column c is zero above row c and not needed there.
    void invert() {
        for (std::size_t i = 0; i < size_ * stride_; ++i) inverse_[i] = 0;
        for (std::size_t i = 0; i < size_; ++i) inverse_row(i)[i] = 1;
        for (std::size_t begin = 0; begin < size_; begin += kInverseRows)
            invert_panel(begin, std::min(size_, begin + kInverseRows));
        for (std::size_t i = 0; i < size_; ++i) divide_by_pivot(i);
        for (std::size_t end = size_; end > 0; end -= std::min(end, kInverseRows))
            invert_panel_transposed(end - std::min(end, kInverseRows), end);
        for (std::size_t i = 0; i < size_; ++i) variances_[order_[i]] = inverse_row(i)[i];
    }

    void invert_panel(std::size_t begin, std::size_t end) const {
        for (std::size_t j = begin; j < end; ++j)
            for (std::size_t i = j + 1; i < end; ++i)
                take_off(i, {j, j + 1}, j, [&](std::size_t) { return at(i, j); });
        for (std::size_t i = end; i < size_; ++i)
            take_off(i, {begin, end}, end - 1, [&](std::size_t j) { return at(i, j); });
    }

    void divide_by_pivot(std::size_t i) const {
        for (std::size_t c = 0; c <= i; c += kWidth<V>)
            store(inverse_row(i) + c,
                  counts(i) ? V(load<V>(inverse_row(i) + c) / pivots_[i]) : V{});
    }

    void invert_panel_transposed(std::size_t begin, std::size_t end) const {
        for (std::size_t i = end - 1; i-- > begin;)
            take_off(i, {i + 1, end}, i, [&](std::size_t j) { return at(j, i); });
        for (std::size_t i = 0; i < begin; ++i)
            take_off(i, {begin, end}, i, [&](std::size_t j) { return at(j, i); });
    }

    std::size_t size_;
    std::size_t stride_;
    double* matrix_;
    double* right_;
    double* variances_;
    double* inverse_;
    double* row_;
    double* pivots_;
    std::size_t* order_;
};

template <class V>
void solve_ridge(const RidgeSystem& system) {
    RidgeSolver<V>(system).run();
}

}  // namespace bihuan::forecast
