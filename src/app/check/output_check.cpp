#include <map>
#include <set>

#include "app/check/company_check.h"
#include "app/check/told_outputs.h"
#include "base/content_hash.h"
#include "business/demand/forecasts/forecast_sums.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/forecasts/sales_history.h"
#include "business/demand/production/plan_row.h"
#include "business/loop/months/large_figures.h"
#include "business/loop/months/month_step.h"
#include "business/loop/months/output_seals.h"
#include "business/sales/targets/target_row.h"

namespace bihuan::check {

namespace {

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
    CloseCheck(Session& session,
               const Close& close,
               const ToldOutputs& told,
               const forecasts::Places& places,
               Issues& issues)
        : session_(session),
          close_(close),
          told_(told_of(told, close)),
          moved_(told.moved),
          places_(places),
          issues_(issues) {}

    void run() {
        guarded([&] { hold_seals(); });
        guarded([&] { hold_steps(); });
        guarded([&] { hold_forecasts(); });
        guarded([&] { hold_targets(); });
        guarded([&] { hold_plan(); });
    }

private:
    static const ToldClose& told_of(const ToldOutputs& told, const Close& close) {
        static const ToldClose nothing;
        const auto found = told.closes.find(close);
        return found == told.closes.end() ? nothing : found->second;
    }

