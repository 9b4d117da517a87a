#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/checked.h"
#include "business/demand/production/buckets.h"
#include "business/demand/production/month_plan.h"
#include "engine/numeric/apportion.h"

namespace bihuan::production {

namespace {

using nlohmann::json;

constexpr double kMeanMonthDays = 365.25 / 12;

// Costs as shares of a unit's value. Holding: a fifth a year. What is owed costs its margin soon;
// changing the last plan is worth a few weeks' holding.
constexpr double kHolding = 0.2 / 52;
constexpr double kShortage = 0.3;
constexpr double kSafetyShortfall = 0.05;
constexpr double kChange = 0.01;

supply::Costs costs_of(double unit_value) {
    const double value = std::max(1.0, unit_value);
    return {.holding = kHolding * value,
            .shortage = kShortage * value,
            .safety_shortfall = kSafetyShortfall * value,
            .excess = kHolding * value,
            .change = kChange * value};
}

class Translation {
public:
    explicit Translation(const PlanBasis& basis)
        : basis_(basis), buckets_(plan_buckets(basis.month)), weeks_(week_count(basis.month)) {}

    supply::Problem problem() const {
        supply::Problem::Parts parts{.plan_day = buckets_.front().first_day, .buckets = buckets_};
        for (const auto& site : basis_.sites) {
            supply::Line line{.code = site.code};
            for (const auto& bucket : buckets_)
                line.hours.push_back(std::min(
                    kMostFigure, static_cast<double>(site.units_per_week) * bucket.weeks()));
            parts.lines.push_back(std::move(line));
        }
        for (const auto& product : basis_.products) parts.products.push_back(translate(product));
        auto problem = supply::Problem::from(std::move(parts));
        if (!problem)
            throw FigureTooLarge("The production plan cannot be made of these figures.",
                                 named(problem.error()));
        return *std::move(problem);
    }

    /// The engine's places are numbers: "/products/3/demand/0" is the demand of a product.
    Issues named(Issues issues) const {
        for (auto& issue : issues) {
            std::size_t i = 0;
            if (std::sscanf(issue.field.c_str(), "/products/%zu", &i) != 1) continue;
            if (i >= basis_.products.size()) continue;
            issue.message = fmt::format("Of {{products/{}}}: {}: {}",
                                        basis_.products[i].product_id.value,
                                        issue.field.substr(issue.field.find('/', 10) + 1),
                                        issue.message);
        }
        return issues;
    }

    std::vector<PlanRow> rows(const supply::Outcome& outcome) const {
        std::vector<PlanRow> result;
        for (std::size_t i = 0; i < basis_.products.size(); ++i)
            for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket)
                result.push_back(make_row(outcome, i, bucket));
        return result;
    }

private:
    supply::Product translate(const ProductBasis& basis) const {
        supply::Product product{.code = std::to_string(basis.product_id.value),
                                .multiple = std::max<std::int64_t>(1, basis.units_per_box),
                                .demand = demand_of(basis),
                                .opening_stock = basis.stock,
                                .open_orders = orders_of(basis),
                                .costs = costs_of(basis.unit_value)};
        if (basis.error_deviation > 0)
            for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket)
                product.demand_deviation.push_back(
                    may_sell(basis, bucket)
                        ? basis.error_deviation * std::sqrt(buckets_[bucket].days / kMeanMonthDays)
                        : 0);
        if (basis.rule) {
            product.smallest_batch = basis.rule->minimum_batch;
            product.multiple = basis.rule->batch_multiple;
            product.lead_time_days = static_cast<int>(7 * basis.rule->lead_weeks);
            product.frozen_days = static_cast<int>(7 * basis.rule->frozen_weeks);
            product.service_level = basis.rule->service_level;
            product.line = site_of(*basis.rule);
            product.hours_per_unit = product.line ? 1 : 0;
        }
        auto last =
            cut_to_buckets(basis.last_rows, buckets_, {product.smallest_batch, product.multiple});
        if (!last.quantity.empty()) product.last_plan = std::move(last);
        return product;
    }

    /// No stock is kept for a month that never sells, unless somebody expects that it will.
    bool may_sell(const ProductBasis& basis, std::size_t bucket) const {
        const std::size_t month = bucket < weeks_ ? 0 : bucket - weeks_ + 1;
        return basis.demand[month] != 0 || basis.never_sells.empty() || !basis.never_sells[month];
    }

    std::optional<std::size_t> site_of(const ProductionRule& rule) const {
        for (std::size_t i = 0; i < basis_.sites.size(); ++i)
            if (basis_.sites[i].id == rule.production_site_id) return i;
        return std::nullopt;
    }

