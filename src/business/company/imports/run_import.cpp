#include "business/company/imports/run_import.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "business/company/imports/closed_months.h"
#include "business/company/imports/fact_import.h"
#include "business/company/imports/file_hash.h"
#include "business/company/imports/layout.h"
#include "business/company/imports/line_sums.h"
#include "business/company/imports/noun_import.h"
#include "business/company/imports/report_json.h"
#include "business/company/imports/stated_units.h"
#include "business/company/imports/total_rows.h"
#include "business/company/imports/unused_columns.h"
#include "platform/files/place.h"

namespace bihuan::imports {

namespace {

/// Takes a dry run back.
struct TakenBack {};

/// A check that would have to make rows, which needs the writer.
struct NeedsWriter {};

/// A row kept for later, with its text.
struct KeptRow {
    KeptRow(const files::TableRow& row, std::string sheet_of)
        : number(row.number),
          sheet(std::move(sheet_of)),
          cells(row.cells.begin(), row.cells.end()),
          issues(row.issues.begin(), row.issues.end()) {}

    std::int64_t number;
    std::string sheet;  ///< As RowIssues names it.
    std::vector<std::string> cells;
    Issues issues;
};

/// One reading of the file within a transaction.
class Run {
public:
    Run(Transaction& t,
        const Kinds& kinds,
        const ImportRequest& request,
        Id<Import> import,
        Day today)
        : t_(t),
          kinds_(kinds),
          request_(request),
          import_(import),
          today_(today),
          options_{.sheet = request.reading.sheet, .encoding = request.reading.encoding},
          all_sheets_(request.reading.sheet == kAllSheets),
          day_orders_(request.path, options_, request.reading.day_order),
          issues_(request.kind, report_, request.observer),
          total_rows_(request.kind) {
        if (all_sheets_) options_.sheet.clear();
    }

    /// In a rehearsal: nothing but temporary tables is written. Throws NeedsWriter.
    ImportReport run_beside_writer() {
        beside_writer_ = true;
        return run();
    }

    ImportReport run() {
        if (request_.kind.is_noun()) {
            write_nouns();
        } else {
            write_facts();
        }
        return std::move(report_);
    }

private:
    bool open();
    bool open_next_sheet();
    bool states_the_same(std::int64_t header_row);
    Issues take_stated(files::HeaderMatch& match);
    files::DayOrderOf day_order();
    void remark_sheets();
    void write_nouns();
    void write_tree(NounImport& nouns);
    void write_noun(NounImport& nouns, const files::TableRow& row);
    void write_facts();
    bool skip_total(const files::TableRow& row);
    bool make_missing(FactImport& facts);
    bool next_fact(FactImport& facts, facts::FactRow& fact);
    std::optional<files::TableRow> next_row(std::string_view stage);
    std::optional<files::TableRow> next_of_sheets();
    void tell_progress(std::string_view stage, const files::TableRow& row);
    /// The name to tell rows by; empty where one sheet alone is read.
    std::string sheet_at_hand() const { return all_sheets_ ? sheets_read_.back() : ""; }
    void collect_lines(FactImport& facts, LineSums& sums);
    std::optional<facts::FactRow> read_fact(FactImport& facts,
                                            const files::TableRow& row,
                                            LineSums* sums);
    void note_format();

