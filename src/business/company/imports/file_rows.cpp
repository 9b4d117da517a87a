#include "business/company/imports/file_rows.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "business/company/imports/layout.h"
#include "business/company/imports/stated_units.h"
#include "business/company/imports/unused_columns.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

files::TableOptions options_of(const Reading& reading) {
    return {.sheet = reading.sheet == kAllSheets ? "" : reading.sheet,
            .encoding = reading.encoding};
}

/// Explains how a table is filled in, with an example under the same headings: 填写说明, 示例1,
/// "Example"; no 说明书店.
bool is_example_sheet(std::string_view name) {
    constexpr std::array<std::string_view, 18> kWords{"说明",
                                                      "示例",
                                                      "样例",
                                                      "范例",
                                                      "举例",
                                                      "example",
                                                      "examples",
                                                      "sample",
                                                      "samples",
                                                      "instructions",
                                                      "readme",
                                                      "示例数据",
                                                      "模板示例",
                                                      "样表",
                                                      "示范",
                                                      "demo",
                                                      "sampledata",
                                                      "exampledata"};
    constexpr std::array<std::string_view, 5> kEndings{
        "填写说明", "使用说明", "导入说明", "填报说明", "填写示例"};
    auto key = files::header_key(name);
    key.erase(std::remove_if(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }),
              key.end());
    return std::find(kWords.begin(), kWords.end(), key) != kWords.end() ||
           std::any_of(kEndings.begin(), kEndings.end(), [&](auto ending) {
               return key.ends_with(ending);
           });
}

std::string_view order_words(files::DayOrder order) {
    if (order == files::DayOrder::MonthFirst) return "月/日/年";
    return order == files::DayOrder::DayFirst ? "日/月/年" : "年/月/日";
}

}  // namespace

FileRows::FileRows(const ImportRequest& request,
                   ImportReport& report,
                   RowIssues& issues,
                   TotalRows& totals)
    : request_(request),
      report_(report),
      issues_(issues),
      total_rows_(totals),
      options_(options_of(request.reading)),
      all_sheets_(request.reading.sheet == kAllSheets),
      day_orders_(request.path, options_, request.reading.day_order, [this] {
          request_.progress.check();
      }) {}

