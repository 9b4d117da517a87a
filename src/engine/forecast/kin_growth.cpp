#include "engine/forecast/kin_growth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/forecast/kin_groups.h"
#include "engine/forecast/parallel.h"

namespace bihuan::forecast {

namespace {

constexpr double kFewestKin = 3;
constexpr double kMostPerYear = 0.3;  ///< No series counts for more than this growth …
constexpr double kMostAlone = 0.6;    ///< … among kin; its own, in every part, tells more.
constexpr std::size_t kShortestEnd = 3;
constexpr std::size_t kParts = 3;  ///< In which a lone series must have grown to be believed.

double mean_of(std::span<const double> part) {
    double sum = 0;
    double count = 0;
    for (const double value : part) {
        if (!std::isfinite(value)) continue;
        sum += value;
        count += 1;
    }
    return count > 0 ? sum / count : 0;
}

struct Growth {
    double whole = 0;   ///< Per period, from the first season's mean to the last one's.
    double steady = 0;  ///< The same if of one sign in every part of the history, else 0.
};

/// Seasons shorter than three periods count as three.
std::optional<Growth> own_growth(const Series& series, const Shape& shape, std::size_t season) {
    const bool usual = shape.status == Status::Regular || shape.status == Status::Launched;
    const std::size_t end = std::max(season, kShortestEnd);
    if (!usual || shape.offset > 0) return std::nullopt;
    // The first year of a launch is its build-up.
    const bool grown = shape.status != Status::Launched;
    const std::size_t begin = shape.begin + (grown ? 0 : season);
    if (shape.end < begin + 2 * end + 1) return std::nullopt;
    const auto values = series.values.subspan(begin, shape.end - begin);
    const std::size_t reach = values.size() - end;
    std::array<double, kParts + 1> logs{};
    for (std::size_t part = 0; part <= kParts; ++part) {
        const double mean = mean_of(values.subspan(reach * part / kParts, end));
        if (mean <= 0) return std::nullopt;
        logs.at(part) = std::log(mean);
    }
    const double most = kMostPerYear / static_cast<double>(season);
    const double most_alone = kMostAlone / static_cast<double>(season);
    const double rate = (logs.back() - logs.front()) / static_cast<double>(reach);
    const bool steady =
        std::is_sorted(logs.begin(), logs.end()) || std::is_sorted(logs.rbegin(), logs.rend());
    return Growth{std::clamp(rate, -most, most),
                  steady ? std::clamp(rate, -most_alone, most_alone) : 0};
}

/// The mean growth of the others, given the sum and count of all; the own one where they are few.
double expected_growth(const std::optional<Growth>& own, double sum, double count) {
    const Growth self = own.value_or(Growth{});
    const double others = count - (own ? 1 : 0);
    if (others >= kFewestKin) return (sum - self.whole) / others;
    return self.steady;
}

}  // namespace

KinGrowth::KinGrowth(const Problem& problem,
                     std::span<const Shape> shapes,
                     std::span<const std::size_t> order,
                     int threads)
    : growths_(shapes.size()) {
    std::vector<std::optional<Growth>> own(shapes.size());
    const auto season = static_cast<std::size_t>(problem.season);
    parallel_for(shapes.size(), threads, [&](std::size_t i) {
        own[i] = own_growth(problem.series[i], shapes[i], season);
    });
    for (const auto group : kin_groups(problem, order)) {
        double sum = 0;
        double count = 0;
        for (const std::size_t i : group) {
            if (!own[i]) continue;
            sum += own[i]->whole;
            count += 1;
        }
        for (const std::size_t i : group) growths_[i] = expected_growth(own[i], sum, count);
    }
}

}  // namespace bihuan::forecast
