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

Layer layer_of(PlainFigure figure) {
    return figure == PlainFigure::YearMean ? Layer::Level : Layer::Season;
}

}  // namespace

void steady(const SalesHistory& history, const Mix& mix, Run& run) {
    const bool engine_alone =
        std::ranges::all_of(mix, [](const MixWeights& weights) { return weights.engine == 1; });
    run.mix = mix;
    if (engine_alone) return;
    BIHUAN_CHECK(history.month_at(history.months - 1) == run.origin);
    const PlainFigures plain(history);
    for (std::size_t series = 0; series < history.size(); ++series) {
        for (std::size_t ahead = 0; ahead < static_cast<std::size_t>(run.horizon); ++ahead) {
            const auto& weights = mix[std::min(ahead, kRehearsedLeads - 1)];
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
    return {std::move(sample), std::move(engine)};
}

Run run_steadied(const SalesHistory& history,
                 const Plans& plans,
                 const Influences& influences,
                 const RunOptions& options,
                 Rehearsals& rehearsals) {
    auto run = run_engine(history, plans, influences, options);
    steady(history, rehearsals.mix_at(run.origin), run);
    stop_after_last_day(history, influences, run);
    return run;
}

}  // namespace bihuan::forecasts
