#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"
#include "engine/forecast/history.h"

namespace bihuan::forecast {

/// How new products of a category built up their sales: the mean path of those that were launched
/// within the history, relative to what they sold in the year after (half year of weeks, four weeks
/// of days), season taken out. A series that is still building up is forecast along it.
class LaunchPath {
public:
    /// `order`: kin together, as for KinSeason.
    LaunchPath(const Problem& problem,
               std::span<const Shape> shapes,
               std::span<const std::size_t> order);

    /// Whether the series is still building up and its kin have shown how.
    bool known(std::size_t series) const { return group_of_[series] != kNone; }
    /// Its share of later sales so many periods after its first sale; 1 where nothing is known.
    double at(std::size_t series, std::size_t age) const;

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    void learn(const Problem& problem,
               std::span<const Shape> shapes,
               std::span<const std::size_t> group);

    std::size_t ages_ = 0;
    std::vector<std::size_t> group_of_;  ///< Of the series that are building up.
    std::vector<double> paths_;          ///< group × ages
};

}  // namespace bihuan::forecast
