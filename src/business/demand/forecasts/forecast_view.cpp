#include "business/demand/forecasts/forecast_view.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "base/checked.h"
#include "business/demand/forecasts/evidence.h"
#include "business/demand/forecasts/forecast_sums.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

constexpr int kShownMonths = 60;

Params place_params(const Scope& scope) {
    return {{"region_id", scope.region.value}, {"channel_id", scope.channel.value}};
}

Params with(Params params, std::initializer_list<Param> more) {
    params.insert(params.end(), more);
    return params;
}

std::int64_t summed_width(std::int64_t widths, double squares, double correlation) {
    const auto sum = static_cast<double>(widths);
    return checked_round(std::sqrt((1 - correlation) * squares + correlation * sum * sum),
                         "an interval of several places");
}

ForecastSum to_sum(const ForecastSumRow& figures, bool one_product) {
    const double correlation = one_product ? kPlaceErrorCorrelation : kProductErrorCorrelation;
    ForecastSum sum{.target_month = figures.target_month, .series = figures.series};
    auto& row = sum.row;
    row.target_month = figures.target_month;
    row.quantity = figures.quantity;
    row.level = figures.level;
    row.trend = figures.trend;
    row.season = figures.season;
    row.festival = figures.festival;
    row.promotion = figures.promotion;
    row.price = figures.price;
    row.coherence = figures.coherence;
    row.index_edit = figures.index_edit;
    row.sales_override = figures.sales_override;
    row.marketing_override = figures.marketing_override;
    const auto low = [&](std::int64_t widths, double squares) {
        return std::max<std::int64_t>(0, row.quantity - summed_width(widths, squares, correlation));
    };
    row.low80 = low(figures.below80, figures.below_squares80);
    row.low95 = low(figures.below95, figures.below_squares95);
    const auto high = [&](std::int64_t widths, double squares) {
        return row.quantity + summed_width(widths, squares, correlation);
    };
    row.high80 = high(figures.above80, figures.above_squares80);
    row.high95 = high(figures.above95, figures.above_squares95);
    return sum;
}

json history_json(const std::vector<MonthSale>& history) {
    json result = json::array();
    const std::size_t begin =
        history.size() > kShownMonths ? history.size() - kShownMonths : std::size_t{0};
    for (std::size_t i = begin; i < history.size(); ++i)
        result.push_back({{"month", to_string(history[i].month)},
                          {"quantity", history[i].quantity},
                          {"value", history[i].value.minor}});
    return result;
}

json sums_json(const std::vector<ForecastSum>& sums) {
    json result = json::array();
    for (const auto& sum : sums)
        result.push_back({{"target_month", to_string(sum.target_month)},
                          {"quantity", sum.row.quantity},
                          {"low80", sum.row.low80},
                          {"high80", sum.row.high80},
                          {"low95", sum.row.low95},
                          {"high95", sum.row.high95},
                          {"layers", layers_json(sum.row)}});
    return result;
}

json festivals_json(Month first, Month last) {
    json result = json::array();
    for (int year = first.year(); year <= last.year(); ++year)
        for (const auto& festival : festivals_of(year))
            if (festival.day >= first.first_day() && festival.day < last.end_day())
                result.push_back({{"code", festival.code}, {"day", to_string(festival.day)}});
    return result;
}

json promotions_json(const std::vector<Promotion>& promotions) {
    json result = json::array();
    for (const auto& promotion : promotions)
        result.push_back({{"id", std::to_string(promotion.id.value)},
                          {"name", promotion.name},
                          {"first_day", to_string(promotion.first_day)},
                          {"last_day", to_string(promotion.last_day)},
                          {"depth", promotion.depth.value()}});
    return result;
}

/// What the evidence of many series says together.
struct Together {
    std::map<std::string, double> weights;          ///< Of models, summed over series.
    std::map<std::string, double> standard_errors;  ///< By layer: the greatest that entered.
    double error = 0;
    double naive = 0;
    double seasonal_naive = 0;
    std::size_t series = 0;
};

Together put_together(const std::vector<ForecastSeries>& series) {
    Together together;
    for (const auto& one : series) {
        const auto evidence = read_evidence(one.evidence);
        if (!evidence) continue;
        ++together.series;
        together.error += evidence->error;
        together.naive += evidence->naive;
        together.seasonal_naive += evidence->seasonal_naive;
        for (const auto& model : evidence->models) together.weights[model.name] += model.weight;
        for (const auto& index : evidence->indices) {
            auto& error = together.standard_errors[index.layer];
            error = std::max(error, index.standard_error);
        }
    }
    return together;
}

