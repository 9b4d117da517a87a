#include "app/import_command.h"

#include <cstdio>

#include <fmt/ranges.h>

#include "app/resources.h"
#include "business/company/imports/error_workbook.h"
#include "business/company/imports/report_json.h"
#include "platform/files/day_orders.h"
#include "platform/files/encoding.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

using imports::ImportReport;

struct ImportChoice {
    std::string company;
    std::string kind;
    std::vector<std::string> files;
    std::vector<std::string> mapping;
    std::string day_order;
    std::vector<std::string> units;
    std::string errors;
    imports::Reading reading;
    bool dry_run = false;
    bool json = false;
};

/// "A=B" in its two parts.
std::pair<std::string, std::string> halves(const std::string& pair, std::string_view option) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(ErrorCode::InvalidInput, fmt::format("{}, not '{}'.", option, pair));
    return {pair.substr(0, equals), pair.substr(equals + 1)};
}

files::HeaderChoice mapping_of(const std::vector<std::string>& pairs) {
    files::HeaderChoice mapping;
    for (const auto& pair : pairs) {
        auto [column, header] = halves(pair, "--map takes COLUMN=HEADER");
        mapping.insert_or_assign(std::move(column), std::move(header));
    }
    return mapping;
}

imports::UnitChoice units_of(const std::vector<std::string>& pairs) {
    imports::UnitChoice units;
    for (const auto& pair : pairs) {
        const auto [word, level] = halves(pair, "--unit takes WORD=base, box or pallet");
        units[files::fold(word)] = imports::unit_level_of(level);
    }
    return units;
}

/// How a person says here what a page would offer as a choice; empty where there is none.
std::string_view choice_hint(std::string_view code) {
    if (code == "ambiguous_unit" || code == "unknown_unit" || code == "piece_taken")
        return " (--unit 件=box, 个=base)";
    if (code == "ambiguous_day") return " (--day-order)";
    if (code == "no_header" || code == "no_header_in_sheet") return " (--header-row)";
    return {};
}

/// "  Rows of totals were skipped. 2 (rows 3, 4)"
void tell_remark(const imports::Remark& remark) {
    std::string text = imports::explain(remark.code, files::Language::English);
    text += choice_hint(remark.code);
    if (!remark.found.empty()) text += " " + remark.found + ".";
    if (remark.count > 0) text += fmt::format(" {}", remark.count);
    const bool all = static_cast<std::int64_t>(remark.rows.size()) == remark.count;
    if (!remark.rows.empty())
        text += fmt::format(" (rows {}{})", fmt::join(remark.rows, ", "), all ? "" : ", …");
    fmt::print("  {}\n", text);
}

void tell(const ImportReport& report, const ImportChoice& choice, const std::string& file) {
    if (choice.json) {
        fmt::print("{}\n", imports::report_json(report));
        return;
    }
    if (!report.refusal.empty()) {
        for (const auto& remark : report.remarks) tell_remark(remark);
        return;
    }
    fmt::print("{}: {} rows read; {} added, {} changed, {} unchanged, {} failed{}.\n",
               file,
               report.rows_read,
               report.rows_added,
               report.rows_changed,
               report.rows_unchanged,
               report.rows_failed,
               choice.dry_run ? " (dry run: nothing was written)" : "");
    for (const auto& remark : report.remarks) tell_remark(remark);
    for (const auto& [path, count] : report.created) {
        fmt::print("  {} {} made because rows refer to them.\n", count, path);
    }
}

/// The first issues, one per line, on the error stream.
void tell_issues(const ImportReport& report) {
    constexpr std::size_t kShown = 20;
    for (std::size_t i = 0; i < report.issues.size() && i < kShown; ++i) {
        const auto& issue = report.issues[i];
        fmt::print(stderr,
                   "  {}{}{}: {}{}{}\n",
                   issue.cell(),
                   issue.header.empty() ? "" : " ",
                   issue.header,
                   imports::explain(issue.code, files::Language::English),
                   choice_hint(issue.code),
                   issue.found.empty() ? "" : fmt::format(" Found: '{}'.", issue.found));
    }
    const auto more = report.issue_count - static_cast<std::int64_t>(kShown);
    if (more > 0) {
        fmt::print(stderr, "  … and {} more; --errors FILE.xlsx writes all of them.\n", more);
    }
}

