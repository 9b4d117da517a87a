#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "app/check/company_check.h"
#include "app/check/told_event.h"
#include "app/resources.h"
#include "app/setting.h"
#include "app_check/queries.h"
#include "base/content_hash.h"
#include "base/describe_json.h"
#include "base/text.h"
#include "business/company/imports/import.h"
#include "business/demand/forecasts/override.h"
#include "business/loop/handovers/handover.h"

namespace bihuan::check {

namespace {

using nlohmann::json;

/// A noun whose rows have an event for each change.
struct HeldNoun {
    const Description* description;
    /// Verbs beside created, updated and removed whose events tell of the row.
    std::set<std::string_view> more_verbs = {};
    /// Rows go with this one without an event of their own …
    std::string_view parent_field = {};
    std::string_view parent_table = {};
};

std::vector<HeldNoun> held_nouns() {
    std::vector<HeldNoun> nouns;
    for (const auto& resource : all_resources()) nouns.push_back({resource.description});
    nouns.push_back({&description_of<Setting>()});
    nouns.push_back({&description_of<Scenario>()});
    nouns.push_back({&description_of<Import>()});
    nouns.push_back({.description = &description_of<Override>(),
                     .parent_field = "scenario_id",
                     .parent_table = "scenarios"});
    nouns.push_back({.description = &description_of<Handover>(),
                     .more_verbs = {"delivered", "decided"},
                     .parent_field = "scenario_id",
                     .parent_table = "scenarios"});
    nouns.push_back({.description = &description_of<HandoverReceipt>(),
                     .parent_field = "handover_id",
                     .parent_table = "handovers"});
    return nouns;
}

/// Rows that nobody wrote: the real company among the scenarios.
bool is_built_in(const Description& description, std::int64_t id) {
    return description.table == description_of<Scenario>().table && id == kRealScenario.value;
}

json written(const FieldDescription& field, const Value& value) {
    Description one{"", {field}};
    return values_to_json(one, std::span(&value, 1)).at(std::string(field.name));
}

/// Databases write the same instant in other words.
bool agrees(const FieldDescription& field, const json& stored, const json& told) {
    if (field.kind == FieldKind::Timestamp && stored.is_string() && told.is_string())
        return parse_instant(stored.get<std::string>()) == parse_instant(told.get<std::string>());
    return stored == told;
}

std::string shown(const json& value) {
    constexpr std::size_t kShown = 120;
    return std::string(cut(value.dump(-1, ' ', false, json::error_handler_t::replace), kShown));
}

class NounCheck {
public:
    NounCheck(Session& session, const HeldNoun& noun, Issues& issues)
        : session_(session), noun_(noun), issues_(issues) {}

    /// Ids of rows that are gone, by an event or with their parent; for the nouns that follow.
    void run() {
        read_events();
        session_.each_row(*noun_.description, {}, [&](std::span<const Value> row) { hold(row); });
        for (const auto& [id, states] : told_)
            if (!seen_.contains(id)) tell_missing(id, states);
    }

private:
    void read_events() {
        const std::string table(noun_.description->table);
        session_.query_each<ToldEvent>(
            app_check_queries::kEventsOfNoun, {{"kind", table}}, [&](const ToldEvent& event) {
                const auto dot = event.action.find('.');
                if (event.action.substr(0, dot) != table) return;
                const std::string_view verb = std::string_view(event.action).substr(dot + 1);
                auto& states = told_[event.subject_id];
                const auto state = event.after_state.value_or("");
                if (verb == "removed")
                    told_.erase(event.subject_id);
                else if (verb == "created" || verb == "updated" || verb == "delivered")
                    states = {state};
                else if (noun_.more_verbs.contains(verb))
                    states.push_back(state);
                else if (states.empty())
                    told_.erase(event.subject_id);  // of something else, such as a job of the row
            });
    }

    static json merged(const std::vector<std::string>& states) {
        json result = json::object();
        for (const auto& state : states) {
            const auto told = json::parse(state, nullptr, /*allow_exceptions=*/false);
            if (told.is_object()) result.update(told);
        }
        return result;
    }

    void hold(std::span<const Value> row) {
        const auto& description = *noun_.description;
        const auto id = std::get<std::int64_t>(row[description.index_of("id")]);
        const auto told = told_.find(id);
        if (told == told_.end()) {
            if (!is_built_in(description, id) && !copied_by_older_program(row))
                issues_.push_back({"row_without_event",
                                   fmt::format("/{}/{}", description.table, id),
                                   fmt::format("{} {} ({}) is there, but no event says that "
                                               "somebody made it.",
                                               description.table,
                                               id,
                                               name_of(row)),
                                   name_of(row)});
            return;
        }
        seen_.insert(id);
        const auto state = merged(told->second);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto& field = description.fields[i];
            const auto member = state.find(std::string(field.name));
            if (member == state.end()) continue;  // younger than the event
            const auto stored = written(field, row[i]);
            if (!agrees(field, stored, *member)) tell_changed(row, id, field, stored, *member);
        }
        hold_document(row, id);
    }