json models_json(const Together& together, double mean_sales) {
    json result = json::array();
    const auto wape = [&](double error) {
        return mean_sales > 0 && together.series > 0 && error > 0 ? json(error / mean_sales)
                                                                  : json();
    };
    std::vector<std::pair<double, std::string>> ranked;
    for (const auto& [name, weight] : together.weights) ranked.emplace_back(-weight, name);
    std::ranges::sort(ranked);
    for (const auto& [weight, name] : ranked)
        result.push_back({{"name", name},
                          {"weight", -weight / static_cast<double>(together.series)},
                          {"wape", wape(together.error)},
                          {"wape_naive", wape(together.naive)},
                          {"wape_seasonal_naive", wape(together.seasonal_naive)}});
    return result;
}

/// The ratio of the stack with the layer to the stack below it.
json index_json(const ForecastSum& sum,
                const LayerField& layer,
                std::int64_t below,
                const Together& together) {
    const std::int64_t part = sum.row.*layer.member;
    const auto error = together.standard_errors.find(std::string(layer.code));
    return {
        {"code", layer.code},
        {"target_month", to_string(sum.target_month)},
        {"index", static_cast<double>(below + part) / static_cast<double>(below)},
        {"standard_error", error == together.standard_errors.end() ? json() : json(error->second)},
        {"entered", part != 0},
        {"reason", part != 0 ? json() : json("no_effect")}};
}

json indices_json(const std::vector<ForecastSum>& sums, const Together& together) {
    json result = json::array();
    for (const auto& sum : sums) {
        std::int64_t below = sum.row.level;
        for (const auto& layer : kLayerFields) {
            if (layer.code == "level") continue;
            if (layer.code == "coherence") break;
            if (below > 0) result.push_back(index_json(sum, layer, below, together));
            add_to(below, sum.row.*layer.member, "a forecast of several places");
        }
    }
    return result;
}

double mean_of_last_year(const std::vector<MonthSale>& history) {
    constexpr std::size_t kYear = 12;
    double sum = 0;
    const std::size_t begin = history.size() > kYear ? history.size() - kYear : std::size_t{0};
    for (std::size_t i = begin; i < history.size(); ++i)
        sum += static_cast<double>(history[i].quantity);
    return history.empty() ? 0 : sum / static_cast<double>(history.size() - begin);
}

}  // namespace

std::vector<ForecastSum> sum_forecast(Session& session, const Scope& scope) {
    Params params =
        with(place_params(scope), {{"scenario_id", scope.scenario}, {"month", scope.month}});
    if (scope.product)
        params = with(std::move(params),
                      {{"product_id", scope.product},
                       {"ahead1", scope.month + 1},
                       {"ahead2", scope.month + 2},
                       {"ahead3", scope.month + 3},
                       {"ahead4", scope.month + 4},
                       {"ahead5", scope.month + 5},
                       {"ahead6", scope.month + 6}});
    std::vector<ForecastSum> sums;
    session.query_each<ForecastSumRow>(scope.product ? forecasts_queries::kProductForecastSums
                                                     : forecasts_queries::kOwnForecastSums,
                                       params,
                                       [&](const ForecastSumRow& figures) {
                                           sums.push_back(to_sum(figures, bool{scope.product}));
                                       });
    return sums;
}

std::vector<ForecastSum> sum_rows(std::span<const ForecastRow> rows) {
    std::map<Month, ForecastSumRow> months;
    for (const auto& row : rows) {
        auto& figures = months[row.target_month];
        figures.target_month = row.target_month;
        add_figures(row, figures);
    }
    std::vector<ForecastSum> sums;
    sums.reserve(months.size());
    const bool one_product = std::ranges::all_of(
        rows, [&](const auto& row) { return row.product_id == rows.front().product_id; });
    for (const auto& [month, figures] : months) sums.push_back(to_sum(figures, one_product));
    return sums;
}

std::vector<MonthSale> history_of(Session& session, const Scope& scope) {
    if (scope.product)
        return session.query<MonthSale>(
            forecasts_queries::kProductHistory,
            with(place_params(scope),
                 {{"product_id", scope.product}, {"last_month", scope.month}}));
    if (!scope.channel)
        return session.query<MonthSale>(
            forecasts_queries::kOwnHistoryByRegion,
            {{"end_day", scope.month.end_day()}, {"region_id", scope.region.value}});
    return session.query<MonthSale>(forecasts_queries::kOwnHistory,
                                    with(place_params(scope), {{"last_month", scope.month}}));
}

