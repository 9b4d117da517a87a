#include <map>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>

#include "app/check/company_check.h"
#include "app/check/told_event.h"
#include "app_check/queries.h"
#include "base/content_hash.h"
#include "business/demand/forecasts/forecast_sums.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/production/plan_row.h"
#include "business/loop/months/large_figures.h"
#include "business/loop/months/month_step.h"
#include "business/loop/months/output_seals.h"
#include "business/sales/targets/target_row.h"

namespace bihuan::check {

namespace {

using nlohmann::json;

/// A scenario and the month of its close.
using Close = std::pair<std::int64_t, std::string>;
using Told = std::map<Close, std::map<std::string, std::string>>;

struct ToldOutputs {
    Told seals;  ///< By table.
    Told steps;  ///< The newest event's state, by step.
    /// Number of the event by which corrections were agreed on, by close.
    std::map<Close, std::int64_t> agreed;
    std::int64_t moved = 0;  ///< Of the last event that changed a region or channel.
};

void note_seals(const json& after, std::map<std::string, std::string>& seals) {
    const auto found = after.find("seals");
    if (found == after.end() || !found->is_object()) return;
    for (const auto& [table, seal] : found->items())
        if (seal.is_string()) seals[table] = seal.get<std::string>();
}

ToldOutputs told_by_events(Session& session) {
    ToldOutputs told;
    session.query_each<ToldEvent>(
        app_check_queries::kOutputEvents, {}, [&](const ToldEvent& event) {
            if (event.action == "scenarios.removed") {
                const auto of_copy = [&](const auto& entry) {
                    return entry.first.first == event.subject_id;
                };
                std::erase_if(told.seals, of_copy);
                std::erase_if(told.steps, of_copy);
                return;
            }
            if (event.action == "regions.updated" || event.action == "channels.updated")
                told.moved = event.sequence;
            const auto text = event.after_state.value_or("");
            const auto after = json::parse(text, nullptr, /*allow_exceptions=*/false);
            if (!after.is_object() || !after.contains("month")) return;
            const Close close{event.subject_id, after.value("month", "")};
            if (event.action == "months.consensus" || event.action == "scenarios.copied")
                told.agreed[close] = event.sequence;
            if (event.action.starts_with("months."))
                told.steps[close][event.action.substr(7)] = text;
            else
                note_seals(after, told.seals[close]);
        });
    return told;
}

std::string place_of(const Close& close, std::string_view table) {
    return fmt::format("/{}/{}/{}", table, close.first, close.second);
}

std::string title_of(const Close& close) {
    return close.first == kRealScenario.value
               ? fmt::format("the close of {}", close.second)
               : fmt::format("the close of {} in what-if copy {}", close.second, close.first);
}

/// One close's rows, held against events, parts and corrections.
class CloseCheck {
public:
    CloseCheck(Session& session, const ToldOutputs& told, const forecasts::Places& places)
        : session_(session), told_(told), places_(places) {}

    void run(const Close& close) {
        close_ = close;
        scenario_ = Id<Scenario>{close.first};
        month_ = *Month::parse(close.second);
        guarded([&] { hold_seals(); });
        guarded([&] { hold_steps(); });
        guarded([&] { hold_forecasts(); });
        guarded([&] { hold_targets(); });
        guarded([&] { hold_plan(); });
    }

    Issues issues;

private:
    /// What cannot even be added up is an issue of its own.
    template <class Work>
    void guarded(const Work& work) {
        try {
            work();
        } catch (const FigureTooLarge& error) {
            const auto named = months::with_names(session_, error);
            for (const auto& issue : named.issues())
                if (std::ranges::find(issues, issue) == issues.end()) issues.push_back(issue);
        }
    }

    std::vector<Filter> of_close() const {
        return {{"scenario_id", {Value{close_.first}}}, {"month", {Value{close_.second}}}};
    }

    template <class Row, class Visit>
    void each(Visit visit) {
        session_.each_row(description_of<Row>(), of_close(), [&](std::span<const Value> row) {
            visit(from_row<Row>(row));
        });
    }

    void hold_seals() {
        const auto told = told_.seals.find(close_);
        if (told == told_.seals.end()) return;  // of an older program
        for (const auto& [table, stored] : months::seals_of(session_, scenario_, month_)) {
            const auto seal = told->second.find(std::string(table));
            if (seal == told->second.end() || seal->second == stored) continue;
            issues.push_back(
                {"output_changed",
                 place_of(close_, table),
                 fmt::format("Rows of {} from {} were changed, added or removed: written were {} "
                             "(seal {}), stored are {} (seal {}).",
                             table,
                             title_of(close_),
                             seal->second.substr(0, seal->second.find('-')),
                             seal->second,
                             stored.substr(0, stored.find('-')),
                             stored),
                 stored});
        }
    }

