#include "engine/forecast/effects.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "engine/forecast/effect_regression.h"
#include "engine/forecast/kin_groups.h"
#include "engine/forecast/parallel.h"
#include "engine/forecast/season.h"
#include "engine/forecast/series/off_season.h"

namespace bihuan::forecast {

namespace {

constexpr double kOwnSpread =
    1.0;  ///< Prior deviation of log sales at a regressor's largest value.
constexpr double kCalendarSpread = 0.3;  ///< … for a whole festival window in one period.
constexpr double kUnseenSpread = 0.1;    ///< … of the weeks ahead of one seen once.
constexpr double kNoSpread = 1e-12;      ///< Variance of an effect that is held at 0.
constexpr double kSmallestValue = 0.02;  ///< Of the mean, before taking logarithms.
constexpr double kTestPart = 0.4;        ///< Of the history, for the rolling back-test.
constexpr double kFewestTests = 4;
constexpr double kLeastGain = 1;    ///< In variances of the noise: what chance gives a useless one.
constexpr double kLeastTold = 0.1;  ///< Of a regressor's movement, for a test to say something.
constexpr std::size_t kGrownSeasons = 3;
constexpr double kKinVotes = 10;  ///< The kin's gain counts as much as this many series'.
constexpr double kSureRatio = 2;  ///< Effect over standard error that enters without a test.
constexpr double kKinSpread = 0.05;
constexpr std::size_t kFewestOfRegion = 3;
constexpr int kRounds = 2;

/// One series on its way through the estimation.
struct Candidate {
    bool usable = false;
    SplitMoments moments;
    Belief prior;  ///< Of a series without kin.
    Eigen::VectorXd effect;
    Eigen::VectorXd gain;  ///< Drop of squared test error per noise variance.
};

class Estimation {
public:
    Estimation(const Problem& problem, std::span<const Shape> shapes, Effects& effects)
        : problem_(problem),
          shapes_(shapes),
          effects_(effects),
          count_(effects.regressors.size()),
          season_(problem.season),
          candidates_(problem.series.size()) {}

    void run(std::span<const std::size_t> order, int threads) {
        for (int round = 0; round < kRounds; ++round) {
            parallel_for(candidates_.size(), threads, [this](std::size_t i) { measure(i); });
            const bool last = round + 1 == kRounds;
            for_each_category(order, threads, last ? &Estimation::decide_all : &Estimation::share);
        }
    }

private:
    using Group = std::span<const std::size_t>;

    template <class Method>
    void for_each_category(std::span<const std::size_t> order, int threads, Method method) {
        const auto groups = kin_groups(problem_, order);
        parallel_for(groups.size(), threads, [&](std::size_t g) { (this->*method)(groups[g]); });
    }

    void measure(std::size_t i) {
        Candidate& candidate = candidates_[i];
        const Series& series = problem_.series[i];
        const Shape& shape = shapes_[i];
        candidate.usable = is_modelled(shape.status);
        if (!candidate.usable) return;

        std::vector<double> values = clean_history(series, shape, season_, nullptr);
        const std::size_t n = values.size();
        const std::vector<double> columns = columns_of(i, n);
        if (candidate.prior.mean.size() == 0) set_prior(i, columns);
        const std::vector<unsigned char> skip = skipped(series, shape);
        if (candidate.effect.size() == 0 && n < kGrownSeasons * static_cast<std::size_t>(season_))
            begin_with_changes(candidate, values, columns, skip);
        const std::vector<double> logs = season_free_logs(candidate, values, columns);
        const auto split = static_cast<std::size_t>(static_cast<double>(n) * (1 - kTestPart));
        candidate.moments = filter_moments({logs,
                                            columns,
                                            skip,
                                            count_,
                                            split,
                                            candidate.effect,
                                            std::sqrt(candidate.moments.noise)},
                                           candidate.prior);
    }

