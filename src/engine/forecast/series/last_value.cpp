#include "engine/forecast/series/last_value.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/forecast/series/middle.h"

namespace bihuan::forecast {

namespace {

constexpr double kSlip = 6;
constexpr std::size_t kFewest = 12;
constexpr std::size_t kLeastWindow = 12;
constexpr std::size_t kWindows = 3;    ///< Whose changes are looked at.
constexpr double kLeastJump = 0.25;    ///< In logarithms: 1.28 times.
constexpr double kLeastSlip = 0.916;   ///< 2.5 times.
constexpr double kSlipFromSeason = 2;  ///< Deviations.
constexpr double kSlipFromChange = 3;
constexpr double kFarFromChange = 4;
constexpr std::size_t kFewestChanges = 3;
constexpr double kOfRange = 2;
constexpr double kDeviationOfRange = 0.31;  ///< Of twelve normal values (Tippett 1925).

/// The logarithms of the last seasons, the last value's at the end; none where one is not positive.
std::vector<double> last_logs(std::span<const double> history, std::size_t most) {
    std::vector<double> logs;
    for (const double value : history.last(std::min(history.size(), most))) {
        if (!(value > 0)) return {};
        logs.push_back(std::log(value));
    }
    return logs;
}

/// What the last value, and the one before, differ by from a season before.
struct Change {
    double last = 0;
    double before = 0;

    /// Whether the value before went the same way, and half as far.
    bool confirmed() const { return last * before > 0 && std::abs(before) > std::abs(last) / 2; }
};

/// Two years are known: the last value lies far from the season before and from the changes of
/// then.
std::optional<LastJump> jump_of_change(std::span<const double> logs, std::size_t season) {
    const std::size_t last = logs.size() - 1;
    const std::size_t window = std::max(season, kLeastWindow);
    std::vector<double> changes;
    for (std::size_t t = season; t < last; ++t) changes.push_back(logs[t] - logs[t - season]);
    const Middle change = middle_of(std::move(changes));
    const auto year = logs.subspan(last - window, window);
    const Middle level = middle_of({year.begin(), year.end()});
    const double from_level = logs[last] - level.value;
    const Change from{logs[last] - logs[last - season] - change.value,
                      logs[last - 1] - logs[last - 1 - season] - change.value};
    const double jump = std::min(std::abs(from_level), std::abs(from.last));
    const double far = std::abs(from.last) / std::max(change.deviation, 1e-9);
    const bool slip = jump > kLeastSlip && far > kSlipFromChange &&
                      std::abs(from_level) > kSlipFromSeason * level.deviation;
    const bool far_enough = jump > kLeastJump && far > kFarFromChange;
    if (from_level * from.last <= 0 || from.confirmed() || !(slip || far_enough)) {
        return std::nullopt;
    }
    return LastJump{std::exp(logs[last - season] + change.value),
                    std::min(level.deviation, change.deviation),
                    slip};
}

/// Far from all the others, more than they are from one another: how far, and their range.
struct Outlying {
    double jump = 0;
    double range = 0;

    Outlying(std::span<const double> others, double last) {
        const auto [least, most] = std::minmax_element(others.begin(), others.end());
        range = *most - *least;
        jump = std::max({last - *most, *least - last, 0.0});
    }
    bool far() const { return jump > std::max(kLeastJump, kOfRange * range); }
};

/// Of a young series: its values, or its year-on-year changes where there are some, tell.
std::optional<LastJump> jump_of_young(std::span<const double> logs, std::size_t season) {
    const std::size_t last = logs.size() - 1;
    const auto others = logs.first(last);
    const Outlying value(others, logs[last]);
    if (value.far()) {
        const double usual =
            last >= season ? logs[last - season] : middle_of({others.begin(), others.end()}).value;
        return LastJump{std::exp(usual), kDeviationOfRange * value.range, value.jump > kLeastSlip};
    }
    if (last < season + kFewestChanges) return std::nullopt;
    std::vector<double> changes;
    for (std::size_t t = season; t < last; ++t) changes.push_back(logs[t] - logs[t - season]);
    const Outlying change(changes, logs[last] - logs[last - season]);
    if (!change.far()) return std::nullopt;
    const double noise = kDeviationOfRange * change.range;
    const double usual = logs[last - season] + middle_of(std::move(changes)).value;
    return LastJump{std::exp(usual), noise, change.jump > kLeastSlip};
}

/// Beyond everything that was ever sold.
std::optional<LastJump> wild_jump(std::span<const double> history, std::size_t season) {
    const double last = history.back();
    const auto others = history.first(history.size() - 1);
    double mean = 0;
    for (const double value : others) mean += value / static_cast<double>(others.size());
    const auto [least, most] = std::minmax_element(others.begin(), others.end());
    const bool high = last > kSlip * mean && last > kSlip / 2 * *most;
    const bool low = last * kSlip < mean && last * kSlip / 2 < *least;
    if (!high && !low) return std::nullopt;
    return LastJump{history[others.size() - season], 0, true};
}

/// A month of nothing behind a year of sales that never came near to it: not imported yet, an empty
/// shelf, or the end.
std::optional<LastJump> jump_to_nothing(std::span<const double> history, std::size_t season) {
    const auto before = history.first(history.size() - 1);
    const std::size_t window = std::max(season, kLeastWindow);
    const auto logs = last_logs(before, kWindows * window + season);
    if (logs.size() + 1 < window) return std::nullopt;
    const bool year_on_year = logs.size() > season + kFewestChanges && season > 1;
    std::vector<double> steps = logs;
    if (year_on_year) {
        steps.clear();
        for (std::size_t t = season; t < logs.size(); ++t)
            steps.push_back(logs[t] - logs[t - season]);
    }
    const Middle usual = middle_of(std::move(steps));
    if (usual.deviation > kSteadyChange) return std::nullopt;
    const double last_season = year_on_year ? logs[logs.size() - season] : 0;
    return LastJump{std::exp(last_season + usual.value), usual.deviation, true};
}

}  // namespace

std::optional<LastJump> jump_of_last(std::span<const double> history, std::size_t season) {
    if (history.size() < std::max(kFewest, season)) return std::nullopt;
    if (!(history.back() > 0)) return jump_to_nothing(history, season);
    const std::size_t window = std::max(season, kLeastWindow);
    const auto logs = last_logs(history, kWindows * window + season + 1);
    std::optional<LastJump> jump;
    if (!logs.empty()) {
        const bool grown = logs.size() > window + season;
        jump = grown ? jump_of_change(logs, season) : jump_of_young(logs, season);
    }
    if (!jump && history.size() >= 2 * season && history.size() > kLeastWindow)
        return wild_jump(history, season);
    return jump;
}

}  // namespace bihuan::forecast
