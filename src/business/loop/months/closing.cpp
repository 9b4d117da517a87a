#include "business/loop/months/closing.h"

#include <algorithm>
#include <future>
#include <map>

#include "base/content_hash.h"
#include "business/demand/forecasts/overrides.h"
#include "business/loop/months/large_figures.h"
#include "business/loop/months/step_rows.h"
#include "business/loop/months/step_watch.h"
#include "business/loop/months/steps.h"
#include "business/sales/facts/facts.h"
#include "months/queries.h"

namespace bihuan::months {

namespace {

/// Whether a step has to be looked at again once another was done anew. The score rests on the same
/// sales as compile and forecast, and on nothing that people or later steps make of them.
bool rests_on(Step later, Step step) {
    return later != Step::Score || step <= Step::Forecast;
}

MonthStep stored_step(Session& session, Id<Scenario> scenario, Month month, Step step) {
    const auto found = session.query_optional<MonthStep>(
        months_queries::kMonthStep,
        {{"scenario_id", scenario}, {"month", month}, {"step", choice_name(step)}});
    if (found) return *found;
    return {.scenario_id = scenario, .month = month, .step = step};
}

/// The steps that rest on this one and were done; they have to be done again.
std::vector<std::string_view> make_later_stale(Transaction& t, const MonthStep& step) {
    std::vector<std::string_view> stale;
    for (std::size_t i = static_cast<std::size_t>(step.step) + 1; i < kSteps; ++i) {
        const auto later = static_cast<Step>(i);
        if (!rests_on(later, step.step)) continue;
        const auto changed = t.execute(months_queries::kMakeStepStale,
                                       {{"scenario_id", step.scenario_id},
                                        {"month", step.month},
                                        {"step", choice_name(later)}});
        if (changed > 0) stale.push_back(choice_name(later));
    }
    return stale;
}

/// All that `bihuan check` holds the row against, and what became of other rows.
std::string told_state(const MonthStep& step, const std::vector<std::string_view>& stale) {
    return nlohmann::json{{"month", to_string(step.month)},
                          {"status", choice_name(step.status)},
                          {"input_hash", step.input_hash},
                          {"output_hash", step.output_hash},
                          {"summary_hash", sha256_hex(step.summary)},
                          {"person_id", std::to_string(step.person_id.value)},
                          {"finished_at", to_string(*step.finished_at)},
                          {"method", step.method},
                          {"stale", stale}}
        .dump();
}

void store_step(Transaction& t, const MonthStep& step) {
    const Params key{
        {"scenario_id", step.scenario_id}, {"month", step.month}, {"step", choice_name(step.step)}};
    t.execute(months_queries::kClearMonthStep, key);
    t.bulk_insert<MonthStep>(std::span(&step, 1));
    const auto stale = make_later_stale(t, step);
    t.record({.action = "months." + std::string(choice_name(step.step)),
              .subject_kind = "month_steps",
              .subject_id = step.scenario_id.value,
              .after = told_state(step, stale)});
}

class Closing {
public:
    Closing(Database& database,
            const Clock& clock,
            const Viewer& viewer,
            const CloseOptions& options,
            const jobs::Progress& progress)
        : options_(options),
          context_{database,
                   clock,
                   forecasts::whole_company(viewer),
                   options_,
                   progress,
                   [this](Step step) { return stored(step); }},
          few_threads_(options),
          quiet_({}, progress.stop_token()) {
        few_threads_.threads = 2;
        // The score needs the sales only, not what other steps make of them.
        context_.has_spare_thread = [this] { begin(Step::Score); };
    }

    CloseSummary run() {
        CloseSummary summary{.month = options_.month, .scenario = scenario_name()};
        for (std::size_t i = 0; i < kSteps; ++i) {
            const auto step = static_cast<Step>(i);
            if (options_.only && *options_.only != step) continue;
            summary.steps.push_back(run_step(step));
        }
        return summary;
    }

private:
    /// A step that has read what it rests on, or found that nothing of it has changed.
    struct Ready {
        std::string input_hash;
        std::int64_t seen_event = 0;
        std::optional<MonthStep> unchanged;
        std::function<std::function<Written(Transaction&)>()> work;
        std::function<Written(Transaction&)> write;  ///< Once it has worked.
    };

    Ready look(Step step, const StepContext& context) const {
        auto before = stored(step);
        const bool by_us = before.status == StepStatus::Done && before.method == options_.method;
        const auto [changed, seen] = context.read([&](Session& session) {
            return std::pair(!by_us || may_have_changed(session, before),
                             forecasts::newest_event(session));
        });
        if (!changed && !options_.force) return {.unchanged = std::move(before)};
        auto prepared = prepare(step, context);
        Ready ready{.input_hash = std::move(prepared.input_hash), .seen_event = seen};
        if (by_us && before.input_hash == ready.input_hash && !options_.force)
            ready.unchanged = std::move(before);
        else
            ready.work = std::move(prepared.work);
        return ready;
    }

    /// What was found unchanged by reading it all need not be read the next time.
    void note_seen(const MonthStep& step, std::int64_t seen_event) const {
        if (seen_event <= step.seen_event) return;
        context_.database.write(context_.viewer, context_.clock, [&](Transaction& t) {
            t.execute(months_queries::kNoteSeenEvent,
                      {{"scenario_id", step.scenario_id},
                       {"month", step.month},
                       {"step", choice_name(step.step)},
                       {"seen_event", seen_event},
                       {"input_hash", step.input_hash}},
                      Trace::None);
        });
    }