    /// The first month's demand is spread over its weeks by days.
    std::vector<std::int64_t> demand_of(const ProductBasis& basis) const {
        std::vector<double> days;
        for (std::size_t week = 0; week < weeks_; ++week) days.push_back(buckets_[week].days);
        auto demand = numeric::apportion(std::max<std::int64_t>(0, basis.demand[0]), days);
        for (std::size_t ahead = 1; ahead < basis.demand.size(); ++ahead)
            demand.push_back(std::max<std::int64_t>(0, basis.demand[ahead]));
        return demand;
    }

    std::vector<std::int64_t> orders_of(const ProductBasis& basis) const {
        std::vector<std::int64_t> result(buckets_.size(), 0);
        for (const auto& order : basis.orders)
            for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket)
                if (order.due_day >= buckets_[bucket].first_day &&
                    order.due_day < buckets_[bucket].end_day())
                    add_to(result[bucket], order.quantity.units, "the open orders of a product");
        return result;
    }

    PlanRow make_row(const supply::Outcome& outcome, std::size_t product, std::size_t at) const {
        const auto& bucket = outcome.products[product].buckets[at];
        const auto& layers = bucket.layers;
        return {.month = basis_.month,
                .product_id = basis_.products[product].product_id,
                .bucket = at < weeks_ ? BucketKind::Week : BucketKind::Month,
                .first_day = buckets_[at].first_day,
                .quantity = bucket.quantity,
                .demand = layers.demand,
                .safety_stock = layers.safety_stock,
                .opening_stock = layers.opening_stock,
                .open_orders = layers.open_orders,
                .batch_rounding = layers.batch,
                .capacity_shift = layers.capacity,
                .frozen_shift = layers.frozen,
                .smoothing = layers.smoothing,
                .previous_quantity = bucket.last_quantity,
                .projected_stock = bucket.stock,
                .shortage = std::max<std::int64_t>(0, -bucket.stock),
                .cover_weeks = bucket.cover_weeks,
                .reasons = reasons(outcome, product, at).dump()};
    }

    json reasons(const supply::Outcome& outcome, std::size_t product, std::size_t at) const {
        const auto& bucket = outcome.products[product].buckets[at];
        json result{{"days", buckets_[at].days},
                    {"safety_target", bucket.safety_stock},
                    {"arriving", bucket.open_orders},
                    {"fixed", bucket.fixed}};
        if (bucket.last_quantity) result["change"] = change_of(bucket.change);
        json findings = json::array();
        add_findings("shortage", outcome.shortages, product, at, findings);
        add_findings("below_safety", outcome.below_safety, product, at, findings);
        add_findings("excess", outcome.excess, product, at, findings);
        if (!findings.empty()) result["findings"] = std::move(findings);
        if (at == 0) result["assumptions"] = assumptions(outcome, product);
        return result;
    }

    static json change_of(const supply::Layers& change) {
        json result = json::object();
        const auto add = [&](const char* code, std::int64_t units) {
            if (units != 0) result[code] = units;
        };
        add("demand", change.demand);
        add("safety_stock", change.safety_stock);
        add("opening_stock", change.opening_stock);
        add("open_orders", change.open_orders);
        add("batch_rounding", change.batch);
        add("capacity_shift", change.capacity);
        add("frozen_shift", change.frozen);
        add("smoothing", change.smoothing);
        return result;
    }

    static void add_findings(const char* kind,
                             const std::vector<supply::Deviation>& deviations,
                             std::size_t product,
                             std::size_t at,
                             json& findings) {
        for (const auto& each : deviations)
            if (each.product == product && each.bucket == at)
                findings.push_back({{"kind", kind},
                                    {"quantity", each.quantity},
                                    {"cause", supply::cause_name(each.cause)}});
    }

    json assumptions(const supply::Outcome& outcome, std::size_t product) const {
        const auto& basis = basis_.products[product];
        json result = json::array();
        if (!basis.stock)
            result.push_back({{"code", "opening_stock_unknown"},
                              {"quantity", outcome.products[product].opening_stock}});
        if (basis.error_deviation <= 0) result.push_back({{"code", "forecast_error_unknown"}});
        if (!basis.rule)
            result.push_back({{"code", "production_rule_unknown"}});
        else if (!basis.rule->production_site_id)
            result.push_back({{"code", "capacity_unknown"}});
        return result;
    }

    const PlanBasis& basis_;
    std::vector<supply::Bucket> buckets_;
    std::size_t weeks_;
};

}  // namespace

MonthPlan make_plan(const PlanBasis& basis, const PlanOptions& options) {
    const Translation translation(basis);
    const auto outcome = supply::plan_production(
        translation.problem(), {.stop = options.stop, .progress = options.on_progress});
    return {.month = basis.month,
            .rows = translation.rows(outcome),
            .status = std::string(supply::status_name(outcome.status))};
}

}  // namespace bihuan::production
