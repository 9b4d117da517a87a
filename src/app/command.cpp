#include "app/command.h"

#include <cstdio>
#include <filesystem>

#include <unistd.h>

#include "business/migrations/migrations.h"
#include "platform/database/company_address.h"

namespace bihuan {

namespace {

constexpr std::size_t kIssuesShown = 20;

void tell(const Error& error) {
    fmt::print(stderr, "bihuan: {}\n", error.what());
    const auto& issues = error.issues();
    for (std::size_t i = 0; i < issues.size() && i < kIssuesShown; ++i) {
        const auto& issue = issues[i];
        fmt::print(stderr, "  {}: {}", issue.field.empty() ? "/" : issue.field, issue.message);
        if (!issue.found.empty()) fmt::print(stderr, " Found: '{}'.", issue.found);
        fmt::print(stderr, "\n");
    }
    if (issues.size() > kIssuesShown)
        fmt::print(stderr, "  … and {} more.\n", issues.size() - kIssuesShown);
}

/// A file of this user was closed when it was opened; another user's file could not be.
void warn_of_readers(const std::string& company, Dialect dialect) {
    namespace fs = std::filesystem;
    if (dialect == Dialect::Postgres) return;
    std::error_code unknown;
    const auto rights = fs::status(company, unknown).permissions();
    if (unknown || (rights & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none)
        return;
    fmt::print(
        stderr,
        "bihuan: other users of this machine can read {}; its owner should close it: chmod 600\n",
        company);
}

}  // namespace

void act(CLI::App& command, const Choose& choose, Action action) {
    command.callback([choose, action = std::move(action)] { choose(action); });
}

void add_company_option(CLI::App& command, std::string& company) {
    company = "company.db";
    command
        .add_option(
            "--company", company, "The company: a SQLite file, made on first use, or postgres://…")
        ->envname("BIHUAN_COMPANY")
        ->capture_default_str();
}

std::unique_ptr<Database> open_company(const std::string& company, const DatabaseOptions& options) {
    auto database = Database::open(company, options);
    warn_of_readers(company, database->dialect());
    migrate(*database, SystemClock(), all_migrations());
    return database;
}

std::unique_ptr<Database> open_existing_company(const std::string& company,
                                                const DatabaseOptions& options) {
    if (!is_postgres(company) && !std::filesystem::exists(company))
        throw Error(ErrorCode::NotFound,
                    fmt::format("There is no company '{}'.", company),
                    {{"no_company",
                      "",
                      "Name it by --company or BIHUAN_COMPANY; `bihuan demo`, an import and "
                      "`bihuan run` make one.",
                      company}});
    return open_company(company, options);
}

ProgressBar::ProgressBar() : terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
    if (shown_) fmt::print(stderr, "\r\033[K");
}

void ProgressBar::show(std::string_view stage, double share) {
    if (!terminal_) return;
    constexpr int kWidth = 30;
    const int filled = static_cast<int>(share * kWidth);
    fmt::print(stderr,
               "\r\033[K{:─<{}}{: <{}} {:3.0f} % {}",
               "",
               filled,
               "",
               kWidth - filled,
               share * 100,
               stage);
    std::fflush(stderr);
    shown_ = true;
}

int run_action(const Action& action) {
    try {
        return action();
    } catch (const Error& error) {
        tell(error);
        return exit_code(error.code());
    } catch (const std::exception& exception) {
        fmt::print(stderr, "bihuan: {}\n", exception.what());
        return exit_code(ErrorCode::Internal);
    }
}

}  // namespace bihuan
