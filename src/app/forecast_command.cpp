#include "app/forecast_command.h"

#include <fstream>
#include <iostream>
#include <map>

#include <fmt/format.h>

#include "app/forecast_report.h"
#include "app/forecast_warm_file.h"
#include "base/error.h"
#include "platform/files/day_orders.h"

namespace bihuan {

namespace {

void write_file(const std::string& path,
                const std::deque<FileGroup>& groups,
                const std::vector<forecast::Outcome>& outcomes) {
    std::ofstream stream(path, std::ios::binary);
    write_forecast_csv(stream, groups, outcomes);
    stream.flush();
    if (!stream) throw Error(ErrorCode::Unavailable, fmt::format("Cannot write {}.", path));
}

std::vector<forecast::Outcome> forecast_groups(const std::deque<FileGroup>& groups,
                                               const ForecastArguments& arguments) {
    std::vector<forecast::WarmStart> starts(groups.size());
    if (!arguments.warm.empty()) starts = read_warm_file(arguments.warm, groups);
    std::vector<forecast::Outcome> outcomes;
    ProgressBar bar;
    for (std::size_t i = 0; i < groups.size(); ++i)
        outcomes.push_back(forecast::forecast(
            groups[i].problem,
            {.threads = arguments.threads,
             .previous = &starts[i],
             .on_progress = [&bar](double share) { bar.show("forecast", share); }}));
    if (!arguments.warm.empty()) write_warm_file(arguments.warm, groups, outcomes);
    return outcomes;
}

}  // namespace

int run_forecast(const ForecastArguments& arguments, std::ostream& out) {
    const auto groups = read_forecast_file(arguments.file, arguments.options);
    if (!groups) {
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("{} cannot be forecast as it stands.", arguments.file),
                    groups.error());
    }
    const auto outcomes = forecast_groups(*groups, arguments);
    if (!arguments.output.empty()) write_file(arguments.output, *groups, outcomes);
    if (arguments.as_json) {
        out << forecast_json(*groups, outcomes) << '\n';
        return 0;
    }
    out << forecast_summary(*groups, outcomes);
    if (arguments.output.empty()) {
        write_forecast_csv(out, *groups, outcomes);
    } else {
        out << fmt::format("Written to {}.\n", arguments.output);
    }
    return 0;
}

void add_forecast_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand("forecast", "Forecast the series of a file");
    command->footer(
        "The file has the columns series, period, value; optional: category, availability, and\n"
        "known influences such as price or promotion. Rows with an influence but without a value\n"
        "are the periods ahead.\n"
        "How periods may be written, and the benchmark format: docs/guides/forecast-file.md\n"
        "Example: bihuan forecast sales.csv --horizon 3 --holidays cn --out forecast.csv");
    const auto arguments = std::make_shared<ForecastArguments>();
    const auto format = std::make_shared<std::string>("long");
    const auto holidays = std::make_shared<std::string>("none");
    const auto fiscal_start = std::make_shared<std::string>();
    const auto day_order = std::make_shared<std::string>();
    command->add_option("file", arguments->file, "CSV or workbook")->required();
    command->add_option("--horizon", arguments->options.horizon, "Periods ahead")
        ->check(CLI::Range(1, 1000));
    command->add_option("--season", arguments->options.season, "Periods of a season")
        ->check(CLI::Range(1, 1000));
    command->add_option("--holidays", *holidays, "Moving festivals and events")
        ->check(CLI::IsMember({"none", "cn"}));
    command
        ->add_option("--fiscal-start",
                     *fiscal_start,
                     "The month in which a fiscal year begins, as FY2026=2025-04")
        ->check([](const std::string& text) {
            return parse_fiscal_start(text) ? "" : "Expected a year and its month: FY2026=2025-04";
        });
    command
        ->add_option("--day-order",
                     *day_order,
                     "How 10/1/2026 is meant, where no day of its column tells: mdy, dmy or ymd")
        ->check(CLI::IsMember({"ymd", "mdy", "dmy"}));
    command->add_option("--sheet",
                        arguments->options.sheet,
                        "Which sheet of a workbook; else the first one with something in it");
    command->add_option("--format", *format, "How the file is laid out")
        ->check(CLI::IsMember({"long", "benchmark"}));
    command->add_option("-o,--out", arguments->output, "Write the forecasts to this CSV file");
    command->add_option(
        "--warm",
        arguments->warm,
        "Start where the last run with this file ended, and keep where this one does");
    command->add_option("--threads", arguments->threads, "0: as many as the machine has");
    command->add_flag("--json", arguments->as_json, "Tell everything as JSON");
    act(*command, choose, [=] {
        arguments->options.holidays =
            *holidays == "cn" ? forecast::Holidays::China : forecast::Holidays::None;
        arguments->options.day_order = files::day_order_of(*day_order);
        arguments->options.fiscal_shift = parse_fiscal_start(*fiscal_start);
        arguments->options.format =
            *format == "benchmark" ? ForecastFormat::Benchmark : ForecastFormat::Long;
        return run_forecast(*arguments, std::cout);
    });
}

}  // namespace bihuan
