#include "engine/forecast/effect_regression.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>

#include "engine/forecast/kernel.h"

namespace bihuan::forecast {

namespace {

constexpr double kWild = 1.5;  ///< Standard deviations.
constexpr double kSmallestNoise = 1e-6;

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
    std::size_t regressors = 0;
    std::vector<double> first;
    std::vector<double> rest;
    std::vector<double> scratch;
    double first_count = 0;
    double rest_count = 0;
    Moments whole;

    /// With every gain at once.
    void run(const RegressionInput& input) {
        static const Kernel kernel = kernel_for(best_instruction_set());
        regressors = input.regressors;
        first.resize(gain_rows(regressors) * kGainLanes);
        rest.resize(first.size());
        scratch.resize((2 * regressors + 1) * kGainLanes);
        kernel.filter({.length = input.logs.size(),
                       .regressors = regressors,
                       .split = input.split,
                       .logs = input.logs.data(),
                       .columns = input.columns.data(),
                       .skip = input.skip.data(),
                       .effect = input.effect.size() == 0 ? nullptr : input.effect.data(),
                       .limit = kWild * input.deviation},
                      {first.data(), rest.data(), scratch.data()});
        count(input);
    }

    /// What one gain's lane summed up; `at` gives the sum of a row.
    template <class At>
    void take(double observations, const At& at, Moments& into) const {
        const auto size = static_cast<Eigen::Index>(regressors);
        into.xx.resize(size, size);
        into.xy.resize(size);
        std::size_t row = 0;
        for (Eigen::Index j = 0; j < size; ++j)
            for (Eigen::Index i = j; i < size; ++i) into.xx(i, j) = into.xx(j, i) = at(row++);
        for (Eigen::Index j = 0; j < size; ++j) into.xy[j] = at(row++);
        into.yy = at(row);
        into.count = observations;
    }

    static Filter& of_thread() {
        thread_local Filter filter;
        return filter;
    }

private:
    /// The first honest value only starts the filter.
    void count(const RegressionInput& input) {
        first_count = rest_count = 0;
        bool started = false;
        for (std::size_t t = 0; t < input.logs.size(); ++t) {
            if (input.skip[t] != 0) continue;
            if (started) (t < input.split ? first_count : rest_count) += 1;
            started = true;
        }
    }
};

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
    filter.run(input);
    std::size_t chosen = kGains;
    for (std::size_t gain = 0; gain < kGains; ++gain) {
        auto& whole = filter.whole;
        filter.take(
            filter.first_count + filter.rest_count,
            [&](std::size_t row) {
                const std::size_t at = row * kGainLanes + gain;
                return filter.first[at] + filter.rest[at];
            },
            whole);
        const double rough = std::max(whole.yy / std::max(whole.count, 1.0), kSmallestNoise);
        const double error = whole.error(updated_mean(prior, whole, rough));
        if (error >= least) continue;
        least = error;
        chosen = gain;
        best.noise = std::max(error / std::max(whole.count - 1, 1.0), kSmallestNoise);
    }
    if (chosen == kGains) return best;
    const auto lane = [&](const std::vector<double>& sums) {
        return [&sums, chosen](std::size_t row) { return sums[row * kGainLanes + chosen]; };
    };
    filter.take(filter.first_count, lane(filter.first), best.first);
    filter.take(filter.rest_count, lane(filter.rest), best.rest);
    return best;
}

}  // namespace bihuan::forecast
