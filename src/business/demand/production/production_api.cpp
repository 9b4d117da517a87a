#include "business/demand/production/production_api.h"

#include <limits>

#include <nlohmann/json.hpp>

#include "business/demand/forecasts/asked.h"
#include "business/demand/production/availability.h"
#include "business/demand/production/explanation.h"
#include "business/demand/production/plan_view.h"
#include "platform/identity/identity_api.h"

namespace bihuan::production {

namespace {

using nlohmann::json;

http::Operation operation_of(std::string path, std::string id, std::string summary) {
    return {.path = std::move(path),
            .id = std::move(id),
            .permission = "production.read",
            .summary = std::move(summary),
            .tag = "production",
            .parameters = {
                {.name = "month", .description = "The closed month, 2026-10.", .required = true},
                {.name = "scenario",
                 .description = "Id or name of a what-if copy; none is the company."}}};
}

StoredPlan asked_plan(Session& session, const http::Request& request, Id<Product> product) {
    const auto month = forecasts::asked_month(request.query.get("month"), "month");
    const auto scenario = forecasts::asked_scenario(session, request.query.get("scenario"));
    return read_plan(session, scenario, month, product);
}

Explanation asked_explanation(Session& session, const http::Request& request) {
    const auto& query = request.query;
    const auto day = Day::parse(query.get("first_day"));
    if (!day)
        throw Error(ErrorCode::InvalidInput,
                    "A day is written like 2026-11-01.",
                    {{"invalid_day",
                      "/query/first_day",
                      "Write the bucket's first day like 2026-11-01.",
                      query.get("first_day").substr(0, 40)}});
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    return explain(session,
                   {.scenario = forecasts::asked_scenario(session, query.get("scenario")),
                    .month = forecasts::asked_month(query.get("month"), "month"),
                    .product = {query.integer("product_id", 0, 1, kMost)},
                    .first_day = *day});
}

http::Operation explaining(Database& database) {
    auto operation = operation_of("/v1/explanations/production",
                                  "explain_production",
                                  "A planned quantity down to what each layer rests on.");
    operation.parameters.push_back({.name = "product_id", .required = true});
    operation.parameters.push_back(
        {.name = "first_day", .description = "Of the bucket.", .required = true});
    operation.parameters.push_back(
        {.name = "bucket", .description = "week or month; the first day says which."});
    operation.answers = {{.description = "The layers.", .schema = "ProductionExplanation"}};
    operation.handler = [&database](const http::Request& request) {
        const auto explanation = database.read(identity::viewer_of(request), [&](Session& session) {
            return asked_explanation(session, request);
        });
        return http::Response::json(explanation_json(explanation).dump());
    };
    return operation;
}

http::Operation availability(Database& database) {
    http::Operation operation{
        .path = "/v1/availability",
        .id = "get_availability",
        .permission = "availability.read",
        .summary = "Which products can be had, and when, as planned at the close of a month.",
        .tag = "production",
        .parameters = {
            {.name = "month", .description = "The closed month, 2026-10.", .required = true}}};
    operation.answers = {{.description = "Every planned product.", .schema = "Availability"}};
    operation.handler = [&database](const http::Request& request) {
        const auto month = forecasts::asked_month(request.query.get("month"), "month");
        const auto products = database.read(identity::viewer_of(request), [&](Session& session) {
            return availability_of(session, month);
        });
        return http::Response::json(availability_json(month, products).dump());
    };
    return operation;
}

}  // namespace

std::vector<http::Operation> operations(Database& database) {
    auto list = operation_of("/v1/production",
                             "get_production_plan",
                             "The production plan made at the close of a month.");
    list.answers = {{.description = "The plan.", .schema = "ProductionPlan"}};
    list.handler = [&database](const http::Request& request) {
        const auto plan = database.read(identity::viewer_of(request), [&](Session& session) {
            return asked_plan(session, request, {});
        });
        return http::Response::json(plan_json(plan).dump());
    };

    auto one = operation_of("/v1/production/{product_id}",
                            "get_product_plan",
                            "A product's plan with its layers and reasons.");
    one.answers = {{.description = "The product's plan.", .schema = "ProductPlan"}};
    one.handler = [&database](const http::Request& request) {
        const Id<Product> product{request.path_id("product_id")};
        const auto plan = database.read(identity::viewer_of(request), [&](Session& session) {
            return asked_plan(session, request, product);
        });
        return http::Response::json(product_json(plan, plan.products.front()).dump());
    };
    return {std::move(list), std::move(one), explaining(database), availability(database)};
}

namespace {

void add_plan_schemas(http::Schemas& schemas) {
    schemas["ProductionReason"] = R"({"type":"object","required":["code","quantity"],
  "properties":{"code":{"type":"string"},"quantity":{"type":"integer"}}})";
    schemas["ProductionBucket"] = R"({"type":"object",
  "required":["first_day","days","quantity","previous_quantity","demand","projected_stock",
              "safety_stock","cover_weeks","shortage"],
  "properties":{"first_day":{"type":"string"},"days":{"type":"integer"},
    "quantity":{"type":"integer"},"previous_quantity":{"type":["integer","null"]},
    "demand":{"type":"integer"},"projected_stock":{"type":"integer"},
    "safety_stock":{"type":"integer"},"cover_weeks":{"type":["number","null"]},
    "shortage":{"type":"integer"}}})";
    schemas["ProductionFigures"] = R"({"type":"object",
  "description":"One entry per day of the plan's weeks, or months; null where a product has no such bucket.",
  "properties":{"quantity":{"type":"array","items":{"type":["integer","null"]}},
    "previous_quantity":{"type":"array","items":{"type":["integer","null"]}},
    "demand":{"type":"array","items":{"type":["integer","null"]}},
    "projected_stock":{"type":"array","items":{"type":["integer","null"]}},
    "cover_weeks":{"type":"array","items":{"type":["number","null"]}},
    "shortage":{"type":"array","items":{"type":["integer","null"]}}}})";
    schemas["ProductionPlan"] = R"({"type":"object",
  "required":["month","assumptions","weeks","months","rows","sites","totals"],
  "properties":{"month":{"type":"string"},
    "weeks":{"type":"array","items":{"type":"string"}},
    "months":{"type":"array","items":{"type":"string"}},
    "assumptions":{"type":"array","items":{"type":"object"}},
    "rows":{"type":"array","items":{"type":"object",
      "required":["product_id","product_code","product_name","units_per_box","weeks","months",
                  "change","change_reasons"],
      "properties":{"product_id":{"type":"string"},"product_code":{"type":"string"},
        "product_name":{"type":"string"},"unit":{"type":"string"},
        "units_per_box":{"type":"integer"},
        "weeks":{"$ref":"#/components/schemas/ProductionFigures"},
        "months":{"$ref":"#/components/schemas/ProductionFigures"},
        "change":{"type":["integer","null"]},
        "change_reasons":{"type":"array",
          "items":{"$ref":"#/components/schemas/ProductionReason"}}}}},
    "sites":{"type":"array","items":{"type":"object"}},
    "totals":{"type":"object"}}})";
}

}  // namespace

