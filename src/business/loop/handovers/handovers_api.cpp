#include "business/loop/handovers/handovers_api.h"

#include <nlohmann/json.hpp>

#include "business/loop/handovers/documents.h"
#include "business/loop/handovers/handovers.h"
#include "handovers/queries.h"
#include "platform/http/json_body.h"
#include "platform/identity/identity_api.h"

namespace bihuan::handovers {

/// A receipt with who gave it.
struct ReadBy {
    std::string name;
    std::vector<Role> roles;
    Instant acknowledged_at;
    std::string question;
    std::string answer;
};

struct Decider {
    std::string name;
};

}  // namespace bihuan::handovers

namespace bihuan {

template <>
inline constexpr auto kDescription<handovers::ReadBy> =
    describe<handovers::ReadBy>("",
                                field("name", &handovers::ReadBy::name),
                                field("roles", &handovers::ReadBy::roles),
                                field("acknowledged_at", &handovers::ReadBy::acknowledged_at),
                                field("question", &handovers::ReadBy::question),
                                field("answer", &handovers::ReadBy::answer));

template <>
inline constexpr auto kDescription<handovers::Decider> =
    describe<handovers::Decider>("", field("name", &handovers::Decider::name));

}  // namespace bihuan

namespace bihuan::handovers {

namespace {

using nlohmann::json;

json receipts_json(Session& session, Id<Handover> id) {
    json receipts = json::array();
    session.query_each<ReadBy>(
        handovers_queries::kReceiptsOfHandover, {{"handover_id", id}}, [&](const ReadBy& read) {
            receipts.push_back(
                {{"person", read.name},
                 {"role", read.roles.empty() ? json() : json(choice_name(read.roles.front()))},
                 {"acknowledged_at", to_string(read.acknowledged_at)},
                 {"question", read.question.empty() ? json() : json(read.question)},
                 {"answer", read.answer.empty() ? json() : json(read.answer)}});
        });
    return receipts;
}

json decisions_json(Session& session, const Handover& handover) {
    json decisions = json::array();
    if (handover.decision.empty()) return decisions;
    const auto person = session.query_optional<Decider>(handovers_queries::kDeciderOfHandover,
                                                        {{"handover_id", handover.id}});
    decisions.push_back(
        {{"decision", handover.decision},
         {"person", person ? person->name : std::string()},
         {"decided_at", handover.decided_at ? json(to_string(*handover.decided_at)) : json()}});
    return decisions;
}

json handover_json(Session& session, Id<Handover> id) {
    const auto handover = session.get(id);
    require_openable(session, handover);
    // How much of the nation has reported is no figure of one region.
    const bool told = session.viewer().whole_company;
    return {{"id", std::to_string(handover.id.value)},
            {"code", handover.code},
            {"month", to_string(handover.month)},
            {"edition", handover.edition},
            {"owner_role", handover.owner_role},
            {"due_day", to_string(handover.due_day)},
            {"completeness", told ? json(handover.completeness) : json()},
            {"missing", json::parse(handover.missing)},
            {"document", visible_document(handover.document, session)},
            {"document_hash", handover.document_hash},
            {"delivered_at", to_string(handover.delivered_at)},
            {"receipts", receipts_json(session, id)},
            {"decisions", decisions_json(session, handover)}};
}

constexpr std::size_t kLongestText = 2000;

http::Operation operation_of(std::string path, std::string id, std::string permission) {
    return {.path = std::move(path),
            .id = std::move(id),
            .permission = std::move(permission),
            .tag = "handovers"};
}

}  // namespace

std::vector<http::Operation> operations(Database& database, const Clock& clock) {
    auto get = operation_of("/v1/handovers/{id}", "get_handover", "handovers.read");
    get.summary = "A frozen hand-over with its receipts and what was decided from it.";
    get.answers = {{.description = "The hand-over.", .schema = "Handover"}};
    get.handler = [&database](const http::Request& request) {
        const auto answer = database.read(identity::viewer_of(request), [&](Session& session) {
            return handover_json(session, {request.path_id("id")});
        });
        return http::Response::json(answer.dump());
    };

    auto read = operation_of(
        "/v1/handovers/{id}/acknowledgement", "acknowledge_handover", "handovers.read");
    read.method = http::Method::Post;
    read.summary = "Say that one has read a hand-over, perhaps with a question.";
    read.body = http::BodyKind::Json;
    read.body_schema = R"({"type":"object","properties":{"question":{"type":"string"}}})";
    read.answers = {{.status = 204, .description = "It is recorded."}};
    read.handler = [&database, &clock](const http::Request& request) {
        const auto body = request.body.empty() ? json::object() : http::parse_json_object(request);
        const auto question = http::text_member(body, "question", kLongestText);
        database.write(identity::viewer_of(request), clock, [&](Transaction& t) {
            acknowledge(t, {request.path_id("id")}, question);
        });
        return http::Response::empty();
    };

    auto decided =
        operation_of("/v1/handovers/{id}/decision", "decide_handover", "handovers.decide");
    decided.method = http::Method::Post;
    decided.summary = "Record what was decided from a hand-over; once.";
    decided.body = http::BodyKind::Json;
    decided.body_schema =
        R"({"type":"object","required":["decision"],"properties":{"decision":{"type":"string"}}})";
    decided.answers = {{.status = 204, .description = "It is recorded."}};
    decided.handler = [&database, &clock](const http::Request& request) {
        const auto decision =
            http::text_member(http::parse_json_object(request), "decision", kLongestText);
        database.write(identity::viewer_of(request), clock, [&](Transaction& t) {
            decide(t, {request.path_id("id")}, decision);
        });
        return http::Response::empty();
    };
    return {std::move(get), std::move(read), std::move(decided)};
}

void add_schemas(http::Schemas& schemas) {
    schemas["Handover"] = R"({"type":"object",
  "required":["id","code","month","edition","document","document_hash","delivered_at","receipts","decisions"],
  "properties":{"id":{"type":"string"},"code":{"type":"string"},"month":{"type":"string"},
    "edition":{"type":"integer"},"owner_role":{"type":"string"},"due_day":{"type":"string"},
    "completeness":{"type":["number","null"]},"missing":{"type":"array","items":{"type":"string"}},
    "document":{"type":"object","required":["title","facts","tables"],"properties":{
      "title":{"type":"string"},
      "facts":{"type":"array","items":{"type":"object","required":["key","value","kind"]}},
      "tables":{"type":"array","items":{"type":"object","required":["key","columns","rows"],
        "properties":{"key":{"type":"string"},
          "columns":{"type":"array","items":{"type":"object","required":["name","kind"],
            "properties":{"name":{"type":"string"},"kind":{"type":"string"}}}},
          "rows":{"type":"array","items":{"type":"array"}}}}}}},
    "document_hash":{"type":"string"},"delivered_at":{"type":"string"},
    "receipts":{"type":"array","items":{"type":"object","properties":{
      "person":{"type":"string"},"role":{"type":["string","null"]},
      "acknowledged_at":{"type":"string"},"question":{"type":["string","null"]},
      "answer":{"type":["string","null"]}}}},
    "decisions":{"type":"array","items":{"type":"object","properties":{
      "decision":{"type":"string"},"person":{"type":"string"},"decided_at":{"type":["string","null"]}}}}}})";
}

}  // namespace bihuan::handovers
