#include "business/sales/targets/targets_api.h"

#include <limits>

#include <nlohmann/json.hpp>

#include "business/demand/forecasts/asked.h"
#include "business/sales/targets/target_tree.h"
#include "platform/identity/identity_api.h"

namespace bihuan::targets {

namespace {

using nlohmann::json;

template <class T>
json optional_json(const std::optional<T>& value) {
    return value ? json(*value) : json();
}

json node_json(const Node& node) {
    return {{"id", node.id == 0 ? std::string() : std::to_string(node.id)},
            {"code", node.code},
            {"name", node.name},
            {"quantity", node.quantity},
            {"value", node.value.minor},
            {"actual_quantity", optional_json(node.actual)},
            {"completion", optional_json(node.completion)},
            {"run_rate", optional_json(node.run_rate)},
            {"from_history", node.from_history},
            {"from_potential", node.from_potential},
            {"from_proposal", node.from_proposal},
            {"has_children", node.has_children},
            {"units_per_box", node.units_per_box}};
}

json tree_json(const Question& question, const Tree& tree) {
    json children = json::array();
    for (const auto& child : tree.children) children.push_back(node_json(child));
    json days = json::array();
    for (const auto& day : tree.days)
        days.push_back({{"day", to_string(day.day)},
                        {"cumulative_actual", optional_json(day.cumulative_actual)},
                        {"cumulative_target", day.cumulative_target}});
    return {{"month", to_string(question.month)},
            {"target_month", to_string(question.target_month)},
            {"node", node_json(tree.node)},
            {"children", std::move(children)},
            {"days", std::move(days)}};
}

By asked_by(const std::string& text) {
    if (text.empty() || text == "region") return By::Region;
    if (text == "product") return By::Product;
    if (text == "representative") return By::Representative;
    throw Error(ErrorCode::InvalidInput,
                "Targets are split by region, product or representative.",
                {{"invalid_choice",
                  "/query/by",
                  "Write region, product or representative.",
                  text.substr(0, 40)}});
}

Question asked(Session& session, const http::Request& request) {
    const auto& query = request.query;
    Question question{.month = forecasts::asked_month(query.get("month"), "month")};
    question.scenario = forecasts::asked_scenario(session, query.get("scenario"));
    question.target_month = query.get("target_month").empty()
                                ? question.month + 1
                                : forecasts::asked_month(query.get("target_month"), "target_month");
    if (!query.get("region_id").empty())
        question.region = {
            query.integer("region_id", 0, 1, std::numeric_limits<std::int64_t>::max())};
    question.by = asked_by(query.get("by"));
    if (question.region) session.get(question.region);
    return question;
}

}  // namespace

std::vector<http::Operation> operations(Database& database) {
    http::Operation operation{
        .path = "/v1/targets",
        .id = "get_targets",
        .permission = "targets.read",
        .summary = "Targets below a region, with what has been sold of them.",
        .tag = "targets",
        .parameters = {{.name = "month",
                        .description = "The closed month that set them, 2026-10.",
                        .required = true},
                       {.name = "target_month", .description = "The month after it if left out."},
                       {.name = "region_id", .description = "All that one may see if left out."},
                       {.name = "by",
                        .description = "How the children are split.",
                        .schema =
                            R"({"type":"string","enum":["region","product","representative"]})"},
                       {.name = "scenario",
                        .description = "Id or name of a what-if copy; none is the company."}},
        .answers = {
            {.description = "The node, its children and its days.", .schema = "TargetTree"}}};
    operation.handler = [&database](const http::Request& request) {
        return http::Response::json(database
                                        .read(identity::viewer_of(request),
                                              [&](Session& session) {
                                                  const auto question = asked(session, request);
                                                  return tree_json(question,
                                                                   read_tree(session, question));
                                              })
                                        .dump());
    };
    return {std::move(operation)};
}

void add_schemas(http::Schemas& schemas) {
    schemas["TargetNode"] = R"({"type":"object",
  "required":["id","code","name","quantity","value","actual_quantity","completion","run_rate",
              "from_history","from_potential","from_proposal","has_children","units_per_box"],
  "properties":{"id":{"type":"string"},"code":{"type":"string"},"name":{"type":"string"},
    "quantity":{"type":"integer"},"value":{"type":"integer"},
    "actual_quantity":{"type":["integer","null"]},"completion":{"type":["number","null"]},
    "run_rate":{"type":["number","null"]},"from_history":{"type":"integer"},
    "from_potential":{"type":"integer"},"from_proposal":{"type":"integer"},
    "has_children":{"type":"boolean"},"units_per_box":{"type":"number"}}})";
    schemas["TargetTree"] = R"({"type":"object",
  "required":["month","target_month","node","children","days"],
  "properties":{"month":{"type":"string"},"target_month":{"type":"string"},
    "node":{"$ref":"#/components/schemas/TargetNode"},
    "children":{"type":"array","items":{"$ref":"#/components/schemas/TargetNode"}},
    "days":{"type":"array","items":{"type":"object",
      "required":["day","cumulative_actual","cumulative_target"],
      "properties":{"day":{"type":"string"},"cumulative_actual":{"type":["integer","null"]},
        "cumulative_target":{"type":"integer"}}}}}})";
}

}  // namespace bihuan::targets
