#pragma once

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "business/demand/production/plan_row.h"
#include "platform/database/transaction.h"

// A month's production plan in three acts, so that the long one in the middle holds no transaction:
// the next month in weeks and the three months after it.
namespace bihuan::production {

/// Months in the plan after the one in weeks.
inline constexpr int kMonthsAfter = 3;

/// One product with all that its plan rests on. Quantities in base units.
struct ProductBasis {
    Id<Product> product_id;
    std::int64_t units_per_box = 1;
    /// Forecast with overrides, per month: the month in weeks first. Change it to see what a change
    /// of the forecast would do.
    std::vector<std::int64_t> demand;
    /// Months in which nothing can be sold, by their intervals: off season, or after the end.
    std::vector<bool> never_sells;
    double error_deviation = 0;  ///< Of a month's total, standard deviation.
    std::optional<ProductionRule> rule;
    std::optional<std::int64_t> stock;  ///< Counted in own warehouses (outlets of class W).
    std::vector<ProductionOrder> orders;
    double unit_value = 1;           ///< Mean price lately, minor units; weighs the costs.
    std::vector<PlanRow> last_rows;  ///< Of the plan made a month earlier.
};

struct PlanBasis {
    Month month;  ///< The closed month; the plan starts the day after it.
    std::vector<ProductionSite> sites;
    std::vector<ProductBasis> products;  ///< By id: own products with a forecast.
    std::string content_hash;
};

struct MonthPlan {
    Month month;
    std::vector<PlanRow> rows;  ///< By product and first day.
    std::string status;         ///< "optimal", "feasible", "relaxed" or "stopped".
};

struct PlanOptions {
    std::stop_token stop;
    std::function<void(double)> on_progress;  ///< Share done, 0…1.
};

/// Reads the scenario's forecast of `month`, stock counted in that month, orders, rules, and the
/// plan of the month before (the scenario's, else the real one).
PlanBasis read_basis(Session& session, Id<Scenario> scenario, Month month);

/// Keeps the product and those that share its site: what a preview of one product needs.
PlanBasis only_with(const PlanBasis& basis, Id<Product> product);

/// Pure: the same basis gives the same rows.
MonthPlan make_plan(const PlanBasis& basis, const PlanOptions& options);

/// Replaces the scenario's plan of the month. Returns the hash of what was written.
std::string store_plan(Transaction& t, Id<Scenario> scenario, MonthPlan plan);

/// The scenario's plan of the month; of all products when the id is 0. By product and first day.
std::vector<PlanRow> find_rows(Session& session,
                               Id<Scenario> scenario,
                               Month month,
                               Id<Product> product);

}  // namespace bihuan::production
