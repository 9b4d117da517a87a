#include "business/company/imports/attributes.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

std::string json_quoted(std::string_view text) {
    return nlohmann::json(text).dump(
        -1, ' ', /*ensure_ascii=*/false, nlohmann::json::error_handler_t::replace);
}

/// A number as JSON writes it, -?(0|[1-9]d*)(.d+)?, of at most 15 digits and without zeros behind,
/// so that it comes back the same from a workbook; empty when the text is none.
std::string_view json_number(std::string_view text) {
    constexpr std::size_t kExact = 16;
    if (text.empty() || text.size() > kExact || text.starts_with("0.0000")) return {};
    const auto point = text.find('.');
    const auto whole = text.substr(text.front() == '-' ? 1 : 0, point);
    const auto digits = [](std::string_view part) {
        return !part.empty() &&
               std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (point == std::string_view::npos) {
        return digits(whole) && (whole.size() == 1 || whole.front() != '0') ? text : "";
    }
    const auto first = text.substr(0, point);
    if (json_number(first).empty() || !digits(text.substr(point + 1))) return {};
    const auto last = text.find_last_not_of('0');
    return last == point ? first : text.substr(0, last + 1);
}

}  // namespace

ExtraColumns::ExtraColumns(const files::HeaderMatch& match) {
    for (const auto column : match.unknown) {
        if (match.headers[column] == kErrorHeader) continue;
        columns_.emplace_back(column, json_quoted(match.headers[column]));
    }
    // The same row of two files with their columns in another order is the same row.
    std::sort(columns_.begin(), columns_.end(), [](const auto& one, const auto& other) {
        return one.second < other.second;
    });
}

std::string ExtraColumns::json(const files::TableRow& row) const {
    std::string text;
    for (const auto& [column, name] : columns_) {
        const auto cell = files::trim(row.cell(column));
        if (cell.empty()) continue;
        text += text.empty() ? '{' : ',';
        text += name;
        text += ':';
        const auto number = json_number(cell);
        text += number.empty() ? json_quoted(cell) : std::string(number);
    }
    if (!text.empty()) text += '}';
    return text;
}

std::optional<ExtraColumns::Fault> ExtraColumns::fault(const files::TableRow& row) const {
    std::size_t bytes = 0;
    for (const auto& [column, name] : columns_) {
        const auto cell = files::trim(row.cell(column));
        if (const auto found = find_text_fault(cell, TextShape::Lines))
            return Fault{column, found->code};
        bytes += name.size() + cell.size();
        if (bytes > kLongestAttributes) return Fault{column, "too_long"};
    }
    return std::nullopt;
}

}  // namespace bihuan::imports
