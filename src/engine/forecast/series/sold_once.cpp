#include "engine/forecast/series/sold_once.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/forecast/festival/festival_time.h"
#include "engine/forecast/intermittent.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kPartOfSeason = 6;
constexpr double kComesAgain = 0.5;
constexpr double kComesAgainAfterNone = 1.0 / 3;  ///< Where the year before went without.
constexpr double kMore = 1.5;                     ///< How much more the next time may bring.
constexpr int kGoodsBefore = 21;  ///< Days before a festival on which its goods surely sell.

/// The periods that sold.
struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool has_yearly_season(const Problem& problem) {
    const bool parts_of_year = problem.frequency == Frequency::Weekly ||
                               problem.frequency == Frequency::Monthly ||
                               problem.frequency == Frequency::Quarterly;
    return parts_of_year && problem.season == usual_season(problem.frequency);
}

/// One run of sales between zeros.
std::optional<Run> only_run(std::span<const double> values, std::size_t longest) {
    const auto sold = [](double value) { return value != 0; };
    const auto first = std::find_if(values.begin(), values.end(), sold);
    const auto last = std::find_if_not(first, values.end(), sold);
    const bool positive = std::all_of(first, last, [](double value) { return value > 0; });
    if (first == values.end() || !positive || std::any_of(last, values.end(), sold))
        return std::nullopt;
    const Run run{static_cast<std::size_t>(first - values.begin()),
                  static_cast<std::size_t>(last - values.begin())};
    return run.end - run.begin <= longest ? std::optional(run) : std::nullopt;
}

/// So few that chance may lay them together.
bool are_few_pieces(std::span<const double> sales, std::size_t periods) {
    const bool whole = std::all_of(
        sales.begin(), sales.end(), [](double value) { return value == std::floor(value); });
    return whole &&
           std::accumulate(sales.begin(), sales.end(), 0.0) <= static_cast<double>(periods);
}

/// The share of a stretch of days that lies in another.
double share_in(const Stretch& of, const Stretch& other) {
    const auto begin = std::max(of.first, other.first);
    const auto end = std::min(of.end, other.end);
    return begin < end ? static_cast<double>(end - begin) / static_cast<double>(of.end - of.first)
                       : 0;
}

/// The sales of the run by the days to a festival before which they lie, for each period; none
/// without such a festival.
std::optional<std::vector<double>> by_festival(const Problem& problem,
                                               std::int32_t first_period,
                                               std::span<const double> values,
                                               const Run& run) {
    if (!knows_festivals(problem)) return std::nullopt;
    const std::size_t periods = values.size() + static_cast<std::size_t>(problem.horizon);
    for (const MovingFestival& festival : moving_festivals()) {
        const auto stretches = stretches_around(problem, first_period, periods, festival.day);
        const auto reach = static_cast<std::size_t>(kFestivalReach);
        const bool before =
            stretches[run.begin].first < reach && stretches[run.end - 1].end > reach - kGoodsBefore;
        if (!before) continue;
        std::vector<double> sales(periods);
        for (std::size_t t = run.end; t < periods; ++t)
            for (std::size_t at = run.begin; at < run.end; ++at)
                if (stretches[t].year != stretches[at].year)
                    sales[t] += values[at] * share_in(stretches[at], stretches[t]);
        return sales;
    }
    return std::nullopt;
}

/// The same by the place in the year.
std::vector<double> by_season(std::span<const double> values,
                              const Run& run,
                              std::size_t season,
                              std::size_t periods) {
    std::vector<double> sales(periods);
    for (std::size_t t = run.end; t < periods; ++t) {
        for (std::size_t at = run.begin; at < run.end; ++at)
            if ((t - at) % season == 0) sales[t] = values[at];
    }
    return sales;
}

}  // namespace

bool has_just_begun(std::span<const double> values) {
    constexpr std::ptrdiff_t kFewest = 2;
    const auto begin =
        std::find_if(values.begin(), values.end(), [](double value) { return value > 0; });
    const bool silent = std::all_of(values.begin(), begin, [](double value) { return value == 0; });
    const bool sells = std::all_of(begin, values.end(), [](double value) { return value > 0; });
    if (begin == values.begin() || !silent || !sells || values.end() - begin < kFewest)
        return false;
    return !are_few_pieces(values.subspan(static_cast<std::size_t>(begin - values.begin())),
                           values.size());
}

std::optional<SoldOnce> find_sold_once(const Problem& problem,
                                       std::int32_t first_period,
                                       std::span<const double> values) {
    const auto season = static_cast<std::size_t>(problem.season);
    if (!has_yearly_season(problem) || values.size() < season) return std::nullopt;
    const auto run = only_run(values, std::max<std::size_t>(1, season / kPartOfSeason));
    if (!run) return std::nullopt;
    const auto sales = values.subspan(run->begin, run->end - run->begin);
    if (are_few_pieces(sales, values.size()) || has_just_begun(values)) return std::nullopt;

    SoldOnce once;
    const double most = *std::max_element(sales.begin(), sales.end());
    const std::size_t periods = values.size() + static_cast<std::size_t>(problem.horizon);
    auto moved = by_festival(problem, first_period, values, *run);
    once.by_festival = moved.has_value();
    const auto again = moved ? *std::move(moved) : by_season(values, *run, season, periods);
    const bool passed = std::any_of(again.begin(),
                                    again.begin() + static_cast<std::ptrdiff_t>(values.size()),
                                    [&](double value) { return value > most / 2; });
    const double belief = passed ? 0 : run->begin >= season ? kComesAgainAfterNone : kComesAgain;
    const double anytime = std::min(highest_of_rare(values, 0.975), most);
    for (std::size_t t = values.size(); t < periods; ++t) {
        once.mean.push_back(belief * again[t]);
        once.high80.push_back(belief > 0 ? again[t] : 0);
        once.high95.push_back(std::max(anytime, belief > 0 ? kMore * again[t] : 0));
    }
    return once;
}

}  // namespace bihuan::forecast
