#include "engine/forecast/history.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/forecast/calendar_columns.h"
#include "engine/forecast/festival/festival_goods.h"
#include "engine/forecast/festival/open_days.h"
#include "engine/forecast/season.h"
#include "engine/forecast/series/last_value.h"
#include "engine/forecast/series/off_season.h"
#include "engine/forecast/series/one_off.h"
#include "engine/forecast/series/returns.h"
#include "engine/forecast/series/sold_once.h"

namespace bihuan::forecast {

namespace {

constexpr double kIntermittentInterval = 1.32;  ///< Syntetos, Boylan, Croston 2005
constexpr double kOffsetFactor = 3;
constexpr std::size_t kSmallestHistory = 3;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kNearlyAlways = 0.9;  ///< Of a period for sale.
constexpr double kChanceOfRun = 1e-4;
constexpr std::size_t kFewestOfLaunch = 4;

struct Runs {
    std::size_t leading = 0;   ///< Zeros at the start.
    std::size_t trailing = 0;  ///< Zeros at the end.
    std::size_t longest = 0;   ///< Of the zeros between two sales.
    std::size_t sales = 0;
    std::size_t zeros = 0;
};

Runs count_runs(std::span<const double> values) {
    Runs runs;
    std::size_t run = 0;
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        if (value == 0) {
            ++run;
            ++runs.zeros;
            continue;
        }
        if (runs.sales == 0) {
            runs.leading = run;
        } else {
            runs.longest = std::max(runs.longest, run);
        }
        ++runs.sales;
        run = 0;
    }
    runs.trailing = run;
    return runs;
}

/// How many zeros at the end at least look like an end of sales and not like a holiday.
std::size_t shortest_end(Frequency frequency) {
    switch (frequency) {
        case Frequency::Daily:
            return 28;
        case Frequency::Weekly:
            return 8;
        case Frequency::Monthly:
            return 4;
        case Frequency::Quarterly:
        case Frequency::Yearly:
            return 2;
        case Frequency::Other:
            return 6;
    }
    return 6;
}

/// Two years in which each month sold tell in two months without any.
bool just_ended(const Runs& runs, Frequency frequency) {
    constexpr std::size_t kFewestMonths = 24;
    constexpr std::size_t kFewestZeros = 2;
    return frequency == Frequency::Monthly && runs.longest == 0 && runs.sales >= kFewestMonths &&
           runs.trailing >= kFewestZeros;
}

bool looks_delisted(const Runs& runs, Frequency frequency) {
    if (just_ended(runs, frequency)) return true;
    if (runs.trailing < shortest_end(frequency) || runs.trailing <= 2 * runs.longest) return false;
    const auto before = static_cast<double>(runs.zeros - runs.trailing - runs.leading);
    const double zero_share = (before + 1) / (before + static_cast<double>(runs.sales) + 1);
    return std::pow(zero_share, static_cast<double>(runs.trailing)) < kChanceOfRun;
}

/// A few sales behind many zeros are rare demand rather than a launch, unless we are told.
bool looks_launched(const Series& series, const Runs& runs) {
    if (series.stage == Stage::Launch || has_just_begun(series.values)) return true;
    const auto since = static_cast<double>(runs.sales + runs.zeros - runs.leading);
    return runs.sales >= kFewestOfLaunch &&
           since / static_cast<double>(runs.sales) <= kIntermittentInterval;
}

std::size_t first_sale(std::span<const double> values, std::size_t from) {
    while (!std::isfinite(values[from]) || values[from] == 0) ++from;
    return from;
}

std::uint64_t content_of(std::span<const double> values) {
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ values.size();
    for (const double value : values) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof(bits));
        hash = (hash ^ bits) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 29U;
    }
    return hash;
}

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
};

