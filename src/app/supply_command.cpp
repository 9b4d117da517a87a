#include "app/supply_command.h"

#include <cstdio>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/supply_json.h"

namespace bihuan {

namespace {

struct Arguments {
    std::string file;
    std::string output;
    bool as_json = false;
    std::optional<int> nodes;
    double gap = supply::Options{}.gap;
};

std::string read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    if (stream) text << stream.rdbuf();
    if (!stream) throw Error(ErrorCode::NotFound, fmt::format("Cannot read {}.", path));
    return text.str();
}

void write_file(const std::string& path, const std::string& text) {
    std::ofstream stream(path, std::ios::binary);
    stream << text;
    stream.flush();
    if (!stream) throw Error(ErrorCode::Unavailable, fmt::format("Cannot write {}.", path));
}

std::int64_t sum_of(const std::vector<supply::Deviation>& deviations) {
    std::int64_t sum = 0;
    for (const auto& each : deviations) sum += each.quantity;
    return sum;
}

/// What was planned, in two lines.
std::string summary(const supply::Problem& problem, const supply::Outcome& outcome) {
    auto text = fmt::format(
        "{} products in {} buckets: {}; another plan saves at most {:.1f} % of its cost.\n",
        problem.products().size(),
        problem.buckets().size(),
        supply::status_name(outcome.status),
        outcome.gap * 100);
    text += fmt::format(
        "{} shortages ({} units at bucket ends), {} stocks below safety, {} above their limit, "
        "{} rules broken, {} assumptions.\n",
        outcome.shortages.size(),
        sum_of(outcome.shortages),
        outcome.below_safety.size(),
        outcome.excess.size(),
        outcome.relaxations.size(),
        outcome.assumptions.size());
    for (const auto& each : outcome.bindings)
        if (each.cause == supply::Cause::SmallestBatch && each.line)
            text += fmt::format("{}: a batch of {} is more than {} makes in the bucket of {}.\n",
                                problem.products()[*each.product].code,
                                each.limit,
                                problem.lines()[*each.line].code,
                                to_string(problem.buckets()[each.bucket].first_day));
    return text;
}

int run(const Arguments& arguments) {
    const auto problem = read_supply_problem(read_file(arguments.file));
    if (!problem)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("{} is not a production problem.", arguments.file),
                    problem.error());
    ProgressBar bar;
    const auto outcome = supply::plan_production(
        *problem,
        {.most_nodes = arguments.nodes, .gap = arguments.gap, .progress = [&](double share) {
             bar.show("supply", share);
         }});
    const auto text = supply_outcome_json(*problem, outcome).dump(2) + "\n";
    if (!arguments.output.empty()) write_file(arguments.output, text);
    if (arguments.as_json || arguments.output.empty())
        fmt::print("{}", text);
    else
        fmt::print("{}", summary(*problem, outcome));
    return 0;
}

}  // namespace

void add_supply_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand(
        "supply", "Plan production from a JSON file: stock, orders, capacity, batches, lead times");
    command->footer("Example: bihuan supply problem.json -o plan.json");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("file", arguments->file, "The problem (docs/guides/supply-file.md)")
        ->required();
    command->add_option(
        "-o,--output", arguments->output, "Where the plan goes; else it is printed");
    command
        ->add_option("--nodes",
                     arguments->nodes,
                     "Branch-and-price nodes per line while the gap is larger; else by its size")
        ->check(CLI::Range(0, 1'000'000));
    command
        ->add_option(
            "--gap",
            arguments->gap,
            "Gap to the proven bound at which a plan counts as optimal and the search ends")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1.0));
    command->add_flag("--json", arguments->as_json, "Print the plan");
    act(*command, choose, [=] { return run(*arguments); });
}

}  // namespace bihuan