    void hold_steps() {
        each<MonthStep>([&](const MonthStep& step) {
            if (step.step == months::Step::Consensus)
                agreed_ = step.status == months::StepStatus::Done;
            const auto steps = told_.steps.find(close_);
            const std::string name(choice_name(step.step));
            if (steps == told_.steps.end() || !steps->second.contains(name)) return;
            const auto told = json::parse(steps->second.at(name));
            hold_step(name, "output_hash", step.output_hash, told);
            hold_step(name, "input_hash", step.input_hash, told);
            if (told.contains("summary_hash"))
                hold_step(name, "summary_hash", sha256_hex(step.summary), told);
        });
    }

    void hold_step(const std::string& step,
                   const char* member,
                   const std::string& stored,
                   const json& told) {
        const auto written = told.value(member, "");
        if (written == stored) return;
        issues.push_back({"step_changed",
                          place_of(close_, "month_steps") + "/" + step,
                          fmt::format("The step {} of {}: its {} is {}, its event says {}.",
                                      step,
                                      title_of(close_),
                                      member,
                                      stored,
                                      written),
                          stored});
    }

    void hold_forecasts() {
        std::map<Id<Product>, std::vector<ForecastRow>> products;
        std::vector<ForecastRow> all;
        each<ForecastRow>([&](const ForecastRow& row) {
            if (row.quantity !=
                checked_add(row.statistical(), row.overridden(), "the layers of a forecast"))
                tell_layers(row);
            products[row.product_id].push_back(row);
            all.push_back(row);
        });
        guarded([&] { hold_sums(all); });
        // Where regions moved since, a correction would now cover other places.
        const auto agreed = told_.agreed.find(close_);
        const bool moved = agreed != told_.agreed.end() && agreed->second < told_.moved;
        if (agreed_ && !moved) hold_corrections(products);
    }

    void tell_layers(const ForecastRow& row) {
        issues.push_back(
            {"layers_differ",
             place_of(close_, "forecasts"),
             fmt::format("The forecast of {} is {}, its layers add up to {}.",
                         owner_of(row),
                         row.quantity,
                         checked_add(row.statistical(), row.overridden(), "the layers")),
             std::to_string(row.quantity)});
    }

    std::string owner_of(const ForecastRow& row) {
        return months::with_names_inside(
            session_,
            fmt::format("{{products/{}}} in {{regions/{}}}, {{channels/{}}} for {}",
                        row.product_id.value,
                        row.region_id.value,
                        row.channel_id.value,
                        to_string(row.target_month)));
    }

    /// The corrections in force, applied to the statistical figures, make what is stored.
    void hold_corrections(const std::map<Id<Product>, std::vector<ForecastRow>>& products) {
        std::map<Id<Product>, std::vector<Override>> overrides;
        for (auto& override : forecasts::active_overrides(session_, scenario_, month_, {}))
            overrides[override.product_id].push_back(std::move(override));
        for (const auto& [product, rows] : products)
            guarded([&] {
                const auto right =
                    forecasts::with_overrides(in_order(rows), overrides[product], places_);
                const auto stored = in_order(rows);
                for (std::size_t i = 0; i < stored.size(); ++i) hold_layers(stored[i], right[i]);
            });
    }

    /// As the business reads them: a correction's units are handed out in this order.
    static std::vector<ForecastRow> in_order(std::vector<ForecastRow> rows) {
        std::ranges::sort(rows, {}, [](const ForecastRow& row) {
            return std::tuple(row.target_month, row.region_id, row.channel_id);
        });
        return rows;
    }

    void hold_layers(const ForecastRow& stored, const ForecastRow& right) {
        for (const auto& layer : forecasts::kLayerFields) {
            if (stored.*layer.member == right.*layer.member) continue;
            issues.push_back({"corrections_differ",
                              place_of(close_, "forecasts"),
                              fmt::format("Of the forecast of {}, {} is {}; the corrections in "
                                          "force make {}.",
                                          owner_of(stored),
                                          layer.code,
                                          stored.*layer.member,
                                          right.*layer.member),
                              std::to_string(stored.*layer.member)});
        }
    }

    using SumKey = std::tuple<Month, Id<Region>, Id<Channel>>;

    static SumKey key_of(const ForecastSumRow& row) {
        return {row.target_month, row.region_id, row.channel_id};
    }

