#include "engine/forecast/festival/festival_goods.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "engine/forecast/calendar_columns.h"
#include "engine/forecast/error_growth.h"
#include "engine/forecast/series/middle.h"
#include "engine/forecast/series/returns.h"
#include "engine/numeric/log_choose.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kLongestSeason = 120;  ///< Days from the first sales to the last.
constexpr std::size_t kEarliest = 100;       ///< Days before the festival …
constexpr std::size_t kLatestDay = 40;       ///< … and after it, on which its goods may sell.
constexpr double kTrickle = 0.01;            ///< Of the largest sales: no part of the season.
constexpr double kHardlyAny = 1e-6;          ///< A day's share that the rounds left over.
constexpr int kRounds = 60;
constexpr double kMostlySeen = 0.5;  ///< Of a season's days, weighted by what sells on them.
constexpr double kLatest = 0.7;      ///< Weight of a season against those before it.
constexpr double kByChance = 0.002;
constexpr double kClearlyBetter = 0.85;
constexpr double kMisplacedByNoise = 0.05;
constexpr double kFewDoubt = 0.15;  ///< Relative error of a season's sales where few are known.
constexpr double kFewSeasons = 4;

double sum_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// What was told of each period and where it lies.
class Seasons {
public:
    Seasons(std::vector<Stretch> stretches, std::span<const double> values)
        : stretches_(std::move(stretches)), values_(values) {
        for (const Stretch& stretch : stretches_) years_ = std::max(years_, stretch.year + 1);
        totals_.resize(static_cast<std::size_t>(years_));
        for (std::size_t t = 0; t < values_.size(); ++t)
            if (told(t)) totals_[year_of(t)] += values_[t];
    }

    int years() const { return years_; }
    int year(std::size_t t) const { return stretches_[t].year; }
    double total(int year) const { return totals_[static_cast<std::size_t>(year)]; }

    double share_of(std::size_t t, std::span<const double> by_day) const {
        const Stretch& at = stretches_[t];
        return at.first < at.end ? sum_of(by_day.subspan(at.first, at.end - at.first)) : 0;
    }

    /// How much of a year's season lies in periods of which something was told.
    double seen(int year, std::span<const double> by_day) const {
        double sum = 0;
        for (std::size_t t = 0; t < values_.size(); ++t)
            if (stretches_[t].year == year && told(t)) sum += share_of(t, by_day);
        return sum;
    }

    /// The share of a season's sales on each day from the festival, of all years but one.
    std::vector<double> by_day(int without) const {
        std::vector<double> shares(kFestivalDays, 1.0 / kFestivalDays);
        for (int round = 0; round < kRounds; ++round) {
            std::vector<double> next(kFestivalDays);
            for (int year = 0; year < years_; ++year)
                if (year != without && total(year) > 0) expect(year, shares, next);
            const double all = sum_of(next);
            if (!(all > 0)) return {};
            for (double& share : next) share /= all;
            shares = std::move(next);
        }
        for (double& share : shares) share = share < kHardlyAny ? 0 : share;
        return shares;
    }

    /// The share of a year's sales that shares by day place in other periods.
    double misplaced(int year, std::span<const double> by_day) const {
        const double all = seen(year, by_day);
        if (!(all > 0)) return 1;
        double off = 0;
        for (std::size_t t = 0; t < values_.size(); ++t) {
            if (stretches_[t].year != year || !told(t)) continue;
            off += std::abs(values_[t] / total(year) - share_of(t, by_day) / all) / 2;
        }
        return off;
    }

private:
    bool told(std::size_t t) const { return std::isfinite(values_[t]); }
    std::size_t year_of(std::size_t t) const {
        return static_cast<std::size_t>(stretches_[t].year);
    }

    /// Adds what a year tells: of its periods what was sold, of days nobody told what is believed.
    void expect(int year, std::span<const double> shares, std::vector<double>& next) const {
        const double all = seen(year, shares);
        if (!(all > 0)) return;
        std::vector<unsigned char> known(kFestivalDays);
        for (std::size_t t = 0; t < values_.size(); ++t) {
            const Stretch& at = stretches_[t];
            if (at.year != year || !told(t)) continue;
            std::fill(known.begin() + static_cast<std::ptrdiff_t>(at.first),
                      known.begin() + static_cast<std::ptrdiff_t>(at.end),
                      1);
            const double share = share_of(t, shares);
            if (!(share > 0) || values_[t] == 0) continue;
            const double factor = all * values_[t] / total(year) / share;
            for (std::size_t day = at.first; day < at.end; ++day) next[day] += factor * shares[day];
        }
        for (std::size_t day = 0; day < kFestivalDays; ++day)
            if (known[day] == 0) next[day] += shares[day];
    }