void add_schemas(http::Schemas& schemas) {
    add_plan_schemas(schemas);
    schemas["Availability"] = R"({"type":"object","required":["month","items"],
  "properties":{"month":{"type":"string"},
    "items":{"type":"array","items":{"type":"object",
      "required":["product_id","product_code","product_name","supply","short_from","back_on"],
      "properties":{"product_id":{"type":"string"},"product_code":{"type":"string"},
        "product_name":{"type":"string"},
        "supply":{"type":"string","enum":["available","running_short","short"]},
        "short_from":{"type":["string","null"],
          "description":"First day of the week or month that ends short."},
        "back_on":{"type":["string","null"],
          "description":"From when on there is enough again; null: not within the plan."}}}}}})";
    schemas["ProductionExplanation"] = R"({"type":"object",
  "required":["figure","unit","units_per_box","layers"],
  "properties":{"figure":{"type":"integer"},"unit":{"type":"string"},
    "units_per_box":{"type":"integer"},
    "layers":{"type":"array","items":{"type":"object",
      "required":["code","quantity","author","reason","evidence"],
      "properties":{"code":{"type":"string"},"quantity":{"type":"integer"},
        "author":{"type":["string","null"]},"reason":{"type":["string","null"]},
        "evidence":{"type":"array","items":{"type":"object",
          "properties":{"kind":{"type":"string"},"id":{"type":"string"},
            "text":{"type":"string"}}}}}}}}})";
    schemas["ProductPlan"] = R"({"type":"object",
  "required":["product_id","product_code","product_name","units_per_box","buckets"],
  "properties":{"product_id":{"type":"string"},"product_code":{"type":"string"},
    "product_name":{"type":"string"},"unit":{"type":"string"},"units_per_box":{"type":"integer"},
    "buckets":{"type":"array","items":{"allOf":[
      {"$ref":"#/components/schemas/ProductionBucket"},
      {"type":"object","required":["kind","layers","reasons"],
       "properties":{"kind":{"type":"string","enum":["week","month"]},
         "layers":{"type":"array","items":{"$ref":"#/components/schemas/ProductionReason"}},
         "change_reasons":{"type":"array",
           "items":{"$ref":"#/components/schemas/ProductionReason"}},
         "reasons":{"type":"array",
           "items":{"$ref":"#/components/schemas/ProductionReason"}}}}]}}}})";
}

}  // namespace bihuan::production
