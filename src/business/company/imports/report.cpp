#include "business/company/imports/report.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "platform/files/place.h"

namespace bihuan::imports {

namespace {

constexpr std::size_t kMostShown = 200;
constexpr std::size_t kPreviewRows = 20;

/// More than a sheet of a workbook can have.
constexpr std::int64_t kRowsOfSheet = std::int64_t{1} << 21U;

bool is_used(const files::HeaderMatch& match, std::size_t column) {
    return std::any_of(match.matched.begin(), match.matched.end(), [&](const auto& matched) {
        return matched && matched->column == column;
    });
}

/// The column of a place "/12/B"; none for "/12".
std::optional<std::size_t> column_of(std::string_view place) {
    const auto slash = place.rfind('/');
    if (slash == 0 || slash == std::string_view::npos) return std::nullopt;
    std::size_t column = 0;
    for (const char letter : place.substr(slash + 1)) {
        column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
    }
    return column - 1;
}

}  // namespace

void ImportReport::remark_row(std::string_view code,
                              std::int64_t row,
                              const std::string& of_sheet) {
    constexpr std::size_t kMostRows = 20;
    // From behind: of thousands of sheets it is the one at hand.
    const auto known = std::find_if(remarks.rbegin(), remarks.rend(), [&](const Remark& remark) {
        return remark.code == code && remark.found == of_sheet;
    });
    const bool is_new = known == remarks.rend();
    auto& remark =
        is_new ? remarks.emplace_back(Remark{std::string(code), 0, {}, of_sheet}) : *known;
    ++remark.count;
    if (remark.rows.size() < kMostRows) remark.rows.push_back(row);
}

void ImportReport::remark(std::string_view code, std::string found, std::int64_t count) {
    remarks.push_back({.code = std::string(code), .count = count, .found = std::move(found)});
}

void ImportReport::remark_names(std::string_view code, const std::vector<std::string>& names) {
    if (names.empty()) return;
    remark(
        code, fmt::format("{}", fmt::join(names, "、")), static_cast<std::int64_t>(names.size()));
}

std::string CellIssue::cell() const {
    return (sheet.empty() ? std::string() : sheet + "!") +
           (column ? files::column_letters(*column) : std::string()) + std::to_string(row);
}

void RowIssues::set_sheet(const std::string& sheet) {
    sheet_ = sheet;
    const auto known = std::find(sheets_.begin(), sheets_.end(), sheet);
    sheet_at_ = static_cast<std::size_t>(known - sheets_.begin());
    if (known == sheets_.end()) sheets_.push_back(sheet);
}

std::int64_t RowIssues::ordinal() const {
    if (sheet_.empty()) return row_.number;
    return static_cast<std::int64_t>(sheet_at_) * kRowsOfSheet + row_.number;
}

std::string RowIssues::place_of(std::int64_t ordinal) const {
    if (sheet_.empty()) return std::to_string(ordinal);
    const auto sheet = static_cast<std::size_t>(ordinal / kRowsOfSheet);
    return fmt::format("{}!{}", sheets_.at(sheet), ordinal % kRowsOfSheet);
}

bool RowIssues::begin(const files::TableRow& row) {
    row_ = row;
    issues_.clear();
    doubts_.clear();
    ++report_.rows_read;
    if (report_.preview.size() < kPreviewRows) {
        auto& shown = report_.preview.emplace_back();
        for (const auto cell : row.cells) shown.push_back(files::shown(cell));
    }
    for (const auto& issue : row.issues) {
        const auto column = column_of(issue.field);
        if (column && !is_used(*match_, *column)) continue;
        CellIssue added{.row = row.number, .column = column, .sheet = sheet_};
        if (column) added.header = files::shown(match_->headers[*column]);
        added.code = issue.code;
        added.found = issue.found;
        issues_.push_back(std::move(added));
    }
    const auto surplus = files::surplus_cell(row, *match_);
    if (!surplus) return true;
    issues_ = {{.row = row.number,
                .column = *surplus,
                .sheet = sheet_,
                .code = "surplus_cells",
                .found = files::shown(row.cell(*surplus))}};
    return false;
}

void RowIssues::add(std::optional<std::size_t> known,
                    std::string_view code,
                    std::string_view found) {
    if (known && match_->matched[*known]) {
        add_in(match_->matched[*known]->column, code, found);
        return;
    }
    CellIssue issue{.row = row_.number, .sheet = sheet_};
    // A column that the file lacks is named as it would have to be headed.
    if (known) {
        const auto& column = kind_.columns[*known];
        issue.header = fmt::format("{} ({})", column.words.label, column.name);
    }
    issue.code = code;
    issue.found = files::shown(found);
    issues_.push_back(std::move(issue));
}

void RowIssues::add_in(std::size_t column, std::string_view code, std::string_view found) {
    CellIssue issue{.row = row_.number, .column = column, .sheet = sheet_};
    issue.header = files::shown(match_->headers[column]);
    issue.code = code;
    issue.found = files::shown(found);
    issues_.push_back(std::move(issue));
}

void RowIssues::doubt(std::string_view remark) {
    if (std::find(doubts_.begin(), doubts_.end(), remark) == doubts_.end())
        doubts_.push_back(remark);
}

void RowIssues::end() {
    if (!issues_.empty()) ++report_.rows_failed;
    if (issues_.empty())
        for (const auto doubt : doubts_) report_.remark_row(doubt, row_.number, sheet_);
    report_.issue_count += static_cast<std::int64_t>(issues_.size());
    for (const auto& issue : issues_) {
        ++report_.issue_counts[issue.code];
        if (report_.issues.size() < kMostShown) report_.issues.push_back(issue);
    }
    if (observer_) observer_(row_, issues_);
}

void RowIssues::skip(std::string_view remark) {
    ++report_.rows_skipped;
    report_.remark_row(remark, row_.number, sheet_);
}

}  // namespace bihuan::imports
