#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <Eigen/Core>

#include "base/random.h"
#include "engine/forecast/kernel.h"

namespace bihuan::forecast {
namespace {

constexpr std::size_t kLength = 36;
constexpr std::size_t kSplit = 21;
constexpr std::array<double, kGains> kGainsTried{0.05, 0.15, 0.35, 0.6, 0.9};

struct History {
    std::size_t regressors = 0;
    std::vector<double> logs = std::vector<double>(kLength);
    std::vector<double> columns;
    std::vector<unsigned char> skip = std::vector<unsigned char>(kLength);
    Eigen::VectorXd effect;
    double limit = 0.2;
};

History some_history(Random& random, std::size_t regressors, bool with_effect) {
    History history{.regressors = regressors};
    history.columns.resize(regressors * kLength);
    for (double& entry : history.columns) entry = random.uniform() - 0.5;
    for (double& entry : history.logs) entry = random.uniform() - 0.5;
    for (std::size_t t = 0; t < kLength; t += 7) history.skip[t] = 1;
    if (!with_effect) return history;
    history.effect.resize(static_cast<Eigen::Index>(regressors));
    for (double& entry : history.effect) entry = random.uniform() - 0.5;
    return history;
}

/// The lower half of x x', x y and y y of one part, written down as it is defined.
struct Sums {
    Eigen::MatrixXd xx;
    Eigen::VectorXd xy;
    double yy = 0;

    std::vector<double> rows() const {
        std::vector<double> result;
        for (Eigen::Index j = 0; j < xx.cols(); ++j)
            for (Eigen::Index i = j; i < xx.rows(); ++i) result.push_back(xx(i, j));
        result.insert(result.end(), xy.begin(), xy.end());
        result.push_back(yy);
        return result;
    }
};

std::array<Sums, 2> plainly(const History& history, double gain) {
    const auto size = static_cast<Eigen::Index>(history.regressors);
    const Sums none{Eigen::MatrixXd::Zero(size, size), Eigen::VectorXd::Zero(size)};
    std::array<Sums, 2> parts{none, none};
    Eigen::VectorXd levels(size);
    Eigen::VectorXd errors(size);
    double level = 0;
    bool started = false;
    for (std::size_t t = 0; t < kLength; ++t) {
        if (history.skip[t] != 0) continue;
        for (Eigen::Index r = 0; r < size; ++r)
            errors[r] = history.columns[static_cast<std::size_t>(r) * kLength + t];
        if (!std::exchange(started, true)) {
            level = history.logs[t];
            levels = errors;
            continue;
        }
        errors -= levels;
        double error = history.logs[t] - level;
        if (history.effect.size() > 0) {
            const double known = history.effect.dot(errors);
            error = known + std::clamp(error - known, -history.limit, history.limit);
        }
        auto& part = parts.at(t < kSplit ? 0 : 1);
        part.xx += errors * errors.transpose();
        part.xy += errors * error;
        part.yy += error * error;
        level += gain * error;
        levels += gain * errors;
    }
    return parts;
}

std::vector<InstructionSet> available_sets() {
    std::vector<InstructionSet> sets;
    for (const auto set : {InstructionSet::Baseline, InstructionSet::Avx2, InstructionSet::Avx512})
        if (set <= best_instruction_set()) sets.push_back(set);
    return sets;
}

std::vector<double> lane_of(const std::vector<double>& sums, std::size_t lane) {
    std::vector<double> rows;
    for (std::size_t at = lane; at < sums.size(); at += kGainLanes) rows.push_back(sums[at]);
    return rows;
}

void expect_same_sums(const History& history, InstructionSet set) {
    std::vector<double> first(gain_rows(history.regressors) * kGainLanes, -1);
    std::vector<double> rest(first);
    std::vector<double> scratch((2 * history.regressors + 1) * kGainLanes);
    kernel_for(set).filter({.length = kLength,
                            .regressors = history.regressors,
                            .split = kSplit,
                            .logs = history.logs.data(),
                            .columns = history.columns.data(),
                            .skip = history.skip.data(),
                            .effect = history.effect.size() == 0 ? nullptr : history.effect.data(),
                            .limit = history.limit},
                           {first.data(), rest.data(), scratch.data()});
    for (std::size_t gain = 0; gain < kGains; ++gain) {
        const auto parts = plainly(history, kGainsTried.at(gain));
        EXPECT_EQ(lane_of(first, gain), parts[0].rows());
        EXPECT_EQ(lane_of(rest, gain), parts[1].rows());
    }
}

TEST(KernelGains, EveryLaneHasTheBitsOfItsGainAlone) {
    Random random(11);
    for (std::size_t regressors = 1; regressors <= 14; ++regressors)
        for (const bool with_effect : {false, true}) {
            const auto history = some_history(random, regressors, with_effect);
            for (const auto set : available_sets()) expect_same_sums(history, set);
        }
}

}  // namespace
}  // namespace bihuan::forecast
