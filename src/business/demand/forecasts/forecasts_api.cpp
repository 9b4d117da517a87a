#include "business/demand/forecasts/forecasts_api.h"

#include <limits>

#include <nlohmann/json.hpp>

#include "business/demand/forecasts/accuracy_view.h"
#include "business/demand/forecasts/asked.h"
#include "business/demand/forecasts/explanation.h"
#include "platform/identity/identity_api.h"

namespace bihuan::forecasts {

std::vector<http::Parameter> scope_parameters() {
    return {{.name = "month", .description = "The closed month, 2026-10.", .required = true},
            {.name = "product_id", .description = "All own products if left out."},
            {.name = "region_id", .description = "With all below it; everywhere if left out."},
            {.name = "channel_id", .description = "With all below it; every channel if left out."},
            {.name = "scenario", .description = "Id or name of a what-if copy."}};
}

namespace {

using nlohmann::json;

std::vector<http::Parameter> with_target(http::Parameter target) {
    auto parameters = scope_parameters();
    parameters.push_back(std::move(target));
    return parameters;
}

http::Operation operation_of(std::string path, std::string id, std::string summary) {
    return {.path = std::move(path),
            .id = std::move(id),
            .permission = "forecasts.read",
            .summary = std::move(summary),
            .tag = "forecasts",
            .parameters = scope_parameters()};
}

/// A handler that answers with what `make(session, request)` gives.
template <class Make>
http::Handler answering(Database& database, Make make) {
    return [&database, make](const http::Request& request) {
        const json answer = database.read(identity::viewer_of(request),
                                          [&](Session& session) { return make(session, request); });
        return http::Response::json(answer.dump());
    };
}

Month asked_target(const http::Request& request, Month closed) {
    const auto text = request.query.get("target_month");
    return text.empty() ? closed + 1 : asked_month(text, "target_month");
}

template <class T>
Id<T> asked_id(Session& session, const http::Request& request, std::string_view name) {
    if (request.query.get(name).empty()) return {};
    const Id<T> id{request.query.integer(name, 0, 1, std::numeric_limits<std::int64_t>::max())};
    session.get(id);
    return id;
}

}  // namespace

Scope asked_scope(Session& session, const http::Request& request) {
    return {.scenario = asked_scenario(session, request.query.get("scenario")),
            .month = asked_month(request.query.get("month"), "month"),
            .product = asked_id<Product>(session, request, "product_id"),
            .region = asked_id<Region>(session, request, "region_id"),
            .channel = asked_id<Channel>(session, request, "channel_id")};
}

std::vector<http::Operation> operations(Database& database,
                                        const Clock& clock,
                                        ProductionPreview production) {
    auto view = operation_of(
        "/v1/forecasts", "get_forecast", "A forecast with its past, layers, indices and models.");
    view.answers = {{.description = "The forecast.", .schema = "ForecastView"}};
    view.handler = answering(database, [](Session& session, const http::Request& request) {
        return forecast_json(session, asked_scope(session, request));
    });

    auto table = operation_of("/v1/forecast-table",
                              "list_forecasts",
                              "One month ahead of every product, greatest first.");
    table.parameters =
        with_target({.name = "target_month", .description = "The next if left out."});
    table.answers = {{.description = "All products.", .schema = "ForecastTable"}};
    table.handler = answering(database, [](Session& session, const http::Request& request) {
        const auto scope = asked_scope(session, request);
        return forecast_table_json(session, scope, asked_target(request, scope.month));
    });

    auto why = operation_of("/v1/explanations/forecast",
                            "explain_forecast",
                            "A figure's layers with author, reason and evidence.");
    why.parameters = with_target({.name = "target_month", .description = "The next if left out."});
    why.answers = {{.description = "Layers that add up to the figure.", .schema = "Explanation"}};
    why.handler = answering(database, [](Session& session, const http::Request& request) {
        const auto scope = asked_scope(session, request);
        return explanation_json(
            session, scope, explain(session, scope, asked_target(request, scope.month)));
    });

    auto accuracy = operation_of(
        "/v1/accuracy", "get_accuracy", "How far past forecasts were off, and who added value.");
    accuracy.answers = {
        {.description = "Errors by month, lead, level and method.", .schema = "Accuracy"}};
    accuracy.handler = answering(database, [](Session& session, const http::Request& request) {
        const auto scope = asked_scope(session, request);
        return accuracy_json(session, scope.scenario, scope.month);
    });

    std::vector<http::Operation> all{
        std::move(view), std::move(table), std::move(why), std::move(accuracy)};
    for (auto& operation : override_operations(database, clock, std::move(production)))
        all.push_back(std::move(operation));
    for (auto& operation : rerun_operations(database)) all.push_back(std::move(operation));
    return all;
}

namespace {

void add_view_schemas(http::Schemas& schemas) {
    schemas["ForecastLayers"] = R"({"type":"object","additionalProperties":{"type":"integer"}})";
    schemas["ForecastView"] = R"({"type":"object",
  "required":["history","forecast","festivals","promotions","indices","models","status","series","units_per_box"],
  "properties":{
    "history":{"type":"array","items":{"type":"object","required":["month","quantity","value"],
      "properties":{"month":{"type":"string"},"quantity":{"type":"integer"},"value":{"type":"integer"}}}},
    "forecast":{"type":"array","items":{"type":"object",
      "required":["target_month","quantity","low80","high80","low95","high95","layers"],
      "properties":{"target_month":{"type":"string"},"quantity":{"type":"integer"},
        "low80":{"type":"integer"},"high80":{"type":"integer"},"low95":{"type":"integer"},
        "high95":{"type":"integer"},"layers":{"$ref":"#/components/schemas/ForecastLayers"}}}},
    "festivals":{"type":"array","items":{"type":"object","required":["code","day"],
      "properties":{"code":{"type":"string"},"day":{"type":"string"}}}},
    "promotions":{"type":"array","items":{"type":"object"}},
    "indices":{"type":"array","items":{"type":"object",
      "required":["code","target_month","index","standard_error","entered"]}},
    "models":{"type":"array","items":{"type":"object",
      "required":["name","weight","wape","wape_naive","wape_seasonal_naive"]}},
    "status":{"type":"string"},"series":{"type":"integer"},"unit":{"type":["string","null"]},
    "units_per_box":{"type":["integer","null"]}}})";
    schemas["ForecastTable"] = R"({"type":"object","required":["items","next","total"],
  "properties":{"items":{"type":"array","items":{"type":"object",
      "required":["product_id","product_code","product_name","quantity","units_per_box"],
      "properties":{"product_id":{"type":"string"},"product_code":{"type":"string"},
        "product_name":{"type":"string"},"quantity":{"type":"integer"},
        "units_per_box":{"type":"integer"},"last_month":{"type":["integer","null"]},
        "last_year":{"type":["integer","null"]}}}},
    "next":{"type":["string","null"]},"total":{"type":"integer"}}})";
}

