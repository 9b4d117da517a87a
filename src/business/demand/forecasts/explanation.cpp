#include "business/demand/forecasts/explanation.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "business/company/people/people.h"
#include "business/demand/forecasts/evidence.h"
#include "business/demand/forecasts/overrides.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

constexpr std::size_t kMostEvidence = 8;

/// Reasons of the layers that the product makes itself; the client has words for the codes.
const std::map<std::string_view, std::string_view> kReasons{
    {"level", "recent_sales_without_season_and_promotions"},
    {"trend", "recent_growth_damped"},
    {"season", "same_time_of_past_years"},
    {"festival", "festivals_that_move"},
    {"promotion", "promotions_planned_or_usual"},
    {"price", "price_against_usual"},
    {"coherence", "sums_of_the_product_reconciled"},
};

/// What the statistics say, by layer, most frequent first.
class Statistics {
public:
    explicit Statistics(const std::vector<ForecastSeries>& series) {
        for (const auto& one : series) {
            const auto evidence = read_evidence(one.evidence);
            if (!evidence) continue;
            ++series_;
            ++statuses_[one.status];
            for (const auto& model : evidence->models) models_[model.name] += model.weight;
            for (const auto& index : evidence->indices) note(index);
        }
    }

    std::vector<Evidence> models() const {
        std::vector<Evidence> result;
        for (const auto& [name, weight] : models_)
            result.push_back(
                {"model", "", fmt::format("{} {:.0f} %", name, 100 * weight / series_)});
        for (const auto& [status, count] : statuses_)
            result.push_back({"status", "", fmt::format("{}: {} series", status, count)});
        return result;
    }

    std::vector<Evidence> of(std::string_view layer) const {
        std::vector<Evidence> result;
        for (const auto& [code, index] : indices_)
            if (index.layer == layer && result.size() < kMostEvidence)
                result.push_back({"index",
                                  "",
                                  fmt::format("{}: effect {:.3f} ± {:.3f}, in use in {} series",
                                              code,
                                              index.effect / index.count,
                                              index.standard_error / index.count,
                                              index.count)});
        return result;
    }

private:
    struct Index {
        std::string layer;
        double effect = 0;
        double standard_error = 0;
        int count = 0;
    };

    void note(const IndexEvidence& index) {
        auto& sum = indices_[index.code];
        sum.layer = index.layer;
        if (sum.layer == "trading_days") sum.layer = "season";
        sum.effect += index.effect;
        sum.standard_error += index.standard_error;
        ++sum.count;
    }

    int series_ = 0;
    std::map<std::string, double> models_;
    std::map<std::string, int> statuses_;
    std::map<std::string, Index> indices_;
};

std::vector<Override> overrides_of(Session& session, const Scope& scope, Month target_month) {
    if (!scope.product) return {};
    auto overrides = active_overrides(session, scope.scenario, scope.month, scope.product);
    std::erase_if(overrides, [&](const Override& one) { return one.target_month != target_month; });
    return overrides;
}

std::string change_text(const Override& override) {
    const auto what = override.edited_index.empty() ? "" : override.edited_index + " ";
    return override.factor ? fmt::format("{}× {:.3f}", what, *override.factor)
                           : fmt::format("{}{:+}", what, override.quantity_change);
}

void explain_override(Session& session,
                      const std::vector<Override>& overrides,
                      ExplainedLayer& layer) {
    for (const auto& override : overrides) {
        if (choice_name(override.layer) != layer.code) continue;
        const std::string name = people::name_of(session, override.person_id)
                                     .value_or(std::to_string(override.person_id.value));
        if (layer.author.find(name) == std::string::npos)
            layer.author += (layer.author.empty() ? "" : ", ") + name;
        layer.reason += (layer.reason.empty() ? "" : "; ") + override.reason;
        layer.evidence.push_back(
            {"override",
             std::to_string(override.id.value),
             fmt::format("{}: {}{}",
                         name,
                         change_text(override),
                         override.evidence.empty() ? "" : ", " + override.evidence)});
    }
}

void add_promotions(Session& session,
                    const Scope& scope,
                    Month target_month,
                    ExplainedLayer& layer) {
    for (const auto& promotion :
         promotions_in(session, scope, target_month.first_day(), target_month.end_day())) {
        if (layer.evidence.size() >= kMostEvidence) return;
        layer.evidence.push_back({"promotion",
                                  std::to_string(promotion.id.value),
                                  fmt::format("{} {} – {}",
                                              promotion.name,
                                              to_string(promotion.first_day),
                                              to_string(promotion.last_day))});
    }
}

}  // namespace

Explanation explain(Session& session, const Scope& scope, Month target_month) {
    const auto sums = sum_forecast(session, scope);
    const auto sum = std::ranges::find(sums, target_month, &ForecastSum::target_month);
    if (sum == sums.end())
        throw Error(ErrorCode::NotFound, "There is no forecast of that month and place.");
    const Statistics statistics(evidence_of(session, scope));
    const auto overrides = overrides_of(session, scope, target_month);
    Explanation explanation{.target_month = target_month, .figure = sum->row.quantity};
    for (const auto& field : kLayerFields) {
        ExplainedLayer layer{.code = std::string(field.code), .quantity = sum->row.*field.member};
        const auto reason = kReasons.find(field.code);
        if (reason == kReasons.end()) {
            if (layer.quantity == 0) continue;
            explain_override(session, overrides, layer);
            // A part of it is the share of a correction that was made for more than is seen here.
            if (layer.author.empty()) layer.reason = "corrected_for_more";
        } else {
            layer.author = "bihuan";
            layer.reason = reason->second;
            layer.evidence =
                field.code == "level" ? statistics.models() : statistics.of(field.code);
        }
        if (field.code == "promotion") add_promotions(session, scope, target_month, layer);
        explanation.layers.push_back(std::move(layer));
    }
    return explanation;
}

json explanation_json(Session& session, const Scope& scope, const Explanation& explanation) {
    json layers = json::array();
    for (const auto& layer : explanation.layers) {
        json evidence = json::array();
        for (const auto& one : layer.evidence)
            evidence.push_back({{"kind", one.kind},
                                {"id", one.id.empty() ? json() : json(one.id)},
                                {"text", one.text}});
        layers.push_back({{"code", layer.code},
                          {"quantity", layer.quantity},
                          {"author", layer.author},
                          {"reason", layer.reason},
                          {"evidence", std::move(evidence)}});
    }
    std::optional<Product> product;
    if (scope.product) product = session.get(scope.product);
    return {{"figure", explanation.figure},
            {"target_month", to_string(explanation.target_month)},
            {"unit", product ? json(product->unit) : json()},
            {"units_per_box", product ? json(product->units_per_box) : json()},
            {"layers", std::move(layers)}};
}

}  // namespace bihuan::forecasts
