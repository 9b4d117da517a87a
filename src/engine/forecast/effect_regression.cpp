#include "engine/forecast/effect_regression.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>

namespace bihuan::forecast {

namespace {

constexpr std::array kGains{0.05, 0.15, 0.35, 0.6, 0.9};
constexpr double kWild = 1.5;  ///< Standard deviations.
constexpr double kSmallestNoise = 1e-6;

/// Huber's idea: an error that the effects do not explain counts up to a limit only.
double tamed(const RegressionInput& input, const Eigen::VectorXd& x, double error) {
    if (input.effect.size() == 0) return error;
    const double explained = input.effect.dot(x);
    const double limit = kWild * input.deviation;
    return explained + std::clamp(error - explained, -limit, limit);
}

/// The equations of an update, in space that a thread uses again.
struct Ridge {
    Eigen::VectorXd precision;
    Eigen::MatrixXd matrix;
    Eigen::LDLT<Eigen::MatrixXd> solver;
    Eigen::VectorXd right;
    Eigen::VectorXd mean;

    void solve(const Belief& prior, const Moments& moments, double noise) {
        precision = prior.variance.cwiseInverse();
        const auto size = moments.xx.rows();
        matrix.resize(size, size);
        for (Eigen::Index j = 0; j < size; ++j)  // the solver reads the lower half only
            matrix.col(j).tail(size - j) = moments.xx.col(j).tail(size - j) / noise;
        matrix.diagonal() += precision;
        solver.compute(matrix);
        right = moments.xy / noise + precision.cwiseProduct(prior.mean);
        mean = solver.solve(right);
    }

    static Ridge& of_thread() {
        thread_local Ridge ridge;
        return ridge;
    }
};

/// Space that a thread uses again.
struct Filter {
    Eigen::VectorXd levels;
    Eigen::VectorXd errors;
    SplitMoments trial;
    Moments whole;

    static Filter& of_thread() {
        thread_local Filter filter;
        return filter;
    }
};

/// Into filter.trial.
void filter_with(const RegressionInput& input, double gain, Filter& filter) {
    const std::size_t n = input.logs.size();
    const auto columns = static_cast<Eigen::Index>(input.regressors);
    auto& result = filter.trial;
    result.first.clear(columns);
    result.rest.clear(columns);
    auto& levels = filter.levels;
    auto& errors = filter.errors;
    levels.resize(columns);
    errors.resize(columns);
    double level = 0;
    bool started = false;
    for (std::size_t t = 0; t < n; ++t) {
        if (input.skip[t] != 0) continue;
        for (Eigen::Index r = 0; r < columns; ++r) {
            errors[r] = input.columns[static_cast<std::size_t>(r) * n + t];
        }
        if (!started) {
            started = true;
            level = input.logs[t];
            levels = errors;
            continue;
        }
        errors -= levels;
        const double error = tamed(input, errors, input.logs[t] - level);
        (t < input.split ? result.first : result.rest).add(errors, error);
        level += gain * error;
        levels += gain * errors;
    }
    result.first.mirror();
    result.rest.mirror();
}

}  // namespace

Moments::Moments(std::size_t regressors) {
    clear(static_cast<Eigen::Index>(regressors));
}

void Moments::clear(Eigen::Index regressors) {
    xx.setZero(regressors, regressors);
    xy.setZero(regressors);
    yy = 0;
    count = 0;
}

void Moments::add(const Eigen::VectorXd& x, double y) {
    // Half of a symmetric matrix; `mirror` gives the other.
    for (Eigen::Index j = 0; j < x.size(); ++j)
        xx.col(j).tail(x.size() - j).noalias() += x.tail(x.size() - j) * x[j];
    xy.noalias() += x * y;
    yy += y * y;
    count += 1;
}

void Moments::mirror() {
    xx.triangularView<Eigen::StrictlyUpper>() = xx.transpose();
}

Moments& Moments::operator+=(const Moments& other) {
    xx += other.xx;
    xy += other.xy;
    yy += other.yy;
    count += other.count;
    return *this;
}

Moments& Moments::operator-=(const Moments& other) {
    xx -= other.xx;
    xy -= other.xy;
    yy -= other.yy;
    count -= other.count;
    return *this;
}

Moments Moments::scaled(double factor) const {
    Moments result = *this;
    result.xx *= factor;
    result.xy *= factor;
    result.yy *= factor;
    return result;
}

double Moments::error(const Eigen::VectorXd& effect) const {
    return yy - 2 * effect.dot(xy) + effect.dot(xx * effect);
}

Belief update(const Belief& prior, const Moments& moments, double noise) {
    auto& ridge = Ridge::of_thread();
    ridge.solve(prior, moments, noise);
    const auto size = moments.xx.rows();
    const Eigen::MatrixXd inverse = ridge.solver.solve(Eigen::MatrixXd::Identity(size, size));
    return {ridge.mean, inverse.diagonal()};
}

Eigen::VectorXd updated_mean(const Belief& prior, const Moments& moments, double noise) {
    auto& ridge = Ridge::of_thread();
    ridge.solve(prior, moments, noise);
    return ridge.mean;
}

SplitMoments filter_moments(const RegressionInput& input, const Belief& prior) {
    SplitMoments best;
    double least = std::numeric_limits<double>::infinity();
    auto& filter = Filter::of_thread();
    for (const double gain : kGains) {
        filter_with(input, gain, filter);
        auto& whole = filter.whole;
        whole = filter.trial.first;
        whole += filter.trial.rest;
        const double rough = std::max(whole.yy / std::max(whole.count, 1.0), kSmallestNoise);
        const double error = whole.error(updated_mean(prior, whole, rough));
        if (error >= least) continue;
        least = error;
        std::swap(best, filter.trial);
        best.noise = std::max(error / std::max(whole.count - 1, 1.0), kSmallestNoise);
    }
    return best;
}

}  // namespace bihuan::forecast
