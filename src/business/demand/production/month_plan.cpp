#include "business/demand/production/month_plan.h"

#include <cmath>

#include "base/checked.h"
#include "base/content_hash.h"
#include "base/row_seal.h"
#include "production/queries.h"

namespace bihuan::production {

/// A product's expected sales in a month.
struct MonthDemand {
    Id<Product> product_id;
    Month target_month;
    std::int64_t quantity = 0;
    std::int64_t most = 0;  ///< The upper ends of the series' intervals.
};

/// Sums over the series of a product.
struct ProductErrors {
    Id<Product> product_id;
    double deviations = 0;
    double variances = 0;
};

struct ProductStock {
    Id<Product> product_id;
    std::int64_t quantity = 0;
};

struct ProductSales {
    Month month;
    Id<Product> product_id;
    std::int64_t quantity = 0;
    Money value;
};

}  // namespace bihuan::production

namespace bihuan {

template <>
inline constexpr auto kDescription<production::MonthDemand> =
    describe<production::MonthDemand>("",
                                      field("product_id", &production::MonthDemand::product_id),
                                      field("target_month", &production::MonthDemand::target_month),
                                      field("quantity", &production::MonthDemand::quantity),
                                      field("most", &production::MonthDemand::most));

template <>
inline constexpr auto kDescription<production::ProductErrors> =
    describe<production::ProductErrors>("",
                                        field("product_id", &production::ProductErrors::product_id),
                                        field("deviations", &production::ProductErrors::deviations),
                                        field("variances", &production::ProductErrors::variances));

template <>
inline constexpr auto kDescription<production::ProductStock> =
    describe<production::ProductStock>("",
                                       field("product_id", &production::ProductStock::product_id),
                                       field("quantity", &production::ProductStock::quantity));

template <>
inline constexpr auto kDescription<production::ProductSales> =
    describe<production::ProductSales>("",
                                       field("month", &production::ProductSales::month),
                                       field("product_id", &production::ProductSales::product_id),
                                       field("quantity", &production::ProductSales::quantity),
                                       field("value", &production::ProductSales::value));

namespace production {

namespace {

/// Errors of a product's series are not independent: weather, taste and competitors move them
/// together. With this correlation between any two, Var Σ = (1 − r)·Σσ² + r·(Σσ)². Back-tests by
/// node and by product of made-up companies put r between 0.1 and 0.5.
constexpr double kAlike = 0.25;
constexpr int kMonthsOfPrices = 6;
/// Past forecasts of this many months are held against what was sold …
constexpr int kMonthsMeasured = 6;
/// … and the series' own back-tests count as much as this many of them.
constexpr double kMonthsAssumed = 3;

double total_deviation(const ProductErrors& errors) {
    const double variance =
        (1 - kAlike) * errors.variances + kAlike * errors.deviations * errors.deviations;
    return std::sqrt(variance);
}

class Reading {
public:
    Reading(Session& session, Id<Scenario> scenario, Month month)
        : session_(session), scenario_(scenario), month_(month) {
        basis_.month = month;
    }

    PlanBasis read() {
        read_demand();
        for (const auto& product : session_.all<Product>())
            if (auto* found = find(product.id)) found->units_per_box = product.units_per_box;
        read_errors();
        read_stock();
        read_prices();
        read_rules();
        read_last_plan();
        basis_.content_hash = content_hash();
        return std::move(basis_);
    }

private:
    Params key() const { return {{"scenario_id", scenario_}, {"month", month_}}; }

    ProductBasis* find(Id<Product> product) {
        const auto found = places_.find(product);
        return found == places_.end() ? nullptr : &basis_.products[found->second];
    }

    void read_demand() {
        auto params = key();
        params.emplace_back("last_month", month_ + 1 + kMonthsAfter);
        session_.query_each<MonthDemand>(
            production_queries::kForecastDemand, params, [&](const MonthDemand& row) {
                if (!places_.contains(row.product_id)) {
                    places_[row.product_id] = basis_.products.size();
                    basis_.products.push_back(
                        {.product_id = row.product_id,
                         .demand = std::vector<std::int64_t>(kMonthsAfter + 1, 0),
                         .never_sells = std::vector<bool>(kMonthsAfter + 1)});
                }
                const int ahead = row.target_month - month_ - 1;
                if (ahead < 0) return;
                auto* product = find(row.product_id);
                product->demand[static_cast<std::size_t>(ahead)] = row.quantity;
                product->never_sells[static_cast<std::size_t>(ahead)] = row.most == 0;
            });
    }

    void read_errors() {
        session_.query_each<ProductErrors>(
            production_queries::kForecastErrors, key(), [&](const ProductErrors& row) {
                if (auto* found = find(row.product_id))
                    found->error_deviation = total_deviation(row);
            });
        std::map<Id<Product>, Squares> measured;
        for (int back = 1; back <= kMonthsMeasured; ++back) measure(month_ - back, measured);
        for (auto& product : basis_.products) {
            const auto& squares = measured[product.product_id];
            const double assumed = product.error_deviation * product.error_deviation;
            const double variance = (kMonthsAssumed * assumed + squares.sum) /
                                    (kMonthsAssumed + static_cast<double>(squares.count));
            // Databases add in different orders; the last digits must not reach the plan.
            product.error_deviation = std::round(std::sqrt(variance) * 1000) / 1000;
        }
    }

    struct Squares {
        double sum = 0;
        int count = 0;
    };

