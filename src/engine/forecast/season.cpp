#include "engine/forecast/season.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace bihuan::forecast {

namespace {

constexpr double kSmallestIndex = 0.05;
constexpr std::size_t kPlacesPerReach = 17;  ///< Weeks of a year: three neighbours on either side.
constexpr std::size_t kFarthestReach = 3;
constexpr double kSmoothCaution = 2;
/// James and Stein's own factor shrinks too little: the ratios of a place are not independent of
/// one another, and seasons change. Best, and flat between 3 and 7, on the pasts of the training
/// data.
constexpr double kCaution = 4;

/// Ratios of the values to their centred moving average, where there is one.
struct Ratios {
    std::size_t season = 0;
    std::size_t first = 0;      ///< Time of the first.
    std::vector<double> all;    ///< By time; negative where the average is 0.
    std::vector<double> count;  ///< By place of the season.

    /// Those of a place, oldest first.
    template <class Use>
    void each(std::size_t place, const Use& use) const {
        std::size_t k = (place + season - first % season) % season;
        for (; k < all.size(); k += season)
            if (all[k] >= 0) use(all[k]);
    }
};

Ratios ratios_to_average(std::span<const double> history, std::size_t season) {
    const std::size_t half = season / 2;
    Ratios ratios{season, half, {}, std::vector<double>(season)};
    const bool even = season % 2 == 0;
    double window = 0;  // the sum of `season` values from t − half on
    for (std::size_t t = 0; t < season; ++t) window += history[t];
    for (std::size_t t = half; t + half < history.size(); ++t) {
        double total = window;
        if (even) total += (history[t + half] - history[t - half]) / 2;
        const double average = total / static_cast<double>(season);
        ratios.all.push_back(average > 0 ? history[t] / average : -1);
        if (average > 0) ratios.count[t % season] += 1;
        if (t - half + season < history.size()) {
            window += history[t - half + season] - history[t - half];
        }
    }
    return ratios;
}

/// How much of a year's season the next may keep: a ratio counts so many times the one after it.
constexpr std::array kKeeps{1.0, 0.7, 0.5, 0.3, 0.15};
using PerKeep = std::array<double, kKeeps.size()>;

/// What weights come to after so many ratios; the same for every place.
struct Weighing {
    PerKeep weights{};
    PerKeep squares{};
    PerKeep expected{};  ///< How many variances of one ratio those before miss in all.

    void add() {
        for (std::size_t k = 0; k < kKeeps.size(); ++k) {
            if (weights[k] > 0) expected[k] += 1 + share(k);
            weights[k] = kKeeps[k] * weights[k] + 1;
            squares[k] = kKeeps[k] * kKeeps[k] * squares[k] + 1;
        }
    }
    /// Of the variance of one ratio, what is left in the mean.
    double share(std::size_t k) const { return squares[k] / (weights[k] * weights[k]); }
};

std::vector<Weighing> weighings(std::size_t most) {
    std::vector<Weighing> result(most + 1);
    for (std::size_t seen = 1; seen <= most; ++seen) {
        result[seen] = result[seen - 1];
        result[seen].add();
    }
    return result;
}

/// What the ratios of a place say at every keep.
struct Place {
    PerKeep means{};
    PerKeep missed{};  ///< Squares of what those before did not foretell.
    std::size_t seen = 0;