Range range_of(std::span<const double> values) {
    Range range;
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

/// The status that shows before one looks at sizes; nothing for a series that a model may take.
std::optional<Status> early_status(const Series& series, const Runs& runs, Frequency frequency) {
    if (runs.sales == 0) return runs.zeros == 0 ? Status::Empty : Status::Constant;
    if (series.stage == Stage::Delisted || looks_delisted(runs, frequency)) {
        return Status::Delisted;
    }
    return std::nullopt;
}

Status status_of(std::span<const double> values, const Shape& shape, int season) {
    const Runs runs = count_runs(values);
    const Range range = range_of(values);
    const auto known = static_cast<double>(runs.sales + runs.zeros);
    if (values.size() < kSmallestHistory) return Status::Tiny;
    if (range.low == range.high) return Status::Constant;
    if (range.low >= 0 && known / static_cast<double>(runs.sales) > kIntermittentInterval) {
        return Status::Intermittent;
    }
    if (shape.begin > 0 && shape.status == Status::Launched) return Status::Launched;
    const std::size_t needed = shortest_for_season(static_cast<std::size_t>(season));
    return season > 1 && values.size() < needed ? Status::Short : Status::Regular;
}

/// Gaps, long stock-outs and days closed for a holiday.
std::vector<bool> unknown_of(const Series& series, const Shape& shape) {
    std::vector<bool> unknown(shape.length());
    for (std::size_t t = 0; t < unknown.size(); ++t) {
        const std::size_t at = shape.begin + t;
        unknown[t] =
            is_censored(series, at) || !std::isfinite(series.values[at]) || shape.closed(t);
    }
    return unknown;
}

/// Straight lines over the gaps; the ends take the nearest known value.
void fill_gaps(std::vector<double>& values, const std::vector<bool>& unknown) {
    std::size_t t = 0;
    while (t < values.size()) {
        if (!unknown[t]) {
            ++t;
            continue;
        }
        std::size_t end = t;
        while (end < values.size() && unknown[end]) ++end;
        const bool has_left = t > 0;
        const bool has_right = end < values.size();
        if (!has_left && !has_right) return;
        const double left = has_left ? values[t - 1] : values[end];
        const double right = has_right ? values[end] : left;
        const auto steps = static_cast<double>(end - t + 1);
        for (std::size_t gap = t; gap < end; ++gap) {
            values[gap] = left + (right - left) * static_cast<double>(gap - t + 1) / steps;
        }
        t = end;
    }
}

/// What would have been sold of a period that was for sale in part only; `usual` is what its
/// neighbours say.
double demand_of(double sold, double part, double usual) {
    if (part >= 1 || sold < 0) return sold;
    const double expected = part >= kNearlyAlways ? sold / part : usual;
    return std::max(sold, sold + (1 - part) * (sold + (1 - part) * expected));
}

/// The same, and once more without the season where two seasons are known.
void fill_with_season(std::vector<double>& values,
                      const std::vector<bool>& unknown,
                      std::size_t m) {
    fill_gaps(values, unknown);
    if (m < 2 || values.size() < shortest_for_season(m)) return;
    const auto estimate = estimate_season(values, static_cast<int>(m));
    for (std::size_t t = 0; t < values.size(); ++t) values[t] /= estimate.indices[t % m];
    fill_gaps(values, unknown);
    for (std::size_t t = 0; t < values.size(); ++t) values[t] *= estimate.indices[t % m];
}

/// The same for what lies in the season; off season, a gap is a period without sales.
void fill_in_season(std::vector<double>& values,
                    const std::vector<bool>& unknown,
                    std::span<const unsigned char> off_season) {
    const SeasonPeriods season(off_season, values.size(), 0);
    auto part = season.of(values);
    fill_with_season(part, season.of(unknown), season.places());
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (season.off_season(t) && !std::isfinite(values[t])) values[t] = 0;
    }
    season.put(part, values);
}

/// The last sale of rare demand is no level that goes on.
void fill_end_with_mean(std::vector<double>& values, std::size_t end) {
    const std::size_t known = values.size() - end;
    if (end == 0 || known == 0) return;
    const double sum =
        std::accumulate(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(known), 0.0);
    std::fill(values.begin() + static_cast<std::ptrdiff_t>(known),
              values.end(),
              sum / static_cast<double>(known));
}

double for_sale(const Series& series, std::size_t period) {
    return series.availability.empty() ? 1 : std::clamp(series.availability[period], 0.0, 1.0);
}

/// The values, but no zeros that an empty shelf explains: they say nothing of rare demand, of a
/// launch or of an end.
std::vector<double> without_empty_shelves(const Series& series) {
    constexpr double kHardly = 0.5;
    std::vector<double> values(series.values.begin(), series.values.end());
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (values[t] == 0 && for_sale(series, t) < kHardly) values[t] = kNan;
    }
    return values;
}

/// What period t of those that count would have sold from full shelves; `value` where nothing was
/// told.
double full_shelf(const Series& series, const Shape& shape, std::size_t t, double value) {
    const double raw = series.values[shape.begin + t] / shape.open_share(t).share;
    if (!std::isfinite(raw)) return value;
    return demand_of(raw, for_sale(series, shape.begin + t), value - shape.offset) + shape.offset;
}

CleanReason reason_of(double raw, bool closed) {
    if (closed) return CleanReason::Closed;
    return std::isfinite(raw) ? CleanReason::StockOut : CleanReason::Missing;
}

