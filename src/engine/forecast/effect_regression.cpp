#include "engine/forecast/effect_regression.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>

#include "engine/forecast/kernel.h"

namespace bihuan::forecast {

namespace {

constexpr double kWild = 1.5;  ///< Standard deviations.
constexpr double kSmallestNoise = 1e-6;

const Kernel& kernel() {
    static const Kernel kernel = kernel_for(best_instruction_set());
    return kernel;
}

/// The equations of some updates side by side, in space that a thread uses again.
struct Ridges {
    std::vector<double> equations;
    std::vector<double> means;
    std::vector<double> variances;
    std::vector<double> scratch;
    std::vector<std::size_t> order;

    /// At most kRidgeLanes; variances where they are wanted.
    void solve(std::span<const Update> updates, bool with_variances) {
        const auto size = static_cast<std::size_t>(updates.front().moments->regressors);
        equations.resize(gain_rows(size) * kRidgeLanes);
        means.resize(size * kRidgeLanes);
        variances.resize(size * kRidgeLanes);
        scratch.resize(ridge_scratch_rows(size) * kRidgeLanes);
        order.resize(ridge_order_entries(size));
        for (std::size_t lane = 0; lane < updates.size(); ++lane) write(updates[lane], size, lane);
        kernel().ridges({.size = size,
                         .count = updates.size(),
                         .equations = equations.data(),
                         .means = means.data(),
                         .variances = with_variances ? variances.data() : nullptr,
                         .scratch = scratch.data(),
                         .order = order.data()});
    }

    void write(const Update& update, std::size_t size, std::size_t lane) {
        const auto& sums = update.moments->sums;
        const std::size_t rows = gain_rows(size) - 1;
        for (std::size_t row = 0; row < rows; ++row)
            equations[row * kRidgeLanes + lane] =
                sums[static_cast<Eigen::Index>(row)] / update.noise;
        for (std::size_t r = 0; r < size; ++r) {
            const auto at = static_cast<Eigen::Index>(r);
            const double precision = 1 / update.prior->variance[at];
            equations[ridge_row(size, r, r) * kRidgeLanes + lane] += precision;
            equations[ridge_right_row(size, r) * kRidgeLanes + lane] +=
                precision * update.prior->mean[at];
        }
    }

    static Eigen::VectorXd lane_of(const std::vector<double>& rows, std::size_t lane) {
        Eigen::VectorXd entries(static_cast<Eigen::Index>(rows.size() / kRidgeLanes));
        for (Eigen::Index r = 0; r < entries.size(); ++r)
            entries[r] = rows[static_cast<std::size_t>(r) * kRidgeLanes + lane];
        return entries;
    }

    static Ridges& of_thread() {
        thread_local Ridges ridges;
        return ridges;
    }
};

/// Solves all updates, kRidgeLanes at a time, and tells each lane's place in the ridges.
template <class Take>
void solve_all(std::span<const Update> updates, bool with_variances, const Take& take) {
    auto& ridges = Ridges::of_thread();
    for (std::size_t begin = 0; begin < updates.size(); begin += kRidgeLanes) {
        const auto some = updates.subspan(begin, std::min(kRidgeLanes, updates.size() - begin));
        ridges.solve(some, with_variances);
        for (std::size_t lane = 0; lane < some.size(); ++lane) take(ridges, lane);
    }
}

/// Space that a thread uses again.
struct Filter {
    std::size_t regressors = 0;
    std::vector<double> first;
    std::vector<double> rest;
    std::vector<double> scratch;
    double first_count = 0;
    double rest_count = 0;
    std::vector<double> precision;
    std::vector<std::size_t> order;
    std::array<double, kGainLanes> errors{};  ///< By gain.

