#include "app/admin_commands.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>

#include "app/check/company_check.h"
#include "app/company_place.h"
#include "business/company/imports/upload_files.h"
#include "business/migrations/migrations.h"
#include "platform/database/backup.h"
#include "platform/database/company_address.h"

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
        fmt::print("{}: {} migrations applied, {} in all.\n",
                   without_password(*company),
                   applied,
                   all_migrations().size());
        return 0;
    });
}

/// What a copy lacks, so that nobody learns it from `check` only.
std::int64_t name_missing(const imports::CopiedUploads& uploads) {
    for (const auto& issue : uploads.missing)
        fmt::print(stderr, "{} {}: the copy is without it.\n", issue.field, issue.message);
    return uploads.copied;
}

/// Of the copy: what was sent later is not in its rows.
std::int64_t back_up_uploads(Database& database,
                             const std::string& company,
                             const std::string& file,
                             const std::filesystem::path& folder) {
    const bool postgres = is_postgres(company);
    const auto copy = postgres ? nullptr : Database::open(file, {.readers = 1});
    const auto uploads =
        (postgres ? database : *copy).read(Viewer::system("backup"), [](Session& session) {
            return imports::kept_uploads(session);
        });
    return name_missing(imports::copy_uploads(uploads, folder, import_folder(file, {})));
}

void add_backup(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand(
        "backup", "Copy a company and the files sent to it while it is in use, and check the copy");
    command->footer(
        "Example: bihuan backup copy.db --company company.db\n"
        "The files that people sent go to copy.db.imports.");
    const auto company = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    const auto imports = std::make_shared<std::string>();
    add_company_option(*command, *company);
    add_imports_option(*command, *imports);
    command->add_option("file", *file, "Where to write the copy; must not exist")->required();
    act(*command, choose, [=] {
        const auto database = open_existing_company(*company);
        const auto uploads_of_copy = import_folder(*file, {});
        if (std::filesystem::exists(uploads_of_copy))
            throw Error(ErrorCode::Conflict,
                        fmt::format("{} is there already.", uploads_of_copy.string()));
        back_up(*database, *company, *file);
        const auto uploads =
            back_up_uploads(*database, *company, *file, import_folder(*company, *imports));
        fmt::print("{} and {} files that were sent to it copied to {} and checked.\n",
                   without_password(*company),
                   uploads,
                   *file);
        return 0;
    });
}

struct RestoreArguments {
    std::string company;
    std::string file;
    std::string imports;
    bool replace = false;
};

/// The folder of a company that is moved aside goes with it.
void restore_uploads(const RestoreArguments& arguments, const std::vector<MovedFile>& moved) {
    const auto from = import_folder(arguments.file, {});
    const auto to = import_folder(arguments.company, arguments.imports);
    if (!moved.empty() && arguments.imports.empty() && std::filesystem::exists(to)) {
        const auto aside = import_folder(moved.front().to.string(), {});
        std::filesystem::rename(to, aside);
        fmt::print("{} lies as {} now.\n", to.string(), aside.string());
    }
    const auto company = Database::open(arguments.company, {.readers = 1});
    const auto uploads = company->read(
        Viewer::system("restore"), [](Session& session) { return imports::kept_uploads(session); });
    const auto copied = name_missing(imports::copy_uploads(uploads, from, to));
    fmt::print("{} of {} files that were sent to it are back in {}.\n",
               copied,
               uploads.size(),
               to.string());
}

int restore_company(const RestoreArguments& arguments) {
    const auto moved = restore(arguments.file,
                               arguments.company,
                               {.replace = arguments.replace, .now = SystemClock().now()});
    for (const auto& file : moved)
        fmt::print("{} lies as {} now.\n", file.from.string(), file.to.string());
    restore_uploads(arguments, moved);
    fmt::print(
        "{} restored from {} and checked.\n", without_password(arguments.company), arguments.file);
    return 0;
}

void add_restore(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand(
        "restore", "Make a company from a checked copy, with the files sent to it");
    command->footer("Example: bihuan restore copy.db --company company.db");
    const auto arguments = std::make_shared<RestoreArguments>();
    add_company_option(*command, arguments->company);
    add_imports_option(*command, arguments->imports);
    command->add_option("file", arguments->file, "A copy that `bihuan backup` wrote")->required();
    command->add_flag("--replace",
                      arguments->replace,
                      "Move a company that lies there aside, as COMPANY.before-TIME");
    act(*command, choose, [=] { return restore_company(*arguments); });
}

/// With a bar while it lasts.
Issues find_issues(Database& database, const std::filesystem::path& uploads) {
    ProgressBar bar;
    const auto show = [&](std::string_view part, double share) { bar.show(part, share); };
    return database.read(Viewer::system("check"), [&](Session& session) {
        auto issues = check::check_company(session, show);
        std::ranges::move(imports::find_wrong_uploads(session, uploads),
                          std::back_inserter(issues));
        return issues;
    });
}

int check_company(const std::string& company, const std::filesystem::path& uploads) {
    const auto database = open_existing_company(company, {.mapped = false});
    const auto issues = find_issues(*database, uploads);
    if (!issues.empty())
        throw Error(ErrorCode::Conflict,
                    fmt::format("{} has {} issues.", without_password(company), issues.size()),
                    issues);
    fmt::print("{}: database, event chain, rows, facts, sums, months and sent files are sound.\n",
               without_password(company));
    return 0;
}

void add_check(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand(
        "check",
        "Check the database, the event chain, every row against its events, every sum and layer\n"
        "against its parts, corrections against figures, documents against their hashes");
    command->footer("Example: bihuan check --company company.db");
    const auto company = std::make_shared<std::string>();
    const auto imports = std::make_shared<std::string>();
    add_company_option(*command, *company);
    add_imports_option(*command, *imports);
    act(*command, choose, [=] {
        return check_company(*company, import_folder(*company, *imports));
    });
}

}  // namespace

void add_admin_commands(CLI::App& app, const Choose& choose) {
    add_migrate(app, choose);
    add_backup(app, choose);
    add_restore(app, choose);
    add_check(app, choose);
}

}  // namespace bihuan
