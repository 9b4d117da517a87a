#include "business/demand/forecasts/forecast_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "base/checked.h"
#include "business/demand/forecasts/learned.h"
#include "business/demand/forecasts/steadying.h"
#include "engine/forecast/parallel.h"
#include "engine/numeric/apportion.h"

namespace bihuan::forecasts {

namespace {

using forecast::Layer;

constexpr double kHalfWidth80 = 1.2815515655446004;  // of a standard normal
constexpr std::size_t kRoundedLayers = 7;
constexpr std::size_t kRowsPerBlock = 1024;  ///< That one thread writes.
constexpr double kSmallestShownWeight = 0.0005;

double layer_at(const Run& run, std::size_t series, std::size_t ahead, Layer layer) {
    return run.outcome.layer(series, layer)[ahead];
}

/// Level … coherence in base units of the calendar month; they add up to `target`.
std::array<double, kRoundedLayers> real_layers(const Run& run,
                                               std::size_t series,
                                               std::size_t ahead,
                                               double target) {
    const auto at = [&](Layer layer) { return layer_at(run, series, ahead, layer); };
    std::array<double, kRoundedLayers> layers{
        at(Layer::Level) + at(Layer::Distribution),
        at(Layer::Trend),
        at(Layer::Season) + at(Layer::TradingDays),
        at(Layer::Festival),
        at(Layer::Price),
        at(Layer::Promotion) + at(Layer::Event),
        0,
    };
    double sum = 0;
    for (const double layer : layers) sum += layer;
    layers.back() = target - sum;
    return layers;
}

constexpr std::string_view kForecast = "a forecast";

void write_layers(const std::array<double, kRoundedLayers>& layers, ForecastRow& row) {
    const auto whole = numeric::round_to_total(layers, row.quantity);
    for (std::size_t i = 0; i < kRoundedLayers; ++i) row.*kLayerFields[i].member = whole[i];
}

void write_interval(const Run& run, std::size_t series, std::size_t ahead, ForecastRow& row) {
    const double mean = run.outcome.mean(series)[ahead];
    const auto moved = [&](std::span<const double> path) {
        const double away = path[ahead] - mean;
        return std::max<std::int64_t>(
            0, checked_add(row.quantity, checked_round(away, kForecast), kForecast));
    };
    row.low80 = std::min(row.quantity, moved(run.outcome.low80(series)));
    row.high80 = std::max(row.quantity, moved(run.outcome.high80(series)));
    row.low95 = std::min(row.low80, moved(run.outcome.low95(series)));
    row.high95 = std::max(row.high80, moved(run.outcome.high95(series)));
}

/// Whole figures of one product's nodes (series begin … end) that add up to their rounded sum.
std::vector<std::int64_t> whole_figures(std::span<const double> figures) {
    double sum = 0;
    for (const double figure : figures) sum += figure;
    const std::int64_t total = checked_round(sum, kForecast);
    std::vector<double> scaled(figures.begin(), figures.end());
    if (sum > 0)
        for (double& figure : scaled) figure *= static_cast<double>(total) / sum;
    return numeric::round_to_total(scaled, total);
}

std::string index_text(const forecast::Outcome& outcome, const forecast::Index& index) {
    const auto& regressor = outcome.regressors[static_cast<std::size_t>(index.regressor)];
    return fmt::format(R"(["{}","{}",{:.4f},{:.4f},{:.4f}])",
                       regressor.name,
                       forecast::layer_name(regressor.layer),
                       index.effect,
                       index.standard_error,
                       index.gain);
}

bool is_first_of_product(const SalesHistory& history, std::size_t series) {
    return series == 0 || history.keys[series - 1].product_id != history.keys[series].product_id;
}

/// Where each product's nodes begin, and last where there are no more.
std::vector<std::size_t> first_of_products(const SalesHistory& history) {
    std::vector<std::size_t> firsts;
    for (std::size_t series = 0; series < history.size(); ++series)
        if (is_first_of_product(history, series)) firsts.push_back(series);
    firsts.push_back(history.size());
    return firsts;
}

/// What the company taught the product is kept with its first series only.
std::string evidence_text(const SalesHistory& history, const Run& run, std::size_t series) {
    const auto& outcome = run.outcome;
    const auto& backtest = outcome.backtests[series];
    std::string text = fmt::format(
        R"({{"origins":{},"error":{:.4g},"naive":{:.4g},"seasonal_naive":{:.4g},"bias":{:.4g},"multiplicative":{},"models":[)",
        backtest.origins,
        backtest.error,
        backtest.naive,
        backtest.seasonal_naive,
        backtest.bias,
        bool{outcome.multiplicative[series]});
    const char* comma = "";
    const auto add_model = [&](std::string_view name, double weight, std::string_view more = "") {
        if (weight >= kSmallestShownWeight)
            fmt::format_to(std::back_inserter(text),
                           R"({}["{}",{:.3f}{}])",
                           std::exchange(comma, ","),
                           name,
                           weight,
                           more);
    };
    const auto& next = weights_of(run, series, 0);
    for (const auto& share : outcome.models(series))
        add_model(forecast::model_name(share.model),
                  next.engine * share.weight,
                  fmt::format(",{:.4g}", share.backtest_error));
    for (const auto figure : kPlainFigures) add_model(choice_name(figure), next.of(figure));
    text += ']';
    if (is_first_of_product(history, series)) text += R"(,"learned":)" + learned_text(run, series);
    text += R"(,"indices":[)";
    comma = "";
    for (const auto& index : outcome.indices(series)) {
        if (!index.entered && index.effect == 0) continue;
        text += std::exchange(comma, ",");
        text += index_text(outcome, index);
    }
    return text + "]}";
}

/// Of the next month that may sell.
double error_sd(const Run& run, std::size_t series) {
    const auto low = run.outcome.low80(series);
    const auto high = run.outcome.high80(series);
    std::size_t ahead = 0;
    while (ahead + 1 < low.size() && high[ahead] <= low[ahead]) ++ahead;
    return (high[ahead] - low[ahead]) / (2 * kHalfWidth80);
}

/// What the rows are to say before rounding, by months ahead × series.
std::vector<double> figures_of(const SalesHistory& history,
                               const Run& run,
                               const std::vector<double>& coherent) {
    const auto horizon = static_cast<std::size_t>(run.horizon);
    std::vector<double> figures(history.size() * horizon);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const std::size_t series = i % history.size();
        const std::size_t ahead = i / history.size();
        figures[i] = std::max(
            0.0, coherent.empty() ? run.mean(series, ahead) : coherent[series * horizon + ahead]);
    }
    return figures;
}

/// Rounded so that every product's nodes add up to its rounded sum.
void write_quantities(const SalesHistory& history,
                      std::span<const double> figures,
                      int threads,
                      std::span<ForecastRow> rows) {
    const auto products = first_of_products(history);
    forecast::parallel_for(products.size() - 1, threads, [&](std::size_t product) {
        const auto begin = products[product];
        const auto nodes = products[product + 1] - begin;
        for (std::size_t first = begin; first < figures.size(); first += history.size()) {
            const auto whole = whole_figures(figures.subspan(first, nodes));
            for (std::size_t i = 0; i < nodes; ++i) rows[first + i].quantity = whole[i];
        }
    });
}

}  // namespace