    void meet(double ratio, const Weighing& weighing) {
        for (std::size_t k = 0; k < kKeeps.size(); ++k) {
            const double error = ratio - means[k];
            if (seen > 0) missed[k] += error * error;
            means[k] += error / weighing.weights[k];
        }
        ++seen;
    }
};

std::vector<Place> places_of(const Ratios& ratios, const std::vector<Weighing>& weighing) {
    std::vector<Place> places(ratios.season);
    for (std::size_t j = 0; j < ratios.season; ++j)
        ratios.each(j, [&](double ratio) { places[j].meet(ratio, weighing[places[j].seen + 1]); });
    return places;
}

/// Which keep: all, unless the years foretell one another clearly better the nearer they are.
std::size_t kept_season(const std::vector<Place>& places) {
    constexpr double kClearly = 0.8;
    PerKeep missed{};
    std::size_t most = 0;
    for (const Place& place : places) {
        most = std::max(most, place.seen);
        for (std::size_t k = 0; k < kKeeps.size(); ++k) missed[k] += place.missed[k];
    }
    std::size_t best = 0;
    for (std::size_t k = 1; k < kKeeps.size(); ++k)
        if (missed[k] < missed[best]) best = k;
    return most >= 3 && missed[best] < kClearly * missed[0] ? best : 0;
}

/// How strong the season was in each of the last whole years, in terms of its mean: that year's
/// ratios projected on the mean ones; and the variance of a strength by what they leave over.
struct Strengths {
    std::vector<double> years;
    double noise = 0;
};

Strengths strengths_of(const Ratios& ratios, std::span<const double> means) {
    const std::size_t season = ratios.season;
    double size = 0;
    for (const double mean : means) size += (mean - 1) * (mean - 1);
    Strengths result{std::vector<double>(size > 0 ? ratios.all.size() / season : 0)};
    std::size_t k = ratios.all.size() - result.years.size() * season;
    for (double& strength : result.years) {
        double product = 0;
        double squares = 0;
        for (const std::size_t end = k + season; k < end; ++k) {
            const double off = ratios.all[k] - 1;
            product += off * (means[(ratios.first + k) % season] - 1);
            squares += off * off;
        }
        strength = product / size;
        result.noise += squares - product * strength;
    }
    const auto freedom = static_cast<double>(result.years.size() * (season - 1));
    if (freedom > 0) result.noise /= freedom * size;
    return result;
}

/// How strong the season is at the end of the history, in terms of its mean, if it clearly grows or
/// fades along a line.
std::optional<double> growth_of_season(const Ratios& ratios, std::span<const double> means) {
    constexpr std::size_t kFewestYears = 3;
    constexpr double kSure = 6;  ///< Slope over its standard error.
    constexpr std::size_t kFewestPlaces = 12;
    if (ratios.season < kFewestPlaces) return std::nullopt;
    const Strengths strengths = strengths_of(ratios, means);
    if (strengths.years.size() < kFewestYears) return std::nullopt;
    const auto count = static_cast<double>(strengths.years.size());
    double mean = 0;
    for (const double strength : strengths.years) mean += strength / count;
    double year = -(count - 1) / 2;
    double products = 0;
    double spread = 0;
    double squares = 0;
    for (const double strength : strengths.years) {
        products += year * (strength - mean);
        squares += (strength - mean) * (strength - mean);
        spread += year * year;
        year += 1;
    }
    const double slope = products / spread;
    const double off_line = std::max(squares - slope * products, 0.0) / (count - 2);
    const double error = std::sqrt(std::max(strengths.noise, off_line) / spread);
    if (std::abs(slope) <= kSure * error) return std::nullopt;
    // Half of the last year, and as much as the average looks ahead.
    const double end =
        count / 2 + static_cast<double>(ratios.first) / static_cast<double>(ratios.season);
    return std::max((mean + slope * end) / mean, 0.0);
}

/// Scales to a mean of 1 and keeps every index positive.
void normalise(std::vector<double>& indices) {
    double total = 0;
    for (double& index : indices) {
        index = std::max(index, kSmallestIndex);
        total += index;
    }
    const double scale = static_cast<double>(indices.size()) / total;
    for (double& index : indices) index *= scale;
}

double squared_distance(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t j = 0; j < a.size(); ++j) sum += (a[j] - b[j]) * (a[j] - b[j]);
    return sum;
}

/// Variance of one ratio as the year-on-year changes tell it: half of that of the changes, or a
/// quarter of that of what one period's change differs from the same a season before, which does
/// not mind a level that wanders.
double variance_of_changes(std::span<const double> history, std::size_t season) {
    double sum = 0;
    double squares = 0;
    double steps = 0;
    double count = 0;
    double last = 0;
    for (std::size_t t = season; t < history.size(); ++t) {
        const double both = history[t] + history[t - season];
        if (!(both > 0)) continue;
        const double change = 2 * (history[t] - history[t - season]) / both;
        if (count > 0) steps += (change - last) * (change - last);
        last = change;
        sum += change;
        squares += change * change;
        count += 1;
    }
    if (count < 3) return 0;
    const double wide = (squares - sum * sum / count) / (count - 1) / 2;
    const double near = steps / (count - 1) / 4;
    return (wide + std::min(wide, near)) / 2;
}

