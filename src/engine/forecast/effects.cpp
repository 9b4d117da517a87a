#include "engine/forecast/effects.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

#include "engine/forecast/effect_history.h"
#include "engine/forecast/effect_regression.h"
#include "engine/forecast/kernel.h"
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
constexpr double kTestPart = 0.4;        ///< Of the history, for the rolling back-test.
constexpr double kFewestTests = 4;
constexpr double kLeastGain = 1;    ///< In variances of the noise: what chance gives a useless one.
constexpr double kLeastTold = 0.1;  ///< Of a regressor's movement, for a test to say something.
constexpr std::size_t kGrownSeasons = 3;
constexpr double kKinVotes = 10;     ///< The kin's gain counts as much as this many series'.
constexpr double kSureRatio = 2;     ///< Effect over standard error that enters without a test.
constexpr double kMostUntested = 1;  ///< In deviations of the prior.
constexpr double kKinSpread = 0.05;
constexpr std::size_t kFewestOfRegion = 3;
constexpr int kRounds = 2;

/// One series on its way through the estimation.
struct Candidate {
    bool usable = false;
    SplitMoments moments;
    Belief prior;  ///< Of a series without kin.
    Belief own;    ///< What it says by itself, while its category is looked at.
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
        if (count_ > effects_.own && problem_.frequency == Frequency::Monthly)
            to_equal_months(values, first_of(problem_, series, shape));
        const std::vector<double> columns = regressor_rows(problem_, effects_, shape, i);
        if (candidate.prior.mean.size() == 0) set_prior(i, columns);
        const std::vector<unsigned char> skip = skipped_periods(series, shape);
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

