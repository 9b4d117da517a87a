#pragma once

#include <nlohmann/json.hpp>

#include "base/describe.h"
#include "business/company/people/person.h"
#include "business/demand/forecasts/scenario.h"

namespace bihuan {

namespace months {

/// The seven steps of a month, in their order.
enum class Step : std::uint8_t { Compile, Forecast, Consensus, Targets, Supply, Publish, Score };
inline constexpr std::size_t kSteps = 7;

/// Stale: something before it was done anew, so it has to be done again.
enum class StepStatus : std::uint8_t { Open, Running, Done, Stale };

}  // namespace months

template <>
inline constexpr std::array<std::string_view, months::kSteps> kChoices<months::Step>{
    "compile", "forecast", "consensus", "targets", "supply", "publish", "score"};
template <>
inline constexpr std::array<std::string_view, 4> kChoices<months::StepStatus>{
    "open", "running", "done", "stale"};

/// A step as it was last done, with the hashes of what it read and wrote: a step whose inputs have
/// the same hash would write the same bytes, so it is left alone.
struct MonthStep {
    Id<Scenario> scenario_id = kRealScenario;
    Month month;
    months::Step step = months::Step::Compile;
    months::StepStatus status = months::StepStatus::Open;
    std::string input_hash;
    std::string output_hash;
    std::string summary = "{}";  ///< JSON; the step's own figures.
    Id<Person> person_id;
    std::optional<Instant> finished_at;
    std::string method;           ///< Of the program that worked it out; see method.h.
    std::int64_t seen_event = 0;  ///< Number of the newest event before its inputs were read.
};

template <>
inline constexpr auto kDescription<MonthStep> =
    describe<MonthStep>("month_steps",
                        field("scenario_id", &MonthStep::scenario_id),
                        field("month", &MonthStep::month),
                        field("step", &MonthStep::step),
                        field("status", &MonthStep::status),
                        field("input_hash", &MonthStep::input_hash, at_most(64)),
                        field("output_hash", &MonthStep::output_hash, at_most(64)),
                        field("summary", &MonthStep::summary, at_most(kLongestDocument)),
                        field("person_id", &MonthStep::person_id, refers_to("people")),
                        field("finished_at", &MonthStep::finished_at),
                        field("method", &MonthStep::method, at_most(64)),
                        field("seen_event", &MonthStep::seen_event));

}  // namespace bihuan