bool FileRows::open() {
    report_.remarks.clear();
    told_orders_.clear();
    auto opened = files::open_table(request_.path, options_);
    if (!opened) {
        report_.refusal = opened.error();
        return false;
    }
    reader_ = std::move(*opened);
    files::HeaderMatch nearest;
    auto match = find_header(nearest);
    note_format();
    if (!match) {
        report_.refusal = unfit_headings(nearest);
        if (!report_.refusal.empty()) return false;
        report_.refusal = match.error();
        tell_columns(request_.kind, nearest, report_);
        tell_top_rows();
        return false;
    }
    match_ = headed_ = std::move(*match);
    report_.refusal = unfit_headings(match_);
    if (!report_.refusal.empty()) return false;
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

Result<files::HeaderMatch> FileRows::find_header(files::HeaderMatch& nearest) {
    passed_over_ = false;
    const auto columns = request_.kind.known_columns();
    const auto& reading = request_.reading;
    if (reading.header_row > 0)
        return files::take_header(*reader_, columns, reading.mapping, reading.header_row, nearest);
    auto first = files::find_header(*reader_, columns, reading.mapping, &nearest);
    const bool meant = !all_sheets_ && !reading.sheet.empty();
    const bool example = first && is_example_sheet(reader_->format().sheet);
    if (meant || (first && !example)) return first;
    if (!first && (files::is_header(nearest) || !reader_->issues().empty())) return first;
    return find_header_behind(std::move(first), nearest);
}

/// A cover, or an example, stands before the first sheet that has a header, or half a one: the
/// first is taken where no other has.
Result<files::HeaderMatch> FileRows::find_header_behind(Result<files::HeaderMatch> first,
                                                        files::HeaderMatch& nearest) {
    const auto columns = request_.kind.known_columns();
    for (const auto& name : reader_->format().sheets) {
        request_.progress.check();
        if (name == reader_->format().sheet || is_example_sheet(name)) continue;
        auto opened = reader_->open_sheet(name);
        if (!opened) continue;
        files::HeaderMatch near;
        auto found = files::find_header(**opened, columns, request_.reading.mapping, &near);
        if (!found && !files::is_header(near) && (*opened)->issues().empty()) continue;
        reader_ = std::move(*opened);
        nearest = std::move(near);
        passed_over_ = true;
        return found;
    }
    return first;
}

/// The sheet at hand from its top.
Result<std::unique_ptr<files::TableReader>> FileRows::open_again() const {
    auto again = reader_->open_sheet(reader_->format().sheet);
    return again ? std::move(again) : files::open_table(request_.path, options_);
}

/// Reads the rows around the header once more, for the units that they state.
Issues FileRows::take_stated(files::HeaderMatch& match) {
    const auto again = open_again();
    if (!again) return again.error();
    return take_stated_units(
        **again,
        match,
        {request_.kind, request_.reading.units, all_sheets_ ? reader_->format().sheet : ""},
        report_);
}

/// One file counts in one way: another unit above a further sheet's header refuses it.
bool FileRows::states_the_same(std::int64_t header_row) {
    auto match = headed_;
    match.row = header_row;
    report_.refusal = take_stated(match);
    match_.units_row = match.units_row;
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

/// So that a person can say which of them is the header.
void FileRows::tell_top_rows() {
    const auto again = open_again();
    if (!again) return;
    while (const auto row = (*again)->next()) {
        if (row->number > files::kHeaderRows) break;
        auto& top = report_.top_rows.emplace_back(TopRow{.row = row->number});
        for (const auto cell : row->cells) top.cells.push_back(files::shown(cell));
    }
}

void FileRows::note_format() {
    const auto& format = reader_->format();
    report_.encoding = format.encoding;
    report_.sheet = format.sheet;
    report_.sheets = format.sheets;
    report_.top_rows.clear();
    if (format.doubtful_encoding)
        report_.remark("doubtful_encoding", format.encoding);
    else if (format.kind == files::TableKind::Csv && format.encoding != "UTF-8")
        report_.remark("encoding_taken", format.encoding);
    if (passed_over_) report_.remark("sheet_taken", format.sheet);
    auto hidden = format.hidden_sheets;
    std::erase(hidden, files::kListsSheet);
    report_.remark_names("hidden_sheets", hidden);
    sheets_read_ = {format.sheet};
    next_sheet_ = 0;
}

/// Of several sheets the next one with the same header; those without any are named.
bool FileRows::open_next_sheet() {
    while (all_sheets_ && next_sheet_ < report_.sheets.size()) {
        request_.progress.check();
        const auto& name = report_.sheets[next_sheet_++];
        if (name == report_.sheet || is_example_sheet(name)) continue;
        auto opened = reader_->open_sheet(name);
        if (!opened) continue;
        const auto header = files::find_same_header(**opened, match_);
        if (!header && is_refused_for_header(name)) return false;
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

/// Data under another header would be left out, where somebody asked for all.
bool FileRows::is_refused_for_header(const std::string& sheet) {
    const auto opened = reader_->open_sheet(sheet);
    if (!opened) return false;
    const auto other =
        files::find_header(**opened, request_.kind.known_columns(), request_.reading.mapping);
    if (!other) return false;
    report_.refusal.push_back({"sheets_differ",
                               files::row_place(other->row),
                               explain("sheets_differ", files::Language::English),
                               sheet});
    return true;
}

/// Sheets that nobody read, but the notes of our own templates.
void FileRows::remark_sheets() {
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

files::DayReading FileRows::days() {
    return {.chosen = request_.reading.day_order, .order_of = [this](std::size_t column) {
                const auto order = day_orders_.of(column, reader_->format().sheet, match_.row);
                tell_order(column, order);
                return order;
            }};
}

/// What no person chose, once for each column of each sheet.
void FileRows::tell_order(std::size_t column, files::DayOrder order) {
    if (order == files::DayOrder::Unknown) return;
    const auto sheet = sheet_at_hand();
    if (!told_orders_.insert({sheet, column}).second) return;
    report_.remark("day_order_taken",
                   fmt::format("{}{}{} → {}",
                               sheet,
                               sheet.empty() ? "" : "!",
                               match_.headers.at(column),
                               order_words(order)));
}

std::optional<files::TableRow> FileRows::next(std::string_view stage) {
    while (const auto row = next_of_sheets()) {
        tell_progress(stage);
        if (row->blank() && row->issues.empty()) continue;
        if (row->number == match_.units_row) continue;
        if (row->hidden) report_.remark_row("hidden_rows", row->number, sheet_at_hand());
        return row;
    }
    request_.progress.check();
    remark_sheets();
    return std::nullopt;
}

/// Of the sheet at hand, then of those behind it.
std::optional<files::TableRow> FileRows::next_of_sheets() {
    do {
        if (const auto row = reader_->next()) return row;
        report_.refusal = reader_->issues();
    } while (report_.refusal.empty() && open_next_sheet());
    return std::nullopt;
}

/// Rows of all sheets are counted: many small ones make a large file too.
void FileRows::tell_progress(std::string_view stage) {
    constexpr std::int64_t kTellEvery = 1000;
    constexpr double kUnits = 1000;
    request_.progress.check();
    if (++rows_ % kTellEvery != 0) return;
    const auto done = static_cast<std::int64_t>(reader_->progress() * kUnits);
    request_.progress.report(stage, done, static_cast<std::int64_t>(kUnits));
}

}  // namespace bihuan::imports
