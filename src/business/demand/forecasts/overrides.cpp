#include "business/demand/forecasts/overrides.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <tuple>

#include "base/checked.h"
#include "base/content_hash.h"
#include "business/demand/forecasts/forecast_sums.h"
#include "engine/numeric/apportion.h"
#include "forecasts/queries.h"

namespace bihuan {

void find_issues(const Override& override, Issues& issues) {
    if (override.target_month <= override.month)
        issues.push_back({"not_ahead",
                          "/target_month",
                          "Only months after the closed one have a forecast to correct.",
                          to_string(override.target_month)});
    if (!override.factor && override.quantity_change == 0)
        issues.push_back({"no_change",
                          "/quantity_change",
                          "Say by how much: a quantity other than 0, or a factor.",
                          "0"});
    if (override.layer == OverrideLayer::IndexEdit && override.edited_index.empty())
        issues.push_back(
            {"missing", "/edited_index", "Say which index is edited, such as festival.", ""});
}

}  // namespace bihuan

namespace bihuan::forecasts {

namespace {

int rank_of(OverrideLayer layer) {
    return layer == OverrideLayer::IndexEdit ? 0 : layer == OverrideLayer::SalesOverride ? 1 : 2;
}

std::int64_t ForecastRow::*field_of(OverrideLayer layer) {
    if (layer == OverrideLayer::IndexEdit) return &ForecastRow::index_edit;
    return layer == OverrideLayer::SalesOverride ? &ForecastRow::sales_override
                                                 : &ForecastRow::marketing_override;
}

constexpr std::string_view kCorrected = "a corrected forecast";
__extension__ using Wide = __int128;

/// The interval moves with its figure, and does not end the work when it ends at nothing or beyond
/// what can be counted.
void move_figure(ForecastRow& row, std::int64_t to) {
    constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
    const Wide change = Wide{to} - row.quantity;
    for (auto* bound : {&row.low80, &row.high80, &row.low95, &row.high95})
        *bound = static_cast<std::int64_t>(std::clamp<Wide>(*bound + change, 0, kMost));
    row.quantity = to;
}

/// Whatever the layers were: a figure of an older program may have run over.
void take_back(ForecastRow& row) {
    move_figure(row, row.statistical());
    row.index_edit = row.sales_override = row.marketing_override = 0;
}

/// What one correction does to the product's forecast of a month stays within the bound that every
/// figure keeps to, so that targets and plan can be made of it.
void require_countable(const Override& override, std::int64_t change, std::int64_t total) {
    constexpr auto kMost = static_cast<std::int64_t>(kMostFigure);
    if (change <= 0 || (std::max(total, change) <= kMost && total + change <= kMost)) return;
    throw FigureTooLarge(
        "A correction makes the forecast too large.",
        {{"number_too_large",
          fmt::format("/overrides/{}", override.id.value),
          fmt::format("The correction {} of {{products/{}}} in {} by {{people/{}}} makes the "
                      "forecast of {} larger than {}.",
                      override.id.value,
                      override.product_id.value,
                      override.region_id ? fmt::format("{{regions/{}}}", override.region_id.value)
                                         : "all regions",
                      override.person_id.value,
                      to_string(override.target_month),
                      kMost),
          std::to_string(override.factor ? change : override.quantity_change)}});
}

void apply_one(std::vector<ForecastRow>& rows, const Override& override, const Places& places) {
    std::vector<ForecastRow*> covered;
    std::vector<double> weights;
    std::int64_t total = 0;
    for (auto& row : rows) {
        if (row.target_month != override.target_month) continue;
        if (!places.region_within(row.region_id.value, override.region_id.value)) continue;
        if (!places.channel_within(row.channel_id.value, override.channel_id.value)) continue;
        covered.push_back(&row);
        weights.push_back(std::max(0.0, static_cast<double>(row.quantity)));
        total = checked_add(total, row.quantity, kCorrected);
    }
    if (covered.empty()) return;
    const std::int64_t wanted =
        override.factor
            ? checked_round(static_cast<double>(total) * (*override.factor - 1), kCorrected)
            : override.quantity_change;
    const auto change = std::max(wanted, -total);
    require_countable(override, change, total);
    const auto parts = numeric::apportion(change, weights);
    for (std::size_t i = 0; i < covered.size(); ++i) {
        auto& layer = covered[i]->*field_of(override.layer);
        layer = checked_add(layer, parts[i], kCorrected);
        move_figure(*covered[i], checked_add(covered[i]->quantity, parts[i], kCorrected));
    }
}

bool same_figures(const ForecastRow& a, const ForecastRow& b) {
    return a.quantity == b.quantity && a.index_edit == b.index_edit &&
           a.sales_override == b.sales_override && a.marketing_override == b.marketing_override;
}

void store_figures(Transaction& t, const ForecastRow& row) {
    t.execute(forecasts_queries::kUpdateFigures,
              {{"scenario_id", row.scenario_id},
               {"month", row.month},
               {"target_month", row.target_month},
               {"product_id", row.product_id},
               {"region_id", row.region_id},
               {"channel_id", row.channel_id},
               {"quantity", row.quantity},
               {"index_edit", row.index_edit},
               {"sales_override", row.sales_override},
               {"marketing_override", row.marketing_override},
               {"low80", row.low80},
               {"high80", row.high80},
               {"low95", row.low95},
               {"high95", row.high95}});
}

struct ProductOfRow {
    Id<Product> product_id;
};

}  // namespace
}  // namespace bihuan::forecasts

