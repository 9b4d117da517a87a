#include <cmath>

#include <nlohmann/json.hpp>

#include "app/supply_json.h"

namespace bihuan {

namespace {

using nlohmann::json;

template <class T>
json optional_json(const std::optional<T>& value) {
    return value ? json(*value) : json();
}

json layers_json(const supply::Layers& layers) {
    json result = json::object();
    const auto add = [&](const char* code, std::int64_t units) {
        if (units != 0) result[code] = units;
    };
    add("demand", layers.demand);
    add("safety_stock", layers.safety_stock);
    add("opening_stock", layers.opening_stock);
    add("open_orders", layers.open_orders);
    add("batch", layers.batch);
    add("frozen", layers.frozen);
    add("smoothing", layers.smoothing);
    add("capacity", layers.capacity);
    add("unexplained", layers.unexplained);
    return result;
}

class Writer {
public:
    Writer(const supply::Problem& problem, const supply::Outcome& outcome)
        : problem_(problem), outcome_(outcome) {}

    json write() const {
        json products = json::array();
        for (std::size_t i = 0; i < outcome_.products.size(); ++i)
            products.push_back(product_json(i));
        json lines = json::array();
        for (std::size_t i = 0; i < outcome_.lines.size(); ++i) lines.push_back(line_json(i));
        return {{"status", supply::status_name(outcome_.status)},
                {"cost", outcome_.cost},
                {"bound", outcome_.bound},
                {"gap", outcome_.gap},
                {"products", std::move(products)},
                {"lines", std::move(lines)},
                {"shortages", deviations_json(outcome_.shortages)},
                {"below_safety", deviations_json(outcome_.below_safety)},
                {"excess", deviations_json(outcome_.excess)},
                {"bindings", bindings_json()},
                {"relaxations", relaxations_json()},
                {"assumptions", assumptions_json()}};
    }

private:
    std::string day(std::size_t bucket) const {
        return to_string(problem_.buckets()[bucket].first_day);
    }
    const std::string& product(std::size_t i) const { return problem_.products()[i].code; }
    const std::string& line(std::size_t i) const { return problem_.lines()[i].code; }

    json product_json(std::size_t i) const {
        const auto& plan = outcome_.products[i];
        json buckets = json::array();
        for (std::size_t at = 0; at < plan.buckets.size(); ++at) {
            const auto& bucket = plan.buckets[at];
            json each{{"first_day", day(at)},
                      {"quantity", bucket.quantity},
                      {"layers", layers_json(bucket.layers)},
                      {"demand", bucket.demand},
                      {"open_orders", bucket.open_orders},
                      {"stock", bucket.stock},
                      {"safety_stock", bucket.safety_stock},
                      {"cover_weeks", optional_json(bucket.cover_weeks)},
                      {"fixed", bucket.fixed}};
            if (bucket.last_quantity) {
                each["last_quantity"] = *bucket.last_quantity;
                each["change"] = layers_json(bucket.change);
            }
            buckets.push_back(std::move(each));
        }
        return {{"code", product(i)},
                {"opening_stock", plan.opening_stock},
                {"opening_safety_stock", plan.opening_safety_stock},
                {"cost", plan.cost},
                {"buckets", std::move(buckets)}};
    }

    json line_json(std::size_t i) const {
        json buckets = json::array();
        for (std::size_t at = 0; at < outcome_.lines[i].size(); ++at) {
            const auto& load = outcome_.lines[i][at];
            buckets.push_back({{"first_day", day(at)},
                               {"hours", std::isfinite(load.hours) ? json(load.hours) : json()},
                               {"used_hours", load.used_hours},
                               {"overtime_hours", load.overtime_hours},
                               {"hour_price", load.hour_price}});
        }
        return {{"code", line(i)}, {"buckets", std::move(buckets)}};
    }

    json deviations_json(const std::vector<supply::Deviation>& deviations) const {
        json result = json::array();
        for (const auto& each : deviations)
            result.push_back({{"product", product(each.product)},
                              {"first_day", day(each.bucket)},
                              {"quantity", each.quantity},
                              {"cause", supply::cause_name(each.cause)}});
        return result;
    }

    json bindings_json() const {
        json result = json::array();
        for (const auto& each : outcome_.bindings)
            result.push_back({{"cause", supply::cause_name(each.cause)},
                              {"line", each.line ? json(line(*each.line)) : json()},
                              {"product", each.product ? json(product(*each.product)) : json()},
                              {"first_day", day(each.bucket)},
                              {"limit", each.limit},
                              {"price", each.price}});
        return result;
    }

    json relaxations_json() const {
        json result = json::array();
        for (const auto& each : outcome_.relaxations) {
            const bool of_line = each.rule == supply::Rule::LineHours;
            result.push_back(
                {{"rule", supply::rule_name(each.rule)},
                 {of_line ? "line" : "product", of_line ? line(each.index) : product(each.index)},
                 {"first_day", day(each.bucket)},
                 {"amount", each.amount}});
        }
        return result;
    }

    json assumptions_json() const {
        json result = json::array();
        for (const auto& each : outcome_.assumptions) {
            const bool of_line = each.unknown == supply::Unknown::LineHours;
            json assumption{
                {"unknown", supply::unknown_name(each.unknown)},
                {of_line ? "line" : "product", of_line ? line(each.index) : product(each.index)}};
            if (each.unknown == supply::Unknown::OpeningStock) assumption["taken"] = each.value;
            result.push_back(std::move(assumption));
        }
        return result;
    }

    const supply::Problem& problem_;
    const supply::Outcome& outcome_;
};

}  // namespace

json supply_outcome_json(const supply::Problem& problem, const supply::Outcome& outcome) {
    return Writer(problem, outcome).write();
}

}  // namespace bihuan