    Transaction& t_;
    const Kinds& kinds_;
    const ImportRequest& request_;
    Id<Import> import_;
    Day today_;
    files::TableOptions options_;
    bool all_sheets_;
    files::DayOrders day_orders_;
    bool beside_writer_ = false;
    ImportReport report_;
    RowIssues issues_;
    std::unique_ptr<files::TableReader> reader_;
    std::vector<std::string> sheets_read_;
    std::size_t next_sheet_ = 0;
    std::int64_t facts_read_ = 0;
    files::HeaderMatch headed_;  ///< As the first sheet's header says.
    files::HeaderMatch match_;   ///< With what is stated above it.
    TotalRows total_rows_;
};

/// Opens the file and finds its header; false when it is refused. A second reading of the same
/// file reports anew.
bool Run::open() {
    report_.remarks.clear();
    options_.sheet = all_sheets_ ? "" : request_.reading.sheet;
    auto opened = files::open_table(request_.path, options_);
    if (!opened) {
        report_.refusal = opened.error();
        return false;
    }
    reader_ = std::move(*opened);
    note_format();
    files::HeaderMatch nearest;
    auto match = files::find_header(
        *reader_, request_.kind.known_columns(), request_.reading.mapping, &nearest);
    if (!match) {
        report_.refusal = match.error();
        tell_columns(request_.kind, nearest, report_);
        return false;
    }
    match_ = headed_ = std::move(*match);
    report_.refusal = take_stated(match_);
    tell_columns(request_.kind, match_, report_);
    if (!report_.refusal.empty()) return false;
    issues_.set_header(match_);
    total_rows_.set_header(match_);
    issues_.set_sheet(all_sheets_ ? report_.sheet : "");
    remark_columns(request_.kind, match_, report_);
    report_.refusal = heading_issues(request_.kind, match_);
    return report_.refusal.empty();
}

/// Reads the rows above the header once more, for the units that they state.
Issues Run::take_stated(files::HeaderMatch& match) {
    if (match.row <= 1) return {};
    auto again = reader_->open_sheet(reader_->format().sheet);
    if (!again) again = files::open_table(request_.path, options_);
    if (!again) return again.error();
    return take_stated_units(
        **again,
        match,
        {request_.kind, request_.reading.units, all_sheets_ ? reader_->format().sheet : ""},
        report_);
}

/// One file counts in one way: another unit above a further sheet's header refuses it.
bool Run::states_the_same(std::int64_t header_row) {
    auto match = headed_;
    match.row = header_row;
    report_.refusal = take_stated(match);
    for (std::size_t i = 0; i < match.matched.size(); ++i) {
        if (!match.matched[i] || match.matched[i]->unit == match_.matched[i]->unit) continue;
        report_.refusal.push_back({"stated_units_differ",
                                   files::row_place(header_row),
                                   explain("stated_units_differ", files::Language::English),
                                   reader_->format().sheet});
        break;
    }
    return report_.refusal.empty();
}

void Run::note_format() {
    const auto& format = reader_->format();
    report_.encoding = format.encoding;
    report_.sheet = format.sheet;
    report_.sheets = format.sheets;
    if (format.doubtful_encoding)
        report_.remark("doubtful_encoding", format.encoding);
    else if (format.kind == files::TableKind::Csv && format.encoding != "UTF-8")
        report_.remark("encoding_taken", format.encoding);
    auto hidden = format.hidden_sheets;
    std::erase(hidden, files::kListsSheet);
    report_.remark_names("hidden_sheets", hidden);
    sheets_read_ = {format.sheet};
    next_sheet_ = 0;
}

/// Of several sheets the next one with the same header; the others are named.
bool Run::open_next_sheet() {
    while (all_sheets_ && next_sheet_ < report_.sheets.size()) {
        const auto& name = report_.sheets[next_sheet_++];
        if (name == report_.sheet) continue;
        auto opened = reader_->open_sheet(name);
        if (!opened) continue;
        const auto header = files::find_same_header(**opened, match_);
        if (!header) continue;
        reader_ = std::move(*opened);
        if (!states_the_same(*header)) return false;
        match_.row = *header;
        total_rows_.set_header(match_);
        sheets_read_.push_back(name);
        issues_.set_sheet(name);
        return true;
    }
    return false;
}

/// Sheets that nobody read, but the notes of our own templates.
void Run::remark_sheets() {
    const auto others = [&](const std::string& sheet) {
        const auto read = std::find(sheets_read_.begin(), sheets_read_.end(), sheet);
        const bool notes = sheet == notes_sheet(files::Language::Chinese) ||
                           sheet == notes_sheet(files::Language::English);
        return read == sheets_read_.end() && !notes;
    };
    std::vector<std::string> unread;
    std::copy_if(report_.sheets.begin(), report_.sheets.end(), std::back_inserter(unread), others);
    if (all_sheets_ && sheets_read_.size() > 1) report_.remark_names("sheets_read", sheets_read_);
    report_.remark_names("sheets_not_read", unread);
}

files::DayOrderOf Run::day_order() {
    return [this](std::size_t column) {
        return day_orders_.of(column, reader_->format().sheet, match_.row);
    };
}

/// The next row with something in it; none at the end or when the file turns out to be broken.
std::optional<files::TableRow> Run::next_row(std::string_view stage) {
    while (const auto row = next_of_sheets()) {
        tell_progress(stage, *row);
        if (row->blank() && row->issues.empty()) continue;
        if (row->hidden) report_.remark_row("hidden_rows", row->number, sheet_at_hand());
        return row;
    }
    remark_sheets();
    return std::nullopt;
}

/// Of the sheet at hand, then of those behind it.
std::optional<files::TableRow> Run::next_of_sheets() {
    do {
        if (const auto row = reader_->next()) return row;
        report_.refusal = reader_->issues();
    } while (report_.refusal.empty() && open_next_sheet());
    return std::nullopt;
}

void Run::tell_progress(std::string_view stage, const files::TableRow& row) {
    constexpr std::int64_t kTellEvery = 1000;
    constexpr double kUnits = 1000;
    if (row.number % kTellEvery != 0) return;
    const auto done = static_cast<std::int64_t>(reader_->progress() * kUnits);
    request_.progress.report(stage, done, static_cast<std::int64_t>(kUnits));
}

void Run::write_nouns() {
    if (!open()) return;
    NounImport nouns(t_, kinds_, request_.kind, report_);
    nouns.set_header(match_, day_order());
    if (nouns.is_tree()) {
        write_tree(nouns);
        return;
    }
    while (const auto row = next_row("write")) {
        if (!skip_total(*row)) write_noun(nouns, *row);
    }
}

/// A total below a list would become a row of its own.
bool Run::skip_total(const files::TableRow& row) {
    const auto remark = total_rows_.remark_of(row);
    if (remark.empty()) {
        total_rows_.add(row);
        return false;
    }
    issues_.begin(row);
    issues_.skip(remark);
    total_rows_.pass();
    return true;
}

void Run::write_noun(NounImport& nouns, const files::TableRow& row) {
    if (issues_.begin(row)) nouns.write(row, issues_);
    issues_.end();
}

/// Parents before their children, in whatever order the file has them.
void Run::write_tree(NounImport& nouns) {
    std::vector<KeptRow> waiting;
    while (const auto row = next_row("read")) {
        if (skip_total(*row)) continue;
        nouns.announce(*row);
        waiting.emplace_back(*row, sheet_at_hand());
    }
    if (!report_.refusal.empty()) return;
    std::vector<std::string_view> cells;
    const auto as_row = [&](const KeptRow& kept) {
        issues_.set_sheet(kept.sheet);
        cells.assign(kept.cells.begin(), kept.cells.end());
        return files::TableRow{.number = kept.number, .cells = cells, .issues = kept.issues};
    };
    const auto wrote = [&](const KeptRow& kept) {
        const auto row = as_row(kept);
        if (nouns.must_wait(row)) return false;
        write_noun(nouns, row);
        return true;
    };
    while (std::erase_if(waiting, wrote) > 0) continue;
    for (const auto& kept : waiting) {  // they lie below each other in a ring
        issues_.begin(as_row(kept));
        issues_.add(nouns.parent(), "own_parent", "");
        issues_.end();
    }
}

void Run::write_facts() {
    FactImport facts(t_, kinds_, {request_.kind, request_.reading, today_}, report_);
    if (request_.reading.create_missing && !make_missing(facts)) return;
    if (!open()) return;
    facts.set_header(match_, day_order());
    LineSums sums;
    if (request_.reading.add_up) collect_lines(facts, sums);
    if (!report_.refusal.empty()) return;
    const auto next = [&](facts::FactRow& fact) {
        return request_.reading.add_up ? sums.next(fact) : next_fact(facts, fact);
    };
    const auto kind = *request_.kind.fact;
    const auto amounts = tells_amounts(match_) ? facts::Amounts::Told : facts::Amounts::Untold;
    const auto counts =
        beside_writer_
            ? facts::compare_facts(t_, kind, next, amounts)
            : facts::add_facts(t_, kind, Id<facts::ImportTag>{import_.value}, next, amounts);
    report_.rows_added = counts.added;
    report_.rows_changed = counts.changed;
    report_.rows_unchanged = counts.unchanged;
    remark_closed_months(t_, counts.months, report_);
}

/// Reads the file for what it names and is not there; false when it is refused.
bool Run::make_missing(FactImport& facts) {
    if (!open()) return false;
    facts.set_header(match_, day_order());
    while (const auto row = next_row("read")) {
        if (beside_writer_ && facts.lacks(*row)) throw NeedsWriter{};
        facts.make_missing(*row);
    }
    return report_.refusal.empty();
}

/// Skips bad rows, reporting each.
bool Run::next_fact(FactImport& facts, facts::FactRow& fact) {
    while (const auto row = next_row("write")) {
        auto read = read_fact(facts, *row, nullptr);
        if (!read) continue;
        fact = *std::move(read);
        return true;
    }
    return false;
}

/// Reads the file to its end.
void Run::collect_lines(FactImport& facts, LineSums& sums) {
    while (const auto row = next_row("read")) read_fact(facts, *row, &sums);
    if (sums.added_up() > 0) report_.remark("lines_added_up", "", sums.added_up());
}

/// A good row's fact, which joins the sums where lines are added up.
std::optional<facts::FactRow> Run::read_fact(FactImport& facts,
                                             const files::TableRow& row,
                                             LineSums* sums) {
    std::optional<facts::FactRow> read;
    if (issues_.begin(row)) read = facts.parse(row, issues_);
    if (read && sums != nullptr) {
        const auto added = sums->add(*read);
        if (!added)
            issues_.add(static_cast<std::size_t>(FactColumn::Quantity), added.error().code, "");
    }
    if (const auto total = issues_.any() ? total_rows_.remark_of(row) : ""; !total.empty()) {
        issues_.skip(total);
        total_rows_.pass();
        return std::nullopt;
    }
    total_rows_.add(row);
    const bool good = read && !issues_.any();
    if (good) read->row_number = ++facts_read_;  // several sheets count their rows anew
    issues_.end();
    return good ? std::move(read) : std::nullopt;
}

/// The row of `imports` for a run that nobody prepared.
void keep_record(Transaction& t,
                 const ImportRequest& request,
                 Id<Import> id,
                 const ImportReport& report) {
    const auto digest = hash_file(request.path);
    Import import{.id = id,
                  .kind = request.kind.name,
                  .file_name = request.file_name,
                  .file_hash = digest.hash,
                  .file_bytes = digest.bytes,
                  .status = ImportStatus::Accepted,
                  .mapping = {mapping_json(request.reading.mapping)},
                  .options = {options_json(request.reading)},
                  .report = {report_json(report)},
                  .created_at = t.now(),
                  .finished_at = t.now()};
    count_rows(report, import);
    if (t.viewer().person_id != 0) import.person_id = t.viewer().person_id;
    t.insert(import, "Imported.");
}

void keep(Transaction& t, const ImportRequest& request, Id<Import> id, const ImportReport& report) {
    if (request.keep)
        request.keep(t, report);
    else
        keep_record(t, request, id, report);
}

void forget_if_refused(ImportReport& report) {
    if (report.refusal.empty()) return;
    report.rows_added = report.rows_changed = report.rows_unchanged = 0;
    report.created.clear();
    // Nothing changed in any month.
    std::erase_if(report.remarks, [](const auto& remark) {
        return remark.code == "closed_months" || remark.code == "later_closes";
    });
}

/// A million figures take long to check, which nobody else has to wait for. None for what has to be
/// written to be checked: nouns, which look at the rows before them, and files that lack rows.
std::optional<ImportReport> check_beside_writer(Database& database,
                                                const Viewer& viewer,
                                                const Clock& clock,
                                                const Kinds& kinds,
                                                const ImportRequest& request) {
    if (!request.dry_run || request.kind.is_noun()) return std::nullopt;
    try {
        auto report = database.rehearse(viewer, clock, [&](Transaction& t) {
            return Run(t, kinds, request, {}, clock.today()).run_beside_writer();
        });
        forget_if_refused(report);
        return report;
    } catch (const NeedsWriter&) {
        return std::nullopt;
    }
}

}  // namespace

ImportReport run_import(Database& database,
                        const Viewer& viewer,
                        const Clock& clock,
                        const Kinds& kinds,
                        const ImportRequest& request) {
    if (!viewer.may(request.kind.permission)) {
        throw Error(ErrorCode::Forbidden,
                    fmt::format("Importing {} needs the permission {}.",
                                request.kind.name,
                                request.kind.permission));
    }
    if (auto checked = check_beside_writer(database, viewer, clock, kinds, request))
        return *std::move(checked);
    const auto import = request.import ? request.import : new_id<Import>();
    ImportReport report;
    try {
        database.write(viewer, clock, [&](Transaction& t) {
            report = Run(t, kinds, request, import, clock.today()).run();
            if (request.dry_run || !report.refusal.empty()) throw TakenBack{};
            keep(t, request, import, report);
        });
    } catch (const TakenBack&) {
        forget_if_refused(report);
    }
    return report;
}

}  // namespace bihuan::imports
