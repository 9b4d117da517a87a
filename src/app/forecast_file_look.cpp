#include "app/forecast_file_look.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "app/forecast_file_headings.h"
#include "app/forecast_file_parts.h"
#include "platform/files/cell_values.h"
#include "platform/files/text.h"
#include "platform/files/total_rows.h"

namespace bihuan {

namespace {

bool is_total_row(const files::TableRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), files::is_total);
}

void count(std::string_view text, ColumnSigns& signs) {
    if (is_gap(text)) {
        ++signs.blanks;
    } else if (files::parse_number(text) || is_comma_figure(text)) {
        ++signs.figures;
    } else if (files::parse_flag(text)) {
        ++signs.flags;
    } else if (files::parse_day(text)) {
        ++signs.days;
    } else {
        ++signs.words;
    }
}

std::uint64_t number_of(std::string_view text) {
    return std::hash<std::string_view>{}(files::trim(text));
}

}  // namespace

FileLook::FileLook(std::filesystem::path path,
                   files::TableOptions options,
                   std::string sheet,
                   std::int64_t header_row,
                   std::size_t width)
    : path_(std::move(path)), options_(std::move(options)), header_row_(header_row), width_(width) {
    options_.sheet = std::move(sheet);
}

template <class Use>
void FileLook::each_row(Use use) const {
    const auto table = files::open_table(path_, options_);
    if (!table) return;
    while (const auto row = (*table)->next()) {
        if (row->number > header_row_ && !row->blank() && !is_note_row(*row)) use(*row);
    }
}

void FileLook::see(const files::TableRow& row) {
    const bool total = is_total_row(row);
    const bool first = std::none_of(signs_.begin(), signs_.end(), [](const ColumnSigns& one) {
        return one.cells() + one.blanks > 0;
    });
    for (std::size_t i = 0; i < std::max(width_, row.cells.size()); ++i) {
        if (i == signs_.size()) {
            signs_.emplace_back();
            first_.push_back(0);
        }
        if (total) {
            if (!is_gap(row.cell(i))) ++signs_[i].of_totals;
            continue;
        }
        if (first) first_[i] = number_of(row.cell(i));
        count(row.cell(i), signs_[i]);
        if (number_of(row.cell(i)) != first_[i]) signs_[i].alike = false;
    }
}

const ColumnSigns& FileLook::signs(std::size_t column) {
    static const ColumnSigns nothing;
    if (!looked_) each_row([&](const files::TableRow& row) { see(row); });
    looked_ = true;
    return column < signs_.size() ? signs_[column] : nothing;
}

const std::vector<std::vector<std::uint64_t>>& FileLook::remembered_rows() {
    if (rows_) return *rows_;
    auto& rows = rows_.emplace();
    each_row([&](const files::TableRow& row) {
        if (is_total_row(row)) return;
        auto& numbers = rows.emplace_back();
        for (const std::size_t column : remembered_) numbers.push_back(number_of(row.cell(column)));
    });
    return rows;
}

std::uint64_t FileLook::key_of(const std::vector<std::uint64_t>& row,
                               std::span<const std::size_t> columns) const {
    std::uint64_t key = 0xcbf29ce484222325ULL;
    for (const std::size_t column : columns) {
        const auto at = std::find(remembered_.begin(), remembered_.end(), column);
        key =
            (key ^ row[static_cast<std::size_t>(at - remembered_.begin())]) * 0x9E3779B97F4A7C15ULL;
        key ^= key >> 29U;
    }
    return key;
}

std::size_t FileLook::repeats(std::span<const std::size_t> columns) {
    std::unordered_set<std::uint64_t> seen;
    for (const auto& row : remembered_rows()) seen.insert(key_of(row, columns));
    return rows() - seen.size();
}

bool FileLook::varies(std::size_t column, std::span<const std::size_t> others) {
    std::unordered_map<std::uint64_t, std::uint64_t> seen;
    const auto& rows = remembered_rows();
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
        const auto own = key_of(row, std::span(&column, 1));
        return seen.emplace(key_of(row, others), own).first->second != own;
    });
}

}  // namespace bihuan
