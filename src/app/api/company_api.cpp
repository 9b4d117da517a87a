#include "app/api/company_api.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "app/api/list_request.h"
#include "app/api/resource_schema.h"
#include "app/resources.h"
#include "app/setting.h"
#include "app_api/queries.h"
#include "base/describe_json.h"
#include "base/error.h"
#include "platform/identity/identity_api.h"

namespace bihuan {

namespace api {
namespace {

struct KnownDays {
    std::optional<Day> first_day;
    std::optional<Day> last_day;
    bool published = false;
};

}  // namespace
}  // namespace api

template <>
inline constexpr auto kDescription<api::KnownDays> =
    describe<api::KnownDays>("",
                             field("first_day", &api::KnownDays::first_day),
                             field("last_day", &api::KnownDays::last_day),
                             field("published", &api::KnownDays::published));

}  // namespace bihuan

namespace bihuan::api {

namespace {

using nlohmann::json;

constexpr std::int64_t kHitsPerNoun = 6;

std::string setting(Session& session, std::string_view name, std::string_view fallback) {
    const auto found = session.find_by<Setting>("name", std::string(name));
    return found ? found->content : std::string(fallback);
}

/// The month to close: the newest that has sell-out. While the running month fills up, the one
/// before stays in work until it has been published.
Month month_in_work(const KnownDays& days, Month current) {
    if (!days.last_day) return current - 1;
    const Month newest(*days.last_day);
    return newest == current && !days.published ? current - 1 : newest;
}

json company_json(Session& session, const Clock& clock) {
    const Month current(clock.today());
    const auto days =
        session.query_one<KnownDays>(app_api_queries::kKnownDays, {{"month", current - 1}});
    const auto in_work = month_in_work(days, current);
    json months = json::array();
    const Month first = days.first_day ? Month(*days.first_day) : in_work;
    for (Month month = first; month <= in_work; month = month + 1)
        months.push_back(to_string(month));
    return {{"name", setting(session, kCompanyName, "闭环")},
            {"month_in_work", to_string(in_work)},
            {"months", months},
            {"currency", setting(session, kCurrency, "CNY")},
            {"database", session.dialect() == Dialect::Sqlite ? "sqlite" : "postgresql"}};
}

std::string text_of(const Resource& resource, const Values& row, std::string_view field) {
    if (!resource.description->has(field)) return {};
    const auto* text = std::get_if<std::string>(&row[resource.description->index_of(field)]);
    return text == nullptr ? std::string() : *text;
}

json search(Session& session, const std::string& text) {
    json hits = json::array();
    for (const auto& resource : all_resources()) {
        const auto& description = *resource.description;
        const bool shown = description.has("code") && description.has("name") &&
                           session.viewer().may(resource.permission + ".read");
        if (!shown || text.empty()) continue;
        const auto page = session.list_values(description, {.search = text, .limit = kHitsPerNoun});
        for (const auto& row : page.items) {
            const auto id = std::get<std::int64_t>(row[description.index_of("id")]);
            hits.push_back({{"kind", resource.path},
                            {"id", std::to_string(id)},
                            {"code", text_of(resource, row, "code")},
                            {"name", text_of(resource, row, "name")}});
        }
    }
    return {{"items", hits}};
}

json events_page(Session& session, const ListOptions& options) {
    const auto page = session.list<StoredEvent>(options);
    json items = json::array();
    for (const auto& event : page.items) {
        auto item = to_json_object(event);
        // Ids are text in JSON; these two columns only count as numbers because any noun's may
        // stand there.
        for (const auto* name : {"person_id", "subject_id"})
            if (item[name].is_number()) item[name] = std::to_string(item[name].get<std::int64_t>());
        items.push_back(std::move(item));
    }
    return {{"items", items},
            {"next", page.next.empty() ? json() : json(page.next)},
            {"total", page.total}};
}

http::Operation operation_of(std::string path, std::string id, std::string_view permission) {
    return {.path = std::move(path),
            .id = std::move(id),
            .permission = std::string(permission),
            .tag = "company"};
}

http::Operation make_company(Database& database, const Clock& clock) {
    auto operation = operation_of("/v1/company", "get_company", http::kSignedIn);
    operation.summary = "The company and the months it knows.";
    operation.answers = {{.description = "The company.", .schema = "Company"}};
    operation.handler = [&database, &clock](const http::Request& request) {
        return http::Response::json(
            database
                .read(identity::viewer_of(request),
                      [&](Session& session) { return company_json(session, clock); })
                .dump());
    };
    return operation;
}

http::Operation make_descriptions() {
    auto operation = operation_of("/v1/descriptions", "get_descriptions", http::kSignedIn);
    operation.summary = "What tables and forms of every noun are made from.";
    operation.answers = {{.description = "By noun.", .schema = "Descriptions"}};
    operation.handler = [](const http::Request& request) {
        return http::Response::json(descriptions_json(identity::viewer_of(request)));
    };
    return operation;
}

http::Operation make_search(Database& database) {
    auto operation = operation_of("/v1/search", "search", http::kSignedIn);
    operation.summary = "Rows of any noun by code, name or pinyin.";
    operation.parameters = {{.name = "q", .description = "The text.", .required = true}};
    operation.answers = {{.description = "A few of each noun.", .schema = "SearchHits"}};
    operation.handler = [&database](const http::Request& request) {
        return http::Response::json(
            database
                .read(identity::viewer_of(request),
                      [&](Session& session) { return search(session, request.query.get("q")); })
                .dump());
    };
    return operation;
}

http::Operation make_events(Database& database) {
    auto operation = operation_of("/v1/events", "list_events", "audit.read");
    operation.summary = "The audit log: who did what, when and why.";
    operation.parameters = list_parameters(description_of<StoredEvent>());
    operation.answers = {{.description = "A page of events.", .schema = R"({"type":"object"})"}};
    operation.handler = [&database](const http::Request& request) {
        auto options = read_list_options(description_of<StoredEvent>(), request.query);
        if (!request.query.find("sort")) {
            options.sort = "sequence";
            options.descending = true;
        }
        return http::Response::json(
            database
                .read(identity::viewer_of(request),
                      [&](Session& session) { return events_page(session, options); })
                .dump());
    };
    return operation;
}

}  // namespace

std::vector<http::Operation> company_operations(Database& database, const Clock& clock) {
    return {make_company(database, clock),
            make_descriptions(),
            make_search(database),
            make_events(database)};
}

void add_company_schemas(http::Schemas& schemas) {
    schemas["Company"] = R"({
  "type": "object",
  "required": ["name", "month_in_work", "months", "currency", "database"],
  "properties": {
    "name": {"type": "string"},
    "month_in_work": {"type": "string"},
    "months": {"type": "array", "items": {"type": "string"}},
    "currency": {"type": "string"},
    "database": {"type": "string", "enum": ["sqlite", "postgresql"]}
  }
})";
    schemas["SearchHits"] = R"({
  "type": "object",
  "required": ["items"],
  "properties": {"items": {"type": "array", "items": {
    "type": "object",
    "required": ["kind", "id", "code", "name"],
    "properties": {"kind": {"type": "string"}, "id": {"type": "string"},
                   "code": {"type": "string"}, "name": {"type": "string"}}
  }}}
})";
    schemas["Descriptions"] = descriptions_schema();
}

}  // namespace bihuan::api