    /// Adds the errors of the real forecast that was made at the close of `origin` for the month
    /// after it.
    void measure(Month origin, std::map<Id<Product>, Squares>& measured) {
        const Month target = origin + 1;
        std::map<Id<Product>, double> errors;
        session_.query_each<MonthDemand>(
            production_queries::kForecastDemand,
            {{"scenario_id", kRealScenario}, {"month", origin}, {"last_month", target}},
            [&](const MonthDemand& row) {
                errors[row.product_id] = static_cast<double>(row.quantity);
            });
        if (errors.empty()) return;
        session_.query_each<ProductSales>(
            production_queries::kRecentSales,
            {{"first_month", target}, {"last_month", target}},
            [&](const ProductSales& row) {
                if (const auto found = errors.find(row.product_id); found != errors.end())
                    found->second -= static_cast<double>(row.quantity);
            });
        for (const auto& [product, error] : errors) {
            measured[product].sum += error * error;
            ++measured[product].count;
        }
    }

    void read_stock() {
        const Params days{{"first_day", month_.first_day()}, {"end_day", month_.end_day()}};
        session_.query_each<ProductStock>(
            production_queries::kCountedStock, days, [&](const ProductStock& row) {
                if (auto* found = find(row.product_id)) found->stock = row.quantity;
            });
    }

    void read_prices() {
        const Params months{{"first_month", month_ - kMonthsOfPrices + 1}, {"last_month", month_}};
        std::map<Id<Product>, ProductSales> sums;
        session_.query_each<ProductSales>(
            production_queries::kRecentSales, months, [&](const ProductSales& row) {
                auto& sum = sums[row.product_id];
                bihuan::add_to(sum.quantity, row.quantity, "the sales of a product");
                bihuan::add_to(sum.value.minor, row.value.minor, "the sales of a product");
            });
        for (const auto& [product, sum] : sums) {
            auto* found = find(product);
            if (found != nullptr && sum.quantity > 0 && sum.value.minor > 0)
                found->unit_value =
                    static_cast<double>(sum.value.minor) / static_cast<double>(sum.quantity);
        }
    }

    void read_rules() {
        basis_.sites = session_.all<ProductionSite>();
        for (auto& rule : session_.all<ProductionRule>())
            if (auto* found = find(rule.product_id); found != nullptr) found->rule = rule;
        for (auto& order : session_.all<ProductionOrder>())
            if (auto* found = find(order.product_id);
                found != nullptr && order.due_day >= month_.end_day())
                found->orders.push_back(order);
    }

    void read_last_plan() {
        auto rows = find_rows(session_, scenario_, month_ - 1, {});
        if (rows.empty()) rows = find_rows(session_, kRealScenario, month_ - 1, {});
        for (auto& row : rows)
            if (auto* found = find(row.product_id)) found->last_rows.push_back(std::move(row));
    }

    std::string content_hash() const {
        ContentHash hash;
        hash.add(to_string(basis_.month));
        for (const auto& site : basis_.sites) hash.add(site.id.value).add(site.units_per_week);
        for (const auto& product : basis_.products) add_to(hash, product);
        return hash.hex();
    }

    static void add_to(ContentHash& hash, const ProductBasis& product) {
        hash.add(product.product_id.value).add(product.units_per_box);
        for (const auto units : product.demand) hash.add(units);
        for (const bool never : product.never_sells) hash.add(never ? 1 : 0);
        hash.add_numbers(std::array{product.error_deviation, product.unit_value});
        hash.add(product.stock.value_or(-1)).add(product.stock.has_value() ? 1 : 0);
        if (product.rule)
            for (const auto& value : to_values(*product.rule)) hash.add_value(value);
        for (const auto& order : product.orders)
            for (const auto& value : to_values(order)) hash.add_value(value);
        for (const auto& row : product.last_rows)
            for (const auto& value : to_values(row)) hash.add_value(value);
    }

    Session& session_;
    Id<Scenario> scenario_;
    Month month_;
    PlanBasis basis_;
    std::map<Id<Product>, std::size_t> places_;
};

}  // namespace

PlanBasis read_basis(Session& session, Id<Scenario> scenario, Month month) {
    return Reading(session, scenario, month).read();
}

PlanBasis only_with(const PlanBasis& basis, Id<Product> product) {
    Id<ProductionSite> site;
    for (const auto& each : basis.products)
        if (each.product_id == product && each.rule) site = each.rule->production_site_id;
    PlanBasis result{.month = basis.month, .sites = basis.sites};
    for (const auto& each : basis.products) {
        const bool same_site = site && each.rule && each.rule->production_site_id == site;
        if (each.product_id == product || same_site) result.products.push_back(each);
    }
    return result;
}

std::string store_plan(Transaction& t, Id<Scenario> scenario, MonthPlan plan) {
    t.execute(production_queries::kClearPlan, {{"scenario_id", scenario}, {"month", plan.month}});
    ContentHash hash;
    for (auto& row : plan.rows) {
        row.scenario_id = scenario;
        for (const auto& value : to_values(row)) hash.add_value(value);
    }
    t.bulk_insert<PlanRow>(plan.rows);
    auto hex = hash.hex();
    t.record({.action = "production_plans.made",
              .subject_kind = "production_plans",
              .subject_id = scenario.value,
              .after = fmt::format(R"({{"month":"{}","rows":{},"status":"{}","hash":"{}",)"
                                   R"("seals":{{"production_plans":"{}"}}}})",
                                   to_string(plan.month),
                                   plan.rows.size(),
                                   plan.status,
                                   hex,
                                   seal_of<PlanRow>(plan.rows, kWithoutScenario))});
    return hex;
}

std::vector<PlanRow> find_rows(Session& session,
                               Id<Scenario> scenario,
                               Month month,
                               Id<Product> product) {
    return session.query<PlanRow>(
        production_queries::kPlanRows,
        {{"scenario_id", scenario}, {"month", month}, {"product_id", Value{product.value}}});
}

}  // namespace production

}  // namespace bihuan