    /// Periods without an honest value.
    static std::vector<unsigned char> skipped(const Series& series, const Shape& shape) {
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

    /// The calendar's first effects of a history of few seasons.
    void begin_with_changes(Candidate& candidate,
                            std::span<const double> values,
                            std::span<const double> columns,
                            std::span<const unsigned char> skip) const {
        if (count_ == effects_.own) return;
        Belief calendar = candidate.prior;
        for (std::size_t r = 0; r < effects_.own; ++r)
            calendar.variance[static_cast<Eigen::Index>(r)] = kNoSpread;
        const auto logs = logs_of(values, {});
        candidate.effect = effects_of_changes(
            {logs, columns, skip, count_}, calendar, static_cast<std::size_t>(season_));
    }

    /// Every regressor in the n periods that count, one row each.
    std::vector<double> columns_of(std::size_t i, std::size_t n) const {
        const Series& series = problem_.series[i];
        const std::size_t begin = shapes_[i].begin;
        const auto& calendar = effects_.calendar;
        std::vector<double> columns(count_ * n);
        const std::size_t row = series.values.size() + static_cast<std::size_t>(problem_.horizon);
        for (std::size_t r = 0; r < effects_.own && !series.regressors.empty(); ++r) {
            const auto values = series.regressors.subspan(r * row + begin, n);
            for (std::size_t t = 0; t < n; ++t)
                columns[r * n + t] = std::isfinite(values[t]) ? values[t] : 0;
        }
        for (std::size_t t = 0; t < n && count_ > effects_.own; ++t) {
            const auto period =
                series.first_period + calendar.step * static_cast<std::int32_t>(begin + t);
            for (std::size_t r = effects_.own; r < count_; ++r)
                columns[r * n + t] = calendar.at(period, r - effects_.own);
        }
        return columns;
    }

    std::vector<double> season_free_logs(const Candidate& candidate,
                                         std::span<const double> values,
                                         std::span<const double> columns) const {
        const std::size_t n = values.size();
        std::vector<double> known(n);
        std::vector<double> adjusted(n);
        for (std::size_t t = 0; t < n; ++t) {
            for (std::size_t r = 0; r < count_ && candidate.effect.size() > 0; ++r) {
                known[t] += candidate.effect[static_cast<Eigen::Index>(r)] * columns[r * n + t];
            }
            adjusted[t] = values[t] / std::exp(known[t]);
        }
        return logs_of(values, estimate_season(adjusted, season_).indices);
    }

    /// Of the values in units of their mean, the season taken out.
    static std::vector<double> logs_of(std::span<const double> values,
                                       std::span<const double> indices) {
        const auto n = static_cast<double>(values.size());
        double mean = 0;
        for (const double value : values) mean += value / n;
        std::vector<double> logs;
        for (std::size_t t = 0; t < values.size(); ++t) {
            const double value = std::max(values[t] / mean, kSmallestValue);
            logs.push_back(std::log(indices.empty() ? value : value / indices[t % indices.size()]));
        }
        return logs;
    }

    double calendar_spread(const Regressor& regressor, std::size_t n) const {
        if (regressor.name != kEarlyMidAutumn) return kCalendarSpread;
        return n < 2 * static_cast<std::size_t>(season_) ? kUnseenSpread : kCalendarSpread;
    }

    void set_prior(std::size_t i, std::span<const double> columns) {
        Candidate& candidate = candidates_[i];
        const auto size = static_cast<Eigen::Index>(count_);
        candidate.prior = {Eigen::VectorXd::Zero(size), Eigen::VectorXd::Zero(size)};
        const std::size_t n = count_ == 0 ? 0 : columns.size() / count_;
        for (std::size_t r = 0; r < count_; ++r) {
            double largest = 0;
            for (std::size_t t = 0; t < n; ++t) {
                largest = std::max(largest, std::abs(columns[r * n + t]));
            }
            const double spread = r < effects_.own ? kOwnSpread / std::max(largest, 1e-9)
                                                   : calendar_spread(effects_.regressors[r], n);
            // A column that never moved tells nothing; its kin's effect is taken as it is.
            const double usual = largest > 0 ? spread : kOwnSpread;
            candidate.prior.variance[static_cast<Eigen::Index>(r)] = usual * usual;
        }
    }

    /// What a category knows, in all and by region where it has several.
    struct Kinship {
        bool alone = true;
        Moments sum;
        std::map<std::int32_t, Moments> regions;  ///< Those with enough series.
        Eigen::VectorXd spread;                   ///< Variance of effects between all series …
        Eigen::VectorXd within;                   ///< … and between those of a region.
    };

    Kinship kinship_of(Group group) const {
        Kinship kin;
        kin.alone = usable_in(group) < 2;
        kin.sum = sum_of(group, true);
        kin.spread = spread_of(group, kin.sum);
        std::map<std::int32_t, std::vector<std::size_t>> regions;
        for (const std::size_t i : group) {
            if (candidates_[i].usable) regions[problem_.series[i].region].push_back(i);
        }
        if (regions.size() < 2) return kin;
        kin.within = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(count_));
        double weight = 0;
        for (const auto& [region, members] : regions) {
            if (members.size() < kFewestOfRegion) continue;
            const auto size = static_cast<double>(members.size());
            const Moments sum = sum_of(members, true);
            kin.within += size * spread_of(members, sum);
            kin.regions.emplace(region, sum);
            weight += size;
        }
        if (weight > 0) kin.within = (kin.within / weight).cwiseMin(kin.spread);
        return kin;
    }