    /// The calendar's first effects of a history of few seasons.
    void begin_with_changes(Candidate& candidate,
                            std::span<const double> values,
                            std::span<const double> columns,
                            std::span<const unsigned char> skip) const {
        if (count_ == effects_.own) return;
        Belief calendar = candidate.prior;
        for (std::size_t r = 0; r < effects_.own; ++r)
            calendar.variance[static_cast<Eigen::Index>(r)] = kNoSpread;
        const auto logs = scaled_logs(values, {});
        candidate.effect = effects_of_changes(
            {logs, columns, skip, count_}, calendar, static_cast<std::size_t>(season_));
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
        return scaled_logs(values, estimate_season(adjusted, season_).indices);
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

    Kinship kinship_of(Group group) {
        const auto usable = usable_of(group);
        // The category and the region ask the same of a series.
        each_few(usable, [&](Group few) {
            auto beliefs = believe(few, priors_of(few));
            for (std::size_t k = 0; k < few.size(); ++k)
                candidates_[few[k]].own = std::move(beliefs[k]);
        });
        Kinship kin = kinship_between(usable);
        for (const std::size_t i : usable) candidates_[i].own = {};
        return kin;
    }

    Kinship kinship_between(Group group) const {
        Kinship kin;
        kin.alone = group.size() < 2;
        kin.sum = sum_of(group, true);
        kin.spread = spread_of(group, kin.sum);
        std::map<std::int32_t, std::vector<std::size_t>> regions;
        for (const std::size_t i : group) {
            regions[problem_.series[i].region].push_back(i);
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

    std::vector<std::size_t> usable_of(Group group) const {
        std::vector<std::size_t> usable;
        std::ranges::copy_if(
            group, std::back_inserter(usable), [&](auto i) { return candidates_[i].usable; });
        return usable;
    }

    /// A few series at a time, whose equations are solved side by side.
    template <class Work>
    static void each_few(Group usable, const Work& work) {
        for (std::size_t begin = 0; begin < usable.size(); begin += kRidgeLanes)
            work(usable.subspan(begin, std::min(kRidgeLanes, usable.size() - begin)));
    }

    std::vector<Moments> own_moments(Group few, bool whole) const {
        std::vector<Moments> own;
        for (const std::size_t i : few) {
            own.push_back(candidates_[i].moments.first);
            if (whole) own.back().add(candidates_[i].moments.rest, 1);
        }
        return own;
    }

    /// Of what a series says by itself of each effect, as far as it says anything.
    static void add_distances(const Candidate& candidate,
                              const Eigen::VectorXd& common,
                              Eigen::VectorXd& squares,
                              Eigen::VectorXd& counts) {
        const Belief& own = candidate.own;
        for (Eigen::Index r = 0; r < common.size(); ++r) {
            if (own.variance[r] > 0.5 * candidate.prior.variance[r]) continue;
            const double distance = own.mean[r] - common[r];
            squares[r] += distance * distance - own.variance[r];
            counts[r] += 1;
        }
    }

    /// How far effects really differ within the category: DerSimonian and Laird's idea.
    Eigen::VectorXd spread_of(Group group, const Moments& sum) const {
        const auto size = static_cast<Eigen::Index>(count_);
        Eigen::VectorXd squares = Eigen::VectorXd::Zero(size);
        Eigen::VectorXd counts = Eigen::VectorXd::Zero(size);
        each_few(group, [&](Group few) {
            std::vector<Update> updates;
            for (const std::size_t i : few) updates.push_back({&candidates_[i].prior, &sum, 1});
            const auto common = updated_means(updates);
            for (std::size_t k = 0; k < few.size(); ++k)
                add_distances(candidates_[few[k]], common[k], squares, counts);
        });
        for (Eigen::Index r = 0; r < size; ++r) {
            squares[r] = counts[r] > 1 ? std::max(squares[r] / counts[r], 0.0) : 0;
        }
        return squares;
    }

    std::vector<Belief> priors_of(Group few) const {
        std::vector<Belief> priors;
        for (const std::size_t i : few) priors.push_back(candidates_[i].prior);
        return priors;
    }

    /// What the others make one believe of each series: the category's other regions first, those
    /// of the own region after them, as far as regions differ.
    std::vector<Belief> kin_beliefs(Group few, const Kinship& kin, bool whole) const {
        if (kin.alone) return priors_of(few);
        const auto own = own_moments(few, whole);
        std::vector<Moments> others(few.size(), kin.sum);
        std::vector<const Moments*> regions;
        std::vector<Update> updates;
        for (std::size_t k = 0; k < few.size(); ++k) {
            const Candidate& candidate = candidates_[few[k]];
            const auto found = kin.regions.find(problem_.series[few[k]].region);
            regions.push_back(found == kin.regions.end() ? nullptr : &found->second);
            if (regions[k] == nullptr)
                others[k].take(own[k], 1 / candidate.moments.noise);
            else
                others[k].take(*regions[k], 1);
            updates.push_back({&candidate.prior, &others[k], 1});
        }
        auto beliefs = update(updates);
        for (std::size_t k = 0; k < few.size(); ++k) {
            const auto& prior = candidates_[few[k]].prior;
            if (regions[k] == nullptr)
                doubt(beliefs[k], kin.spread, prior);
            else
                doubt(beliefs[k], kin.spread - kin.within, prior);
        }
        ask_neighbours(few, own, regions, beliefs);
        for (std::size_t k = 0; k < few.size(); ++k)
            if (regions[k] != nullptr) doubt(beliefs[k], kin.within, candidates_[few[k]].prior);
        return beliefs;
    }

    /// Those whose region is known beside the category.
    void ask_neighbours(Group few,
                        std::span<const Moments> own,
                        std::span<const Moments* const> regions,
                        std::span<Belief> beliefs) const {
        std::vector<Moments> neighbours(few.size());
        std::vector<Update> updates;
        for (std::size_t k = 0; k < few.size(); ++k) {
            if (regions[k] == nullptr) continue;
            neighbours[k] = *regions[k];
            neighbours[k].take(own[k], 1 / candidates_[few[k]].moments.noise);
            updates.push_back({&beliefs[k], &neighbours[k], 1});
        }
        auto told = update(updates);
        std::size_t next = 0;
        for (std::size_t k = 0; k < few.size(); ++k)
            if (regions[k] != nullptr) beliefs[k] = std::move(told[next++]);
    }

    static void doubt(Belief& belief, const Eigen::VectorXd& spread, const Belief& prior) {
        for (Eigen::Index r = 0; r < belief.mean.size(); ++r) {
            const double doubt = kKinSpread * belief.mean[r];
            belief.variance[r] =
                std::min(belief.variance[r] + spread[r] + doubt * doubt, prior.variance[r]);
        }
    }

    /// What each series' own sums add to a belief.
    std::vector<Update> own_updates(Group few,
                                    std::span<const Moments> own,
                                    std::span<const Belief> kin) const {
        std::vector<Update> updates;
        for (std::size_t k = 0; k < few.size(); ++k)
            updates.push_back({&kin[k], &own[k], candidates_[few[k]].moments.noise});
        return updates;
    }

    std::vector<Belief> believe(Group few, std::span<const Belief> kin) const {
        const auto own = own_moments(few, true);
        return update(own_updates(few, own, kin));
    }

    std::vector<Eigen::VectorXd> expect(Group few, std::span<const Belief> kin, bool whole) const {
        const auto own = own_moments(few, whole);
        return updated_means(own_updates(few, own, kin));
    }

    void share(Group group) {
        const Kinship kin = kinship_of(group);
        each_few(usable_of(group), [&](Group few) {
            auto effects = expect(few, kin_beliefs(few, kin, true), true);
            for (std::size_t k = 0; k < few.size(); ++k)
                candidates_[few[k]].effect = std::move(effects[k]);
        });
    }

    /// Gains of each regressor in the test part, with effects known before it.
    void test(Group few, const Kinship& kin) {
        const auto effects = expect(few, kin_beliefs(few, kin, false), false);
        for (std::size_t k = 0; k < few.size(); ++k) {
            Candidate& candidate = candidates_[few[k]];
            Eigen::VectorXd without = effects[k];
            const SquaredError error(candidate.moments.rest);
            const double with = error.of(without);
            candidate.gain = Eigen::VectorXd::Zero(without.size());
            for (Eigen::Index r = 0; r < without.size(); ++r) {
                const double effect = std::exchange(without[r], 0);
                candidate.gain[r] = (error.of(without) - with) / candidate.moments.noise;
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
        for (const std::size_t i : group) votes.gains += candidates_[i].gain;
        const auto kin_count = static_cast<double>(group.size()) - 1;
        votes.trust = std::min(1.0, kKinVotes / std::max(kin_count, 1.0));
        return votes;
    }

    /// Whether a regressor's effect is real: it helped in the tests, or, where they say nothing of
    /// it, it is far from 0, and of kin not farther than one would have believed: windows that
    /// follow one another undo each other's effects, however large.
    static bool enters(const Candidate& candidate,
                       const Belief& free,
                       const Votes& votes,
                       Eigen::Index k) {
        const double told = candidate.moments.rest.square(k);
        const bool untested = candidate.moments.rest.count < kFewestTests ||
                              told < kLeastTold * (candidate.moments.first.square(k) + told);
        const double size = std::abs(free.mean[k]);
        const bool sure = size > kSureRatio * std::sqrt(free.variance[k]);
        const double most = kMostUntested * std::sqrt(candidate.prior.variance[k]);
        if (untested) return sure && (votes.alone || size < most);
        const double others = votes.gains[k] - candidate.gain[k];
        return candidate.gain[k] + (votes.alone ? 0 : others * votes.trust) > kLeastGain;
    }

    void decide_all(Group group) {
        const auto usable = usable_of(group);
        const Kinship kinship = kinship_of(group);
        const Kinship before = before_test(kinship, group);
        each_few(usable, [&](Group few) { test(few, before); });
        const Votes votes = votes_of(usable, kinship.alone);
        each_few(usable, [&](Group few) {
            auto kin = kin_beliefs(few, kinship, true);
            const auto free = believe(few, kin);
            for (std::size_t k = 0; k < few.size(); ++k) decide(few[k], free[k], votes, kin[k]);
            const auto beliefs = believe(few, kin);
            for (std::size_t k = 0; k < few.size(); ++k) keep(few[k], beliefs[k], free[k]);
        });
    }

    /// Holds at 0 in the belief what does not enter.
    void decide(std::size_t i, const Belief& free, const Votes& votes, Belief& kin) {
        const Candidate& candidate = candidates_[i];
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
