#include "business/demand/forecasts/steadying.h"

#include <algorithm>
#include <memory>

#include "business/demand/forecasts/plain_figures.h"

namespace bihuan::forecasts {

namespace {

using forecast::Layer;

constexpr std::size_t kMostRehearsed = 400;

void add(Run& run, std::size_t series, std::size_t ahead, Layer layer, double change) {
    auto& outcome = run.outcome;
    const auto horizon = static_cast<std::size_t>(run.horizon);
    if (!outcome.layers.empty())
        outcome.layers[(series * forecast::kLayers + static_cast<std::size_t>(layer)) * horizon +
                       ahead] += change;
    for (auto* path :
         {&outcome.means, &outcome.lows80, &outcome.highs80, &outcome.lows95, &outcome.highs95})
        (*path)[series * horizon + ahead] += change;
}

/// Whether most of the promotions stated with the sales had not been planned.
bool promotes_unplanned(const SalesHistory& history, const Plans& plans) {
    double stated = 0;
    double unplanned = 0;
    for (std::size_t series = 0; series < history.size(); ++series) {
        const auto planned = plans.row(plans.promoted_days, series);
        const auto coupons = history.row(history.coupons, series);
        const auto features = history.row(history.features, series);
        for (std::size_t i = 0; i < history.months; ++i) {
            const double share = std::max(coupons[i], features[i]);
            stated += share;
            if (planned[i] <= 0) unplanned += share;
        }
    }
    return unplanned > stated / 2;
}

Layer layer_of(PlainFigure figure) {
    return figure == PlainFigure::YearMean ? Layer::Level : Layer::Season;
}

}  // namespace

std::vector<PlainFigure> figures_for(const SalesHistory& history, const Plans& plans) {
    std::vector<PlainFigure> figures{PlainFigure::YearMean, PlainFigure::LastYear};
    if (promotes_unplanned(history, plans)) figures.push_back(PlainFigure::AroundLastYear);
    return figures;
}

void steady(const SalesHistory& history, const ProductMixes& mixes, Run& run) {
    run.mixes.clear();
    for (const auto& key : history.keys) run.mixes.push_back(mixes.of(key.product_id));
    run.usual_mix = mixes.company;
    if (run.is_engine_alone()) return;
    BIHUAN_CHECK(history.month_at(history.months - 1) == run.origin);
    const PlainFigures plain(history);
    for (std::size_t series = 0; series < history.size(); ++series) {
        for (std::size_t ahead = 0; ahead < static_cast<std::size_t>(run.horizon); ++ahead) {
            const auto& weights = weights_of(run, series, ahead);
            const double engine = run.mean(series, ahead);
            for (const auto figure : kPlainFigures)
                add(run,
                    series,
                    ahead,
                    layer_of(figure),
                    weights.of(figure) * (plain.at(figure, series, ahead) - engine));
        }
    }
}

const MixWeights& weights_of(const Run& run, std::size_t series, std::size_t ahead) {
    static const MixWeights engine_alone;
    const auto& outcome = run.outcome;
    const bool alone =
        outcome.off_seasons[series] || outcome.statuses[series] == forecast::Status::Delisted;
    return alone ? engine_alone : run.mixes[series][std::min(ahead, kRehearsedLeads - 1)];
}

Rehearsals rehearsals_of(const SalesHistory& history,
                         const Influences& influences,
                         const RunOptions& options) {
    auto sample = every_nth(history, (history.size() + kMostRehearsed - 1) / kMostRehearsed);
    auto plans = std::make_shared<const Plans>(
        influences.plans_for(sample, static_cast<int>(kRehearsedLeads)));
    auto engine = [plans, &influences, threads = options.threads, stop = options.stop](
                      const SalesHistory& known) {
        return run_engine(known,
                          *plans,
                          influences,
                          {.origin = known.month_at(known.months - 1),
                           .horizon = static_cast<int>(kRehearsedLeads),
                           .threads = threads,
                           .detail = forecast::Detail::Forecast,
                           .stop = stop})
            .outcome.means;
    };
    auto figures = figures_for(sample, *plans);
    return {std::move(sample), std::move(figures), std::move(engine)};
}

Run run_steadied(const SalesHistory& history,
                 const Plans& plans,
                 const Influences& influences,
                 const RunOptions& options,
                 Rehearsals& rehearsals) {
    auto run = run_engine(history, plans, influences, options);
    steady(history, rehearsals.mixes_at(run.origin), run);
    stop_after_last_day(history, influences, run);
    return run;
}

}  // namespace bihuan::forecasts
