#include "engine/forecast/series/steady_growth.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace bihuan::forecast {

namespace {

constexpr std::size_t kFewest = 12;
constexpr std::size_t kMostSeasons = 4;
constexpr double kCalm = 1.3;          ///< Von Neumann's ratio: 2 of noise, near 0 of what wanders.
constexpr double kPerfect = 1e-6;      ///< Of the squares, so little off the line.
constexpr double kSure = 12;           ///< Slope over its standard error.
constexpr double kLeastASeason = 0.2;  ///< In logarithms; models follow less well enough.
constexpr double kMostASeason = 0.9;
constexpr double kDamping = 0.99;

/// A straight line through logarithms: its slope, and what lies off it.
struct Line {
    double slope = 0;
    double distances = 0;  ///< Squares of the times around their mean.
    double squares = 0;    ///< Of what lies off the line …
    double steps = 0;      ///< … and of how that changes from one to the next.

    explicit Line(std::span<const double> logs) {
        const auto count = static_cast<double>(logs.size());
        const double middle = (count - 1) / 2;
        double mean = 0;
        for (std::size_t t = 0; t < logs.size(); ++t) {
            const double distance = static_cast<double>(t) - middle;
            mean += logs[t] / count;
            slope += distance * logs[t];
            distances += distance * distance;
        }
        slope /= distances;
        double last = 0;
        for (std::size_t t = 0; t < logs.size(); ++t) {
            const double off = logs[t] - mean - slope * (static_cast<double>(t) - middle);
            squares += off * off;
            if (t > 0) steps += (off - last) * (off - last);
            last = off;
        }
    }
};

}  // namespace

double steady_growth(std::span<const double> history, std::size_t season) {
    const std::size_t n = history.size();
    if (n < std::max(kFewest, season)) return 0;
    std::vector<double> logs;
    for (const double value : history) {
        if (!(value > 0)) return 0;
        logs.push_back(std::log(value));
    }
    const Line line(logs);
    const auto places = static_cast<double>(n < 2 * season ? 1 : season);  // known of the season
    const double freedom = static_cast<double>(n) - 1 - places;
    const double error = std::sqrt(line.squares / freedom / line.distances);
    const double least = kLeastASeason / static_cast<double>(season);
    const double most = kMostASeason / static_cast<double>(season);
    const bool perfect = line.squares < kPerfect * line.slope * line.slope * line.distances;
    const bool steady = perfect || line.steps > kCalm * line.squares;
    if (!steady || std::abs(line.slope) < std::max(least, kSure * error)) return 0;
    return std::clamp(line.slope, -most, most);
}

bool may_grow_steadily(std::size_t length, std::size_t season) {
    return season > 1 && length <= kMostSeasons * season;
}

double grown_level(double growth, std::size_t h) {
    if (growth == 0) return 1;
    const double damped = std::pow(kDamping, static_cast<double>(h + 1));
    return std::exp(growth * kDamping * (1 - damped) / (1 - kDamping));
}

}  // namespace bihuan::forecast