    /// Works a step out while others leave a thread idle, as writing does.
    void begin(Step step) {
        if (options_.only) return;
        beside_[step] = std::async(std::launch::async, [this, step] {
            const StepContext context{context_.database,
                                      context_.clock,
                                      context_.viewer,
                                      few_threads_,
                                      quiet_,
                                      context_.stored,
                                      context_.kept_sales};
            auto ready = look(step, context);
            if (!ready.unchanged) ready.write = ready.work();
            return ready;
        });
    }

    Ready make_ready(Step step) {
        if (const auto begun = beside_.find(step); begun != beside_.end())
            return begun->second.get();
        auto ready = look(step, context_);
        if (ready.unchanged) return ready;
        ready.write = ready.work();
        return ready;
    }

    StepOutcome run_step(Step step) {
        context_.report(step, 0);
        const auto start = context_.clock.now();
        const auto ready = make_ready(step);
        StepOutcome outcome{.step = step};
        if (ready.unchanged) {
            outcome.skipped = true;
            outcome.output_hash = ready.unchanged->output_hash;
            outcome.summary = nlohmann::json::parse(ready.unchanged->summary);
            note_seen(*ready.unchanged, ready.seen_event);
        } else {
            context_.progress.check();
            const auto written =
                context_.database.write(context_.viewer, context_.clock, [&](Transaction& t) {
                    if (options_.ask_again) options_.ask_again(t);
                    auto result = ready.write(t);
                    store_step(t, done_step(step, ready, result, t.now()));
                    return result;
                });
            if (step == Step::Consensus) begin(Step::Supply);
            outcome.output_hash = written.output_hash;
            outcome.summary = written.summary;
        }
        outcome.seconds = std::chrono::duration<double>(context_.clock.now() - start).count();
        context_.report(step, 1);
        return outcome;
    }

    MonthStep done_step(Step step, const Ready& ready, const Written& written, Instant now) const {
        return {.scenario_id = options_.scenario,
                .month = options_.month,
                .step = step,
                .status = StepStatus::Done,
                .input_hash = ready.input_hash,
                .output_hash = written.output_hash,
                .summary = written.summary.dump(),
                .person_id = {context_.viewer.person_id},
                .finished_at = now,
                .method = options_.method,
                .seen_event = ready.seen_event};
    }

    MonthStep stored(Step step) const {
        return context_.read([&](Session& session) {
            return stored_step(session, options_.scenario, options_.month, step);
        });
    }

    std::string scenario_name() const {
        return context_.read([&](Session& session) { return session.get(options_.scenario).name; });
    }

    CloseOptions options_;
    StepContext context_;
    CloseOptions few_threads_;
    jobs::Progress quiet_;
    std::map<Step, std::future<Ready>> beside_;  ///< Last, so that they are waited for first.
};

}  // namespace

CloseSummary close_month(Database& database,
                         const Clock& clock,
                         const Viewer& viewer,
                         const CloseOptions& options,
                         const jobs::Progress& progress) {
    try {
        return Closing(database, clock, viewer, options, progress).run();
    } catch (const FigureTooLarge& error) {
        throw database.read(forecasts::whole_company(viewer),
                            [&](Session& session) { return with_names(session, error); });
    }
}

namespace {

/// Whether what a step rests on was imported after it had looked.
bool was_imported_into(Session& session, const MonthStep& step) {
    const Month month = step.month;
    return std::ranges::any_of(
        facts::days_written_since(session, step.seen_event), [&](const facts::WrittenDays& days) {
            if (days.first >= month.end_day()) return false;
            if (step.step == Step::Forecast) return true;
            return days.kind == facts::FactKind::SellOut && days.last >= month.first_day();
        });
}

bool was_corrected_since(Session& session, const MonthStep& consensus) {
    const auto corrected = session.query_one<CorrectedAt>(
        months_queries::kLastCorrection,
        {{"scenario_id", consensus.scenario_id}, {"month", consensus.month}});
    return corrected.at && *corrected.at > *consensus.finished_at;
}

/// A step whose inputs were changed, and those that rest on it.
void show_stale(std::vector<MonthStep>& steps, Step changed) {
    for (auto& step : steps)
        if (step.status == StepStatus::Done &&
            (step.step == changed || (step.step > changed && rests_on(step.step, changed))))
            step.status = StepStatus::Stale;
}

}  // namespace

std::vector<MonthStep> steps_of(Session& session, Id<Scenario> scenario, Month month) {
    std::vector<MonthStep> steps;
    for (std::size_t i = 0; i < kSteps; ++i)
        steps.push_back(stored_step(session, scenario, month, static_cast<Step>(i)));
    const auto is_done = [&](Step step) {
        return steps[static_cast<std::size_t>(step)].status == StepStatus::Done;
    };
    for (const auto step : {Step::Compile, Step::Forecast})
        if (is_done(step) && was_imported_into(session, steps[static_cast<std::size_t>(step)]))
            show_stale(steps, step);
    if (is_done(Step::Consensus) &&
        was_corrected_since(session, steps[static_cast<std::size_t>(Step::Consensus)]))
        show_stale(steps, Step::Consensus);
    return steps;
}

}  // namespace bihuan::months