    void tell_changed(std::span<const Value> row,
                      std::int64_t id,
                      const FieldDescription& field,
                      const json& stored,
                      const json& told) {
        issues_.push_back({"row_changed",
                           fmt::format("/{}/{}/{}", noun_.description->table, id, field.name),
                           fmt::format("{} {} ({}): {} is {}, its last event says {}.",
                                       noun_.description->table,
                                       id,
                                       name_of(row),
                                       field.name,
                                       shown(stored),
                                       shown(told)),
                           shown(stored)});
    }

    /// A document is frozen with its own hash.
    void hold_document(std::span<const Value> row, std::int64_t id) {
        const auto& description = *noun_.description;
        if (!description.has("document_hash")) return;
        const auto& text = std::get<std::string>(row[description.index_of("document")]);
        const auto& told = std::get<std::string>(row[description.index_of("document_hash")]);
        const auto hash = sha256_hex(text);
        if (hash == told) return;
        issues_.push_back({"document_changed",
                           fmt::format("/{}/{}/document", description.table, id),
                           fmt::format("The document of {} {} ({}) has the hash {}, delivered was "
                                       "{}.",
                                       description.table,
                                       id,
                                       name_of(row),
                                       hash,
                                       told),
                           hash});
    }

    void tell_missing(std::int64_t id, const std::vector<std::string>& states) {
        const auto state = merged(states);
        if (gone_with_parent(state)) return;
        const auto name = state.value("code", state.value("name", ""));
        issues_.push_back({"row_missing",
                           fmt::format("/{}/{}", noun_.description->table, id),
                           fmt::format("{} {} ({}) is missing, but no event says that somebody "
                                       "removed it.",
                                       noun_.description->table,
                                       id,
                                       name),
                           name});
    }

    bool gone_with_parent(const json& state) {
        if (noun_.parent_field.empty()) return false;
        const auto parent = state.value(std::string(noun_.parent_field), "");
        // Rows of an older program's events do not name it.
        if (parent.empty()) return noun_.description->has("document_hash");
        const auto& parents = ids_of_parents();
        return !parents.contains(std::stoll(parent));
    }

    const std::set<std::int64_t>& ids_of_parents() {
        if (parents_) return *parents_;
        auto& ids = parents_.emplace();
        const auto& description = noun_.parent_table == description_of<Scenario>().table
                                      ? description_of<Scenario>()
                                      : description_of<Handover>();
        session_.each_row(description, {}, [&](std::span<const Value> row) {
            ids.insert(std::get<std::int64_t>(row[description.index_of("id")]));
        });
        return ids;
    }

    /// What-if copies of an older program took corrections over without an event for each.
    bool copied_by_older_program(std::span<const Value> row) {
        const auto& description = *noun_.description;
        if (description.table != description_of<Override>().table) return false;
        const auto scenario = std::get<std::int64_t>(row[description.index_of("scenario_id")]);
        if (scenario == kRealScenario.value) return false;
        bool older = false;
        session_.query_each<ToldEvent>(
            app_check_queries::kEventsOfNoun, {{"kind", "scenarios"}}, [&](const ToldEvent& event) {
                older = older || (event.subject_id == scenario &&
                                  event.action == "scenarios.copied" && !event.after_state);
            });
        return older;
    }

    std::string name_of(std::span<const Value> row) const {
        std::string name;
        for (const std::string_view field : {"code", "name"}) {
            if (!noun_.description->has(field)) continue;
            const auto* text = std::get_if<std::string>(&row[noun_.description->index_of(field)]);
            if (text != nullptr) name += (name.empty() ? "" : " ") + *text;
        }
        return name;
    }

    Session& session_;
    const HeldNoun& noun_;
    Issues& issues_;
    std::map<std::int64_t, std::vector<std::string>> told_;
    std::set<std::int64_t> seen_;
    std::optional<std::set<std::int64_t>> parents_;
};

}  // namespace

Issues find_changed_rows(Session& session) {
    Issues issues;
    for (const auto& noun : held_nouns()) NounCheck(session, noun, issues).run();
    return issues;
}

}  // namespace bihuan::check