    /// The same, of the first part of the histories only; the spread stays.
    Kinship before_test(Kinship kin, Group group) const {
        kin.sum = sum_of(group, false);
        for (auto& [region, sum] : kin.regions) {
            std::vector<std::size_t> members;
            for (const std::size_t i : group) {
                if (problem_.series[i].region == region) members.push_back(i);
            }
            sum = sum_of(members, false);
        }
        return kin;
    }

    /// Sums over the usable series of a category, in canonical order.
    Moments sum_of(Group group, bool whole) const {
        Moments sum(count_);
        for (const std::size_t i : group) {
            const Candidate& candidate = candidates_[i];
            if (!candidate.usable) continue;
            const double weight = 1 / candidate.moments.noise;
            sum.add(candidate.moments.first, weight);
            if (whole) sum.add(candidate.moments.rest, weight);
        }
        return sum;
    }

    std::size_t usable_in(Group group) const {
        return static_cast<std::size_t>(std::count_if(
            group.begin(), group.end(), [&](auto i) { return candidates_[i].usable; }));
    }

    /// In space that the thread's next call uses again.
    static const Moments& own_moments(const Candidate& candidate, bool whole) {
        thread_local Moments own;
        own = candidate.moments.first;
        if (whole) own.add(candidate.moments.rest, 1);
        return own;
    }

    /// How far effects really differ within the category: DerSimonian and Laird's idea.
    Eigen::VectorXd spread_of(Group group, const Moments& sum) const {
        const auto size = static_cast<Eigen::Index>(count_);
        Eigen::VectorXd squares = Eigen::VectorXd::Zero(size);
        Eigen::VectorXd counts = Eigen::VectorXd::Zero(size);
        for (const std::size_t i : group) {
            const Candidate& candidate = candidates_[i];
            if (!candidate.usable) continue;
            const Eigen::VectorXd common = updated_mean(candidate.prior, sum, 1);
            const Belief own =
                update(candidate.prior, own_moments(candidate, true), candidate.moments.noise);
            for (Eigen::Index r = 0; r < size; ++r) {
                if (own.variance[r] > 0.5 * candidate.prior.variance[r]) continue;
                const double distance = own.mean[r] - common[r];
                squares[r] += distance * distance - own.variance[r];
                counts[r] += 1;
            }
        }
        for (Eigen::Index r = 0; r < size; ++r) {
            squares[r] = counts[r] > 1 ? std::max(squares[r] / counts[r], 0.0) : 0;
        }
        return squares;
    }

    /// What the others make one believe of series i: the category's other regions first, those of
    /// the own region after them, as far as regions differ.
    Belief kin_belief(std::size_t i, const Kinship& kin, bool whole) const {
        const Candidate& candidate = candidates_[i];
        if (kin.alone) return candidate.prior;
        const Moments& own = own_moments(candidate, whole);
        const double weight = 1 / candidate.moments.noise;
        thread_local Moments others;
        others = kin.sum;
        const auto region = kin.regions.find(problem_.series[i].region);
        if (region == kin.regions.end()) {
            others.take(own, weight);
            return doubted(update(candidate.prior, others, 1), kin.spread, candidate.prior);
        }
        others.take(region->second, 1);
        const Belief elsewhere =
            doubted(update(candidate.prior, others, 1), kin.spread - kin.within, candidate.prior);
        thread_local Moments neighbours;
        neighbours = region->second;
        neighbours.take(own, weight);
        return doubted(update(elsewhere, neighbours, 1), kin.within, candidate.prior);
    }

    static Belief doubted(Belief belief, const Eigen::VectorXd& spread, const Belief& prior) {
        for (Eigen::Index r = 0; r < belief.mean.size(); ++r) {
            const double doubt = kKinSpread * belief.mean[r];
            belief.variance[r] =
                std::min(belief.variance[r] + spread[r] + doubt * doubt, prior.variance[r]);
        }
        return belief;
    }

    static Belief believe(const Candidate& candidate, const Belief& kin) {
        return update(kin, own_moments(candidate, true), candidate.moments.noise);
    }

    static Eigen::VectorXd expect(const Candidate& candidate, const Belief& kin, bool whole) {
        return updated_mean(kin, own_moments(candidate, whole), candidate.moments.noise);
    }

    void share(Group group) {
        const Kinship kin = kinship_of(group);
        for (const std::size_t i : group) {
            Candidate& candidate = candidates_[i];
            if (!candidate.usable) continue;
            candidate.effect = expect(candidate, kin_belief(i, kin, true), true);
        }
    }