    std::vector<Stretch> stretches_;
    std::span<const double> values_;
    int years_ = 0;
    std::vector<double> totals_;
};

double largest_of(std::span<const double> values) {
    double largest = 0;
    for (const double value : values) largest = std::max(largest, value);  // passes over NaN
    return largest;
}

double periods_of_year(Frequency frequency) {
    constexpr double kDaysOfYear = 365.25;
    return frequency == Frequency::Daily ? kDaysOfYear : usual_season(frequency);
}

/// What a history sold beyond what sells all year.
struct SeasonSales {
    std::vector<double> values;
    Middle base;  ///< Of the last year; 0 where most periods were without sales.
};

/// What usually sells in a period; nothing where none was told.
Middle base_of(std::span<const double> year) {
    std::vector<double> told;
    std::copy_if(year.begin(), year.end(), std::back_inserter(told), [](double value) {
        return std::isfinite(value);
    });
    return told.empty() ? Middle{} : middle_of(std::move(told));
}

/// Takes away what sells all year, by years from the end, where the season stands far above it.
void take_out_base(SeasonSales& sales, std::size_t year) {
    constexpr double kFarAbove = 5;
    constexpr double kStray = 4;  ///< Deviations.
    constexpr double kLittle = 0.03;
    auto rest = sales.values;
    const std::span all(rest);
    const Middle last = base_of(all.last(std::min(year, rest.size())));
    for (std::size_t end = rest.size(); end > 0; end -= std::min(end, year)) {
        const auto part = all.first(end).last(std::min(end, year));
        const Middle base = base_of(part);
        for (double& value : part) {
            value -= base.value;
            if (value < kStray * base.deviation) value = 0;  // NaN stays
        }
    }
    const double largest = largest_of(rest);
    if (!(last.value > 0) || largest < kFarAbove * last.value) return;
    for (double& value : rest) value = value < kLittle * largest ? 0 : value;
    sales = {std::move(rest), last};
}

/// Returns taken off; and where most periods were left out, those as periods without sales.
SeasonSales sales_beyond_base(std::span<const double> told, Frequency frequency) {
    SeasonSales sales{{told.begin(), told.end()}, {}};
    auto& values = sales.values;
    const auto untold = static_cast<std::size_t>(std::count_if(
        values.begin(), values.end(), [](double value) { return !std::isfinite(value); }));
    for (double& value : values)
        if (2 * untold >= values.size() && !std::isfinite(value)) value = 0;
    net_returns(values);
    take_out_base(sales, static_cast<std::size_t>(periods_of_year(frequency)));
    return sales;
}

/// Whether half of the periods at most sold something.
bool sells_seldom(std::span<const double> values) {
    const double trickle = kTrickle * largest_of(values);
    std::size_t sales = 0;
    for (const double value : values) sales += value > trickle ? 1 : 0;
    return sales >= 2 && 2 * sales <= values.size();
}

/// Whether all that sold lies within one stretch of days around the festival.
bool near(std::span<const Stretch> stretches, std::span<const double> values) {
    const double trickle = kTrickle * largest_of(values);
    std::size_t latest = 0;
    std::size_t earliest = kFestivalDays;
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!(values[t] > trickle)) continue;
        latest = std::max(latest, stretches[t].first);
        earliest = std::min(earliest, stretches[t].end);
    }
    return latest < earliest + kLongestSeason && earliest + kEarliest > kFestivalReach &&
           latest < kFestivalReach + kLatestDay;
}

/// How likely chance lays that many sales into the periods of a season.
double chance_of(const Seasons& seasons,
                 std::span<const double> by_day,
                 std::span<const double> values) {
    const double trickle = kTrickle * largest_of(values);
    std::vector<double> shares;
    for (std::size_t t = 0; t < values.size(); ++t) shares.push_back(seasons.share_of(t, by_day));
    const double hardly = kTrickle * largest_of(shares);
    double in_season = 0;
    double sales = 0;
    for (std::size_t t = 0; t < values.size(); ++t) {
        in_season += shares[t] > hardly ? 1 : 0;
        sales += values[t] > trickle ? 1 : 0;
    }
    if (sales > in_season) return 1;
    const auto all = static_cast<double>(values.size());
    return std::exp(log_choose(in_season, sales) - log_choose(all, sales));
}

/// The mean over the years, each foretold by the others; none where a year in which the season was
/// seen went by without sales, or fewer than two were seen.
std::optional<double> misplaced_by_others(const Seasons& seasons, std::span<const double> by_day) {
    double sum = 0;
    double count = 0;
    bool begun = false;
    for (int year = 0; year < seasons.years(); ++year) {
        if (!(seasons.seen(year, by_day) > kMostlySeen)) continue;
        begun = begun || seasons.total(year) > 0;
        if (!begun) continue;
        if (!(seasons.total(year) > 0)) return std::nullopt;
        const auto others = seasons.by_day(year);
        sum += others.empty() ? 1 : seasons.misplaced(year, others);
        count += 1;
    }
    if (count < 2) return std::nullopt;
    return sum / count;
}

