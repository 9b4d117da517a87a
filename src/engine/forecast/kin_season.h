#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/effects.h"
#include "engine/forecast/forecast.h"
#include "engine/forecast/history.h"

namespace bihuan::forecast {

/// The history the models see: cleaned, known influences taken out.
std::vector<double> adjusted_history(const Problem& problem,
                                     const Shape& shape,
                                     const Effects& effects,
                                     std::size_t series,
                                     std::vector<CleanedPoint>* cleaned);

/// What the seasons of a category have in common, by place in the calendar.
class KinSeason {
public:
    KinSeason(const Problem& problem,
              std::span<const Shape> shapes,
              const Effects& effects,
              std::span<const std::size_t> order,
              int threads);

    /// The mean season of the other series of the category, by t mod season from the series'
    /// first used value on; empty when too few others have a season.
    std::vector<double> target(std::size_t series) const;

    /// adjusted_history of a series, which was needed for its season already.
    std::vector<double> adjusted(std::size_t series, std::vector<CleanedPoint>* cleaned) const;

private:
    void estimate_own(std::size_t series);
    void add_up(std::span<const std::size_t> order);
    void join(std::size_t group, std::size_t series);
    std::size_t place_of(std::size_t series, std::size_t t) const;

    const Problem& problem_;
    std::span<const Shape> shapes_;
    std::size_t season_;
    const Effects& effects_;
    std::vector<double> own_;  ///< series × season, by place in the calendar
    std::vector<unsigned char> has_own_;
    std::vector<std::vector<double>>
        histories_;  ///< Of those with a season, where effects make them dear.
    std::vector<std::size_t> group_of_;
    std::vector<double> sums_;    ///< category × season
    std::vector<double> counts_;  ///< per category
};

}  // namespace bihuan::forecast