/// The first sale of a series that sells in a season only and has not ended; none for others.
std::optional<std::size_t> first_sale_in_season(std::span<const double> values,
                                                const SeasonPeriods& periods) {
    std::optional<std::size_t> first;
    bool unsold = false;  // in season, since the last sale
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!std::isfinite(values[t])) continue;
        if (values[t] < 0 || (values[t] > 0 && periods.off_season(t))) return std::nullopt;
        if (values[t] > 0 && !first) first = t;
        unsold = values[t] == 0 && (unsold || !periods.off_season(t));
    }
    return unsold ? std::nullopt : first;
}

void fill_gaps(std::vector<double>& values,
               const std::vector<bool>& unknown,
               std::span<const unsigned char> off_season,
               std::size_t season) {
    if (off_season.empty())
        fill_with_season(values, unknown, season);
    else
        fill_in_season(values, unknown, off_season);
}

/// Whether goods that mostly sold nothing came back at times.
bool are_rare_returns(std::span<const double> values) {
    const Runs runs = count_runs(values);
    const Range range = range_of(values);
    return range.low < 0 && range.high > 0 && runs.zeros >= runs.sales;
}

/// Whether what lies below 0 are single values that the models will not see.
bool are_slips(std::span<const double> values, int season) {
    const auto places = static_cast<std::size_t>(season);
    std::vector<double> mended(values.begin(), values.end());
    for (std::size_t t = 1; t < mended.size(); ++t)
        if (!std::isfinite(mended[t])) mended[t] = std::abs(mended[t - 1]);
    for (const OneOff& one : find_one_offs(mended, places)) mended[one.at] = one.usual;
    if (mended.back() < 0 && jump_of_last(mended, places)) mended.pop_back();
    return std::all_of(mended.begin(), mended.end(), [](double value) { return value >= 0; });
}

}  // namespace

bool is_censored(const Series& series, std::size_t period) {
    return for_sale(series, period) < kNearlyAlways;
}

bool may_return(const Series& series, Frequency frequency) {
    return series.stage != Stage::Delisted &&
           count_runs(series.values).trailing < shortest_end(frequency);
}

std::size_t unknown_end(const Series& series) {
    const auto known = std::find_if(series.values.rbegin(), series.values.rend(), [](double value) {
        return std::isfinite(value);
    });
    return known == series.values.rend() ? 0
                                         : static_cast<std::size_t>(known - series.values.rbegin());
}

std::int32_t first_of(const Problem& problem, const Series& series, const Shape& shape) {
    return series.first_period +
           period_step(problem.frequency) * static_cast<std::int32_t>(shape.begin);
}

namespace {

/// Goods of a festival, or of a season that was seen once: zeros would hide what they are.
bool find_own_season(const Problem& problem, const Series& series, Shape& shape) {
    if (series.stage != Stage::Unknown && series.stage != Stage::Normal) return false;
    const auto values = series.values.subspan(shape.begin);
    auto festival = find_festival_season(problem, first_of(problem, series, shape), values);
    if (festival) {
        shape.festival = std::make_shared<const FestivalSeason>(*std::move(festival));
        shape.status = Status::Festival;
        return true;
    }
    shape.off_season = find_first_season(values, static_cast<std::size_t>(problem.season));
    if (!shape.off_season.empty()) {
        shape.status = Status::Short;
        return true;
    }
    if (looks_delisted(count_runs(values), problem.frequency)) return false;
    auto once = find_sold_once(problem, first_of(problem, series, shape), values);
    if (!once) return false;
    shape.once = std::make_shared<const SoldOnce>(*std::move(once));
    shape.status = Status::Once;
    return true;
}

/// The status of what lies in the season.
Status status_in_season(const std::vector<double>& used, const Shape& shape, int season) {
    if (shape.off_season.empty()) return status_of(used, shape, season);
    const SeasonPeriods open(shape.off_season, used.size(), 0);
    return status_of(open.of(used), shape, static_cast<int>(open.places()));
}

/// What lies below 0: returns of rare goods, slips that will be mended, or how the series is.
void treat_negatives(const Problem& problem, std::vector<double>& used, Shape& shape) {
    shape.nets_returns = are_rare_returns(used);
    if (shape.nets_returns) net_returns(used);
    const Range range = range_of(used);
    if (range.low >= 0 || (problem.regressors.empty() && are_slips(used, problem.season))) return;
    shape.offset = kOffsetFactor * std::max(-range.low, std::abs(range.high));
}

}  // namespace

