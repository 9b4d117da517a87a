#include "engine/forecast/kin_growth.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/forecast/parallel.h"

namespace bihuan::forecast {

namespace {

constexpr double kFewestKin = 3;
constexpr double kMostPerYear = 0.3;  ///< No series counts for more than this growth.
constexpr std::size_t kShortestEnd = 3;

/// From the mean of the first season (at least three periods) to that of the last.
std::optional<double> own_growth(const Series& series, const Shape& shape, std::size_t season) {
    const bool usual = shape.status == Status::Regular || shape.status == Status::Launched;
    const std::size_t end = std::max(season, kShortestEnd);
    if (!usual || shape.offset > 0 || shape.length() < 2 * end + 1) return std::nullopt;
    const auto values = series.values.subspan(shape.begin, shape.length());
    const auto mean_of = [](std::span<const double> part) {
        double sum = 0;
        double count = 0;
        for (const double value : part) {
            if (!std::isfinite(value)) continue;
            sum += value;
            count += 1;
        }
        return count > 0 ? sum / count : 0;
    };
    const double first = mean_of(values.first(end));
    const double last = mean_of(values.last(end));
    if (first <= 0 || last <= 0) return std::nullopt;
    const double most = kMostPerYear / static_cast<double>(season);
    return std::clamp(
        std::log(last / first) / static_cast<double>(values.size() - end), -most, most);
}

}  // namespace

KinGrowth::KinGrowth(const Problem& problem,
                     std::span<const Shape> shapes,
                     std::span<const std::size_t> order,
                     int threads)
    : growths_(shapes.size()) {
    std::vector<std::optional<double>> own(shapes.size());
    const auto season = static_cast<std::size_t>(problem.season);
    parallel_for(shapes.size(), threads, [&](std::size_t i) {
        own[i] = own_growth(problem.series[i], shapes[i], season);
    });
    std::size_t begin = 0;
    while (begin < order.size()) {
        std::size_t end = begin;
        double sum = 0;
        double count = 0;
        for (; end < order.size() &&
               problem.series[order[end]].category == problem.series[order[begin]].category;
             ++end) {
            if (!own[order[end]]) continue;
            sum += *own[order[end]];
            count += 1;
        }
        for (; begin < end; ++begin) {
            const auto& mine = own[order[begin]];
            const double others = count - (mine ? 1 : 0);
            if (others < kFewestKin) continue;
            growths_[order[begin]] = (sum - mine.value_or(0)) / others;
        }
    }
}

}  // namespace bihuan::forecast
