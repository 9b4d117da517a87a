#include "app/close_command.h"

#include <memory>

#include "app/command.h"
#include "business/demand/forecasts/asked.h"
#include "business/loop/months/close_report.h"
#include "business/loop/months/what_if.h"

namespace bihuan {

namespace {

struct CloseChoice {
    std::string company;
    std::string month;
    std::string what_if;
    std::string step;
    int threads = 0;
    bool force = false;
    bool json = false;
};

int close(const CloseChoice& choice) {
    const auto month = forecasts::asked_month(choice.month, "month");
    const auto viewer = Viewer::system("close");
    const SystemClock clock;
    const auto database = open_existing_company(choice.company);
    months::CloseOptions options{.month = month, .force = choice.force, .threads = choice.threads};
    if (!choice.step.empty()) options.only = choice_named<months::Step>(choice.step);
    if (!choice.what_if.empty())
        options.scenario =
            database
                ->write(viewer,
                        clock,
                        [&](Transaction& t) {
                            return months::find_or_make_what_if(t, choice.what_if, month);
                        })
                .id;
    months::CloseSummary summary;
    {
        ProgressBar bar;
        const jobs::Progress progress(
            [&](std::string_view stage, std::int64_t done, std::int64_t total) {
                bar.show(stage,
                         total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0);
            },
            {});
        summary = months::close_month(*database, clock, viewer, options, progress);
    }
    if (choice.json)
        fmt::print("{}\n", months::close_json(summary).dump(2));
    else
        fmt::print("{}", months::close_text(summary));
    return 0;
}

}  // namespace

void add_close_command(CLI::App& app, const Choose& choose) {
    auto choice = std::make_shared<CloseChoice>();
    auto* command = app.add_subcommand(
        "close",
        "Close a month: compile, forecast, consensus, targets, supply, publish, score.\n"
        "Example: bihuan close 2026-10 --company company.db --json");
    command->add_option("month", choice->month, "The month to close, such as 2026-10")->required();
    command->add_option("--what-if", choice->what_if, "Close a named copy; the real month stays");
    std::vector<std::string> steps(kChoices<months::Step>.begin(), kChoices<months::Step>.end());
    command->add_option("--step", choice->step, "Only this step")->check(CLI::IsMember(steps));
    command->add_option("--threads", choice->threads, "0: as many as the machine has");
    command->add_flag("--force", choice->force, "Also steps whose inputs have not changed");
    command->add_flag("--json", choice->json, "Write the outcome as JSON");
    add_company_option(*command, choice->company);
    act(*command, choose, [choice] { return close(*choice); });
}

}  // namespace bihuan