    /// What cannot even be added up is an issue of its own; false then.
    template <class Work>
    bool guarded(const Work& work) {
        try {
            work();
            return true;
        } catch (const FigureTooLarge& error) {
            const auto named = months::with_names(session_, error);
            for (const auto& issue : named.issues())
                if (std::ranges::find(issues_, issue) == issues_.end()) issues_.push_back(issue);
            return false;
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
        if (told_.seals.empty()) return;  // of an older program
        for (const auto& [table, stored] :
             months::seals_of(session_, scenario(), *Month::parse(close_.second))) {
            const auto seal = told_.seals.find(std::string(table));
            if (seal == told_.seals.end() || seal->second == stored) continue;
            issues_.push_back(
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

    /// Every step that events tell, as they tell it, and no other.
    void hold_steps() {
        const auto newest = forecasts::newest_event(session_);
        std::set<months::Step> seen;
        each<MonthStep>([&](const MonthStep& stored) {
            seen.insert(stored.step);
            const auto told = told_.steps.find(stored.step);
            if (told == told_.steps.end())
                return tell_step(stored.step, "row_without_event", "no event says it was done", "");
            hold_step(stored, told->second);
            if (stored.seen_event > newest)
                tell_member(stored.step,
                            "seen_event",
                            std::to_string(stored.seen_event),
                            fmt::format("the newest event is {}", newest));
        });
        for (const auto& [step, told] : told_.steps)
            if (!seen.contains(step))
                tell_step(step, "row_missing", "its event says it was done, but it is missing", "");
    }

    void hold_step(const MonthStep& stored, const ToldStep& told) {
        const auto status = told.status.value_or(
            stored.status == months::StepStatus::Stale ? stored.status : months::StepStatus::Done);
        if (status != stored.status)
            tell_member(stored.step,
                        "status",
                        std::string(choice_name(stored.status)),
                        fmt::format("events say {}", choice_name(status)));
        hold_member(stored.step, "output_hash", stored.output_hash, told);
        hold_member(stored.step, "input_hash", stored.input_hash, told);
        hold_member(stored.step, "summary_hash", sha256_hex(stored.summary), told);
        hold_member(stored.step, "person_id", std::to_string(stored.person_id.value), told);
        hold_member(stored.step,
                    "finished_at",
                    stored.finished_at ? to_string(*stored.finished_at) : "",
                    told);
        hold_member(stored.step, "method", stored.method, told);
    }

    /// Events of an older program tell less.
    void hold_member(months::Step step,
                     const char* member,
                     const std::string& stored,
                     const ToldStep& told) {
        const auto written = told.state.find(member);
        if (written == told.state.end() || *written == stored) return;
        tell_member(step,
                    member,
                    stored,
                    fmt::format("its event says {}",
                                written->is_string() ? written->get<std::string>() : "another"));
    }

    void tell_member(months::Step step,
                     std::string_view member,
                     const std::string& stored,
                     const std::string& told) {
        tell_step(
            step, "step_changed", fmt::format("its {} is {}, {}", member, stored, told), stored);
    }

    void tell_step(months::Step step,
                   const char* code,
                   const std::string& what,
                   const std::string& found) {
        issues_.push_back(
            {code,
             place_of(close_, "month_steps") + "/" + std::string(choice_name(step)),
             fmt::format("The step {} of {}: {}.", choice_name(step), title_of(close_), what),
             found});
    }

    /// Row by row; only products with corrections are looked at as a whole.
    void hold_forecasts() {
        // Where regions moved since, a correction would now cover other places.
        const bool in_place = moved_ <= told_.placed;
        auto overrides = overrides_by_product();
        forecasts::ForecastSums sums;
        bool countable = true;
        each<ForecastRow>([&](const ForecastRow& row) {
            if (row.quantity !=
                checked_add(row.statistical(), row.overridden(), "the layers of a forecast"))
                tell_layers(row);
            countable = countable && guarded([&] { forecasts::add_row(row, sums); });
            if (in_place && !overrides.contains(row.product_id)) hold_layers(row, uncorrected(row));
        });
        if (countable) guarded([&] { hold_sums(sums); });
        if (!in_place) return;
        for (auto& overridden : overrides)
            guarded([&] { hold_corrections(overridden.first, std::move(overridden.second)); });
    }

    static ForecastRow uncorrected(ForecastRow row) {
        row.index_edit = row.sales_override = row.marketing_override = 0;
        return row;
    }

    std::map<Id<Product>, std::vector<Override>> overrides_by_product() {
        std::map<Id<Product>, std::vector<Override>> overrides;
        for (auto& override :
             forecasts::active_overrides(session_, scenario(), *Month::parse(close_.second), {}))
            overrides[override.product_id].push_back(std::move(override));
        return overrides;
    }

    void tell_layers(const ForecastRow& row) {
        issues_.push_back(
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

    /// The corrections in force, applied to the statistical figures, make what is stored. Until
    /// they are agreed on anew after a forecast, they may also be in none of a product's figures.
    void hold_corrections(Id<Product> product, std::vector<Override> overrides) {
        const auto stored =
            forecasts::rows_of_product(session_, scenario(), *Month::parse(close_.second), product);
        if (!told_.is_done(months::Step::Consensus) && std::ranges::all_of(stored, has_no_layers))
            return;
        const auto right = forecasts::with_overrides(stored, std::move(overrides), places_);
        for (std::size_t i = 0; i < stored.size(); ++i) hold_layers(stored[i], right[i]);
    }

    static bool has_no_layers(const ForecastRow& row) {
        return row.index_edit == 0 && row.sales_override == 0 && row.marketing_override == 0;
    }

    void hold_layers(const ForecastRow& stored, const ForecastRow& right) {
        for (const auto& layer : forecasts::kLayerFields) {
            if (stored.*layer.member == right.*layer.member) continue;
            issues_.push_back({"corrections_differ",
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

    void hold_sums(const forecasts::ForecastSums& right) {
        std::set<forecasts::ForecastSums::key_type> seen;
        each<ForecastSumRow>([&](const ForecastSumRow& stored) {
            const auto key = forecasts::key_of(stored);
            seen.insert(key);
            const auto found = right.find(key);
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
            issues_.push_back(
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
            issues_.push_back({"layers_differ",
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
            issues_.push_back(
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

    Id<Scenario> scenario() const { return {close_.first}; }

    Session& session_;
    const Close& close_;
    const ToldClose& told_;
    std::int64_t moved_;
    const forecasts::Places& places_;
    Issues& issues_;
};

/// Those that events tell of, and those that have a step or a sum.
std::set<Close> all_closes(Session& session, const ToldOutputs& told) {
    std::set<Close> closes;
    for (const auto& [close, outputs] : told.closes) closes.insert(close);
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
    const auto told = told_outputs(session);
    const auto closes = all_closes(session, told);
    const auto places = forecasts::load_places(session);
    Issues issues;
    double done = 0;
    for (const auto& close : closes) {
        CloseCheck(session, close, told, places, issues).run();
        at(++done / static_cast<double>(closes.size()));
    }
    return issues;
}

}  // namespace bihuan::check
