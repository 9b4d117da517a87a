#include "app/check/told_outputs.h"

#include "app/check/told_event.h"
#include "app_check/queries.h"

namespace bihuan::check {

namespace {

using months::Step;
using months::StepStatus;
using nlohmann::json;

constexpr std::string_view kStepDone = "months.";

std::optional<Step> step_of(std::string_view name) {
    for (std::size_t i = 0; i < months::kSteps; ++i)
        if (choice_name(static_cast<Step>(i)) == name) return static_cast<Step>(i);
    return std::nullopt;
}

json state_of(const ToldEvent& event) {
    auto state = json::parse(event.after_state.value_or(""), nullptr, /*allow_exceptions=*/false);
    return state.is_object() ? state : json::object();
}

/// A step and those that it made stale.
void note_step(ToldClose& close, Step step, const json& state) {
    close.steps[step] = {state, StepStatus::Done};
    if (const auto stale = state.find("stale"); stale != state.end() && stale->is_array()) {
        for (const auto& name : *stale) {
            const auto later = name.is_string() ? step_of(name.get<std::string>()) : std::nullopt;
            if (later && close.steps.contains(*later))
                close.steps[*later].status = StepStatus::Stale;
        }
        return;
    }
    // An older program did not say which; what the score rests on has changed between programs.
    for (auto& [later, told] : close.steps) {
        if (later <= step) continue;
        if (later == Step::Score)
            told.status.reset();
        else
            told.status = StepStatus::Stale;
    }
}

void note_seals(ToldClose& close, const json& state) {
    const auto found = state.find("seals");
    if (found == state.end() || !found->is_object()) return;
    for (const auto& [table, seal] : found->items())
        if (seal.is_string()) close.seals[table] = seal.get<std::string>();
}

class Replay {
public:
    explicit Replay(ToldOutputs& told) : told_(told) {}

    void note(const ToldEvent& event) {
        const auto& action = event.action;
        if (action == "regions.updated" || action == "channels.updated") {
            told_.moved = event.sequence;
            return;
        }
        if (action == "scenarios.removed") {
            std::erase_if(told_.closes,
                          [&](const auto& entry) { return entry.first.first == event.subject_id; });
            return;
        }
        const auto state = state_of(event);
        const auto month = state.value("month", "");
        if (action == "scenarios.created") {
            months_[event.subject_id] = month;
            return;
        }
        if (action == "scenarios.copied") {
            const auto& copied = month.empty() ? months_[event.subject_id] : month;
            if (!copied.empty()) note_copy({event.subject_id, copied}, state);
            return;
        }
        if (month.empty()) return;
        auto& close = told_.closes[{event.subject_id, month}];
        if (!action.starts_with(kStepDone)) return note_seals(close, state);
        const auto step = step_of(std::string_view(action).substr(kStepDone.size()));
        if (!step) return;
        note_step(close, *step, state);
        if (*step == Step::Forecast || *step == Step::Consensus) close.placed = event.sequence;
    }

private:
    /// A copy starts as the real month stands; it has published and scored nothing yet.
    void note_copy(const Close& copy, const json& state) {
        auto& close = told_.closes[copy];
        const auto real = told_.closes.find({kRealScenario.value, copy.second});
        if (real != told_.closes.end()) {
            close.steps = real->second.steps;
            close.steps.erase(Step::Publish);
            close.steps.erase(Step::Score);
            close.placed = real->second.placed;
        }
        note_seals(close, state);
    }

    ToldOutputs& told_;
    std::map<std::int64_t, std::string> months_;  ///< Of what-if copies.
};

}  // namespace

bool ToldClose::is_done(Step step) const {
    const auto told = steps.find(step);
    return told != steps.end() && told->second.status == StepStatus::Done;
}

ToldOutputs told_outputs(Session& session) {
    ToldOutputs told;
    Replay replay(told);
    session.query_each<ToldEvent>(
        app_check_queries::kOutputEvents, {}, [&](const ToldEvent& event) { replay.note(event); });
    return told;
}

}  // namespace bihuan::check