/// The weeks of a year, and mostly the hours of a week, go over into one another. Pulls the indices
/// to the mean with their neighbours, as James and Stein would, as far as they do not differ from
/// it by more than their noise explains. Gives the noise that is left.
double smooth_places(std::vector<double>& indices, double noise) {
    const std::size_t m = indices.size();
    const auto weights = neighbour_weights(m);
    std::vector<double> smooth(m);
    double others = 0;  // how much the neighbours' noise enters
    for (std::size_t k = 1; k < weights.size(); ++k) others += 2 * weights[k] * weights[k];
    for (std::size_t j = 0; j < m; ++j) {
        smooth[j] = weights[0] * indices[j];
        for (std::size_t k = 1; k < weights.size(); ++k) {
            smooth[j] += weights[k] * (indices[(j + k) % m] + indices[(j + m - k) % m]);
        }
    }
    const double distance = squared_distance(indices, smooth) / static_cast<double>(m);
    const double expected = noise * ((1 - weights[0]) * (1 - weights[0]) + others);
    const double pull = distance > 0 ? std::min(kSmoothCaution * expected / distance, 1.0) : 0;
    for (std::size_t j = 0; j < m; ++j) indices[j] += pull * (smooth[j] - indices[j]);
    const double own = 1 - pull + pull * weights[0];
    return noise * (own * own + pull * pull * others);
}

/// Mean ratios, and the variance of their noise; those of a long season lean on their neighbours.
/// Of a place that was seen once, the history's changes tell the noise.
std::pair<std::vector<double>, double> unshrunken(const Ratios& ratios,
                                                  std::span<const double> history) {
    const auto [fewest, most] = std::minmax_element(ratios.count.begin(), ratios.count.end());
    const auto weighing = weighings(static_cast<std::size_t>(*most));
    const auto places = places_of(ratios, weighing);
    std::vector<double> means;
    means.reserve(places.size());
    for (const Place& place : places) means.push_back(place.means[0]);
    const auto growth = growth_of_season(ratios, means);
    const std::size_t keep = growth ? 0 : kept_season(places);
    const double of_changes = *fewest < 2 ? variance_of_changes(history, ratios.season) : 0;
    std::vector<double> raw;
    double noise = 0;
    for (const Place& place : places) {
        const Weighing& weighed = weighing[place.seen];
        const double expected = weighed.expected[keep];
        raw.push_back(growth ? 1 + *growth * (place.means[keep] - 1) : place.means[keep]);
        noise += (expected > 0 ? place.missed[keep] / expected : of_changes) * weighed.share(keep);
    }
    noise /= static_cast<double>(raw.size());
    normalise(raw);
    if (raw.size() > kLongSeason) noise = smooth_places(raw, noise);
    return {std::move(raw), noise};
}

}  // namespace

std::vector<double> neighbour_weights(std::size_t season) {
    const std::size_t reach = std::clamp<std::size_t>(season / kPlacesPerReach, 1, kFarthestReach);
    std::vector<double> weights(reach + 1);
    double total = 0;
    for (std::size_t j = 0; j <= reach; ++j) {
        weights[j] = static_cast<double>(reach + 1 - j);
        total += (j == 0 ? 1 : 2) * weights[j];
    }
    for (double& weight : weights) weight /= total;
    return weights;
}

std::size_t shortest_for_season(std::size_t season) {
    return season > kLongSeason ? season * 5 / 2 : season * 2;
}

SeasonEstimate estimate_season(std::span<const double> history,
                               int season,
                               std::span<const double> target) {
    const auto m = static_cast<std::size_t>(std::max(season, 1));
    SeasonEstimate result{std::vector<double>(m, 1.0)};
    if (!target.empty()) result.indices.assign(target.begin(), target.end());
    if (m < 2 || history.size() < shortest_for_season(m)) return result;

    const Ratios ratios = ratios_to_average(history, m);
    if (*std::min_element(ratios.count.begin(), ratios.count.end()) < 1) return result;

    auto [raw, noise] = unshrunken(ratios, history);
    result.noise = noise;
    // Kin whose season is no nearer than none at all have nothing to teach.
    std::vector<double> aim(m, 1.0);
    double distance = squared_distance(raw, aim);
    if (!target.empty() && squared_distance(raw, result.indices) < distance) {
        aim = result.indices;
        distance = squared_distance(raw, aim);
    }
    const auto places = static_cast<double>(m);
    const double total = distance / (places - 1);
    result.signal = std::max(total - result.noise, 0.0);
    const double james_stein = kCaution * std::max(places - 3, 1.0) / (places - 1);
    const double pull = total > 0 ? std::min(james_stein * result.noise / total, 1.0) : 1;
    for (std::size_t j = 0; j < m; ++j) result.indices[j] = pull * aim[j] + (1 - pull) * raw[j];
    normalise(result.indices);
    return result;
}

}  // namespace bihuan::forecast
