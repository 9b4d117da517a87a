#pragma once

#include <array>
#include <cstddef>

#include "engine/forecast/kernel.h"
#include "engine/forecast/kernel_states.h"

namespace bihuan::forecast {

/// Autoregression on the series without its season, with what many series taught as a prior:
/// (y_t − y_{t−1}) / m = Σ_l b_l (y_{t−l} − y_{t−1}) / m + drift, l = 2 … lags, m the mean of the
/// last `lags` values. Each b is normal around the learned mean, so that a short or noisy series
/// takes what others taught and a long one its own (empirical Bayes; cross-learning: Montero-Manso,
/// Hyndman 2021). Nothing is searched: two passes and a linear equation.
template <class V>
class AutoregressionModel {
public:
    /// `path` has room for lags + length + horizon rows.
    AutoregressionModel(const Track<V>& track,
                        const AutoregressionPrior& prior,
                        const V& growth,
                        V* path)
        : track_(track), prior_(prior), path_(path) {
        for (std::size_t t = 0; t < prior.lags; ++t) path_[t] = track.values[0];
        for (std::size_t t = 0; t < track.length; ++t) path_[prior.lags + t] = track.values[t];
        for (std::size_t k = 0; k < prior.lags; ++k) effects_[k] = all<V>(prior.mean[k]);
        // The drift of a series that grows steadily at this rate under the learned effects.
        double reach = 1;
        for (std::size_t l = 2; l <= prior.lags; ++l) {
            reach += prior.mean[l - 2] * static_cast<double>(l - 1);
        }
        effects_[prior.lags - 1] += kBelief * reach / kDrift * growth;
        first_ = prior.lags;
        if (track.length < 2 * prior.lags) first_ = track.length * 2 / 5;
        if (first_ < 1) first_ = 1;
    }

    template <class Sink>
    void run(const Sink& sink) {
        learn();
        for (std::size_t t = 0; t < track_.length; ++t) {
            sink.fit(t, t < first_ ? path_[prior_.lags + t - (t > 0 ? 1 : 0)] : next(t));
        }
        for (std::size_t h = 0; h < track_.horizon; ++h) {
            const V value = next(track_.length + h);
            path_[prior_.lags + track_.length + h] = value;
            sink.forecast(h, value);
        }
    }

private:
    using Row = std::array<V, kMostLags>;

    static constexpr std::size_t kTogether = 4;  ///< Rows summed at once: fewer loads and stores.
    static constexpr double kWild = 2;           ///< Standard deviations; as Huber.
    static constexpr double kMost = 4;           ///< Times the mean of the last values.
    static constexpr double kDrift = 0.1;        ///< Scale of the drift's regressor.
    static constexpr double kBelief = 0.75;      ///< In the growth of the kin.
    static constexpr double kSmallest = 1e-6;

    struct Window {
        Row x;
        V mean, last;  ///< last over mean
    };

    /// What is known before time t.
    [[gnu::always_inline]] Window window(std::size_t t) const {
        const V* end = path_ + prior_.lags + t;
        V sum{};
        for (std::size_t l = 1; l <= prior_.lags; ++l) sum += *(end - l);
        Window result;
        result.mean = larger(V(sum / static_cast<double>(prior_.lags)), all<V>(kSmallest));
        const V scale = 1 / result.mean;
        const V last = *(end - 1);
        result.last = last * scale;
        for (std::size_t l = 2; l <= prior_.lags; ++l) {
            result.x[l - 2] = (*(end - l) - last) * scale;
        }
        result.x[prior_.lags - 1] = all<V>(kDrift);
        return result;
    }

    [[gnu::always_inline]] V change(const Row& x) const {
        V sum{};
        for (std::size_t k = 0; k < prior_.lags; ++k) sum += effects_[k] * x[k];
        return sum;
    }

    V next(std::size_t t) const {
        const Window now = window(t);
        return clamp(V(now.last + change(now.x)), 0, kMost) * now.mean;
    }

    V error(std::size_t t, const Window& now) const {
        return track_.values[t] / now.mean - now.last - change(now.x);
    }

    void learn() {
        if (track_.length < first_ + 3) return;
        V sum{};
        for (std::size_t t = first_; t < track_.length; ++t) {
            sum += magnitude(error(t, window(t)));
        }
        // The standard deviation of a normal error is 1.2533 times its mean size.
        const V deviation = larger(V(1.2533 * sum / static_cast<double>(track_.length - first_)),
                                   all<V>(kSmallest));
        std::array<Row, kMostLags> matrix{};
        Row right{};
        for (std::size_t k = 0; k < prior_.lags; ++k) {
            const double spread = prior_.deviation[k];
            matrix[k][k] = deviation * deviation / (spread * spread);
        }
        for (std::size_t t = first_; t < track_.length; t += kTogether) {
            add_rows(t, deviation, matrix, right);
        }
        solve(matrix, right);
        for (std::size_t k = 0; k < prior_.lags; ++k) effects_[k] += right[k];
    }

    void add_rows(std::size_t t,
                  const V& deviation,
                  std::array<Row, kMostLags>& matrix,
                  Row& right) const {
        std::array<Row, kTogether> rows{};
        std::array<V, kTogether> errors{};
        for (std::size_t k = 0; k < kTogether && t + k < track_.length; ++k) {
            const Window now = window(t + k);
            rows[k] = now.x;
            const V limit = kWild * deviation;
            errors[k] = larger(smaller(error(t + k, now), limit), V(-limit));
        }
        for (std::size_t i = 0; i < prior_.lags; ++i) {
            for (std::size_t k = 0; k < kTogether; ++k) right[i] += rows[k][i] * errors[k];
            for (std::size_t j = 0; j <= i; ++j) {
                V sum = matrix[i][j];
                for (std::size_t k = 0; k < kTogether; ++k) sum += rows[k][i] * rows[k][j];
                matrix[i][j] = sum;
            }
        }
    }

    /// Cholesky without roots, in place: the lower triangle becomes L, the diagonal D.
    void factorize(std::array<Row, kMostLags>& a) const {
        const std::size_t n = prior_.lags;
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t k = 0; k < j; ++k) {
                const V scaled = a[j][k] * a[k][k];
                for (std::size_t i = j; i < n; ++i) a[i][j] -= a[i][k] * scaled;
            }
            const V inverse = 1 / a[j][j];
            for (std::size_t i = j + 1; i < n; ++i) a[i][j] *= inverse;
        }
    }

    /// The solution takes the place of the right side.
    void solve(std::array<Row, kMostLags>& a, Row& right) const {
        factorize(a);
        const std::size_t n = prior_.lags;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t k = 0; k < i; ++k) right[i] -= a[i][k] * right[k];
        }
        for (std::size_t i = 0; i < n; ++i) right[i] /= a[i][i];
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t k = i + 1; k < n; ++k) right[i] -= a[k][i] * right[k];
        }
    }

    const Track<V>& track_;
    const AutoregressionPrior& prior_;
    V* path_;
    std::size_t first_ = 0;  ///< The first time that is forecast; before it values are repeated.
    Row effects_{};
};

}  // namespace bihuan::forecast