Shape find_shape(const Problem& problem, const Series& series) {
    const Frequency frequency = problem.frequency;
    const int season = problem.season;
    Shape shape;
    std::vector<double> seen;
    if (!series.availability.empty()) seen = without_empty_shelves(series);
    const std::span<const double> values = seen.empty() ? series.values : seen;
    shape.content = content_of(values);
    shape.end = values.size();
    while (shape.begin < shape.end && !std::isfinite(values[shape.begin])) ++shape.begin;

    if (find_own_season(problem, series, shape)) return shape;
    const Runs runs = count_runs(values.subspan(shape.begin));
    if (const auto status = early_status(series, runs, frequency)) {
        shape.status = *status;
        return shape;
    }
    const bool late = runs.leading > runs.longest;
    const std::size_t start = late ? first_sale(values, shape.begin) : shape.begin;
    // An empty shelf out of season is the season, too: what was sold counts, not what was seen.
    auto off_season =
        find_off_season(series.values.subspan(start), static_cast<std::size_t>(season));
    if (late && (!off_season.empty() || looks_launched(series, runs))) {
        shape.begin = start;
        shape.status = Status::Launched;
    }
    std::vector<double> used(values.begin() + static_cast<std::ptrdiff_t>(shape.begin),
                             values.end());
    treat_negatives(problem, used, shape);
    if (shape.offset == 0)
        shape.open = find_open_days(problem, first_of(problem, series, shape), used, off_season);
    shape.off_season = std::move(off_season);
    shape.status = status_in_season(used, shape, season);
    return shape;
}

std::optional<Shape> shape_in_season(const Series& series,
                                     const Shape& own,
                                     std::span<const unsigned char> off_season) {
    const auto values = series.values;
    const auto start = first_sale_in_season(values, SeasonPeriods(off_season, values.size(), 0));
    if (!start || series.stage == Stage::Delisted) return std::nullopt;
    const std::size_t first = *start;
    Shape shape = own;
    shape.once.reset();
    if (!shape.open.empty())
        shape.open.erase(
            shape.open.begin(),
            shape.open.begin() + static_cast<std::ptrdiff_t>(first - std::min(first, own.begin)));
    shape.begin = first;
    shape.status = Status::Regular;
    for (std::size_t t = 0; t < off_season.size(); ++t) {
        shape.off_season.push_back(off_season[(first + t) % off_season.size()]);
    }
    const SeasonPeriods open(shape.off_season, shape.length(), 0);
    const auto sold = open.of(
        std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(first), values.end()));
    shape.status = status_of(sold, shape, static_cast<int>(open.places()));
    return shape;
}

namespace {

void fill_unknown(const Series& series,
                  const Shape& shape,
                  const std::vector<bool>& unknown,
                  std::size_t season,
                  std::vector<double>& values) {
    fill_gaps(values, unknown, shape.off_season, season);
    if (shape.status == Status::Intermittent && shape.off_season.empty())
        fill_end_with_mean(values, unknown_end(series));
}

/// What was told, and what the models see of it.
struct Cleaning {
    double was = 0;
    double used = 0;
};

void tell(const Shape& shape, std::size_t t, Cleaning what, std::vector<CleanedPoint>* cleaned) {
    if (cleaned == nullptr) return;
    const CleanReason reason = reason_of(what.was, shape.open_share(t).share < 1);
    const auto at = static_cast<std::int32_t>(shape.begin + t);
    cleaned->push_back({at, reason, what.was, what.used - shape.offset});
}

std::vector<double> told_values(std::span<const double> raw, const Shape& shape) {
    std::vector<double> values(raw.begin(), raw.end());
    if (shape.nets_returns) net_returns(values);
    for (double& value : values) value += shape.offset;
    return values;
}

/// The known values as if no holiday closed.
std::vector<double> opened(std::vector<double> values,
                           const std::vector<bool>& unknown,
                           const Shape& shape) {
    for (std::size_t t = 0; t < values.size(); ++t)
        if (!unknown[t]) values[t] /= shape.open_share(t).share;
    return values;
}

}  // namespace

std::vector<double> clean_history(const Series& series,
                                  const Shape& shape,
                                  int season,
                                  std::vector<CleanedPoint>* cleaned) {
    const auto raw = series.values.subspan(shape.begin, shape.length());
    std::vector<double> told = told_values(raw, shape);
    const std::vector<bool> unknown = unknown_of(series, shape);
    const bool gaps = std::find(unknown.begin(), unknown.end(), true) != unknown.end();
    if (!gaps && series.availability.empty() && shape.open.empty()) return told;
    const std::vector<double> open = opened(told, unknown, shape);
    std::vector<double> values = open;
    const SeasonPeriods periods(shape.off_season, 0, 0);
    if (gaps) fill_unknown(series, shape, unknown, static_cast<std::size_t>(season), values);
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (periods.off_season(t)) continue;
        const bool closed = shape.closed(t);
        if (!unknown[t]) values[t] = open[t];
        if (!closed && !shape.nets_returns) values[t] = full_shelf(series, shape, t, values[t]);
        if (values[t] != told[t]) tell(shape, t, {raw[t], values[t]}, cleaned);
    }
    return values;
}

}  // namespace bihuan::forecast