bool import_file(Database& database,
                 const imports::Kinds& kinds,
                 const ImportChoice& choice,
                 const std::string& file) {
    const auto viewer = Viewer::system("import");
    const SystemClock clock;
    ImportReport report;
    imports::ImportRequest request{.kind = kinds.get(choice.kind),
                                   .path = file,
                                   .file_name = std::filesystem::path(file).filename().string(),
                                   .reading = choice.reading,
                                   .dry_run = choice.dry_run};
    request.reading.mapping = mapping_of(choice.mapping);
    request.reading.day_order = files::day_order_of(choice.day_order);
    request.reading.units = units_of(choice.units);
    {
        ProgressBar bar;
        request.progress = jobs::Progress(
            [&](std::string_view stage, std::int64_t done, std::int64_t total) {
                bar.show(stage,
                         total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0);
            },
            {});
        report = imports::run_import(database, viewer, clock, kinds, request);
    }
    tell(report, choice, file);
    if (!report.refusal.empty()) {
        for (auto& issue : report.refusal) issue.message += choice_hint(issue.code);
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("{} was refused; nothing was written.", file),
                    report.refusal);
    }
    if (report.rows_failed == 0) return true;
    tell_issues(report);
    if (!choice.errors.empty()) {
        request.progress = {};
        imports::write_error_workbook(
            database, viewer, clock, kinds, {request, choice.errors, files::Language::Chinese});
        fmt::print(stderr, "  All rows with their errors: {}\n", choice.errors);
    }
    return false;
}

int import_files(const ImportChoice& choice) {
    const auto database = open_company(choice.company);
    const imports::Kinds kinds(all_resources());
    bool good = true;
    for (const auto& file : choice.files) {
        good = import_file(*database, kinds, choice, file) && good;
    }
    return good ? 0 : exit_code(ErrorCode::InvalidInput);
}

}  // namespace

void add_import_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand(
        "import", "Read CSV or xlsx files: products, outlets, sell-out, sell-in, stock, …");
    command->footer("Example: bihuan import sell-out october.xlsx --company company.db");
    const auto choice = std::make_shared<ImportChoice>();
    add_company_option(*command, choice->company);
    command->add_option("kind", choice->kind, "What the files hold: sell-out, products, …")
        ->required();
    command->add_option("files", choice->files, "CSV or xlsx; what it is, its content says")
        ->required();
    command->add_flag("--dry-run", choice->dry_run, "Check everything, write nothing");
    command->add_flag("--create-missing",
                      choice->reading.create_missing,
                      "Make outlets and products that are not there");
    command->add_flag("--add-up",
                      choice->reading.add_up,
                      "Add up lines of the same day, outlet and product, as tills write them");
    command->add_option("--map", choice->mapping, "COLUMN=HEADER, as often as needed");
    command->add_option(
        "--sheet",
        choice->reading.sheet,
        "Sheet of a workbook; the first with a known header when not given, '*' for all with it");
    command
        ->add_option("--header-row",
                     choice->reading.header_row,
                     "The row that names the columns; found when not given")
        ->check(CLI::Range(std::int64_t{1}, imports::kLastRow));
    command
        ->add_option(
            "--encoding", choice->reading.encoding, "Of a CSV file; found out when not given")
        ->check(CLI::IsMember(
            std::vector<std::string>(files::kEncodings.begin(), files::kEncodings.end())));
    command
        ->add_option("--day-order",
                     choice->day_order,
                     "How 10/1/2026 is meant, where no day of its column tells: mdy, dmy or ymd")
        ->check(CLI::IsMember({"ymd", "mdy", "dmy"}));
    command->add_option("--unit",
                        choice->units,
                        "What a word for a unit means in the files: 件=box, 个=base; as often as "
                        "needed");
    command->add_option("--errors", choice->errors, "Workbook for the rows with their errors");
    command->add_flag("--json", choice->json, "Print the report as JSON");
    act(*command, choose, [=] { return import_files(*choice); });
}

}  // namespace bihuan
