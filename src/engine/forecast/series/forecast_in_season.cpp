#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "base/calendar.h"
#include "engine/forecast/festival/festival_goods.h"
#include "engine/forecast/forecast_run.h"
#include "engine/forecast/history.h"
#include "engine/forecast/intermittent.h"
#include "engine/forecast/lone_season.h"
#include "engine/forecast/season.h"
#include "engine/forecast/series/season_forecast.h"

// The steps of a run for series that are unlike the others: with an off season, or a last value
// that may be a slip.
namespace bihuan::forecast {

namespace {

/// Whether a day is a make-up day of that holiday, if it is one.
bool near_spring_festival(std::int32_t number) {
    constexpr int kNear = 21;
    const Day day = Day::from_number(number);
    return std::abs(day - spring_festival(static_cast<int>(day.date().year()))) <= kNear;
}

constexpr double kSpreadOfDoubt = 2;  ///< Deviations, for 95 %.

/// Where two seasons are not known, the one that is.
std::vector<double> season_of_few(std::span<const double> sold, std::size_t places) {
    auto indices = estimate_season(sold, static_cast<int>(places)).indices;
    if (sold.size() < places || sold.size() >= shortest_for_season(places)) return indices;
    double total = 0;
    for (std::size_t place = 0; place < places; ++place) {
        const bool again = place + places < sold.size();
        indices[place] = again ? (sold[place] + sold[place + places]) / 2 : sold[place];
        total += indices[place];
    }
    for (double& index : indices) index *= static_cast<double>(places) / total;
    return indices;
}

}  // namespace

/// Days that the calendar has worked although their weekday is off, by t: 1 around Spring Festival,
/// when trade is busiest, 2 at other times; empty without any.
std::vector<unsigned char> ForecastRun::make_up_days(std::size_t series) const {
    const auto& calendar = effects_.calendar;
    const auto column = std::find_if(
        calendar.regressors.begin(), calendar.regressors.end(), [](const Regressor& regressor) {
            return regressor.name == kMakeUpDay;
        });
    if (column == calendar.regressors.end()) return {};
    const auto c = static_cast<std::size_t>(column - calendar.regressors.begin());
    const Shape& shape = shapes_[series];
    std::vector<unsigned char> days(shape.length() + horizon_);
    for (std::size_t t = 0; t < days.size(); ++t) {
        const auto period = problem_.series[series].first_period +
                            static_cast<std::int32_t>(shape.begin + t) * calendar.step;
        if (calendar.at(period, c) > 0) days[t] = near_spring_festival(period) ? 1 : 2;
    }
    return days;
}

/// The periods in season by themselves, as if the others were not.
void ForecastRun::work_in_season(std::size_t series, const KinKnowledge& kin) {
    const Shape& shape = shapes_[series];
    const auto history =
        kin.season.adjusted(series, cleaned_.empty() ? nullptr : &cleaned_[series]);
    SeasonPeriods periods(shape.off_season, history.size(), horizon_);
    periods.set_exceptions(make_up_days(series));
    const auto sold = periods.of(history);
    BlockPlan plan = plan_in_season(plan_, periods);
    LaneAnswer answer;
    std::span<const Member> pool = kNaive;
    if (shape.status == Status::Intermittent) {
        plan.season = 1;
        answer = forecast_intermittent(sold, plan);
        pool = intermittent_pool();
    } else if (is_modelled(shape.status) && sold.size() >= kSmallestForModels) {
        const bool lone = may_show_season(sold.size(), plan.season);
        const double pace = static_cast<double>(plan_.season) / static_cast<double>(plan.season);
        const LaneInput lane{sold, {}, lone, pace * kin.growth.of(series), nullptr};
        answer = BlockForecaster(plan, kernel_.holding(1)).run(std::span(&lane, 1)).front();
        pool = pool_for(sold.size(), plan, has_season(sold.size(), plan.season, lone));
    } else {
        const bool once = sold.size() < 2 * periods.places();
        answer = mean_answer(
            once ? Status::Tiny : shape.status, sold, season_of_few(sold, periods.places()));
        answer.mean.resize(plan.horizon);
    }
    const auto origins = rolling_origins(sold.size(), plan);
    answer = spread_over_season(answer, periods, history, plan_, origins);
    const std::size_t room = origins_ * horizon_;
    if (answer.residuals.size() > room) {
        answer.residuals.erase(answer.residuals.begin(),
                               answer.residuals.end() - static_cast<std::ptrdiff_t>(room));
    }
    tell(series, answer, pool);
    if (history.size() >= 2 * plan_.season) return;
    // Nobody knows yet whether the season comes again.
    for (const double mean : outcome_.mean(series)) usual_[series].push_back({0, mean});
}

/// Around a festival that moves, whatever the season.
void ForecastRun::work_around_festival(std::size_t series) {
    const Shape& shape = shapes_[series];
    const Series& one = problem_.series[series];
    const auto first = first_of(problem_, one, shape);
    const auto values = one.values.subspan(shape.begin, shape.length());
    tell(series, forecast_festival_goods(problem_, first, values, *shape.festival), kSmoothing);
}

/// A last value that may be a slip becomes what was usual.
std::optional<ForecastRun::DoubtedLast> ForecastRun::doubted(std::size_t series,
                                                             std::vector<double>& history) {
    if (shapes_[series].offset > 0) return std::nullopt;
    const std::size_t known = history.size() - unknown_end(problem_.series[series]);
    // A promotion may explain many sales, but not none.
    if (effects_.own > 0 && (known == 0 || history[known - 1] > 0)) return std::nullopt;
    const auto jump = jump_of_last(std::span(history).first(known), plan_.season);
    if (!jump) return std::nullopt;
    const double last = history[known - 1];
    if (jump->slip && !cleaned_.empty()) {
        const std::size_t at = shapes_[series].begin + known - 1;
        const double influences =
            (effects_.none() ? 1 : effects_.multiplier(problem_, series, at)) *
            shapes_[series].open_share(known - 1).share;
        cleaned_[series].push_back({static_cast<std::int32_t>(at),
                                    CleanReason::Doubtful,
                                    problem_.series[series].values[at],
                                    jump->usual * influences});
    }
    // What was filled in behind it followed it.
    for (std::size_t t = known - 1; t < history.size() && jump->slip; ++t)
        history[t] = last > 0 ? history[t] * jump->usual / last : jump->usual;
    return DoubtedLast{*jump, last};
}

/// The interval has to reach from where sales were to where they are.
void ForecastRun::doubt(std::size_t series, const DoubtedLast& doubted, const LaneAnswer& answer) {
    const std::size_t length = shapes_[series].length();
    const auto season = [&](std::size_t t) {
        return answer.season.empty() ? 1 : answer.season[t % answer.season.size()];
    };
    const double place = season(length - 1 - unknown_end(problem_.series[series]));
    const double spread = std::exp(kSpreadOfDoubt * doubted.jump.noise);
    const auto [low, high] = std::minmax({doubted.jump.usual / place, doubted.last / place});
    for (std::size_t h = 0; h < horizon_; ++h) {
        const std::size_t t = shapes_[series].begin + length + h;
        const double known = effects_.none() ? 1 : effects_.multiplier(problem_, series, t);
        const double ahead = known * season(length + h);
        usual_[series].push_back({low * ahead / spread, high * ahead * spread});
    }
    if (!doubted.jump.slip) return;
    const std::scoped_lock lock(mutex_);  // the bits of neighbours share a word
    outcome_.doubtful_last[series] = true;
}

/// The interval of what just ended reaches up to the last year's sales.
void ForecastRun::expect_return(std::size_t series) {
    constexpr std::size_t kLooked = 12;
    if (!may_return(problem_.series[series], problem_.frequency)) return;
    double sum = 0;
    double sales = 0;
    const auto values = problem_.series[series].values;
    for (std::size_t t = values.size(); t > 0 && sales < kLooked; --t) {
        if (!(values[t - 1] > 0)) continue;
        sum += values[t - 1];
        sales += 1;
    }
    if (sales > 0) usual_[series].assign(horizon_, {0, sum / sales});
}

}  // namespace bihuan::forecast
