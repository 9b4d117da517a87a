#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"

// What a production plan is made from.
//
// A plan counts what comes off a line in a bucket (a week of the next month, a month of the
// quarter). Quantities are whole units, the same unit for one product everywhere. A shortage waits:
// what is not delivered in a bucket is owed in the next one. This file knows no database, no clock.
namespace bihuan::supply {

/// A stretch of days that is planned as one figure. Buckets follow each other without gaps.
struct Bucket {
    Day first_day;
    int days = 7;

    double weeks() const { return days / 7.0; }
    Day end_day() const { return first_day + days; }
    friend bool operator==(const Bucket&, const Bucket&) = default;
};

struct Line {
    std::string code;
    /// Regular hours per bucket; empty when nobody gave them: the line is then taken as unlimited.
    std::vector<double> hours;
    /// Overtime hours that can be added per bucket; empty means none.
    std::vector<double> overtime_hours;
    double overtime_cost = 0;  ///< Money per overtime hour, in any unit used by all costs.
};

/// Money per unit, all in the same unit of money.
struct Costs {
    double holding = 1;            ///< For a unit in stock over one week.
    double shortage = 50;          ///< For a unit owed over one week.
    double safety_shortfall = 10;  ///< For a unit that the safety stock lacks over one week.
    double excess = 2;             ///< For a unit above the highest stock over one week.
    double run = 0;                ///< For starting a run in a bucket.
    double change = 0;             ///< For each unit by which the plan leaves the last plan.
};

/// The parts of a planned quantity, in the order in which they are added up.
struct Layers {
    std::int64_t demand = 0;
    std::int64_t safety_stock = 0;   ///< Change of the safety stock over the bucket.
    std::int64_t opening_stock = 0;  ///< Minus what lay in stock above its target at the start.
    std::int64_t open_orders = 0;    ///< Minus what arrives from orders that run already.
    std::int64_t batch = 0;          ///< Rounding to the smallest batch and its multiple.
    std::int64_t frozen = 0;         ///< What frozen buckets and the lead time move.
    std::int64_t smoothing = 0;      ///< Fewer runs, less stock, fewer changes of the last plan.
    std::int64_t capacity = 0;       ///< What the lines' hours move to other buckets or forbid.
    std::int64_t unexplained = 0;    ///< Of a last plan that came without layers, all of it.

    std::int64_t sum() const {
        return demand + safety_stock + opening_stock + open_orders + batch + frozen + smoothing +
               capacity + unexplained;
    }
    friend bool operator==(const Layers&, const Layers&) = default;
};
Layers operator-(const Layers& a, const Layers& b);
Layers operator+(const Layers& a, const Layers& b);

/// The plan that is in force for the same buckets.
struct LastPlan {
    std::vector<std::int64_t> quantity;  ///< Per bucket; it may end earlier than the buckets.
    std::vector<Layers> layers;          ///< Per bucket and adding up to it, or empty.
};

struct Product {
    std::string code;
    std::optional<std::size_t> line;  ///< Index into Problem::lines; none: made without limit.
    double hours_per_unit = 0;
    double run_hours = 0;  ///< Hours of the line that starting a run takes.
    /// A bucket's quantity is 0 or at least this; where its line's hours do not hold so much, those
    /// of a run over several buckets together.
    std::int64_t smallest_batch = 0;
    std::int64_t multiple = 1;  ///< … and a multiple of this.
    int lead_time_days = 0;     ///< A bucket that starts earlier can no longer be changed.
    int frozen_days = 0;        ///< A bucket that starts earlier keeps the last plan's quantity.
    std::vector<std::int64_t> demand;  ///< Per bucket.
    std::vector<double>
        demand_deviation;                 ///< Standard deviation of its forecast error, per bucket.
    std::optional<double> service_level;  ///< In (0.5, 1); none: Problem::service_level.
    std::optional<std::int64_t> safety_stock;   ///< Set by hand instead of computed.
    std::optional<double> highest_cover_weeks;  ///< Stock above it is excess (shelf life, room).
    /// Negative when orders are owed; none when nobody counted it: it is then taken as on target.
    std::optional<std::int64_t> opening_stock;
    std::vector<std::int64_t> open_orders;  ///< Arriving per bucket; empty means none.
    std::optional<LastPlan> last_plan;
    Costs costs;

    /// What the last plan wanted in the bucket, if it went so far.
    std::optional<std::int64_t> last_quantity(std::size_t bucket) const {
        if (!last_plan || bucket >= last_plan->quantity.size()) return std::nullopt;
        return last_plan->quantity[bucket];
    }
};

/// Checked input of plan_production().
class Problem {
public:
    struct Parts {
        Day plan_day;  ///< The day on which the plan is made; lead times run from it.
        std::vector<Bucket> buckets;
        int frozen_buckets = 0;       ///< The first so many keep the last plan's quantities.
        int review_days = 7;          ///< How long until the plan can be changed again.
        double service_level = 0.95;  ///< Chance of no shortage over lead time and review.
        std::vector<Line> lines;
        std::vector<Product> products;
    };

    /// All issues at once, each with its JSON Pointer such as "/products/3/demand".
    static Result<Problem> from(Parts parts);

    const Parts& parts() const { return parts_; }
    const std::vector<Bucket>& buckets() const { return parts_.buckets; }
    const std::vector<Line>& lines() const { return parts_.lines; }
    const std::vector<Product>& products() const { return parts_.products; }

private:
    explicit Problem(Parts parts);

    Parts parts_;
};

}  // namespace bihuan::supply
