#include "business/loop/months/months_api.h"

#include <nlohmann/json.hpp>

#include "business/company/people/people.h"
#include "business/demand/forecasts/asked.h"
#include "business/demand/forecasts/overrides.h"
#include "business/loop/handovers/handovers.h"
#include "business/loop/months/close_report.h"
#include "business/loop/months/what_if.h"
#include "platform/http/json_body.h"
#include "platform/identity/identity_api.h"
#include "platform/jobs/jobs_api.h"

namespace bihuan::months {

namespace {

using handovers::Direction;
using handovers::HandoverState;
using handovers::LedgerEntry;
using nlohmann::json;

constexpr std::string_view kKind = "close";

std::string id_text(std::int64_t id) {
    return std::to_string(id);
}

/// Steps, their verdict and how complete a hand-over is are figures of the whole company.
bool sees_figures(const Session& session) {
    return session.viewer().whole_company;
}

json step_json(Session& session, const MonthStep& step) {
    std::optional<std::string> person;
    if (step.person_id) person = people::name_of(session, step.person_id);
    return {{"step", choice_name(step.step)},
            {"status", choice_name(step.status)},
            {"finished_at", step.finished_at ? json(to_string(*step.finished_at)) : json()},
            {"person", person ? json(*person) : json()},
            {"figures", sees_figures(session) ? json::parse(step.summary) : json::object()}};
}

json entry_json(const Session& session, const LedgerEntry& entry) {
    const bool told = entry.completeness && sees_figures(session);
    const bool opens = entry.handover_id && handovers::may_open(session, entry.kind);
    return {{"code", entry.kind.code},
            {"direction",
             entry.kind.direction == Direction::MarketingToSales   ? "m2s"
             : entry.kind.direction == Direction::SalesToMarketing ? "s2m"
                                                                   : "plan"},
            {"owner_role", choice_name(entry.kind.owner)},
            {"due_day", entry.due_day ? json(to_string(*entry.due_day)) : json()},
            {"state", choice_name(entry.state)},
            {"completeness", told ? json(*entry.completeness) : json()},
            {"missing", entry.missing},
            {"handover_id", opens ? json(id_text(entry.handover_id.value)) : json()},
            {"delivered_at", entry.delivered_at ? json(to_string(*entry.delivered_at)) : json()},
            {"acknowledged", entry.acknowledged},
            {"receivers", entry.receivers}};
}

/// Who has to move: the owner of what is due, the first receiver of what nobody has read.
json waiting_json(const std::vector<LedgerEntry>& ledger) {
    json waiting = json::array();
    for (const auto& entry : ledger) {
        const bool owed = entry.state == HandoverState::Due || entry.state == HandoverState::Late;
        const bool unread = entry.state == HandoverState::Delivered;
        if (!owed && !unread) continue;
        const Role role =
            owed ? entry.kind.owner : handovers::receivers_of(entry.kind.direction).front();
        waiting.push_back({{"handover", entry.kind.code}, {"role", choice_name(role)}});
    }
    return waiting;
}

json figure(const json& figures, const char* name) {
    const auto found = figures.find(name);
    return found == figures.end() ? json() : *found;
}

json verdict_json(const Session& session,
                  const std::vector<MonthStep>& steps,
                  const std::vector<LedgerEntry>& ledger) {
    const auto figures = [&](Step step) {
        return json::parse(steps[static_cast<std::size_t>(step)].summary);
    };
    auto consensus = figures(Step::Consensus);
    auto supply = figures(Step::Supply);
    if (consensus.empty() && supply.empty()) return nullptr;
    if (!sees_figures(session)) consensus = supply = json::object();
    return {{"demand", figure(consensus, "demand")},
            {"demand_last_plan", figure(consensus, "demand_last_plan")},
            {"production", figure(supply, "production")},
            {"production_change", figure(supply, "production_change")},
            {"units_per_box", figure(consensus, "units_per_box")},
            {"waiting", waiting_json(ledger)}};
}

json month_json(Session& session, Month month, Id<Scenario> scenario, Day today) {
    const auto steps = steps_of(session, scenario, month);
    const auto ledger = handovers::ledger(session, scenario, month, today);
    json step_list = json::array();
    for (const auto& step : steps) step_list.push_back(step_json(session, step));
    json handover_list = json::array();
    json plan;
    for (const auto& entry : ledger) {
        if (entry.kind.direction == Direction::Plan)
            plan = entry_json(session, entry);
        else
            handover_list.push_back(entry_json(session, entry));
    }
    return {{"month", to_string(month)},
            {"scenario", forecasts::get_scenario(session, scenario).name},
            {"verdict", verdict_json(session, steps, ledger)},
            {"steps", std::move(step_list)},
            {"handovers", std::move(handover_list)},
            {"plan", std::move(plan)}};
}

json scenario_json(Session& session, const Scenario& scenario) {
    const auto person = people::name_of(session, scenario.person_id);
    const auto viewer_id = session.viewer().person_id;
    return {{"id", id_text(scenario.id.value)},
            {"name", scenario.name},
            {"person", person ? json(*person) : json()},
            {"own", viewer_id != 0 && scenario.person_id.value == viewer_id},
            {"month", scenario.month ? json(to_string(*scenario.month)) : json()},
            {"created_at", to_string(scenario.created_at)}};
}

/// A body may be left out.
json body_of(const http::Request& request) {
    return request.body.empty() ? json::object() : http::parse_json_object(request);
}

// As long as a copy's name may be; whatever else is asked for here is shorter.
constexpr std::size_t kLongestText = 80;

std::string text_member(const json& body, std::string_view name) {
    return http::text_member(body, name, kLongestText);
}

/// Whether the viewer may work in the what-if copy of that name, or make it. Throws Forbidden.
void require_copy(Database& database, const Viewer& viewer, const std::string& name) {
    if (name.empty()) return;
    const auto found = database.read(
        viewer, [&](Session& session) { return session.find_by<Scenario>("name", name); });
    if (found) forecasts::require_may_write(viewer, *found);
    if (!found && !viewer.may("scenarios.write"))
        throw Error(ErrorCode::Forbidden, "You need the permission scenarios.write.");
}

Month path_month(const http::Request& request) {
    return forecasts::asked_month(request.path_value("month"), "month");
}

http::Operation operation_of(std::string path, std::string id, std::string permission) {
    return {.path = std::move(path),
            .id = std::move(id),
            .permission = std::move(permission),
            .tag = "months"};
}

constexpr const char* kJobReference =
    R"({"type":"object","required":["job_id"],"properties":{"job_id":{"type":"string"}}})";

http::Operation close_operation(Database& database, jobs::Jobs& jobs) {
    auto close = operation_of("/v1/months/{month}/close", "close_month", "months.close");
    close.method = http::Method::Post;
    close.summary = "Close a month, or a what-if copy of it, as a job.";
    close.body = http::BodyKind::Json;
    close.body_schema =
        R"({"type":"object","properties":{"scenario":{"type":"string","description":"Name of a what-if copy; made when there is none."},"force":{"type":"boolean"}}})";
    close.answers = {{.status = 202, .description = "The job.", .schema = kJobReference}};
    close.handler = [&database, &jobs](const http::Request& request) {
        const auto body = body_of(request);
        require_copy(database, identity::viewer_of(request), text_member(body, "scenario"));
        const json arguments{{"month", to_string(path_month(request))},
                             {"scenario", text_member(body, "scenario")},
                             {"force", http::flag_member(body, "force", false)}};
        return jobs::accepted(
            jobs.submit(identity::viewer_of(request), kKind, arguments.dump()).id);
    };
    return close;
}

http::Operation step_operation(Database& database, jobs::Jobs& jobs) {
    auto step = operation_of("/v1/months/{month}/steps/{step}", "run_month_step", "months.close");
    step.method = http::Method::Post;
    step.summary = "Run one step of a month again, as a job.";
    step.body = http::BodyKind::Json;
    step.body_schema = R"({"type":"object","properties":{"scenario":{"type":"string"}}})";
    step.answers = {{.status = 202, .description = "The job.", .schema = kJobReference}};
    step.handler = [&database, &jobs](const http::Request& request) {
        const auto& name = request.path_value("step");
        if (!choice_named<Step>(name))
            throw Error(ErrorCode::NotFound, fmt::format("A month has no step {}.", name));
        const auto scenario = text_member(body_of(request), "scenario");
        require_copy(database, identity::viewer_of(request), scenario);
        const json arguments{{"month", to_string(path_month(request))},
                             {"scenario", scenario},
                             {"step", name},
                             {"force", true}};
        return jobs::accepted(
            jobs.submit(identity::viewer_of(request), kKind, arguments.dump()).id);
    };
    return step;
}

http::Operation month_operation(Database& database, const Clock& clock) {
    auto month = operation_of("/v1/months/{month}", "get_month", "months.read");
    month.summary = "A month: its verdict, its steps and its fourteen hand-overs.";
    month.parameters = {{.name = "scenario", .description = "Id or name of a what-if copy."}};
    month.answers = {{.description = "The month.", .schema = "LoopMonth"}};
    month.handler = [&database, &clock](const http::Request& request) {
        const auto answer = database.read(identity::viewer_of(request), [&](Session& session) {
            const auto scenario = forecasts::asked_scenario(session, request.query.get("scenario"));
            return month_json(session, path_month(request), scenario, clock.today());
        });
        return http::Response::json(answer.dump());
    };
    return month;
}

std::vector<http::Operation> scenario_operations(Database& database, const Clock& clock) {
    auto list = operation_of("/v1/scenarios", "list_scenarios", "months.read");
    list.summary = "What-if copies, oldest first; the field sees its own alone.";
    list.answers = {{.description = "All copies.", .schema = "Scenarios"}};
    list.handler = [&database](const http::Request& request) {
        json items = json::array();
        database.read(identity::viewer_of(request), [&](Session& session) {
            for (const auto& scenario : session.all<Scenario>())
                if (scenario.id != kRealScenario) items.push_back(scenario_json(session, scenario));
        });
        return http::Response::json(json{{"items", items}}.dump());
    };

    auto create = operation_of("/v1/scenarios", "create_scenario", "scenarios.write");
    create.method = http::Method::Post;
    create.summary = "A what-if copy of a month as it stands.";
    create.body = http::BodyKind::Json;
    create.body_schema =
        R"({"type":"object","required":["name","month"],"properties":{"name":{"type":"string"},"month":{"type":"string"}}})";
    create.answers = {{.status = 201, .description = "The copy.", .schema = "Scenario"}};
    create.handler = [&database, &clock](const http::Request& request) {
        const auto body = http::parse_json_object(request);
        const auto month = forecasts::asked_month(text_member(body, "month"), "month");
        const auto name = text_member(body, "name");
        require_copy(database, identity::viewer_of(request), name);
        const auto made = database.write(
            forecasts::whole_company(identity::viewer_of(request)), clock, [&](Transaction& t) {
                return scenario_json(t, find_or_make_what_if(t, name, month));
            });
        return http::Response::created("/v1/scenarios/" + made["id"].get<std::string>(),
                                       made.dump());
    };

    auto remove = operation_of("/v1/scenarios/{id}", "delete_scenario", "scenarios.write");
    remove.method = http::Method::Delete;
    remove.summary = "Drop an own what-if copy with all that was made in it.";
    remove.answers = {{.status = 204, .description = "It is gone."}};
    remove.handler = [&database, &clock](const http::Request& request) {
        const auto& viewer = identity::viewer_of(request);
        database.write(forecasts::whole_company(viewer), clock, [&](Transaction& t) {
            const auto copy = t.get(Id<Scenario>{request.path_id("id")});
            forecasts::require_may_write(viewer, copy);
            remove_what_if(t, copy.id);
        });
        return http::Response::empty();
    };
    return {std::move(list), std::move(create), std::move(remove)};
}

std::string run_close(Database& database,
                      const Clock& clock,
                      const jobs::Order& order,
                      const jobs::Progress& progress) {
    const auto arguments = json::parse(order.arguments);
    CloseOptions options{.month = forecasts::asked_month(arguments.value("month", ""), "month"),
                         .only = choice_named<Step>(arguments.value("step", "")),
                         // A run that died half-way goes on; it need not do again what it has done.
                         .force = arguments.value("force", false) && order.attempt <= 1,
                         .ask_again = [&](Session& session) { order.ask_again(session); }};
    const auto scenario = arguments.value("scenario", "");
    require_copy(database, order.viewer, scenario);
    if (!scenario.empty())
        options.scenario = database
                               .write(forecasts::whole_company(order.viewer),
                                      clock,
                                      [&](Transaction& t) {
                                          return find_or_make_what_if(t, scenario, options.month);
                                      })
                               .id;
    return close_json(close_month(database, clock, order.viewer, options, progress)).dump();
}

}  // namespace

std::vector<http::Operation> operations(Database& database, const Clock& clock, jobs::Jobs& jobs) {
    std::vector<http::Operation> all{month_operation(database, clock),
                                     close_operation(database, jobs),
                                     step_operation(database, jobs)};
    for (auto& operation : scenario_operations(database, clock))
        all.push_back(std::move(operation));
    return all;
}

void add_schemas(http::Schemas& schemas) {
    schemas["LoopHandover"] = R"({"type":"object",
  "required":["code","direction","owner_role","due_day","state","completeness","missing","handover_id"],
  "properties":{"code":{"type":"string"},"direction":{"type":"string","enum":["m2s","s2m","plan"]},
    "owner_role":{"type":"string"},"due_day":{"type":["string","null"]},
    "state":{"type":"string","enum":["not_due","due","late","delivered","acknowledged","decided"]},
    "completeness":{"type":["number","null"]},"missing":{"type":"array","items":{"type":"string"}},
    "handover_id":{"type":["string","null"]},"delivered_at":{"type":["string","null"]},
    "acknowledged":{"type":"integer"},"receivers":{"type":"integer"}}})";
    schemas["LoopStep"] = R"({"type":"object","required":["step","status"],
  "properties":{"step":{"type":"string","enum":["compile","forecast","consensus","targets","supply","publish","score"]},
    "status":{"type":"string","enum":["open","running","done","stale"]},
    "finished_at":{"type":["string","null"]},"person":{"type":["string","null"]},
    "figures":{"type":"object"}}})";
    schemas["LoopMonth"] =
        R"({"type":"object","required":["month","scenario","verdict","steps","handovers"],
  "properties":{"month":{"type":"string"},"scenario":{"type":"string"},
    "verdict":{"type":["object","null"],"properties":{"demand":{"type":["integer","null"]},
      "demand_last_plan":{"type":["integer","null"]},"production":{"type":["integer","null"]},
      "production_change":{"type":["integer","null"]},"units_per_box":{"type":["number","null"]},
      "waiting":{"type":"array","items":{"type":"object","required":["handover","role"],
        "properties":{"handover":{"type":"string"},"role":{"type":"string"}}}}}},
    "steps":{"type":"array","items":{"$ref":"#/components/schemas/LoopStep"}},
    "handovers":{"type":"array","items":{"$ref":"#/components/schemas/LoopHandover"}},
    "plan":{"$ref":"#/components/schemas/LoopHandover"}}})";
    schemas["Scenario"] = R"({"type":"object","required":["id","name","month","person","own"],
  "properties":{"id":{"type":"string"},"name":{"type":"string"},"month":{"type":["string","null"]},
    "person":{"type":["string","null"]},"own":{"type":"boolean"},
    "created_at":{"type":"string"}}})";
    schemas["Scenarios"] = R"({"type":"object","required":["items"],
  "properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Scenario"}}}})";
}

void add_jobs(jobs::Jobs& jobs, Database& database, const Clock& clock) {
    jobs.add_kind(
        std::string(kKind),
        [&database, &clock](const jobs::Order& order, const jobs::Progress& progress) {
            return run_close(database, clock, order, progress);
        },
        "months.close");
}

}  // namespace bihuan::months