    /// Gains of each regressor in the test part, with effects known before it.
    void test(Group group, const Kinship& kin) {
        for (const std::size_t i : group) {
            Candidate& candidate = candidates_[i];
            if (!candidate.usable) continue;
            Eigen::VectorXd without = expect(candidate, kin_belief(i, kin, false), false);
            const Moments& rest = candidate.moments.rest;
            const double with = rest.error(without);
            candidate.gain = Eigen::VectorXd::Zero(without.size());
            for (Eigen::Index r = 0; r < without.size(); ++r) {
                const double effect = std::exchange(without[r], 0);
                candidate.gain[r] = (rest.error(without) - with) / candidate.moments.noise;
                without[r] = effect;
            }
        }
    }

    /// What the tests of a category say together.
    struct Votes {
        bool alone = true;
        Eigen::VectorXd gains;  ///< Of all usable series.
        double trust = 0;       ///< What the gain of one of the others counts.
    };

    Votes votes_of(Group group, bool alone) const {
        Votes votes{alone, Eigen::VectorXd::Zero(static_cast<Eigen::Index>(count_)), 0};
        for (const std::size_t i : group) {
            if (candidates_[i].usable) votes.gains += candidates_[i].gain;
        }
        const auto kin_count = static_cast<double>(usable_in(group)) - 1;
        votes.trust = std::min(1.0, kKinVotes / std::max(kin_count, 1.0));
        return votes;
    }

    /// Whether a regressor's effect is real: it helped in the tests, or, where the series is alone
    /// and too short for a test, it is far from 0.
    static bool enters(const Candidate& candidate,
                       const Belief& free,
                       const Votes& votes,
                       Eigen::Index k) {
        const double told = candidate.moments.rest.square(k);
        const bool untested = candidate.moments.rest.count < kFewestTests ||
                              told < kLeastTold * (candidate.moments.first.square(k) + told);
        if (votes.alone && untested)
            return std::abs(free.mean[k]) > kSureRatio * std::sqrt(free.variance[k]);
        const double others = votes.gains[k] - candidate.gain[k];
        return candidate.gain[k] + (votes.alone ? 0 : others * votes.trust) > kLeastGain;
    }

    void decide_all(Group group) {
        const Kinship kinship = kinship_of(group);
        test(group, before_test(kinship, group));
        const Votes votes = votes_of(group, kinship.alone);
        for (const std::size_t i : group) {
            if (candidates_[i].usable) decide(i, kin_belief(i, kinship, true), votes);
        }
    }

    void decide(std::size_t i, Belief kin, const Votes& votes) {
        const Candidate& candidate = candidates_[i];
        const Belief free = believe(candidate, kin);
        for (std::size_t r = 0; r < count_; ++r) {
            const auto k = static_cast<Eigen::Index>(r);
            const bool enters_now = enters(candidate, free, votes, k);
            effects_.entered[i * count_ + r] = enters_now ? 1 : 0;
            effects_.gains[i * count_ + r] =
                candidate.gain[k] / std::max(candidate.moments.rest.count, 1.0);
            if (enters_now) continue;
            kin.mean[k] = 0;
            kin.variance[k] = kNoSpread;
        }
        keep(i, believe(candidate, kin), free);
    }

    void keep(std::size_t i, const Belief& belief, const Belief& free) {
        for (std::size_t r = 0; r < count_; ++r) {
            const auto k = static_cast<Eigen::Index>(r);
            const bool entered = effects_.entered[i * count_ + r] != 0;
            effects_.sizes[i * count_ + r] = entered ? belief.mean[k] : 0;
            effects_.standard_errors[i * count_ + r] =
                std::sqrt(entered ? belief.variance[k] : free.variance[k]);
        }
    }

    const Problem& problem_;
    std::span<const Shape> shapes_;
    Effects& effects_;
    std::size_t count_;
    int season_;
    std::vector<Candidate> candidates_;
};

}  // namespace

Effects estimate_effects(const Problem& problem,
                         std::span<const Shape> shapes,
                         std::span<const std::size_t> order,
                         CalendarColumns calendar,
                         int threads) {
    Effects effects;
    effects.regressors = problem.regressors;
    effects.own = problem.regressors.size();
    effects.calendar = std::move(calendar);
    effects.regressors.insert(effects.regressors.end(),
                              effects.calendar.regressors.begin(),
                              effects.calendar.regressors.end());
    if (effects.none()) return effects;
    const std::size_t cells = problem.series.size() * effects.regressors.size();
    effects.sizes.assign(cells, 0);
    effects.standard_errors.assign(cells, 0);
    effects.gains.assign(cells, 0);
    effects.entered.assign(cells, 0);
    Estimation(problem, shapes, effects).run(order, threads);
    return effects;
}

}  // namespace bihuan::forecast
