#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/json_members.h"
#include "app/supply_json.h"

namespace bihuan {

namespace {

using nlohmann::json;

supply::Layers read_layers(const json& value, const std::string& at, Issues& issues) {
    supply::Layers layers;
    JsonMembers members(value, at, issues);
    members.read("demand", layers.demand);
    members.read("safety_stock", layers.safety_stock);
    members.read("opening_stock", layers.opening_stock);
    members.read("open_orders", layers.open_orders);
    members.read("batch", layers.batch);
    members.read("frozen", layers.frozen);
    members.read("smoothing", layers.smoothing);
    members.read("capacity", layers.capacity);
    members.read("unexplained", layers.unexplained);
    members.finish();
    return layers;
}

supply::LastPlan read_last_plan(const json& value, const std::string& at, Issues& issues) {
    supply::LastPlan last;
    JsonMembers members(value, at, issues);
    members.require("quantity", last.quantity);
    members.each("layers", [&](const json& layers, const std::string& place) {
        last.layers.push_back(read_layers(layers, place, issues));
    });
    members.finish();
    return last;
}

supply::Costs read_costs(const json& value, const std::string& at, Issues& issues) {
    supply::Costs costs;
    JsonMembers members(value, at, issues);
    members.read("holding", costs.holding);
    members.read("shortage", costs.shortage);
    members.read("safety_shortfall", costs.safety_shortfall);
    members.read("excess", costs.excess);
    members.read("run", costs.run);
    members.read("change", costs.change);
    members.finish();
    return costs;
}

class Reader {
public:
    explicit Reader(Issues& issues) : issues_(issues) {}

    supply::Problem::Parts read(const json& document) {
        JsonMembers members(document, "", issues_);
        members.require("plan_day", parts_.plan_day);
        members.read("frozen_buckets", parts_.frozen_buckets);
        members.read("review_days", parts_.review_days);
        members.read("service_level", parts_.service_level);
        members.require_member("buckets");
        members.each("buckets", [&](const json& value, const std::string& at) {
            supply::Bucket bucket;
            JsonMembers each(value, at, issues_);
            each.require("first_day", bucket.first_day);
            each.read("days", bucket.days);
            each.finish();
            parts_.buckets.push_back(bucket);
        });
        members.each("lines",
                     [&](const json& value, const std::string& at) { read_line(value, at); });
        members.each("products",
                     [&](const json& value, const std::string& at) { read_product(value, at); });
        members.finish();
        return std::move(parts_);
    }

private:
    void read_line(const json& value, const std::string& at) {
        supply::Line line;
        JsonMembers members(value, at, issues_);
        members.require("code", line.code);
        members.read("hours", line.hours);
        members.read("overtime_hours", line.overtime_hours);
        members.read("overtime_cost", line.overtime_cost);
        members.finish();
        parts_.lines.push_back(std::move(line));
    }

    void read_product(const json& value, const std::string& at) {
        supply::Product product;
        JsonMembers members(value, at, issues_);
        members.require("code", product.code);
        read_line_of(members, product);
        members.read("hours_per_unit", product.hours_per_unit);
        members.read("run_hours", product.run_hours);
        members.read("smallest_batch", product.smallest_batch);
        members.read("multiple", product.multiple);
        members.read("lead_time_days", product.lead_time_days);
        members.read("frozen_days", product.frozen_days);
        members.require("demand", product.demand);
        members.read("demand_deviation", product.demand_deviation);
        members.read("service_level", product.service_level);
        members.read("safety_stock", product.safety_stock);
        members.read("highest_cover_weeks", product.highest_cover_weeks);
        members.read("opening_stock", product.opening_stock);
        members.read("open_orders", product.open_orders);
        if (const auto* last = members.find("last_plan"); last != nullptr)
            product.last_plan = read_last_plan(*last, members.at("last_plan"), issues_);
        if (const auto* costs = members.find("costs"); costs != nullptr)
            product.costs = read_costs(*costs, members.at("costs"), issues_);
        members.finish();
        parts_.products.push_back(std::move(product));
    }

    void read_line_of(JsonMembers& members, supply::Product& product) {
        std::optional<std::string> code;
        members.read("line", code);
        if (!code) return;
        const auto found =
            std::find_if(parts_.lines.begin(), parts_.lines.end(), [&](const supply::Line& line) {
                return line.code == *code;
            });
        if (found == parts_.lines.end())
            issues_.push_back(
                {"unknown", members.at("line"), "There is no line with this code.", *code});
        else
            product.line = static_cast<std::size_t>(found - parts_.lines.begin());
    }

    Issues& issues_;
    supply::Problem::Parts parts_;
};

}  // namespace

Result<supply::Problem> read_supply_problem(std::string_view text) {
    json document;
    try {
        document = json::parse(text);
    } catch (const json::parse_error& error) {
        return unexpected({"not_json", "", error.what(), ""});
    } catch (const json::out_of_range& error) {
        return unexpected({"number_too_large", "", error.what(), ""});
    }
    Issues issues;
    auto parts = Reader(issues).read(document);
    if (!issues.empty()) return tl::unexpected<Issues>(std::move(issues));
    return supply::Problem::from(std::move(parts));
}

}  // namespace bihuan
