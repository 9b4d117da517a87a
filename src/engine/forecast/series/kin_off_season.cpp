#include "engine/forecast/series/kin_off_season.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/forecast/calendar_columns.h"
#include "engine/forecast/kin_groups.h"

namespace bihuan::forecast {

namespace {

constexpr double kFewestKin = 3;
constexpr double kMostKin = 0.5;
constexpr double kAgreed = 0.9;

/// The place in the calendar's season of the t-th value.
std::size_t place_of(const Problem& problem, std::size_t series, std::size_t t) {
    const std::int32_t step = period_step(problem.frequency);
    const auto season = static_cast<std::size_t>(problem.season);
    const auto first = static_cast<std::size_t>(
        place_in_cycle(problem.series[series].first_period / step, problem.season));
    return (first + t) % season;
}

/// The places that are off season for the category; empty when its series do not agree.
std::vector<unsigned char> off_season_of(const Problem& problem,
                                         std::span<const std::size_t> kin,
                                         std::span<const Shape> shapes) {
    const auto season = static_cast<std::size_t>(problem.season);
    std::vector<double> counts(season);
    double with = 0;
    double old_enough = 0;
    for (const std::size_t i : kin) {
        const Shape& shape = shapes[i];
        if (shape.length() < 2 * season) continue;
        old_enough += 1;
        if (shape.off_season.empty()) continue;
        with += 1;
        for (std::size_t t = 0; t < season; ++t) {
            counts[place_of(problem, i, shape.begin + t)] += shape.off_season[t];
        }
    }
    if (with < kFewestKin || with < kMostKin * old_enough) return {};
    std::vector<unsigned char> off(season);
    for (std::size_t place = 0; place < season; ++place) {
        off[place] = counts[place] >= kAgreed * with ? 1 : 0;
    }
    return std::find(off.begin(), off.end(), 1) == off.end() ? std::vector<unsigned char>{} : off;
}

/// A series without a season of its own takes over that of its kin.
void take_over(const Problem& problem,
               std::span<const unsigned char> off,
               std::size_t series,
               Shape& shape) {
    if (!shape.off_season.empty() || shape.festival) return;
    std::vector<unsigned char> own(off.size());
    for (std::size_t t = 0; t < own.size(); ++t) own[t] = off[place_of(problem, series, t)];
    auto found = shape_in_season(problem.series[series], shape, own);
    if (found) shape = std::move(*found);
}

}  // namespace

void share_off_seasons(const Problem& problem,
                       std::span<const std::size_t> order,
                       std::span<Shape> shapes) {
    if (problem.season < 2) return;
    for (const auto kin : kin_groups(problem, order)) {
        const auto off = off_season_of(problem, kin, shapes);
        if (off.empty()) continue;
        for (const std::size_t i : kin) take_over(problem, off, i, shapes[i]);
    }
}

}  // namespace bihuan::forecast