json layers_json(const ForecastRow& row) {
    json layers = json::object();
    for (const auto& layer : kLayerFields) layers[std::string(layer.code)] = row.*layer.member;
    return layers;
}

std::vector<ForecastSeries> evidence_of(Session& session, const Scope& scope) {
    if (!scope.product) return {};
    constexpr std::int64_t kMost = 300;
    return session.query<ForecastSeries>(forecasts_queries::kSeriesEvidence,
                                         with(place_params(scope),
                                              {{"scenario_id", scope.scenario},
                                               {"month", scope.month},
                                               {"product_id", scope.product},
                                               {"most", kMost}}));
}

std::vector<Promotion> promotions_in(Session& session, const Scope& scope, Day first, Day end) {
    std::vector<Promotion> found;
    const ListOptions options{
        .filters = {{"last_day", {Value{to_string(first)}}, /*range=*/true},
                    {"first_day", {Value{}, Value{to_string(end - 1)}}, /*range=*/true}},
        .sort = "first_day",
        .limit = 0};
    for (auto& promotion : session.list<Promotion>(options).items) {
        const auto& products = promotion.product_ids;
        const bool touches = !scope.product || products.empty() ||
                             std::ranges::find(products, scope.product) != products.end();
        if (touches && promotion.status != PromotionStatus::Cancelled)
            found.push_back(std::move(promotion));
    }
    return found;
}

json forecast_json(Session& session, const Scope& scope) {
    const auto history = history_of(session, scope);
    const auto sums = sum_forecast(session, scope);
    const auto series = evidence_of(session, scope);
    const auto together = put_together(series);
    const Month first = history.empty() ? scope.month : history.front().month;
    const Month last = scope.month + 6;
    std::optional<Product> product;
    if (scope.product) product = session.get(scope.product);
    constexpr int kPromotedMonths = 12;
    return {{"history", history_json(history)},
            {"forecast", sums_json(sums)},
            {"festivals", festivals_json(std::max(first, scope.month - (kShownMonths - 1)), last)},
            {"promotions",
             promotions_json(promotions_in(
                 session, scope, (scope.month - kPromotedMonths).first_day(), last.end_day()))},
            {"indices", indices_json(sums, together)},
            {"models", models_json(together, mean_of_last_year(history))},
            {"status",
             sums.empty()         ? "not_forecast"
             : series.size() == 1 ? series.front().status
                                  : "ok"},
            {"series", sums.empty() ? 0 : sums.front().series},
            {"unit", product ? json(product->unit) : json()},
            {"units_per_box", product ? json(product->units_per_box) : json()}};
}

json forecast_table_json(Session& session, const Scope& scope, Month target_month) {
    const auto sold = [&](Month month) {
        std::map<Id<Product>, std::int64_t> quantities;
        session.query_each<ProductSale>(
            forecasts_queries::kSalesByProduct,
            with(place_params(scope), {{"month", month}}),
            [&](const ProductSale& row) { quantities[row.product_id] = row.quantity; });
        return quantities;
    };
    const auto last_month = sold(scope.month);
    const auto last_year = sold(target_month - 12);
    const auto figure = [](const std::map<Id<Product>, std::int64_t>& sales, Id<Product> product) {
        const auto found = sales.find(product);
        return found == sales.end() ? json() : json(found->second);
    };
    json items = json::array();
    session.query_each<TableRow>(
        forecasts_queries::kForecastTable,
        with(place_params(scope),
             {{"scenario_id", scope.scenario},
              {"month", scope.month},
              {"target_month", target_month}}),
        [&](const TableRow& row) {
            items.push_back({{"product_id", std::to_string(row.product_id.value)},
                             {"product_code", row.code},
                             {"product_name", row.name},
                             {"quantity", row.quantity},
                             {"units_per_box", row.units_per_box},
                             {"last_month", figure(last_month, row.product_id)},
                             {"last_year", figure(last_year, row.product_id)}});
        });
    const auto total = items.size();
    return {{"items", std::move(items)}, {"next", nullptr}, {"total", total}};
}

}  // namespace bihuan::forecasts