template <>
inline constexpr auto bihuan::kDescription<bihuan::forecasts::ProductOfRow> =
    bihuan::describe<bihuan::forecasts::ProductOfRow>(
        "", field("product_id", &bihuan::forecasts::ProductOfRow::product_id));

namespace bihuan::forecasts {

namespace {

/// Those with an override in force or with layers of an earlier one.
std::set<Id<Product>> touched_products(Session& session,
                                       Id<Scenario> scenario,
                                       Month month,
                                       const std::vector<Override>& overrides) {
    std::set<Id<Product>> products;
    for (const auto& override : overrides) products.insert(override.product_id);
    session.query_each<ProductOfRow>(
        forecasts_queries::kOverriddenProducts,
        {{"scenario_id", scenario}, {"month", month}},
        [&](const ProductOfRow& row) { products.insert(row.product_id); });
    return products;
}

std::string hash_of(const std::vector<Override>& overrides) {
    ContentHash hash;
    for (const auto& override : overrides)
        for (const auto& value : to_values(override)) hash.add_value(value);
    return hash.hex();
}

std::vector<Override> of_product(const std::vector<Override>& overrides, Id<Product> product) {
    std::vector<Override> own;
    std::ranges::copy_if(overrides, std::back_inserter(own), [&](const Override& override) {
        return override.product_id == product;
    });
    return own;
}

/// Stores the rows whose figures changed; gives their target months.
std::set<Month> store_changes(Transaction& t,
                              const std::vector<ForecastRow>& before,
                              const std::vector<ForecastRow>& after,
                              OverrideOutcome& outcome) {
    std::set<Month> changed;
    for (std::size_t i = 0; i < after.size(); ++i) {
        add_to(outcome.quantity_change, after[i].overridden(), "the corrections of a month");
        if (same_figures(before[i], after[i])) continue;
        store_figures(t, after[i]);
        changed.insert(after[i].target_month);
        ++outcome.changed_rows;
    }
    return changed;
}

}  // namespace

std::vector<ForecastRow> with_overrides(std::vector<ForecastRow> rows,
                                        std::vector<Override> overrides,
                                        const Places& places) {
    std::ranges::sort(overrides, {}, [](const Override& override) {
        return std::tuple(rank_of(override.layer), override.created_at, override.id);
    });
    for (auto& row : rows) take_back(row);
    for (const auto& override : overrides) apply_one(rows, override, places);
    return rows;
}

std::vector<Override> active_overrides(Session& session,
                                       Id<Scenario> scenario,
                                       Month month,
                                       Id<Product> product) {
    ListOptions options{.filters = {{"scenario_id", {Value{scenario.value}}},
                                    {"month", {Value{to_string(month)}}},
                                    {"withdrawn_at", {Value{}}}},
                        .limit = 0};
    if (product) options.filters.push_back({"product_id", {Value{product.value}}});
    return session.list<Override>(options).items;
}

std::vector<ForecastRow> rows_of_product(Session& session,
                                         Id<Scenario> scenario,
                                         Month month,
                                         Id<Product> product) {
    return session.query<ForecastRow>(forecasts_queries::kProductForecast,
                                      {{"scenario_id", scenario},
                                       {"month", month},
                                       {"product_id", product},
                                       {"ahead1", month + 1},
                                       {"ahead2", month + 2},
                                       {"ahead3", month + 3},
                                       {"ahead4", month + 4},
                                       {"ahead5", month + 5},
                                       {"ahead6", month + 6}});
}

OverrideOutcome apply_overrides(Transaction& t,
                                Id<Scenario> scenario,
                                Month month,
                                Id<Product> product) {
    BIHUAN_CHECK(t.viewer().whole_company);
    const auto places = load_places(t);
    const auto overrides = active_overrides(t, scenario, month, product);
    std::set<Id<Product>> products{product};
    if (!product) products = touched_products(t, scenario, month, overrides);
    OverrideOutcome outcome{.overrides = static_cast<std::int64_t>(overrides.size()),
                            .content_hash = hash_of(overrides)};
    std::set<Month> changed;
    for (const auto id : products) {
        const auto before = rows_of_product(t, scenario, month, id);
        const auto after = with_overrides(before, of_product(overrides, id), places);
        changed.merge(store_changes(t, before, after, outcome));
    }
    for (const auto target_month : changed) sum_forecasts(t, scenario, month, target_month);
    if (outcome.changed_rows > 0)
        t.record({.action = "forecasts.overridden",
                  .subject_kind = "forecasts",
                  .subject_id = scenario.value,
                  .after = fmt::format(R"({{"month":"{}","overrides":{},"changed_rows":{}}})",
                                       to_string(month),
                                       outcome.overrides,
                                       outcome.changed_rows)});
    return outcome;
}

namespace {

/// A new correction that is too large is wrong input; one made before is what is wrong.
void refuse_if_new(const FigureTooLarge& error, const Override& override) {
    const auto place = fmt::format("/overrides/{}", override.id.value);
    for (auto issue : error.issues()) {
        if (issue.field != place) continue;
        issue.field = override.factor ? "/factor" : "/quantity_change";
        issue.message = "The correction makes the forecast larger than a figure may be.";
        throw Error(ErrorCode::InvalidInput, "This correction is too large.", {std::move(issue)});
    }
}

}  // namespace

void add_override(Transaction& t, Override& override) {
    const auto rows = rows_of_product(t, override.scenario_id, override.month, override.product_id);
    const auto places = load_places(t);
    const bool known = std::ranges::any_of(rows, [&](const ForecastRow& row) {
        return row.target_month == override.target_month &&
               places.region_within(row.region_id.value, override.region_id.value) &&
               places.channel_within(row.channel_id.value, override.channel_id.value);
    });
    if (!known)
        throw Error(ErrorCode::InvalidInput,
                    "There is no forecast of this product, place and month to correct.",
                    {{"no_forecast",
                      "/target_month",
                      "Close the month first, or choose a month that its forecast reaches.",
                      to_string(override.target_month)}});
    override.created_at = t.now();
    t.insert(override, override.reason);
    try {
        apply_overrides(t, override.scenario_id, override.month, override.product_id);
    } catch (const FigureTooLarge& error) {
        refuse_if_new(error, override);
        throw;
    }
}

void withdraw_override(Transaction& t, Id<Override> id, const std::string& reason) {
    auto override = t.get(id);
    if (override.withdrawn_at) return;
    override.withdrawn_at = t.now();
    t.update(override, override.version, reason);
    apply_overrides(t, override.scenario_id, override.month, override.product_id);
}

Viewer whole_company(const Viewer& viewer) {
    Viewer result = viewer;
    result.whole_company = true;
    return result;
}

}  // namespace bihuan::forecasts
