#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "engine/supply/problem.h"

// A production plan in weeks and months: what to make when, why, and what changed.
//
// Capacitated lot sizing with set-up times and backlog (Trigeiro, Thomas and McClain, Capacitated
// lot sizing with setup times, 1989; Pochet and Wolsey, Production Planning by Mixed Integer
// Programming, 2006), one problem per line:
//
//   minimise  Σ weeks·(holding·stock + shortage·owed + shortfall·below safety + excess·above limit)
//             + run·runs + change·|plan − last plan| + overtime cost·overtime
//   stock − owed = previous + plan + open orders − demand
//   hours_per_unit·plan + run_hours·runs <= hours + overtime
//
// in whole lots. A product alone is planned exactly (lot_sizing.h). Products that share a line are
// brought together by prices of its hours, which also prove how good the plan is (line_search.h).
// A smallest batch that a bucket's hours do not hold is made in a run over several buckets. Work is
// bounded by nodes and rounds, never by time: the same problem gives the same plan.
namespace bihuan::supply {

struct Options {
    /// Parts into which the plans of a line are divided while the gap is larger; none: up to 200,
    /// fewer for larger lines so that the work stays about the same. A product alone needs none.
    std::optional<int> most_nodes;
    double gap = 0.01;  ///< A plan this near to the proven bound counts as optimal.
    std::stop_token stop;
    std::function<void(double)> progress;  ///< Called with the share done, 0…1.
};

enum class Status : std::uint8_t {
    Optimal,   ///< Within the gap of the proven bound.
    Feasible,  ///< Keeps every rule; how far from the best is in Outcome::gap.
    Relaxed,   ///< A rule could not be kept; Outcome::relaxations says which.
    Stopped,   ///< The caller stopped it; lines not reached hold the rounded requirements.
};

struct BucketPlan {
    std::int64_t quantity = 0;      ///< To come off the line in the bucket.
    Layers layers;                  ///< Add up to quantity.
    std::int64_t stock = 0;         ///< Projected at the bucket's end; negative is owed.
    std::int64_t safety_stock = 0;  ///< Wanted at the bucket's end.
    std::int64_t demand = 0;
    std::int64_t open_orders = 0;
    /// Stock / mean weekly demand of the four weeks ahead; none when there is no demand ahead.
    std::optional<double> cover_weeks;
    bool fixed = false;  ///< Frozen, nearer than the lead time, or the rest of a frozen run.
    std::optional<std::int64_t> last_quantity;
    Layers change;  ///< Per reason, adds up to quantity − last quantity; zero without a last plan.
};

struct ProductPlan {
    std::vector<BucketPlan> buckets;
    std::int64_t opening_stock = 0;         ///< As given or as assumed.
    std::int64_t opening_safety_stock = 0;  ///< Target on the first day.
    double cost = 0;                        ///< All of the objective but overtime.
};

struct LineLoad {
    double hours = 0;       ///< Regular hours there are; without limit when not known.
    double used_hours = 0;  ///< Overtime included.
    double overtime_hours = 0;
    /// What one more hour would save, from the duals of the plan's linear programme; 0 when free.
    double hour_price = 0;
};

enum class Cause : std::uint8_t {
    Capacity,       ///< The line has no hour left at a price worth it.
    LeadTime,       ///< Nothing new can arrive so early.
    Frozen,         ///< The last plan's quantity stands.
    SmallestBatch,  ///< A run cannot be smaller, and what hours are left do not hold it.
    OpeningStock,   ///< It lay there at the start, or was owed.
    OpenOrders,
    Prebuilt,  ///< Made ahead of a bucket whose hours are short, or to save a run.
    SafetyStock,
    LastPlan,  ///< The price of changing the last plan.
};

/// A shortage (owed), a safety stock not met, or stock above its limit.
struct Deviation {
    std::size_t product = 0;
    std::size_t bucket = 0;
    std::int64_t quantity = 0;
    Cause cause = Cause::Capacity;
};

/// A rule that decides the plan: where it lies at its limit and what that costs. A smallest batch
/// with a line is one that the line's hours do not hold in the bucket, nor in others like it.
struct Binding {
    Cause cause = Cause::Capacity;
    std::optional<std::size_t> line;
    std::optional<std::size_t> product;
    std::size_t bucket = 0;
    double limit = 0;  ///< Hours, or units.
    double price = 0;  ///< Saved by one more hour or one unit less; 0 when not known.
};

enum class Rule : std::uint8_t { LineHours, Multiple, SmallestBatch };

/// A rule broken because something fixed breaks it.
struct Relaxation {
    Rule rule = Rule::LineHours;
    std::size_t index = 0;  ///< Of the line for LineHours, else of the product.
    std::size_t bucket = 0;
    double amount = 0;  ///< Hours or units beyond the rule.
};

enum class Unknown : std::uint8_t { OpeningStock, LineHours, DemandDeviation };

/// What was not given, and what was taken instead.
struct Assumption {
    Unknown unknown = Unknown::OpeningStock;
    std::size_t index = 0;  ///< Of the line for LineHours, else of the product.
    double value = 0;       ///< Opening stock taken; else 0: without limit, without safety stock.
};

struct Outcome {
    Status status = Status::Optimal;
    std::vector<ProductPlan> products;         ///< As in Problem::products.
    std::vector<std::vector<LineLoad>> lines;  ///< [line][bucket].
    std::vector<Deviation> shortages;          ///< Units owed at a bucket's end.
    std::vector<Deviation> below_safety;       ///< Units missing to the safety stock, not owed.
    std::vector<Deviation> excess;             ///< Units above the highest stock.
    std::vector<Binding> bindings;
    std::vector<Relaxation> relaxations;
    std::vector<Assumption> assumptions;
    double cost = 0;
    double bound = 0;  ///< No plan can cost less.
    double gap = 0;    ///< (cost − bound) / cost.
};

Outcome plan_production(const Problem& problem, const Options& options);

/// Stable words for files and screens: "optimal", "smallest_batch", "line_hours", "opening_stock".
std::string_view status_name(Status status);
std::string_view cause_name(Cause cause);
std::string_view rule_name(Rule rule);
std::string_view unknown_name(Unknown unknown);

/// Safety stock at the end of each bucket, and first the one at the start: z(service level) × the
/// standard deviation of demand over lead time plus review, deviations taken as independent between
/// buckets and spread evenly within one; beyond the horizon the last bucket's goes on. Rounded up.
std::vector<std::int64_t> safety_stocks(const Problem::Parts& problem, const Product& product);

}  // namespace bihuan::supply
