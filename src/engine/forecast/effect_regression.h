#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <Eigen/Core>

namespace bihuan::forecast {

/// Sums of a regression of filtered values on filtered regressors: the lower half of x x', column
/// by column, then x y, then y y.
struct Moments {
    Eigen::VectorXd sums;
    Eigen::Index regressors = 0;
    double count = 0;

    explicit Moments(std::size_t size = 0);
    auto xy() const { return sums.segment(sums.size() - 1 - regressors, regressors); }
    double yy() const { return sums[sums.size() - 1]; }
    /// x_k x_k.
    double square(Eigen::Index k) const { return sums[k * regressors - k * (k - 1) / 2]; }
    /// Adds, or takes off, the other's sums times a factor.
    void add(const Moments& other, double factor);
    void take(const Moments& other, double factor);
};

/// Σ (y − x'effect)² of one effect after another, in space that the thread's next one uses again.
class SquaredError {
public:
    explicit SquaredError(const Moments& moments);
    double of(const Eigen::VectorXd& effect) const;

private:
    static Eigen::MatrixXd& space();

    const Moments& moments_;
    Eigen::MatrixXd& xx_;
};

/// A belief about effects: mean and variance of each.
struct Belief {
    Eigen::VectorXd mean;
    Eigen::VectorXd variance;
};

/// What a ridge regression is to learn: from where it starts, and the variance of the noise.
struct Update {
    const Belief* prior = nullptr;
    const Moments* moments = nullptr;
    double noise = 1;
};

/// Ridge regressions towards a belief each, with the noise known: means and variances after. They
/// are solved side by side, each to the bits that it would have alone.
std::vector<Belief> update(std::span<const Update> updates);

/// The means alone, which is quicker.
std::vector<Eigen::VectorXd> updated_means(std::span<const Update> updates);

/// The history of one series, ready to be filtered.
struct RegressionInput {
    std::span<const double> logs;         ///< log values, season taken out
    std::span<const double> columns;      ///< regressor r at time t: [r · logs.size() + t]
    std::span<const unsigned char> skip;  ///< Times without an honest value.
    std::size_t regressors = 0;
    std::size_t split = 0;  ///< First time of the test part.
    /// What an earlier round found, to tell wild errors by; empty in the first round.
    Eigen::VectorXd effect = {};
    double deviation = 0;  ///< Of the errors that it left.
};

/// Moments of the first part, up to split, and of the rest.
struct SplitMoments {
    Moments first;
    Moments rest;
    double noise = 1;  ///< Variance of the one-step error that the regressors leave.
};

/// What the changes since a season before say of the effects: a season takes no part in them. For
/// histories that have seen few seasons, of which every place would take a festival that moved for
/// its own. Zero where too few changes are known.
Eigen::VectorXd effects_of_changes(const RegressionInput& input,
                                   const Belief& prior,
                                   std::size_t season);

/// Filters with the gain, of a small grid, that leaves the least error.
SplitMoments filter_moments(const RegressionInput& input, const Belief& prior);

}  // namespace bihuan::forecast
