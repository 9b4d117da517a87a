#include "app/demo_command.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/demo/demo.h"
#include "platform/database/company_address.h"

namespace bihuan {

namespace {

struct DemoArguments {
    std::string company;
    std::string size = "small";
    std::uint64_t seed = 1;
    bool json = false;
};

void print_json(const demo::DemoReport& report) {
    nlohmann::json accounts = nlohmann::json::array();
    for (const auto& account : report.accounts) {
        accounts.push_back(
            {{"login", account.login}, {"name", account.name}, {"region", account.region}});
    }
    const nlohmann::json json{{"company", report.company},
                              {"last_month", to_string(report.last_month)},
                              {"products", report.products},
                              {"outlets", report.outlets},
                              {"people", report.people},
                              {"promotions", report.promotions},
                              {"sell_out_rows", report.sell_out_rows},
                              {"sell_in_rows", report.sell_in_rows},
                              {"stock_rows", report.stock_rows},
                              {"password", demo::kDemoPassword},
                              {"accounts", accounts}};
    fmt::print("{}\n", json.dump(2));
}

void print_words(const DemoArguments& arguments, const demo::DemoReport& report) {
    fmt::print("{} in {}: {} products, {} outlets, {} rows of sell-out up to {}.\n",
               report.company,
               without_password(arguments.company),
               report.products,
               report.outlets,
               report.sell_out_rows,
               to_string(report.last_month));
    fmt::print("Next: bihuan close {} --company {}\n",
               to_string(report.last_month),
               without_password(arguments.company));
}

int make_demo(const DemoArguments& arguments) {
    const auto size = demo::parse_size(arguments.size);
    if (!size) {
        throw Error(ErrorCode::InvalidInput, "A size is small, medium or large.");
    }
    const auto database = open_company(arguments.company);
    ProgressBar bar;
    demo::DemoOptions options{.size = *size, .seed = arguments.seed};
    options.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 8U));
    options.on_progress = [&](std::string_view stage, double done) { bar.show(stage, done); };
    const auto report = demo::build_demo(*database, SystemClock(), options);
    if (arguments.json) {
        print_json(report);
    } else {
        print_words(arguments, report);
    }
    return 0;
}

}  // namespace

void add_demo_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand("demo", "Fill a new company with three made-up years");
    command->footer("Example: bihuan demo --size small --company company.db");
    const auto arguments = std::make_shared<DemoArguments>();
    add_company_option(*command, arguments->company);
    command->add_option("--size", arguments->size, "small, medium or large")->capture_default_str();
    command->add_option("--seed", arguments->seed, "Another seed makes another company")
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "Tell what was made, and the accounts, as JSON");
    act(*command, choose, [=] { return make_demo(*arguments); });
}

}  // namespace bihuan
