#include "engine/forecast/series/season_forecast.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/forecast/error_growth.h"

namespace bihuan::forecast {

namespace {

constexpr double kExceptional = 0.25;  ///< Of seasons: sales that come so seldom are none.

/// What a place off season sold, in the mean of its seasons, and how far they lay from it.
struct Place {
    double mean = 0;
    double spread = 0;
};

Place place_of(std::span<const double> history,
               const SeasonPeriods& periods,
               std::size_t season,
               std::size_t t) {
    double seasons = 0;
    double sales = 0;
    double sum = 0;
    for (std::size_t at = t % season; at < history.size(); at += season) {
        if (periods.exception(at)) continue;
        seasons += 1;
        sales += history[at] > 0 ? 1 : 0;
        sum += history[at];
    }
    Place place;
    if (seasons == 0 || sales < kExceptional * seasons) return place;
    place.mean = sum / seasons;
    for (std::size_t at = t % season; at < history.size(); at += season) {
        if (periods.exception(at)) continue;
        place.spread += std::abs(history[at] - place.mean) / seasons;
    }
    return place;
}

/// What the exceptions of a kind sold in the history, as a share of the periods in season around
/// them; of a kind that was never seen, all of them.
double share_of_exceptions(std::span<const double> history,
                           const SeasonPeriods& periods,
                           std::size_t season,
                           unsigned char kind) {
    double count = 0;
    double open = 0;
    double sold = 0;
    double usual = 0;
    for (std::size_t t = 0; t < history.size(); ++t) {
        if (!periods.off_season(t) || !periods.exception(t)) continue;
        if (kind != 0 && periods.kind_of_exception(t) != kind) continue;
        double around = 0;
        double sum = 0;
        const std::size_t end = std::min(history.size(), t + season + 1);
        for (std::size_t at = t - std::min(t, season); at < end; ++at) {
            if (periods.off_season(at)) continue;
            around += 1;
            sum += history[at];
        }
        count += 1;
        open += history[t] > 0 ? 1 : 0;
        sold += history[t];
        usual += sum / around;
    }
    if (count == 0 && kind != 0) return share_of_exceptions(history, periods, season, 0);
    return open > count / 2 && usual > 0 ? sold / usual : 0;
}

/// Puts one answer's parts where they belong.
class Spreading {
public:
    Spreading(const LaneAnswer& in_season,
              const SeasonPeriods& periods,
              std::span<const double> history,
              const BlockPlan& plan,
              std::span<const std::size_t> origins)
        : from_(in_season),
          periods_(periods),
          history_(history),
          origins_(origins),
          season_(plan.season),
          horizon_(plan.horizon),
          steps_(plan_in_season(plan, periods).horizon) {}

    LaneAnswer run() {
        LaneAnswer answer = from_;
        spread_path(answer);
        spread_season(answer);
        if (!from_.fitted.empty()) spread_fitted(answer);
        if (!from_.members.empty()) spread_members(answer);
        if (!from_.residuals.empty()) spread_residuals(answer);
        return answer;
    }

private:
    /// Both as a mean over the whole season, off season included.
    double share() const {
        return static_cast<double>(periods_.places()) / static_cast<double>(season_);
    }

    double index_in_season(std::size_t k) const {
        return from_.season.empty() ? 1 : from_.season[k % from_.season.size()];
    }

    void spread_path(LaneAnswer& answer) const {
        answer.mean.assign(horizon_, 0);
        answer.flat.assign(horizon_, 0);
        answer.step_scales.assign(horizon_, 0);
        std::size_t k = 0;
        for (std::size_t h = 0; h < horizon_; ++h) {
            const std::size_t at = history_.size() + h;
            const std::size_t step = std::min(k, steps_ - 1);
            answer.flat[h] = from_.mean[step] / index_in_season(periods_.known() + step) * share();
            if (periods_.off_season(at) && periods_.exception(at)) {
                const double exceptional = share_of_exceptions(
                    history_, periods_, season_, periods_.kind_of_exception(at));
                answer.mean[h] = answer.flat[h] / share() * exceptional;
                answer.step_scales[h] = exceptional;
                continue;
            }
            if (periods_.off_season(at)) {
                const Place place = place_of(history_, periods_, season_, at);
                answer.mean[h] = place.mean;
                if (from_.scale > 0) answer.step_scales[h] = place.spread / from_.scale;
                answer.step_scales[h] /= grown_error(from_.growth, h);
                continue;
            }
            answer.mean[h] = from_.mean[step];
            answer.step_scales[h] = grown_error(from_.growth, step) / grown_error(from_.growth, h);
            if (!from_.step_scales.empty()) answer.step_scales[h] *= from_.step_scales[step];
            ++k;
        }
    }

    void spread_season(LaneAnswer& answer) const {
        answer.season.assign(season_, 0);
        std::size_t k = 0;
        for (std::size_t t = 0; t < season_; ++t) {
            if (!periods_.off_season(t)) answer.season[t] = index_in_season(k++) / share();
        }
    }

    void spread_fitted(LaneAnswer& answer) const {
        answer.fitted.assign(history_.size(), 0);
        for (std::size_t t = 0; t < history_.size(); ++t) {
            if (periods_.off_season(t))
                answer.fitted[t] = place_of(history_, periods_, season_, t).mean;
        }
        periods_.put(from_.fitted, answer.fitted);
    }

    void spread_members(LaneAnswer& answer) const {
        const std::size_t count = from_.members.size() / steps_;
        answer.members.clear();
        for (std::size_t member = 0; member < count; ++member) {
            std::size_t k = 0;
            for (std::size_t h = 0; h < horizon_; ++h) {
                const bool off = periods_.off_season(history_.size() + h);
                answer.members.push_back(off ? answer.mean[h]
                                             : from_.members[member * steps_ + k++]);
            }
        }
    }

    /// An error of the k-th period in season stands at the step ahead at which that period lies,
    /// and is as much larger as errors are expected to grow between both.
    void spread_residuals(LaneAnswer& answer) const {
        constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
        answer.residuals.assign(origins_.size() * horizon_, kNan);
        for (std::size_t o = 0; o < origins_.size(); ++o) {
            const std::size_t length = origins_[o];
            const std::size_t begin = periods_[length - 1] + 1;
            for (std::size_t k = 0; k < steps_ && length + k < periods_.known(); ++k) {
                const std::size_t h = periods_[length + k] - begin;
                if (h >= horizon_) break;
                answer.residuals[o * horizon_ + h] = from_.residuals[o * steps_ + k] *
                                                     grown_error(from_.growth, h) /
                                                     grown_error(from_.growth, k);
            }
        }
    }

    const LaneAnswer& from_;
    const SeasonPeriods& periods_;
    std::span<const double> history_;
    std::span<const std::size_t> origins_;
    std::size_t season_;
    std::size_t horizon_;
    std::size_t steps_;  ///< Of the periods in season.
};

}  // namespace

BlockPlan plan_in_season(const BlockPlan& plan, const SeasonPeriods& periods) {
    BlockPlan result = plan;
    result.season = periods.places();
    result.horizon = std::max<std::size_t>(1, periods.ahead());
    return result;
}

LaneAnswer spread_over_season(const LaneAnswer& in_season,
                              const SeasonPeriods& periods,
                              std::span<const double> history,
                              const BlockPlan& plan,
                              std::span<const std::size_t> origins) {
    return Spreading(in_season, periods, history, plan, origins).run();
}

}  // namespace bihuan::forecast
