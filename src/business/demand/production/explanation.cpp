#include "business/demand/production/explanation.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "business/company/outlets/outlet.h"
#include "business/demand/production/month_plan.h"
#include "production/queries.h"

namespace bihuan {

namespace production {

/// A counted stock of one warehouse.
struct StockCount {
    Id<Outlet> outlet_id;
    std::string code;
    Day day;
    std::int64_t quantity = 0;
};

}  // namespace production

template <>
inline constexpr auto kDescription<production::StockCount> =
    describe<production::StockCount>("",
                                     field("outlet_id", &production::StockCount::outlet_id),
                                     field("code", &production::StockCount::code),
                                     field("day", &production::StockCount::day),
                                     field("quantity", &production::StockCount::quantity));

namespace production {

namespace {

using nlohmann::json;

class Explaining {
public:
    Explaining(Session& session, const ExplanationQuestion& question)
        : session_(session), question_(question) {
        result_.product = session.get(question.product);
        const auto rows = find_rows(session, question.scenario, question.month, question.product);
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const PlanRow& row) {
            return row.first_day == question.first_day;
        });
        if (found == rows.end())
            throw Error(ErrorCode::NotFound, "The plan has no such product and bucket.");
        result_.row = *found;
        // Assumptions stand in the plan's first bucket.
        assumes_stock_ = rows.front().reasons.find("opening_stock_unknown") != std::string::npos;
        reasons_ = json::parse(found->reasons);
        rule_ = session.find_by<ProductionRule>("product_id", Value{question.product.value});
    }

    Explanation explain() {
        for (const auto& layer : kLayerFields) {
            const auto quantity = result_.row.*layer.member;
            if (quantity == 0) continue;
            const std::string code(layer.code);
            result_.layers.push_back({.code = code,
                                      .quantity = quantity,
                                      .reason = reason_of(code),
                                      .evidence = evidence_of(code)});
        }
        return std::move(result_);
    }

private:
    std::string reason_of(const std::string& code) const {
        if (code == "opening_stock" && assumes_stock_) return "opening_stock_unknown";
        if (code == "frozen_shift" && reasons_.value("fixed", false)) return "fixed";
        return {};
    }

    std::vector<Evidence> evidence_of(const std::string& code) {
        if (code == "demand") return {forecast()};
        if (code == "safety_stock") return safety();
        if (code == "opening_stock") return stock();
        if (code == "open_orders") return orders();
        if (code == "batch_rounding") return batch();
        if (code == "capacity_shift") return site();
        return last_plan();
    }

    Evidence forecast() const {
        return {"forecasts", question_.product.value, to_string(Month(question_.first_day))};
    }

    std::vector<Evidence> safety() const {
        std::vector<Evidence> result{
            {"stocks", 0, std::to_string(reasons_.value("safety_target", std::int64_t{0}))}};
        if (rule_)
            result.push_back({"production-rules",
                              rule_->id.value,
                              fmt::format("{:g} %", rule_->service_level * 100)});
        return result;
    }

    std::vector<Evidence> stock() const {
        std::vector<Evidence> result;
        session_.query_each<StockCount>(
            production_queries::kStockCounts,
            {{"product_id", question_.product},
             {"first_day", question_.month.first_day()},
             {"end_day", question_.month.end_day()}},
            [&](const StockCount& count) {
                result.push_back(
                    {"outlets",
                     count.outlet_id.value,
                     fmt::format("{} {} {}", count.code, to_string(count.day), count.quantity)});
            });
        if (result.empty()) result.push_back({"assumption", 0, "opening_stock_unknown"});
        return result;
    }

    std::vector<Evidence> orders() const {
        std::vector<Evidence> result;
        const Filter of_product{"product_id", {Value{question_.product.value}}};
        const auto page = session_.list<ProductionOrder>(
            {.filters = {of_product}, .sort = "due_day", .limit = 0});
        for (const auto& order : page.items)
            if (order.due_day >= question_.month.end_day())
                result.push_back(
                    {"production-orders",
                     order.id.value,
                     fmt::format(
                         "{} {} {}", order.code, to_string(order.due_day), order.quantity.units)});
        return result;
    }

    std::vector<Evidence> batch() const {
        if (!rule_)
            return {{"products",
                     question_.product.value,
                     fmt::format("× {}", result_.product.units_per_box)}};
        return {{"production-rules",
                 rule_->id.value,
                 fmt::format("≥ {}, × {}", rule_->minimum_batch, rule_->batch_multiple)}};
    }

    std::vector<Evidence> site() const {
        if (!rule_ || !rule_->production_site_id) return {};
        const auto found = session_.find(rule_->production_site_id);
        if (!found) return {};
        return {{"production-sites",
                 found->id.value,
                 fmt::format("{} {} / 7 d", found->name, found->units_per_week)}};
    }

    std::vector<Evidence> last_plan() const {
        std::vector<Evidence> result;
        if (result_.row.previous_quantity)
            result.push_back({"last_plan", 0, std::to_string(*result_.row.previous_quantity)});
        return result;
    }

    Session& session_;
    ExplanationQuestion question_;
    Explanation result_;
    json reasons_;
    bool assumes_stock_ = false;
    std::optional<ProductionRule> rule_;
};

}  // namespace

Explanation explain(Session& session, const ExplanationQuestion& question) {
    return Explaining(session, question).explain();
}

json explanation_json(const Explanation& explanation) {
    json layers = json::array();
    for (const auto& layer : explanation.layers) {
        json evidence = json::array();
        for (const auto& each : layer.evidence)
            evidence.push_back({{"kind", each.kind},
                                {"id", each.id == 0 ? std::string() : std::to_string(each.id)},
                                {"text", each.text}});
        layers.push_back({{"code", layer.code},
                          {"quantity", layer.quantity},
                          {"author", nullptr},
                          {"reason", layer.reason.empty() ? json() : json(layer.reason)},
                          {"evidence", std::move(evidence)}});
    }
    return {{"figure", explanation.row.quantity},
            {"unit", explanation.product.unit},
            {"units_per_box", explanation.product.units_per_box},
            {"layers", std::move(layers)}};
}

}  // namespace production

}  // namespace bihuan
