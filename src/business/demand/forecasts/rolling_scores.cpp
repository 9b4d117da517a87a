#include <algorithm>
#include <map>
#include <tuple>

#include "base/checked.h"
#include "business/demand/forecasts/coherence.h"
#include "business/demand/forecasts/product_sums.h"
#include "business/demand/forecasts/scores.h"
#include "business/demand/forecasts/steadying.h"

namespace bihuan::forecasts {

namespace {

/// One scored month at one lead, with what the methods said of every series.
struct Round {
    Month scored_month;
    int lead = 1;
    std::vector<double> actual;
    std::vector<double> naive;
    std::vector<double> seasonal_naive;
    std::vector<double> statistical;
    std::vector<double> corrected;
};

struct Scope {
    ScoreLevel level;
    const std::vector<std::size_t>* group_of;  ///< Null: each series is scored by itself.
    std::size_t groups = 0;
};

std::vector<double> summed(const std::vector<double>& figures, const Scope& scope) {
    if (scope.group_of == nullptr) return figures;
    std::vector<double> sums(scope.groups);
    for (std::size_t i = 0; i < figures.size(); ++i) sums[(*scope.group_of)[i]] += figures[i];
    return sums;
}

void add_scores(const Round& round, const Scope& scope, std::vector<ForecastScore>& scores) {
    const auto actual = summed(round.actual, scope);
    const auto add = [&](ScoreMethod method, const std::vector<double>& figures) {
        const auto forecast = summed(figures, scope);
        scores.push_back(score_of({actual, forecast},
                                  {.scored_month = round.scored_month,
                                   .lead = round.lead,
                                   .level = scope.level,
                                   .method = method}));
    };
    add(ScoreMethod::Naive, round.naive);
    add(ScoreMethod::SeasonalNaive, round.seasonal_naive);
    add(ScoreMethod::Statistical, round.statistical);
    add(ScoreMethod::Final, round.corrected);
}

/// What a rerun may know of the months it forecasts.
enum class Knowledge : bool { Nothing, StatedPlans };

/// The engine's forecasts at earlier origins, each made once from what was known then.
class Reruns {
public:
    Reruns(const ForecastBasis& basis, const ForecastOptions& options, Knowledge knowledge)
        : basis_(basis),
          options_(options),
          knowledge_(knowledge),
          of_nodes_(rehearse_nodes(basis, options)),
          of_products_(rehearse_products(basis, options)) {}

    std::vector<double> figures(Month origin, int lead) {
        auto& made = made_[origin];
        if (made.empty()) made = run(origin);
        const auto horizon = static_cast<std::size_t>(kLeads.back());
        std::vector<double> result;
        for (std::size_t series = 0; series < basis_.history.size(); ++series)
            result.push_back(made[series * horizon + static_cast<std::size_t>(lead) - 1]);
        return result;
    }

private:
    std::vector<double> run(Month origin) {
        if (options_.stop.stop_requested())
            throw Error(ErrorCode::Unavailable, "The score was cancelled.");
        const ForecastBasis known{.month = origin,
                                  .history = known_until(basis_.history, origin),
                                  .influences = basis_.influences,
                                  .plans = basis_.plans};
        RunOptions options{.origin = origin,
                           .horizon = kLeads.back(),
                           .threads = options_.threads,
                           .detail = forecast::Detail::Forecast,
                           .stop = options_.stop};
        if (knowledge_ == Knowledge::StatedPlans) {
            options.stated = &basis_.history;
            return run_engine(known.history, known.plans, known.influences, options).outcome.means;
        }
        const auto run =
            run_steadied(known.history, known.plans, known.influences, options, of_nodes_);
        auto figures =
            make_coherent(forecast_products(known, options.horizon, options_, of_products_), run);
        if (figures.empty()) figures = run.outcome.means;
        return figures;
    }

