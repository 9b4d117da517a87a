#include <nlohmann/json.hpp>

#include "business/demand/forecasts/anatomy.h"
#include "business/demand/forecasts/forecasts_api.h"
#include "business/demand/forecasts/hindsight.h"
#include "platform/identity/identity_api.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

/// An operation that runs the engine again for the scope asked for.
template <class Make>
http::Operation rerun_operation(Database& database, std::string path, Make make) {
    http::Operation operation{.path = std::move(path),
                              .permission = "forecasts.read",
                              .tag = "forecasts",
                              .parameters = scope_parameters(),
                              .lane = http::Lane::Heavy};
    operation.handler = [&database, make](const http::Request& request) {
        const auto& viewer = identity::viewer_of(request);
        const auto scope =
            database.read(viewer, [&](Session& session) { return asked_scope(session, request); });
        const json answer =
            make(viewer, read_rerun_basis(database, viewer, scope, RerunBreadth::Close));
        return http::Response::json(answer.dump());
    };
    return operation;
}

/// As the close steadied it, where it says so.
ProductMixes mixes_in_view(const RerunBasis& basis, MixMemory& memory) {
    if (basis.learned && basis.grain == RerunGrain::Nodes) return basis.learned->mixes;
    const Month month = basis.scope.month;
    return mixes_at(basis, std::span(&month, 1), memory).at(month).nodes;
}

json anatomy_answer(Database& database,
                    const Viewer& viewer,
                    const RerunBasis& basis,
                    MixMemory& memory) {
    Anatomy anatomy;
    if (!basis.shown.empty())
        anatomy = anatomy_of(
            basis,
            run_at(
                basis, basis.scope.month, mixes_in_view(basis, memory), forecast::Detail::Full, 0));
    return database.read(viewer, [&](Session& session) {
        return anatomy_json(session, basis, anatomy, sum_forecast(session, basis.scope));
    });
}

}  // namespace

std::vector<http::Operation> rerun_operations(Database& database) {
    const auto memory = std::make_shared<RerunMemory>();
    auto anatomy =
        rerun_operation(database,
                        "/v1/forecasts/anatomy",
                        [&database, memory](const Viewer& viewer, const RerunBasis& basis) {
                            return anatomy_answer(database, viewer, basis, memory->mixes());
                        });
    anatomy.id = "get_forecast_anatomy";
    anatomy.summary =
        "A forecast taken apart: the fit of the past, cleaned values, each model's own forecast, "
        "each influence's index. The engine is run again; nothing is stored.";
    anatomy.answers = {{.description = "The parts.", .schema = "ForecastAnatomy"}};

    auto hindsight = rerun_operation(database,
                                     "/v1/forecasts/hindsight",
                                     [&database, memory](const Viewer& viewer, RerunBasis basis) {
                                         const auto figures =
                                             hindsight_of(database, viewer, basis, *memory);
                                         return hindsight_json(basis, figures);
                                     });
    hindsight.id = "get_forecast_hindsight";
    hindsight.summary =
        "What would have been forecast one and three months before each of the last twelve months, "
        "beside what was sold. Nothing later than a forecast's own month is known to it.";
    hindsight.answers = {{.description = "Twelve months.", .schema = "ForecastHindsight"}};
    return {std::move(anatomy), std::move(hindsight)};
}

void add_rerun_schemas(http::Schemas& schemas) {
    schemas["ForecastAnatomy"] = R"({"type":"object",
  "required":["grain","series","matches","means","fit","cleaned","cleaned_total","models","backtest","influences","statuses"],
  "properties":{
    "grain":{"type":"string","enum":["nodes","product","total"]},
    "series":{"type":"integer"},"matches":{"type":["boolean","null"]},
    "means":{"type":"array","items":{"type":"integer"}},
    "fit":{"type":"array","items":{"type":"object","required":["month","quantity"],
      "properties":{"month":{"type":"string"},"quantity":{"type":["integer","null"]}}}},
    "cleaned":{"type":"array","items":{"type":"object",
      "required":["month","reason","region","channel","was","used"],
      "properties":{"month":{"type":"string"},
        "reason":{"type":"string","enum":["missing","stock_out","outlier","closed","doubtful"]},
        "region":{"type":["string","null"]},"channel":{"type":["string","null"]},
        "was":{"type":["integer","null"]},"used":{"type":"integer"}}}},
    "cleaned_total":{"type":"integer"},
    "models":{"type":"array","items":{"type":"object",
      "required":["name","aggregation","weight","prior","wape","series","best_in","forecast"],
      "properties":{"name":{"type":"string"},"aggregation":{"type":"integer"},
        "weight":{"type":"number"},"prior":{"type":"number"},"wape":{"type":["number","null"]},
        "series":{"type":"integer"},"best_in":{"type":"integer"},
        "forecast":{"type":"array","items":{"type":"integer"}}}}},
    "backtest":{"type":"object","required":["origins","wape","wape_naive","wape_seasonal_naive"],
      "properties":{"origins":{"type":"integer"},"wape":{"type":["number","null"]},
        "wape_naive":{"type":["number","null"]},"wape_seasonal_naive":{"type":["number","null"]}}},
    "influences":{"type":"array","items":{"type":"object",
      "required":["code","layer","target_month","index","standard_error","series"],
      "properties":{"code":{"type":"string"},"layer":{"type":"string"},
        "target_month":{"type":"string"},"index":{"type":"number"},
        "standard_error":{"type":"number"},"series":{"type":"integer"}}}},
    "statuses":{"type":"array","items":{"type":"object","required":["status","series"],
      "properties":{"status":{"type":"string"},"series":{"type":"integer"}}}}}})";
    schemas["HindsightScore"] = R"({"type":"object","required":["months","wape","bias"],
  "properties":{"months":{"type":"integer"},"wape":{"type":["number","null"]},
    "bias":{"type":["number","null"]}}})";
    schemas["ForecastHindsight"] =
        R"({"type":"object","required":["grain","series","months","scores"],
  "properties":{
    "grain":{"type":"string","enum":["nodes","product","total"]},"series":{"type":"integer"},
    "months":{"type":"array","items":{"type":"object",
      "required":["month","lead","origin","source","forecast","low80","high80","low95","high95",
        "published","actual","naive","seasonal_naive"],
      "properties":{"month":{"type":"string"},"lead":{"type":"integer"},
        "origin":{"type":"string"},"source":{"type":"string","enum":["close","rerun"]},
        "forecast":{"type":"integer"},"low80":{"type":"integer"},"high80":{"type":"integer"},
        "low95":{"type":"integer"},"high95":{"type":"integer"},
        "published":{"type":["integer","null"]},"actual":{"type":"integer"},
        "naive":{"type":["integer","null"]},"seasonal_naive":{"type":["integer","null"]}}}},
    "scores":{"type":"array","items":{"type":"object",
      "required":["lead","months","within80","within95","engine","published","naive","seasonal_naive"],
      "properties":{"lead":{"type":"integer"},"months":{"type":"integer"},
        "within80":{"type":"integer"},"within95":{"type":"integer"},
        "engine":{"$ref":"#/components/schemas/HindsightScore"},
        "published":{"$ref":"#/components/schemas/HindsightScore"},
        "naive":{"$ref":"#/components/schemas/HindsightScore"},
        "seasonal_naive":{"$ref":"#/components/schemas/HindsightScore"}}}}}})";
}

}  // namespace bihuan::forecasts
