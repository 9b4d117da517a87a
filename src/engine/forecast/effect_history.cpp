#include "engine/forecast/effect_history.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/day.h"
#include "engine/forecast/series/off_season.h"

namespace bihuan::forecast {

namespace {

constexpr double kDoubtOfDays = 0.5;  ///< Deviation of the part of a month's days, before a look.
constexpr double kDaysOfMonth = 365.25 / 12;
constexpr double kSmallestValue = 0.02;  ///< Of the mean, before taking logarithms.

/// How much of the logarithm of its days a month's sales follow: all of it is expected, less where
/// the changes from month to month clearly say so.
double part_by_days(std::span<const double> values, std::span<const double> days) {
    double both = 0;
    double squares = 0;
    double changes = 0;
    double count = 0;
    for (std::size_t t = 1; t < values.size(); ++t) {
        if (!(values[t] > 0) || !(values[t - 1] > 0)) continue;
        const double change = std::log(values[t] / values[t - 1]);
        const double longer = days[t] - days[t - 1];
        both += change * longer;
        squares += longer * longer;
        changes += change * change;
        count += 1;
    }
    if (count == 0 || changes == 0) return 0;
    const double doubt = changes / count / (kDoubtOfDays * kDoubtOfDays);
    return std::clamp((both + doubt) / (squares + doubt), 0.0, 1.0);
}

}  // namespace

std::vector<unsigned char> skipped_periods(const Series& series, const Shape& shape) {
    const SeasonPeriods periods(shape.off_season, 0, 0);
    std::vector<unsigned char> skip(shape.length());
    for (std::size_t t = 0; t < skip.size(); ++t) {
        const double raw = series.values[shape.begin + t];
        const bool censored = is_censored(series, shape.begin + t);
        const bool off = periods.off_season(t);
        skip[t] = !std::isfinite(raw) || raw + shape.offset <= 0 || censored || off ? 1 : 0;
    }
    return skip;
}

std::vector<double> regressor_rows(const Problem& problem,
                                   const Effects& effects,
                                   const Shape& shape,
                                   std::size_t series) {
    const Series& from = problem.series[series];
    const auto& calendar = effects.calendar;
    const std::size_t count = effects.regressors.size();
    const std::size_t n = shape.length();
    std::vector<double> rows(count * n);
    const std::size_t row = from.values.size() + static_cast<std::size_t>(problem.horizon);
    for (std::size_t r = 0; r < effects.own && !from.regressors.empty(); ++r) {
        const auto values = from.regressors.subspan(r * row + shape.begin, n);
        for (std::size_t t = 0; t < n; ++t)
            rows[r * n + t] = std::isfinite(values[t]) ? values[t] : 0;
    }
    for (std::size_t t = 0; t < n && count > effects.own; ++t) {
        const auto period =
            from.first_period + calendar.step * static_cast<std::int32_t>(shape.begin + t);
        for (std::size_t r = effects.own; r < count; ++r)
            rows[r * n + t] = calendar.at(period, r - effects.own);
    }
    return rows;
}

void to_equal_months(std::span<double> values, std::int32_t first_month) {
    std::vector<double> days;
    for (std::size_t t = 0; t < values.size(); ++t) {
        const Month month = Month::from_number(first_month + static_cast<std::int32_t>(t));
        days.push_back(std::log((month.end_day() - month.first_day()) / kDaysOfMonth));
    }
    const double part = part_by_days(values, days);
    for (std::size_t t = 0; t < values.size(); ++t) values[t] *= std::exp(-part * days[t]);
}

std::vector<double> scaled_logs(std::span<const double> values, std::span<const double> indices) {
    const auto n = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values) mean += value / n;
    std::vector<double> logs;
    logs.reserve(values.size());
    for (std::size_t t = 0; t < values.size(); ++t) {
        const double value = std::max(values[t] / mean, kSmallestValue);
        logs.push_back(std::log(indices.empty() ? value : value / indices[t % indices.size()]));
    }
    return logs;
}

}  // namespace bihuan::forecast
