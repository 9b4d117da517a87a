#include "app/explain_command.h"

#include <memory>

#include <nlohmann/json.hpp>

#include "app/command.h"
#include "business/demand/forecasts/asked.h"
#include "business/demand/forecasts/explanation.h"
#include "business/demand/production/plan_view.h"

namespace bihuan {

namespace {

struct ExplainChoice {
    std::string company;
    std::string month;
    std::string target;
    std::string product;
    std::string region;
    std::string channel;
    std::string what_if;
    bool json = false;
};

template <class T>
Id<T> id_of_code(Session& session, const std::string& code, const char* what) {
    if (code.empty()) return {};
    const auto found = session.find_by<T>("code", Value{code});
    if (!found)
        throw Error(ErrorCode::NotFound, fmt::format("There is no {} with code {}.", what, code));
    return found->id;
}

forecasts::Scope scope_of(Session& session, const ExplainChoice& choice) {
    return {.scenario = forecasts::asked_scenario(session, choice.what_if),
            .month = forecasts::asked_month(choice.month, "month"),
            .product = id_of_code<Product>(session, choice.product, "product"),
            .region = id_of_code<Region>(session, choice.region, "region"),
            .channel = id_of_code<Channel>(session, choice.channel, "channel")};
}

void tell(const forecasts::Explanation& explanation) {
    fmt::print(
        "Forecast of {}: {} units\n", to_string(explanation.target_month), explanation.figure);
    for (const auto& layer : explanation.layers) {
        fmt::print(
            "  {:<19}{:>12}  {}: {}\n", layer.code, layer.quantity, layer.author, layer.reason);
        for (const auto& evidence : layer.evidence)
            fmt::print("{:34} {} {}\n", "", evidence.kind, evidence.text);
    }
}

int explain_forecast(const ExplainChoice& choice) {
    const auto database = open_existing_company(choice.company);
    database->read(Viewer::system("explain"), [&](Session& session) {
        const auto scope = scope_of(session, choice);
        const auto target = choice.target.empty() ? scope.month + 1
                                                  : forecasts::asked_month(choice.target, "target");
        const auto explanation = forecasts::explain(session, scope, target);
        if (choice.json)
            fmt::print("{}\n", forecasts::explanation_json(session, scope, explanation).dump(2));
        else
            tell(explanation);
    });
    return 0;
}

void tell(const PlanRow& row) {
    fmt::print("{} {}: {} units", choice_name(row.bucket), to_string(row.first_day), row.quantity);
    if (row.previous_quantity) fmt::print(" (last plan {})", *row.previous_quantity);
    fmt::print("\n");
    for (const auto& layer : production::kLayerFields)
        if (row.*layer.member != 0) fmt::print("  {:<16}{:>12}\n", layer.code, row.*layer.member);
}

int explain_production(const ExplainChoice& choice) {
    const auto database = open_existing_company(choice.company);
    database->read(Viewer::system("explain"), [&](Session& session) {
        const auto scope = scope_of(session, choice);
        if (!scope.product)
            throw Error(ErrorCode::InvalidInput, "Say which product: --product CODE.");
        const auto plan =
            production::read_plan(session, scope.scenario, scope.month, scope.product);
        if (choice.json) {
            const auto product = session.get(scope.product);
            fmt::print("{}\n", production::product_json(plan, product).dump(2));
            return;
        }
        for (const auto& row : plan.rows) tell(row);
    });
    return 0;
}

CLI::App* add_subject(CLI::App& parent,
                      const char* name,
                      const char* about,
                      const std::shared_ptr<ExplainChoice>& choice) {
    auto* command = parent.add_subcommand(name, about);
    command->add_option("--month", choice->month, "The closed month, such as 2026-10")->required();
    command->add_option("--product", choice->product, "Code of the product");
    command->add_option("--what-if", choice->what_if, "Name of a what-if copy");
    command->add_flag("--json", choice->json, "Write JSON");
    add_company_option(*command, choice->company);
    return command;
}

}  // namespace

void add_explain_command(CLI::App& app, const Choose& choose) {
    auto* explain = app.add_subcommand(
        "explain",
        "Open a figure down to its layers, authors, reasons and evidence.\n"
        "Example: bihuan explain forecast --month 2026-10 --product P001 --company company.db");
    explain->require_subcommand(1);
    auto choice = std::make_shared<ExplainChoice>();
    auto* forecast = add_subject(*explain, "forecast", "A forecast figure", choice);
    forecast->add_option("--target", choice->target, "The month ahead; the next if left out");
    forecast->add_option("--region", choice->region, "Code of a region, with all below it");
    forecast->add_option("--channel", choice->channel, "Code of a channel, with all below it");
    act(*forecast, choose, [choice] { return explain_forecast(*choice); });
    auto* production = add_subject(*explain, "production", "A product's production plan", choice);
    act(*production, choose, [choice] { return explain_production(*choice); });
}

}  // namespace bihuan