void add_answer_schemas(http::Schemas& schemas) {
    schemas["Explanation"] = R"({"type":"object","required":["figure","layers"],
  "properties":{"figure":{"type":"integer"},"target_month":{"type":"string"},
    "unit":{"type":["string","null"]},"units_per_box":{"type":["number","null"]},
    "layers":{"type":"array","items":{"type":"object","required":["code","quantity"],
      "properties":{"code":{"type":"string"},"quantity":{"type":"integer"},
        "author":{"type":["string","null"]},"reason":{"type":["string","null"]},
        "evidence":{"type":"array","items":{"type":"object"}}}}}}})";
    schemas["Accuracy"] = R"({"type":"object","required":["rows","pooled","value_added"],
  "properties":{"rows":{"type":"array","items":{"type":"object",
      "required":["scored_month","lead","level","method","wape","bias"]}},
    "pooled":{"type":"array","description":"All scored months together.",
      "items":{"type":"object","required":["lead","level","method","wape","bias","months"],
      "properties":{"lead":{"type":"integer"},"level":{"type":"string"},
        "method":{"type":"string"},"wape":{"type":["number","null"]},
        "bias":{"type":["number","null"]},"months":{"type":"integer"}}}},
    "value_added":{"type":"array","items":{"type":"object",
      "required":["figures","lead","level","layer","wape_before","wape_after","added"],
      "properties":{"figures":{"type":"string","enum":["all","corrected"],
          "description":"Whether of all scored figures, or of those that people corrected."},
        "lead":{"type":"integer"},"level":{"type":"string"},
        "layer":{"type":"string"},"department":{"type":["string","null"]},
        "person":{"type":["string","null"],
          "description":"Who corrected these figures; null: all together."},
        "wape_before":{"type":["number","null"]},"wape_after":{"type":["number","null"]},
        "added":{"type":["number","null"]}}}}}})";
}

void add_override_schemas(http::Schemas& schemas) {
    schemas["ForecastOverride"] = R"({"type":"object",
  "required":["id","month","target_month","product_id","layer","reason"],
  "properties":{"id":{"type":"string"},"month":{"type":"string"},"target_month":{"type":"string"},
    "product_id":{"type":"string"},"region_id":{"type":["string","null"]},
    "channel_id":{"type":["string","null"]},"layer":{"type":"string"},
    "edited_index":{"type":"string"},"factor":{"type":["number","null"]},
    "quantity_change":{"type":"integer"},"reason":{"type":"string"},"evidence":{"type":"string"},
    "person":{"type":["string","null"]},"created_at":{"type":"string"}}})";
    schemas["ForecastChange"] = R"({"type":"object",
  "required":["month","target_month","product_id","layer"],
  "properties":{"month":{"type":"string"},"scenario":{"type":"string"},
    "target_month":{"type":"string"},"product_id":{"type":"string"},"region_id":{"type":"string"},
    "channel_id":{"type":"string"},
    "layer":{"type":"string","enum":["index_edit","sales_override","marketing_override"]},
    "edited_index":{"type":"string"},"factor":{"type":"number"},
    "quantity_change":{"type":"integer"},"reason":{"type":"string"},"evidence":{"type":"string"}}})";
    schemas["ForecastPreview"] =
        R"({"type":"object","required":["before","after","production_change"],
  "properties":{"before":{"type":"object","required":["quantity","layers"]},
    "after":{"type":"object","required":["quantity","layers"]},
    "production_change":{"type":["object","null"]}}})";
}

}  // namespace

void add_schemas(http::Schemas& schemas) {
    add_view_schemas(schemas);
    add_answer_schemas(schemas);
    add_override_schemas(schemas);
    add_rerun_schemas(schemas);
}

}  // namespace bihuan::forecasts
