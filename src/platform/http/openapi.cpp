#include "platform/http/openapi.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/http/problem.h"

namespace bihuan::http {

namespace {

using nlohmann::json;

json schema_of(const std::string& text, const Schemas& schemas) {
    if (text.starts_with('{')) return json::parse(text);
    BIHUAN_CHECK(schemas.contains(text));
    return {{"$ref", "#/components/schemas/" + text}};
}

json path_parameters(std::string_view path) {
    json result = json::array();
    while (true) {
        const auto begin = path.find('{');
        if (begin == std::string_view::npos) return result;
        const auto end = path.find('}', begin);
        result.push_back({{"name", path.substr(begin + 1, end - begin - 1)},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}}}});
        path.remove_prefix(end + 1);
    }
}

json parameters_of(const Operation& operation) {
    auto result = path_parameters(operation.path);
    for (const auto& parameter : operation.parameters) {
        const bool in_query = parameter.place == Parameter::Place::Query;
        result.push_back({{"name", parameter.name},
                          {"in", in_query ? "query" : "header"},
                          {"description", parameter.description},
                          {"required", parameter.required},
                          {"schema", json::parse(parameter.schema)}});
    }
    return result;
}

json body_of(const Operation& operation, const Schemas& schemas) {
    json content;
    if (operation.body == BodyKind::Upload) {
        content["application/octet-stream"]["schema"] = {{"type", "string"}, {"format", "binary"}};
    } else {
        content["application/json"]["schema"] = schema_of(operation.body_schema, schemas);
    }
    return {{"required", true}, {"content", content}};
}

json answers_of(const Operation& operation, const Schemas& schemas) {
    json result;
    for (const auto& answer : operation.answers) {
        auto& entry = result[std::to_string(answer.status)];
        entry["description"] = answer.description;
        if (!answer.schema.empty())
            entry["content"][answer.media_type]["schema"] = schema_of(answer.schema, schemas);
    }
    result["default"] = {{"$ref", "#/components/responses/Problem"}};
    return result;
}

json operation_json(const Operation& operation, const Schemas& schemas) {
    json result{{"operationId", operation.id},
                {"summary", operation.summary},
                {"tags", {operation.tag}},
                {"x-permission", operation.permission},
                {"responses", answers_of(operation, schemas)}};
    if (auto parameters = parameters_of(operation); !parameters.empty())
        result["parameters"] = std::move(parameters);
    if (operation.body != BodyKind::None) result["requestBody"] = body_of(operation, schemas);
    // An empty list lifts the document's rule that a session is needed.
    if (operation.permission == kPublic) result["security"] = json::array();
    return result;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

}  // namespace

std::string openapi_document(const Router& router, const Schemas& schemas, const ApiTitle& title) {
    json document{{"openapi", "3.1.0"},
                  {"info", {{"title", title.title}, {"version", title.version}}},
                  {"security", {{{"session", json::array()}}}}};
    auto& components = document["components"];
    components["securitySchemes"]["session"] = {
        {"type", "apiKey"},
        {"in", "cookie"},
        {"name", "bihuan_session"},
        {"description", "Unsafe methods also need the session's token in X-CSRF-Token."}};
    components["schemas"]["Problem"] = json::parse(problem_schema());
    components["responses"]["Problem"] = {
        {"description", "Any failure, as RFC 9457 tells it."},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    for (const auto& [name, text] : schemas) components["schemas"][name] = json::parse(text);
    for (const auto* operation : router.operations()) {
        // What only the machine room asks (/healthz, /metrics) is no part of the contract.
        if (!operation->path.starts_with("/v1/")) continue;
        document["paths"][operation->path][lower(method_name(operation->method))] =
            operation_json(*operation, schemas);
    }
    return document.dump(2) + "\n";
}

}  // namespace bihuan::http