    void hold_sums(const std::vector<ForecastRow>& rows) {
        std::map<SumKey, ForecastSumRow> right;
        for (const auto& sum : forecasts::sums_of(rows)) right[key_of(sum)] = sum;
        std::set<SumKey> seen;
        each<ForecastSumRow>([&](const ForecastSumRow& stored) {
            seen.insert(key_of(stored));
            const auto found = right.find(key_of(stored));
            hold_sum(stored, found == right.end() ? ForecastSumRow{} : found->second);
        });
        for (const auto& [key, sum] : right)
            if (!seen.contains(key))
                hold_sum({.target_month = sum.target_month,
                          .region_id = sum.region_id,
                          .channel_id = sum.channel_id},
                         sum);
    }

    /// Figures only; squares of widths are added in any order.
    void hold_sum(const ForecastSumRow& stored, const ForecastSumRow& right) {
        const auto& description = description_of<ForecastSumRow>();
        const auto stored_values = to_values(stored);
        const auto right_values = to_values(right);
        for (std::size_t i = 0; i < description.fields.size(); ++i) {
            const auto& field = description.fields[i];
            const auto* is = std::get_if<std::int64_t>(&stored_values[i]);
            const auto* should = std::get_if<std::int64_t>(&right_values[i]);
            if (field.kind != FieldKind::Count || is == nullptr || *is == *should) continue;
            issues.push_back(
                {"wrong_sum",
                 place_of(close_, "forecast_sums"),
                 months::with_names_inside(
                     session_,
                     fmt::format("The sum of {{regions/{}}}, {{channels/{}}} for {}: {} is {}, "
                                 "the forecasts add up to {}.",
                                 stored.region_id.value,
                                 stored.channel_id.value,
                                 to_string(stored.target_month),
                                 field.name,
                                 *is,
                                 *should)),
                 std::to_string(*is)});
        }
    }

    void hold_targets() {
        each<TargetRow>([&](const TargetRow& row) {
            const auto sum =
                checked_sum(std::array{row.from_history, row.from_potential, row.from_proposal},
                            "the parts of a target");
            if (sum == row.quantity) return;
            issues.push_back({"layers_differ",
                              place_of(close_, "targets"),
                              months::with_names_inside(
                                  session_,
                                  fmt::format("The target of {{people/{}}} for {{products/{}}} in "
                                              "{{regions/{}}} is {}, its parts add up to {}.",
                                              row.representative_id,
                                              row.product_id.value,
                                              row.region_id.value,
                                              row.quantity,
                                              sum)),
                              std::to_string(row.quantity)});
        });
    }

    void hold_plan() {
        each<PlanRow>([&](const PlanRow& row) {
            std::int64_t sum = 0;
            for (const auto& layer : production::kLayerFields)
                add_to(sum, row.*layer.member, "the layers of a plan");
            if (sum == row.quantity) return;
            issues.push_back(
                {"layers_differ",
                 place_of(close_, "production_plans"),
                 months::with_names_inside(session_,
                                           fmt::format("The plan of {{products/{}}} from {} on is "
                                                       "{}, its layers add up to {}.",
                                                       row.product_id.value,
                                                       to_string(row.first_day),
                                                       row.quantity,
                                                       sum)),
                 std::to_string(row.quantity)});
        });
    }

    Session& session_;
    const ToldOutputs& told_;
    const forecasts::Places& places_;
    Close close_;
    Id<Scenario> scenario_;
    Month month_;
    bool agreed_ = false;
};

/// Those that events tell of, and those that have a step or a sum.
std::set<Close> all_closes(Session& session, const ToldOutputs& told) {
    std::set<Close> closes;
    for (const auto& [close, seals] : told.seals) closes.insert(close);
    const auto note = [&](const Description& description) {
        const auto scenario = description.index_of("scenario_id");
        const auto month = description.index_of("month");
        session.each_row(description, {}, [&](std::span<const Value> row) {
            closes.emplace(std::get<std::int64_t>(row[scenario]),
                           std::get<std::string>(row[month]));
        });
    };
    note(description_of<MonthStep>());
    note(description_of<ForecastSumRow>());
    return closes;
}

}  // namespace

Issues find_changed_outputs(Session& session, const std::function<void(double)>& at) {
    const auto told = told_by_events(session);
    const auto closes = all_closes(session, told);
    const auto places = forecasts::load_places(session);
    CloseCheck check(session, told, places);
    double done = 0;
    for (const auto& close : closes) {
        check.run(close);
        at(++done / static_cast<double>(closes.size()));
    }
    return std::move(check.issues);
}

}  // namespace bihuan::check
