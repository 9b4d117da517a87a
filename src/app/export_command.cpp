#include <cstdio>

#include "app/import_command.h"
#include "app/resources.h"
#include "business/company/imports/export.h"

namespace bihuan {

namespace {

struct ExportChoice {
    std::string company;
    std::string kind;
    std::string format = "xlsx";
    std::string file;
    std::string language = "en";
    std::string from;
    std::string to;
    bool template_only = false;
};

Day day_of(const std::string& text, Day otherwise) {
    if (text.empty()) return otherwise;
    const auto day = Day::parse(text);
    if (day) return *day;
    throw Error(ErrorCode::InvalidInput,
                fmt::format("'{}' is not a day such as 2026-10-01.", text));
}

/// The rows of a kind in a file beside the wanted one, which takes its name once it is whole.
int export_kind(const ExportChoice& choice) {
    const auto database = open_existing_company(choice.company);
    const imports::Kinds kinds(all_resources());
    const auto& kind = kinds.get(choice.kind);
    const std::filesystem::path file =
        choice.file.empty() ? kind.name + "." + choice.format : choice.file;
    const std::filesystem::path part = file.string() + ".part";
    imports::ExportRequest request{
        .kind = kind,
        .path = part,
        .format = choice.format == "csv" ? files::TableKind::Csv : files::TableKind::Xlsx,
        .language = choice.language == "zh" ? files::Language::Chinese : files::Language::English};
    request.from_day = day_of(choice.from, request.from_day);
    request.to_day = day_of(choice.to, request.to_day);
    const auto viewer = Viewer::system("export");
    std::int64_t rows = 0;
    if (choice.template_only) {
        imports::write_template(*database, viewer, kinds, request);
    } else {
        rows = imports::run_export(*database, SystemClock(), viewer, kinds, request);
    }
    std::filesystem::rename(part, file);
    fmt::print("{}: {} rows of {}.\n", file.string(), rows, kind.name);
    return 0;
}

}  // namespace

void add_export_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand(
        "export", "Write products, outlets, sell-out, … as a workbook or CSV that can come back");
    command->footer("Example: bihuan export sell-out --format csv -o out.csv --from 2026-10-01");
    const auto choice = std::make_shared<ExportChoice>();
    add_company_option(*command, choice->company);
    command->add_option("kind", choice->kind, "What to write: sell-out, products, …")->required();
    command->add_option("--format", choice->format, "xlsx or csv")
        ->check(CLI::IsMember({"xlsx", "csv"}))
        ->capture_default_str();
    command->add_option("-o,--output", choice->file, "The file; KIND.xlsx when not given");
    command->add_option("--language", choice->language, "Of the headers: en or zh")
        ->check(CLI::IsMember({"en", "zh"}))
        ->capture_default_str();
    command->add_option("--from", choice->from, "First day of facts");
    command->add_option("--to", choice->to, "Last day of facts");
    command->add_flag(
        "--template", choice->template_only, "An empty workbook with drop-downs and notes");
    act(*command, choose, [=] { return export_kind(*choice); });
}

}  // namespace bihuan
