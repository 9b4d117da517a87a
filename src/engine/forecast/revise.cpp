#include "engine/forecast/revise.h"

#include "base/error.h"
#include "engine/forecast/effects.h"

namespace bihuan::forecast {

namespace {

constexpr std::size_t kBaseLayers = 3;  ///< Level, trend, season.

Problem only(const Problem& problem, std::size_t series) {
    Problem one;
    one.frequency = problem.frequency;
    one.season = problem.season;
    one.horizon = problem.horizon;
    one.regressors = problem.regressors;
    one.holidays = problem.holidays;
    one.series = {problem.series[series]};
    return one;
}

/// The effects of the one series, read back from the outcome.
Effects effects_of(const Problem& one, const Outcome& outcome, std::size_t series) {
    Effects effects;
    effects.regressors = outcome.regressors;
    effects.own = one.regressors.size();
    effects.calendar = calendar_of(one);
    effects.sizes.assign(effects.regressors.size(), 0);
    for (const Index& index : outcome.indices(series)) {
        effects.sizes[static_cast<std::size_t>(index.regressor)] = index.effect;
    }
    return effects;
}

}  // namespace

void set_effect(Outcome& outcome, std::size_t series, std::size_t regressor, double effect) {
    const bool known = series < outcome.index_ends.size() && regressor < outcome.regressors.size();
    if (!known) throw Error(ErrorCode::InvalidInput, "There is no such index to change.");
    const std::size_t begin = series == 0 ? 0 : outcome.index_ends[series - 1];
    Index& index = outcome.index_rows[begin + regressor];
    index.effect = effect;
    index.entered = effect != 0;
}

void restack(const Problem& problem, std::size_t series, Outcome& outcome) {
    if (outcome.layers.empty() || series >= outcome.size()) {
        throw Error(ErrorCode::InvalidInput, "A forecast without layers cannot be changed.");
    }
    const Problem one = only(problem, series);
    const Effects effects = effects_of(one, outcome, series);
    const auto horizon = static_cast<std::size_t>(outcome.horizon);
    const double offset = outcome.offsets[series];
    for (std::size_t h = 0; h < horizon; ++h) {
        const std::size_t t = one.series.front().values.size() + h;
        const auto layer = [&](std::size_t k) -> double& {
            return outcome.layers[(series * kLayers + k) * horizon + h];
        };
        const std::size_t at = series * horizon + h;
        const double before = outcome.means[at];
        double mean = layer(0) + layer(1) + layer(2);
        double current = mean + offset;
        for (std::size_t k = kBaseLayers; k < kLayers; ++k) {
            const bool closes =
                static_cast<Layer>(k) == Layer::Festival && !outcome.open_shares.empty();
            const double next = current * (closes ? outcome.open_shares[at] : 1) *
                                effects.multiplier(one, 0, t, static_cast<Layer>(k));
            layer(k) = next - current;
            mean += layer(k);
            current = next;
        }
        const double wider = before + offset > 0 ? (mean + offset) / (before + offset) : 1;
        for (auto* path : {&outcome.lows80, &outcome.highs80, &outcome.lows95, &outcome.highs95}) {
            (*path)[at] = mean + ((*path)[at] - before) * wider;
        }
        outcome.means[at] = mean;
    }
}

}  // namespace bihuan::forecast