std::optional<FestivalSeason> season_around(const Problem& problem,
                                            std::int32_t first_period,
                                            std::span<const double> values,
                                            std::size_t festival) {
    const MovingFestival& moving = moving_festivals()[festival];
    auto stretches = stretches_around(problem, first_period, values.size(), moving.day);
    if (!near(stretches, values)) return std::nullopt;
    const Seasons seasons(std::move(stretches), values);
    FestivalSeason found{.festival = festival, .by_day = seasons.by_day(-1)};
    if (found.by_day.empty() || chance_of(seasons, found.by_day, values) > kByChance)
        return std::nullopt;
    const auto misplaced = misplaced_by_others(seasons, found.by_day);
    if (!misplaced) return std::nullopt;
    const Seasons fixed(stretches_around(problem, first_period, values.size(), moving.usual),
                        values);
    const auto by_date = misplaced_by_others(fixed, fixed.by_day(-1));
    if (!by_date || *by_date < kMisplacedByNoise || *misplaced > kClearlyBetter * *by_date)
        return std::nullopt;
    found.misplaced = *misplaced;
    for (int year = 0; year < seasons.years(); ++year) {
        const double seen = seasons.seen(year, found.by_day);
        if (!(seen > kMostlySeen) || !(seasons.total(year) > 0)) continue;
        found.years.push_back(year);
        found.amounts.push_back(seasons.total(year) / seen);
    }
    return found;
}

/// What was expected of each season and of the next, and how far off that usually is.
struct Levels {
    std::vector<double> before;
    double next = 0;
    double error = 0;
};

Levels levels_of(const FestivalSeason& season) {
    Levels levels{.next = season.amounts.front()};
    double errors = 0;
    for (const double amount : season.amounts) {
        levels.before.push_back(levels.next);
        errors += std::abs(amount - levels.next);
        levels.next += kLatest * (amount - levels.next);
    }
    const auto told = static_cast<double>(season.amounts.size() - 1);
    levels.error = (errors + kFewSeasons * kFewDoubt * levels.next) / (told + kFewSeasons);
    return levels;
}

/// What was expected of a year's season when it began.
double expected_of(int year, const FestivalSeason& season, const Levels& levels) {
    const auto at = std::lower_bound(season.years.begin(), season.years.end(), year);
    if (at == season.years.end()) return levels.next;
    return levels.before[static_cast<std::size_t>(at - season.years.begin())];
}

}  // namespace

std::optional<FestivalSeason> find_festival_season(const Problem& problem,
                                                   std::int32_t first_period,
                                                   std::span<const double> values) {
    if (!knows_festivals(problem)) return std::nullopt;
    const auto [told, base] = sales_beyond_base(values, problem.frequency);
    if (!sells_seldom(told)) return std::nullopt;
    std::optional<FestivalSeason> best;
    for (std::size_t festival = 0; festival < moving_festivals().size(); ++festival) {
        auto found = season_around(problem, first_period, told, festival);
        if (found && (!best || found->misplaced < best->misplaced)) best = std::move(found);
    }
    if (best) best->base = base;
    return best;
}

LaneAnswer forecast_festival_goods(const Problem& problem,
                                   std::int32_t first_period,
                                   std::span<const double> values,
                                   const FestivalSeason& season) {
    const auto horizon = static_cast<std::size_t>(problem.horizon);
    const auto day = moving_festivals()[season.festival].day;
    const std::vector<double> nothing(values.size() + horizon);
    const Seasons seasons(stretches_around(problem, first_period, nothing.size(), day), nothing);
    const auto share_of = [&](std::size_t t) {
        return std::min(1.0, seasons.share_of(t, season.by_day));
    };
    const Levels levels = levels_of(season);
    const double base = season.base.value;
    const double per_period = base + levels.next / periods_of_year(problem.frequency);
    LaneAnswer answer;
    answer.weights = {1};
    answer.scale = per_period;
    for (std::size_t h = 0; h < horizon; ++h) {
        const double share = share_of(values.size() + h);
        answer.mean.push_back(base + levels.next * share);
        answer.flat.push_back(per_period);
        const double place = 2 * season.misplaced * levels.next * std::sqrt(share * (1 - share));
        const double error = std::hypot(levels.error * share, place, season.base.deviation);
        answer.step_scales.push_back(error / per_period / grown_error(answer.growth, h));
    }
    for (std::size_t t = 0; t < values.size(); ++t)
        answer.fitted.push_back(base + share_of(t) * expected_of(seasons.year(t), season, levels));
    return answer;
}

}  // namespace bihuan::forecast