std::vector<ForecastRow> to_rows(const SalesHistory& history,
                                 const Run& run,
                                 const std::vector<double>& coherent,
                                 int threads) {
    const std::vector<double> figures = figures_of(history, run, coherent);
    std::vector<ForecastRow> rows(figures.size());
    write_quantities(history, figures, threads, rows);
    const auto write = [&](std::size_t i) {
        const std::size_t series = i % history.size();
        const std::size_t ahead = i / history.size();
        auto& row = rows[i];
        const auto& key = history.keys[series];
        row.month = run.origin;
        row.target_month = run.month_at(ahead);
        row.product_id.value = key.product_id;
        row.region_id.value = key.region_id;
        row.channel_id.value = key.channel_id;
        auto layers = real_layers(run, series, ahead, figures[i]);
        layers[0] += static_cast<double>(row.quantity) - figures[i];
        write_layers(layers, row);
        write_interval(run, series, ahead, row);
    };
    const std::size_t blocks = (rows.size() + kRowsPerBlock - 1) / kRowsPerBlock;
    forecast::parallel_for(blocks, threads, [&](std::size_t block) {
        const std::size_t end = std::min(rows.size(), (block + 1) * kRowsPerBlock);
        for (std::size_t i = block * kRowsPerBlock; i < end; ++i) write(i);
    });
    return rows;
}

std::vector<ForecastSeries> to_series_rows(const SalesHistory& history,
                                           const Run& run,
                                           int threads) {
    std::vector<ForecastSeries> rows(history.size());
    forecast::parallel_for(rows.size(), threads, [&](std::size_t series) {
        auto& row = rows[series];
        const auto& key = history.keys[series];
        row.month = run.origin;
        row.product_id.value = key.product_id;
        row.region_id.value = key.region_id;
        row.channel_id.value = key.channel_id;
        row.status = forecast::status_name(run.outcome.statuses[series]);
        row.model = forecast::shown_model(run.outcome, series);
        row.error_sd = error_sd(run, series);
        row.evidence = evidence_text(history, run, series);
    });
    return rows;
}

}  // namespace bihuan::forecasts
