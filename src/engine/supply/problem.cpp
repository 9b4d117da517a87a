#include "engine/supply/problem.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace bihuan::supply {

Layers operator-(const Layers& a, const Layers& b) {
    return {.demand = a.demand - b.demand,
            .safety_stock = a.safety_stock - b.safety_stock,
            .opening_stock = a.opening_stock - b.opening_stock,
            .open_orders = a.open_orders - b.open_orders,
            .batch = a.batch - b.batch,
            .frozen = a.frozen - b.frozen,
            .smoothing = a.smoothing - b.smoothing,
            .capacity = a.capacity - b.capacity,
            .unexplained = a.unexplained - b.unexplained};
}

Layers operator+(const Layers& a, const Layers& b) {
    return a - (Layers{} - b);
}

namespace {

/// Larger figures are a slip of the hand, and sums of smaller ones stay exact.
constexpr std::int64_t kMostUnits = 1'000'000'000'000;
constexpr double kMostAmount = 1e12;
constexpr double kFewestHours = 1e-9;  // less is a slip, and no solver scales it

class Checker {
public:
    explicit Checker(const Problem::Parts& parts) : parts_(parts) {}

    Issues check() {
        check_horizon();
        std::unordered_set<std::string_view> codes;
        for (std::size_t i = 0; i < parts_.lines.size(); ++i) {
            check_line(parts_.lines[i], fmt::format("/lines/{}", i));
            require(codes.insert(parts_.lines[i].code).second,
                    "duplicate",
                    fmt::format("/lines/{}/code", i),
                    "The code is used by an earlier line.");
        }
        codes.clear();
        for (std::size_t i = 0; i < parts_.products.size(); ++i) {
            check_product(parts_.products[i], fmt::format("/products/{}", i));
            require(codes.insert(parts_.products[i].code).second,
                    "duplicate",
                    fmt::format("/products/{}/code", i),
                    "The code is used by an earlier product.");
        }
        return std::move(issues_);
    }

private:
    void require(bool holds, const char* code, std::string field, const char* message) {
        if (!holds) {
            issues_.push_back({code, std::move(field), message, ""});
        }
    }

    void check_horizon() {
        const auto& buckets = parts_.buckets;
        require(!buckets.empty() && buckets.size() <= 60,
                "wrong_count",
                "/buckets",
                "A plan has between 1 and 60 buckets.");
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            require(buckets[i].days >= 1 && buckets[i].days <= 366,
                    "out_of_range",
                    fmt::format("/buckets/{}/days", i),
                    "A bucket has between 1 and 366 days.");
            require(i == 0 || buckets[i - 1].end_day() == buckets[i].first_day,
                    "gap",
                    fmt::format("/buckets/{}/first_day", i),
                    "A bucket starts on the day after the one before it.");
        }
        require(buckets.empty() || parts_.plan_day <= buckets[0].first_day,
                "out_of_range",
                "/plan_day",
                "The plan is made on the first bucket's first day or earlier.");
        require(parts_.frozen_buckets >= 0 && parts_.frozen_buckets <= std::ssize(buckets),
                "out_of_range",
                "/frozen_buckets",
                "Must be between 0 and the number of buckets.");
        require(parts_.review_days >= 0 && parts_.review_days <= 366,
                "out_of_range",
                "/review_days",
                "Must be between 0 and 366.");
        check_level(parts_.service_level, "/service_level");
    }

    void check_line(const Line& line, const std::string& at) {
        require(!line.code.empty(), "required", at + "/code", "A line needs a code.");
        check_amounts(line.hours, at + "/hours");
        check_amounts(line.overtime_hours, at + "/overtime_hours");
        check_amount(line.overtime_cost, at + "/overtime_cost");
    }

    void check_product(const Product& product, const std::string& at) {
        require(!product.code.empty(), "required", at + "/code", "A product needs a code.");
        require(!product.line || *product.line < parts_.lines.size(),
                "unknown",
                at + "/line",
                "There is no such line.");
        check_amount(product.hours_per_unit, at + "/hours_per_unit");
        require(!(product.hours_per_unit > 0 && product.hours_per_unit < kFewestHours),
                "out_of_range",
                at + "/hours_per_unit",
                "Must be 0 or at least 1e-9.");
        check_amount(product.run_hours, at + "/run_hours");
        require(product.multiple >= 1 && product.multiple <= kMostUnits,
                "out_of_range",
                at + "/multiple",
                "Must be 1 or more.");
        check_units(product.smallest_batch, at + "/smallest_batch");
        require(product.frozen_days >= 0 && product.frozen_days <= 3660,
                "out_of_range",
                at + "/frozen_days",
                "Must be between 0 and 3660.");
        require(product.lead_time_days >= 0 && product.lead_time_days <= 3660,
                "out_of_range",
                at + "/lead_time_days",
                "Must be between 0 and 3660.");
        require(product.demand.size() == parts_.buckets.size(),
                "wrong_count",
                at + "/demand",
                "Needs one figure per bucket.");
        check_all_units(product.demand, at + "/demand");
        check_amounts(product.demand_deviation, at + "/demand_deviation");
        check_all_units(product.open_orders, at + "/open_orders");
        check_count(product.open_orders.size(), at + "/open_orders");
        check_stock(product, at);
        check_last_plan(product, at + "/last_plan");
        check_costs(product.costs, at + "/costs");
    }