    const ForecastBasis& basis_;
    const ForecastOptions& options_;
    Knowledge knowledge_;
    Rehearsals of_nodes_;
    Rehearsals of_products_;
    std::map<Month, std::vector<double>> made_;
};

std::vector<double> column(const SalesHistory& history, Month month) {
    std::vector<double> figures;
    const auto at = history.column_of(month);
    for (std::size_t series = 0; at && series < history.size(); ++series)
        figures.push_back(history.quantity(series, *at));
    return figures;
}

/// Figures frozen at the close of `round`'s origin; false when there was none.
bool take_frozen(const std::vector<ForecastRow>& frozen,
                 const SalesHistory& history,
                 Round& round) {
    const Month origin = round.scored_month - round.lead;
    bool found = false;
    for (const auto& row : frozen) {
        if (row.month != origin || row.target_month != round.scored_month) continue;
        if (!found) {
            round.statistical.assign(history.size(), 0);
            round.corrected.assign(history.size(), 0);
        }
        found = true;
        const SeriesKey key{row.product_id.value, row.region_id.value, row.channel_id.value};
        const auto at = std::ranges::lower_bound(history.keys, key);
        if (at == history.keys.end() || *at != key) continue;
        const auto series = static_cast<std::size_t>(at - history.keys.begin());
        round.statistical[series] = static_cast<double>(row.statistical());
        round.corrected[series] = static_cast<double>(row.quantity);
    }
    return found;
}

Round play_round(Round round,
                 const SalesHistory& history,
                 const std::vector<ForecastRow>& frozen,
                 Reruns& reruns) {
    const Month origin = round.scored_month - round.lead;
    round.actual = column(history, round.scored_month);
    round.naive = column(history, origin);
    round.seasonal_naive = column(history, round.scored_month - 12);
    if (round.seasonal_naive.empty()) round.seasonal_naive = round.naive;
    if (!take_frozen(frozen, history, round)) {
        round.statistical = reruns.figures(origin, round.lead);
        round.corrected = round.statistical;
    }
    return round;
}

std::vector<Round> play(const ForecastBasis& basis,
                        const std::vector<ForecastRow>& frozen,
                        const ForecastOptions& options,
                        Knowledge knowledge = Knowledge::Nothing) {
    const auto& history = basis.history;
    Reruns reruns(basis, options, knowledge);
    std::vector<Round> rounds;
    for (int back = kScoredMonths - 1; back >= 0; --back) {
        for (const int lead : kLeads) {
            Round round{.scored_month = basis.month - back, .lead = lead};
            // The engine needs something to look at: a history of two months at least.
            if (round.scored_month - lead < history.first + 1) continue;
            rounds.push_back(play_round(std::move(round), history, frozen, reruns));
        }
    }
    return rounds;
}

/// Every n-th node when there are too many to be run again eight times.
ForecastBasis sample_of(const ForecastBasis& basis) {
    const auto& all = basis.history;
    const std::size_t step = (all.size() + kMostNodes - 1) / kMostNodes;
    if (step <= 1) return basis;
    ForecastBasis sample{
        .month = basis.month, .history = every_nth(all, step), .influences = basis.influences};
    sample.plans = sample.influences.plans_for(sample.history, kHorizon);
    return sample;
}

/// Frozen figures of nodes summed to their products.
std::vector<ForecastRow> summed_rows(const std::vector<ForecastRow>& frozen) {
    std::map<std::tuple<Month, Month, Id<Product>>, ForecastRow> sums;
    for (const auto& row : frozen) {
        auto& sum = sums[{row.month, row.target_month, row.product_id}];
        sum.month = row.month;
        sum.target_month = row.target_month;
        sum.product_id = row.product_id;
        add_to(sum.quantity, row.quantity, "a forecast of several places");
        for (const auto& layer : kLayerFields)
            add_to(sum.*layer.member, row.*layer.member, "a forecast of several places");
    }
    std::vector<ForecastRow> rows;
    rows.reserve(sums.size());
    for (const auto& [key, row] : sums) rows.push_back(row);
    return rows;
}

}  // namespace

std::vector<ForecastScore> score_forecasts(const ScoreBasis& basis,
                                           const ForecastOptions& options) {
    std::vector<ForecastScore> scores;
    const auto add_all = [&](const std::vector<Round>& rounds, const std::vector<Scope>& scopes) {
        for (const auto& round : rounds)
            for (const auto& scope : scopes) add_scores(round, scope, scores);
    };
    const auto& nodes = *basis.nodes;
    if (nodes.history.size() == 0) return scores;
    const bool few = nodes.history.size() <= kMostNodes;
    auto sums = sum_products(nodes.history, nodes.plans);
    const std::size_t products = sums.history.size();
    const std::vector<std::size_t> one(std::max(products, nodes.history.size()), 0);
    const Scope each_node{ScoreLevel::Node, nullptr};
    const Scope by_product{ScoreLevel::Product, few ? &sums.product_of : nullptr, products};
    const Scope total{ScoreLevel::Total, &one, 1};
    if (few) {
        add_all(play(nodes, basis.frozen, options), {each_node, by_product, total});
    } else {
        add_all(play(sample_of(nodes), basis.frozen, options), {each_node});
        ForecastBasis above{.month = nodes.month, .influences = nodes.influences};
        above.history = std::move(sums.history);
        above.plans = std::move(sums.plans);
        add_all(play(above, summed_rows(basis.frozen), options), {by_product, total});
    }
    if (basis.outlets) add_all(play(*basis.outlets, {}, options), {{ScoreLevel::Outlet, nullptr}});
    return scores;
}

std::vector<ForecastScore> score_with_plans(const ScoreBasis& basis,
                                            const ForecastOptions& options) {
    std::vector<ForecastScore> scores;
    const auto& scored = basis.outlets ? *basis.outlets : *basis.nodes;
    const auto& history = scored.history;
    if (history.size() == 0 || history.size() > kMostPlannedSeries || !history.states_promotions())
        return scores;
    const std::vector<std::size_t> one(history.size(), 0);
    const Scope each{basis.outlets ? ScoreLevel::Outlet : ScoreLevel::Node, nullptr};
    for (const auto& round : play(scored, {}, options, Knowledge::StatedPlans)) {
        add_scores(round, each, scores);
        add_scores(round, {ScoreLevel::Total, &one, 1}, scores);
    }
    return scores;
}

}  // namespace bihuan::forecasts
