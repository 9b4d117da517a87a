#include "engine/forecast/launch_path.h"

#include <algorithm>
#include <cmath>

#include "engine/forecast/kin_groups.h"
#include "engine/forecast/season.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kFewestKin = 5;
constexpr double kDoubt = 4;  ///< Kin that a path without any build-up counts for.
constexpr double kSmallest = 0.05;
constexpr double kLargest = 2;
constexpr double kNoBuildUp = 0.8;  ///< Kin that started above this share of later sales had none.

/// Periods that a build-up may take.
std::size_t ages_of(Frequency frequency) {
    switch (frequency) {
        case Frequency::Daily:
            return 28;
        case Frequency::Weekly:
            return 26;
        case Frequency::Monthly:
            return 12;
        case Frequency::Quarterly:
            return 4;
        case Frequency::Yearly:
        case Frequency::Other:
            break;
    }
    return 0;
}

bool is_launch(const Series& series, const Shape& shape) {
    const bool new_product = shape.status == Status::Launched || series.stage == Stage::Launch;
    return new_product && shape.status != Status::Delisted && shape.offset == 0 &&
           shape.off_season.empty();
}

/// The path of one grown-up series; empty when it sold nothing to compare with.
std::vector<double> path_of(const Series& series,
                            const Shape& shape,
                            int season,
                            std::size_t ages) {
    std::vector<double> values = clean_history(series, shape, season, nullptr);
    const auto estimate = estimate_season(values, season);
    for (std::size_t t = 0; t < values.size(); ++t) {
        values[t] /= estimate.indices[t % estimate.indices.size()];
    }
    double later = 0;
    for (std::size_t t = ages; t < 2 * ages; ++t) later += values[t] / static_cast<double>(ages);
    if (later <= 0) return {};
    values.resize(ages);
    for (double& value : values) value /= later;
    return values;
}

std::vector<std::vector<double>> paths_of(const Problem& problem,
                                          std::span<const Shape> shapes,
                                          std::span<const std::size_t> grown,
                                          std::size_t ages) {
    std::vector<std::vector<double>> paths;
    for (const std::size_t i : grown) {
        auto path = path_of(problem.series[i], shapes[i], problem.season, ages);
        if (!path.empty()) paths.push_back(std::move(path));
    }
    return paths;
}

/// The mean of the kin's paths by age; empty when they started near their later sales.
std::vector<double> shares_of(const std::vector<std::vector<double>>& paths, std::size_t ages) {
    const auto kin = static_cast<double>(paths.size());
    std::vector<double> shares(ages);
    double early = 0;
    const std::size_t quarter = ages / 4;
    for (std::size_t age = 0; age < ages; ++age) {
        // The median of small counts would be below their mean.
        for (const auto& path : paths) shares[age] += std::min(path[age], kLargest) / kin;
        if (age < quarter) early += shares[age] / static_cast<double>(quarter);
    }
    if (early > kNoBuildUp) shares.clear();
    return shares;
}

}  // namespace

LaunchPath::LaunchPath(const Problem& problem,
                       std::span<const Shape> shapes,
                       std::span<const std::size_t> order)
    : ages_(ages_of(problem.frequency)), group_of_(shapes.size(), kNone) {
    if (ages_ == 0) return;
    for (const auto group : kin_groups(problem, order)) learn(problem, shapes, group);
}

void LaunchPath::learn(const Problem& problem,
                       std::span<const Shape> shapes,
                       std::span<const std::size_t> group) {
    std::vector<std::size_t> young;
    std::vector<std::size_t> grown;
    for (const std::size_t i : group) {
        if (!is_launch(problem.series[i], shapes[i])) continue;
        if (shapes[i].length() < ages_) young.push_back(i);
        if (shapes[i].length() >= 2 * ages_) grown.push_back(i);
    }
    if (young.empty() || grown.size() < kFewestKin) return;
    const auto paths = paths_of(problem, shapes, grown, ages_);
    if (paths.size() < kFewestKin) return;

    const auto shares = shares_of(paths, ages_);
    if (shares.empty()) return;
    const auto kin = static_cast<double>(paths.size());
    const double belief = kin / (kin + kDoubt);
    for (const std::size_t i : young) group_of_[i] = paths_.size() / ages_;
    for (const double share : shares) {
        paths_.push_back(std::pow(std::max(share, kSmallest), belief));
    }
}

double LaunchPath::at(std::size_t series, std::size_t age) const {
    if (!known(series) || age >= ages_) return 1;
    return paths_[group_of_[series] * ages_ + age];
}

}  // namespace bihuan::forecast
