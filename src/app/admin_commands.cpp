#include "app/admin_commands.h"

#include <cstdio>

#include "app/check/company_check.h"
#include "business/migrations/migrations.h"
#include "platform/database/backup.h"

namespace bihuan {

namespace {

void dump_schema() {
    fmt::print(
        "-- The schema after all migrations, in portable type words (src/business/migrations).\n");
    for (const auto& migration : all_migrations())
        fmt::print("\n-- {:04} {}\n{}", migration.number, migration.title, migration.sql);
}

void add_migrate(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand("migrate", "Bring a company up to this program's schema");
    command->footer("Example: bihuan migrate --company company.db");
    const auto company = std::make_shared<std::string>();
    const auto dump = std::make_shared<bool>(false);
    add_company_option(*command, *company);
    command->add_flag("--dump", *dump, "Print the schema instead (docs/schema.sql)");
    act(*command, choose, [=] {
        if (*dump) {
            dump_schema();
            return 0;
        }
        const auto database = Database::open(*company);
        const int applied = migrate(*database, SystemClock(), all_migrations());
        fmt::print(
            "{}: {} migrations applied, {} in all.\n", *company, applied, all_migrations().size());
        return 0;
    });
}

void add_backup(CLI::App& app, const Choose& choose) {
    auto* command =
        app.add_subcommand("backup", "Copy a company while it is in use, and check the copy");
    command->footer("Example: bihuan backup copy.db --company company.db");
    const auto company = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    add_company_option(*command, *company);
    command->add_option("file", *file, "Where to write the copy; must not exist")->required();
    act(*command, choose, [=] {
        const auto database = open_company(*company);
        back_up(*database, *company, *file);
        fmt::print("{} copied to {} and checked.\n", *company, *file);
        return 0;
    });
}

void add_restore(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand("restore", "Make a company from a checked copy");
    command->footer("Example: bihuan restore copy.db --company company.db");
    const auto company = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    add_company_option(*command, *company);
    command->add_option("file", *file, "A copy that `bihuan backup` wrote")->required();
    act(*command, choose, [=] {
        restore(*file, *company);
        fmt::print("{} restored from {}.\n", *company, *file);
        return 0;
    });
}

int check_company(const std::string& company) {
    const auto database = open_company(company);
    Issues issues;
    {
        ProgressBar bar;
        issues = database->read(Viewer::system("check"), [&](Session& session) {
            return check::check_company(
                session, [&](std::string_view part, double share) { bar.show(part, share); });
        });
    }
    if (!issues.empty())
        throw Error(
            ErrorCode::Conflict, fmt::format("{} has {} issues.", company, issues.size()), issues);
    fmt::print("{}: database, event chain, rows, facts, sums and months are sound.\n", company);
    return 0;
}

void add_check(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand(
        "check",
        "Check the database, the event chain, every row against its events, every sum and layer\n"
        "against its parts, corrections against figures, documents against their hashes");
    command->footer("Example: bihuan check --company company.db");
    const auto company = std::make_shared<std::string>();
    add_company_option(*command, *company);
    act(*command, choose, [=] { return check_company(*company); });
}

}  // namespace

void add_admin_commands(CLI::App& app, const Choose& choose) {
    add_migrate(app, choose);
    add_backup(app, choose);
    add_restore(app, choose);
    add_check(app, choose);
}

}  // namespace bihuan