    /// With every gain at once.
    void run(const RegressionInput& input) {
        regressors = input.regressors;
        first.resize(gain_rows(regressors) * kGainLanes);
        rest.resize(first.size());
        if (const auto rows = 2 * regressors + 1; scratch.size() < rows * kGainLanes)
            scratch.resize(rows * kGainLanes);
        kernel().filter({.length = input.logs.size(),
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

    /// What a regression leaves of the sums of each gain.
    void regress(const Belief& prior) {
        const std::size_t size = regressors;
        precision.resize(size);
        for (std::size_t r = 0; r < size; ++r)
            precision[r] = 1 / prior.variance[static_cast<Eigen::Index>(r)];
        if (const auto rows = gain_regression_rows(size); scratch.size() < rows * kGainLanes)
            scratch.resize(rows * kGainLanes);
        order.resize(ridge_order_entries(size));
        kernel().regress({.regressors = size,
                          .first = first.data(),
                          .rest = rest.data(),
                          .observations = std::max(first_count + rest_count, 1.0),
                          .least_noise = kSmallestNoise,
                          .precision = precision.data(),
                          .prior = prior.mean.data(),
                          .scratch = scratch.data(),
                          .order = order.data(),
                          .errors = errors.data()});
    }

    /// What one gain's lane summed up; `at` gives the sum of a row.
    template <class At>
    void take(double observations, const At& at, Moments& into) const {
        const std::size_t rows = gain_rows(regressors);
        into.regressors = static_cast<Eigen::Index>(regressors);
        into.sums.resize(static_cast<Eigen::Index>(rows));
        for (std::size_t row = 0; row < rows; ++row)
            into.sums[static_cast<Eigen::Index>(row)] = at(row);
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

Moments::Moments(std::size_t size)
    : sums(Eigen::VectorXd::Zero(static_cast<Eigen::Index>(gain_rows(size)))),
      regressors(static_cast<Eigen::Index>(size)) {}

void Moments::add(const Moments& other, double factor) {
    sums += other.sums * factor;
    count += other.count;
}

void Moments::take(const Moments& other, double factor) {
    sums -= other.sums * factor;
    count -= other.count;
}

SquaredError::SquaredError(const Moments& moments) : moments_(moments), xx_(space()) {
    const auto size = moments.regressors;
    xx_.resize(size, size);
    Eigen::Index from = 0;
    for (Eigen::Index j = 0; j < size; ++j)
        for (Eigen::Index i = j; i < size; ++i) xx_(i, j) = xx_(j, i) = moments.sums[from++];
}

Eigen::MatrixXd& SquaredError::space() {
    thread_local Eigen::MatrixXd xx;
    return xx;
}

double SquaredError::of(const Eigen::VectorXd& effect) const {
    thread_local Eigen::VectorXd explained;
    explained.noalias() = xx_ * effect;
    return moments_.yy() - 2 * effect.dot(moments_.xy()) + effect.dot(explained);
}

std::vector<Belief> update(std::span<const Update> updates) {
    std::vector<Belief> beliefs;
    beliefs.reserve(updates.size());
    solve_all(updates, true, [&](const Ridges& ridges, std::size_t lane) {
        beliefs.push_back(
            {Ridges::lane_of(ridges.means, lane), Ridges::lane_of(ridges.variances, lane)});
    });
    return beliefs;
}

std::vector<Eigen::VectorXd> updated_means(std::span<const Update> updates) {
    std::vector<Eigen::VectorXd> means;
    means.reserve(updates.size());
    solve_all(updates, false, [&](const Ridges& ridges, std::size_t lane) {
        means.push_back(Ridges::lane_of(ridges.means, lane));
    });
    return means;
}

SplitMoments filter_moments(const RegressionInput& input, const Belief& prior) {
    SplitMoments best;
    double least = std::numeric_limits<double>::infinity();
    auto& filter = Filter::of_thread();
    filter.run(input);
    filter.regress(prior);
    const double count = filter.first_count + filter.rest_count;
    std::size_t chosen = kGains;
    for (std::size_t gain = 0; gain < kGains; ++gain) {
        const double error = filter.errors.at(gain);
        if (error >= least) continue;
        least = error;
        chosen = gain;
        best.noise = std::max(error / std::max(count - 1, 1.0), kSmallestNoise);
    }
    if (chosen == kGains) return best;
    const auto lane = [&](const std::vector<double>& sums) {
        return [&sums, chosen](std::size_t row) { return sums[row * kGainLanes + chosen]; };
    };
    filter.take(filter.first_count, lane(filter.first), best.first);
    filter.take(filter.rest_count, lane(filter.rest), best.rest);
    return best;
}

namespace {

/// Changes since a season before: of the regressors a row each, of the values without their mean.
struct Changes {
    Eigen::MatrixXd x;
    Eigen::VectorXd y;
};

Changes changes_since(const RegressionInput& input, std::size_t season) {
    const std::size_t n = input.logs.size();
    std::vector<std::size_t> times;
    for (std::size_t t = season; t < n; ++t)
        if (input.skip[t] == 0 && input.skip[t - season] == 0) times.push_back(t);
    const auto count = static_cast<Eigen::Index>(times.size());
    Changes changes{Eigen::MatrixXd(count, static_cast<Eigen::Index>(input.regressors)),
                    Eigen::VectorXd(count)};
    for (Eigen::Index k = 0; k < count; ++k) {
        const std::size_t t = times[static_cast<std::size_t>(k)];
        changes.y[k] = input.logs[t] - input.logs[t - season];
        for (Eigen::Index r = 0; r < changes.x.cols(); ++r) {
            const std::size_t row = static_cast<std::size_t>(r) * n;
            changes.x(k, r) = input.columns[row + t] - input.columns[row + t - season];
        }
    }
    if (count > 0) changes.y.array() -= changes.y.mean();
    return changes;
}

}  // namespace

Eigen::VectorXd effects_of_changes(const RegressionInput& input,
                                   const Belief& prior,
                                   std::size_t season) {
    Eigen::VectorXd effect = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(input.regressors));
    const auto [x, y] = changes_since(input, season);
    if (y.size() < 2) return effect;
    // The noise that a first guess leaves makes the second.
    const auto count = static_cast<double>(y.size());
    double noise = y.squaredNorm() / count;
    for (int round = 0; round < 2; ++round) {
        const double least = std::max(noise, kSmallestNoise);
        Eigen::MatrixXd matrix = x.transpose() * x / least;
        matrix.diagonal() += prior.variance.cwiseInverse();
        effect = matrix.ldlt().solve(x.transpose() * y / least);
        noise = (y - x * effect).squaredNorm() / count;
    }
    return effect;
}

}  // namespace bihuan::forecast
