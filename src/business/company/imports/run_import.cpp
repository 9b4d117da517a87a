#include "business/company/imports/run_import.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "business/company/imports/closed_months.h"
#include "business/company/imports/fact_import.h"
#include "business/company/imports/file_hash.h"
#include "business/company/imports/file_rows.h"
#include "business/company/imports/line_sums.h"
#include "business/company/imports/noun_import.h"
#include "business/company/imports/report_json.h"
#include "business/company/imports/total_rows.h"
#include "business/company/imports/unused_columns.h"
#include "platform/files/kept_row.h"

namespace bihuan::imports {

namespace {

/// Takes a dry run back.
struct TakenBack {};

/// A check that would have to make rows, which needs the writer.
struct NeedsWriter {};

/// A row kept for later.
struct WaitingRow {
    files::KeptRow row;
    std::string sheet;  ///< As RowIssues names it.
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
          issues_(request.kind, report_, request.observer),
          total_rows_(request.kind),
          rows_(request, report_, issues_, total_rows_) {}

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
    void write_nouns();
    void write_tree(NounImport& nouns);
    void write_noun(NounImport& nouns, const files::TableRow& row);
    void write_facts();
    bool skip_total(const files::TableRow& row);
    bool make_missing(FactImport& facts);
    bool next_fact(FactImport& facts, facts::FactRow& fact);
    void collect_lines(FactImport& facts, LineSums& sums);
    std::optional<facts::FactRow> read_fact(FactImport& facts,
                                            const files::TableRow& row,
                                            LineSums* sums);

    Transaction& t_;
    const Kinds& kinds_;
    const ImportRequest& request_;
    Id<Import> import_;
    Day today_;
    bool beside_writer_ = false;
    ImportReport report_;
    RowIssues issues_;
    TotalRows total_rows_;
    FileRows rows_;
    std::int64_t facts_read_ = 0;
};

void Run::write_nouns() {
    if (!rows_.open()) return;
    NounImport nouns(t_, kinds_, request_.kind, report_);
    nouns.set_header(rows_.match(), rows_.days());
    if (nouns.is_tree()) {
        write_tree(nouns);
        return;
    }
    while (const auto row = rows_.next("write")) {
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
    std::vector<WaitingRow> waiting;
    while (const auto row = rows_.next("read")) {
        if (skip_total(*row)) continue;
        nouns.announce(*row);
        waiting.push_back({files::KeptRow(*row), rows_.sheet_at_hand()});
    }
    if (!report_.refusal.empty()) return;
    const auto wrote = [&](const WaitingRow& kept) {
        request_.progress.check();
        issues_.set_sheet(kept.sheet);
        const auto row = kept.row.row();
        if (nouns.must_wait(row)) return false;
        write_noun(nouns, row);
        return true;
    };
    while (std::erase_if(waiting, wrote) > 0) continue;
    for (const auto& kept : waiting) {  // they lie below each other in a ring
        issues_.set_sheet(kept.sheet);
        issues_.begin(kept.row.row());
        issues_.add(nouns.parent(), "own_parent", "");
        issues_.end();
    }
}

void Run::write_facts() {
    FactImport facts(t_, kinds_, {request_.kind, request_.reading, today_}, report_);
    if (request_.reading.create_missing && !make_missing(facts)) return;
    if (!rows_.open()) return;
    facts.set_header(rows_.match(), rows_.days());
    LineSums sums;
    if (request_.reading.add_up) collect_lines(facts, sums);
    if (!report_.refusal.empty()) return;
    const auto next = [&](facts::FactRow& fact) {
        return request_.reading.add_up ? sums.next(fact) : next_fact(facts, fact);
    };
    const auto kind = *request_.kind.fact;
    const auto amounts =
        tells_amounts(rows_.match()) ? facts::Amounts::Told : facts::Amounts::Untold;
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
    if (!rows_.open()) return false;
    facts.set_header(rows_.match(), rows_.days());
    while (const auto row = rows_.next("read")) {
        if (beside_writer_ && facts.lacks(*row)) throw NeedsWriter{};
        facts.make_missing(*row);
    }
    return report_.refusal.empty();
}

/// Skips bad rows, reporting each.
bool Run::next_fact(FactImport& facts, facts::FactRow& fact) {
    while (const auto row = rows_.next("write")) {
        auto read = read_fact(facts, *row, nullptr);
        if (!read) continue;
        fact = *std::move(read);
        return true;
    }
    return false;
}

/// Reads the file to its end.
void Run::collect_lines(FactImport& facts, LineSums& sums) {
    while (const auto row = rows_.next("read")) read_fact(facts, *row, &sums);
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