    void check_stock(const Product& product, const std::string& at) {
        if (product.service_level) {
            check_level(*product.service_level, at + "/service_level");
        }
        check_units(product.safety_stock.value_or(0), at + "/safety_stock");
        const auto opening = product.opening_stock.value_or(0);
        require(opening >= -kMostUnits && opening <= kMostUnits,
                "out_of_range",
                at + "/opening_stock",
                "Must be a whole number between -1e12 and 1e12.");
        require(product.highest_cover_weeks.value_or(1) > 0 &&
                    product.highest_cover_weeks.value_or(1) <= 5200,
                "out_of_range",
                at + "/highest_cover_weeks",
                "Must be above 0 and at most 5200.");
    }

    void check_last_plan(const Product& product, const std::string& at) {
        if (!product.last_plan) {
            return;
        }
        const auto& last = *product.last_plan;
        require(last.quantity.size() <= parts_.buckets.size(),
                "wrong_count",
                at + "/quantity",
                "Has at most one figure per bucket.");
        check_all_units(last.quantity, at + "/quantity");
        require(last.layers.empty() || last.layers.size() == last.quantity.size(),
                "wrong_count",
                at + "/layers",
                "Needs one entry per quantity, or none at all.");
        const auto count = std::min(last.layers.size(), last.quantity.size());
        for (std::size_t i = 0; i < count; ++i) {
            require(last.layers[i].sum() == last.quantity[i],
                    "does_not_add_up",
                    fmt::format("{}/layers/{}", at, i),
                    "The layers must add up to the bucket's quantity.");
        }
    }

    void check_costs(const Costs& costs, const std::string& at) {
        check_amount(costs.holding, at + "/holding");
        check_amount(costs.shortage, at + "/shortage");
        check_amount(costs.safety_shortfall, at + "/safety_shortfall");
        check_amount(costs.excess, at + "/excess");
        check_amount(costs.run, at + "/run");
        check_amount(costs.change, at + "/change");
        require(!(costs.shortage < costs.safety_shortfall),
                "out_of_range",
                at + "/shortage",
                "A shortage must cost at least as much as a missing safety stock.");
    }

    void check_level(double level, const std::string& at) {
        require(level > 0.5 && level < 1,
                "out_of_range",
                at,
                "A service level lies above 0.5 and below 1, such as 0.95.");
    }

    void check_count(std::size_t count, const std::string& at) {
        require(count == 0 || count == parts_.buckets.size(),
                "wrong_count",
                at,
                "Needs one figure per bucket, or none at all.");
    }

    void check_amount(double amount, const std::string& at) {
        require(std::isfinite(amount) && amount >= 0 && amount <= kMostAmount,
                "out_of_range",
                at,
                "Must be a number between 0 and 1e12.");
    }

    void check_amounts(const std::vector<double>& amounts, const std::string& at) {
        check_count(amounts.size(), at);
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            check_amount(amounts[i], fmt::format("{}/{}", at, i));
        }
    }

    void check_units(std::int64_t units, const std::string& at) {
        require(units >= 0 && units <= kMostUnits,
                "out_of_range",
                at,
                "Must be a whole number between 0 and 1e12.");
    }

    void check_all_units(const std::vector<std::int64_t>& units, const std::string& at) {
        for (std::size_t i = 0; i < units.size(); ++i) {
            check_units(units[i], fmt::format("{}/{}", at, i));
        }
    }

    const Problem::Parts& parts_;
    Issues issues_;
};

}  // namespace

Result<Problem> Problem::from(Parts parts) {
    if (auto issues = Checker(parts).check(); !issues.empty()) {
        return tl::unexpected(std::move(issues));
    }
    return Problem(std::move(parts));
}

Problem::Problem(Parts parts) : parts_(std::move(parts)) {}

}  // namespace bihuan::supply
