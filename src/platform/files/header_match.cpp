#include "platform/files/header_match.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/files/heading_scale.h"
#include "platform/files/heading_units.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

struct BracketPair {
    std::string_view open;
    std::string_view close;
};

// After NFKC the full-width round brackets are plain ones.
constexpr std::array<BracketPair, 4> kBrackets{
    {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"「", "」"}}};

/// Splits "销售额(万元)" into the name and what stands in the first brackets.
std::pair<std::string, std::string> split_unit(const std::string& header) {
    for (const auto& bracket : kBrackets) {
        const auto open = header.find(bracket.open);
        if (open == std::string::npos) continue;
        const auto inside = open + bracket.open.size();
        const auto close = header.find(bracket.close, inside);
        if (close == std::string::npos) continue;
        return {header.substr(0, open) + header.substr(close + bracket.close.size()),
                header.substr(inside, close - inside)};
    }
    return {header, ""};
}

/// The same of a heading, all that it says: 销售额万元(含税), Sales (RMB) '000.
std::pair<std::string, std::string> split_heading(const std::string& folded) {
    auto [name, unit] = split_unit(folded);
    // A second bracket may say the scale of the first: (含税)(万元).
    auto further = split_unit(name);
    add_statement(unit, further.second);
    const auto scaled = split_scale(further.first);
    add_statement(unit, scaled.unit);
    return {std::string(scaled.name), std::move(unit)};
}

/// Of pages and spreadsheets on the web: nobody sees them within a heading.
std::string without_invisible(std::string text) {
    constexpr std::array<std::string_view, 8> kInvisible{"\xC2\xAD",      // soft hyphen
                                                         "\xE2\x80\x8B",  // zero-width space
                                                         "\xE2\x80\x8C",
                                                         "\xE2\x80\x8D",
                                                         "\xE2\x80\x8E",  // left-to-right mark
                                                         "\xE2\x80\x8F",
                                                         "\xE2\x81\xA0",  // word joiner
                                                         "\xEF\xBB\xBF"};
    if (text.find_first_of("\xC2\xE2\xEF") == std::string::npos) return text;
    for (const auto sign : kInvisible)
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at))
            text.erase(at, sign.size());
    return text;
}

std::string without_punctuation(const std::string& text) {
    std::string key;
    for (const char c : text) {
        if (std::string_view(" _-*#:./\\'\"\r\n\t").find(c) == std::string_view::npos) {
            key.push_back(c);
        }
    }
    return key;
}

std::string key_of_folded(const std::string& folded) {
    return without_punctuation(split_unit(without_invisible(folded)).first);
}

/// A matcher over one row's headers.
class Matching {
public:
    Matching(const TableRow& row, std::span<const KnownColumn> columns) : row_(row) {
        match_.row = row.number;
        match_.matched.resize(columns.size());
        for (const auto cell : row.cells) {
            match_.headers.emplace_back(trim(cell));
            auto [name, unit] = split_heading(without_invisible(fold(cell)));
            keys_.push_back(without_punctuation(name));
            units_.push_back(std::move(unit));
        }
        claimed_.resize(keys_.size());
        for (const auto& issue : row.issues) {
            if (issue.code == "merged_cell") {
                match_.issues.push_back(file_issue("header_merged", issue.field));
            }
        }
    }

    void choose(std::size_t known, const std::string& header) {
        const auto wanted = without_invisible(std::string(trim(header)));
        const auto found =
            std::find_if(match_.headers.begin(), match_.headers.end(), [&](const auto& one) {
                return without_invisible(one) == wanted;
            });
        if (found == match_.headers.end()) {
            match_.issues.push_back(file_issue("unknown_choice", row_place(row_.number), header));
            return;
        }
        claim(known, static_cast<std::size_t>(found - match_.headers.begin()));
    }

    /// The column's own name first, then its synonyms in their order: "day" wins over "week".
    void search(std::size_t known, const KnownColumn& column) {
        claim_key(known, header_key(column.name));
        for (const auto& synonym : column.synonyms) {
            if (match_.matched[known]) return;
            claim_key(known, header_key(synonym));
        }
    }

    HeaderMatch finish(std::span<const KnownColumn> columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!columns[i].required || match_.matched[i]) continue;
            match_.issues.push_back(
                file_issue("missing_column", row_place(row_.number), columns[i].name));
        }
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            if (!claimed_[i] && !keys_[i].empty()) match_.unknown.push_back(i);
        }
        return std::move(match_);
    }

private:
    void claim_key(std::size_t known, const std::string& key) {
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            if (keys_[i] != key || key.empty() || claimed_[i]) continue;
            if (match_.matched[known]) {
                match_.issues.push_back(
                    file_issue("duplicate_column", cell_place(row_.number, i), match_.headers[i]));
            } else {
                claim(known, i);
            }
        }
    }

    void claim(std::size_t known, std::size_t column) {
        claimed_[column] = true;
        const auto& unit = units_[column];
        match_.matched[known] = MatchedColumn{.column = column,
                                              .header = match_.headers[column],
                                              .unit = unit,
                                              .scale = heading_scale(unit)};
    }

    const TableRow& row_;
    HeaderMatch match_;
    std::vector<std::string> keys_;
    std::vector<std::string> units_;
    std::vector<bool> claimed_;
};

std::size_t count_matched(const HeaderMatch& match) {
    return static_cast<std::size_t>(
        std::count_if(match.matched.begin(), match.matched.end(), [](const auto& column) {
            return column.has_value();
        }));
}

bool misses_required(const HeaderMatch& match) {
    return std::any_of(match.issues.begin(), match.issues.end(), [](const Issue& issue) {
        return issue.code == "missing_column";
    });
}

}  // namespace

std::string header_key(std::string_view header) {
    return key_of_folded(fold(header));
}

HeaderMatch match_header(const TableRow& row,
                         std::span<const KnownColumn> columns,
                         const HeaderChoice& choice) {
    Matching matching(row, columns);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto chosen = choice.find(columns[i].name);
        if (chosen != choice.end() && !chosen->second.empty()) matching.choose(i, chosen->second);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (choice.find(columns[i].name) == choice.end()) matching.search(i, columns[i]);
    }
    return matching.finish(columns);
}

namespace {

bool fits(const HeaderMatch& match) {
    return !misses_required(match) && count_matched(match) > 0;
}

/// The first of the top rows that fits, or the one that comes nearest to it; reads no further.
struct Searched {
    std::optional<HeaderMatch> best;
    std::size_t widest = 0;  ///< Most cells of a row.
};

Searched best_header(TableReader& reader,
                     std::span<const KnownColumn> columns,
                     const HeaderChoice& choice) {
    Searched searched;
    auto& best = searched.best;
    while (const auto row = reader.next()) {
        if (row->number > kHeaderRows) break;
        if (row->blank()) continue;
        searched.widest = std::max(searched.widest, row->cells.size());
        auto match = match_header(*row, columns, choice);
        const bool done = fits(match);
        if (done || !best || count_matched(match) > count_matched(*best)) best = std::move(match);
        if (done) break;
    }
    return searched;
}

/// A cover, or a sheet of explanations, stands before the one that is meant.
Issue missing_header(const TableFormat& format, std::size_t widest) {
    if (format.sheets.size() < 2)
        return file_issue(format.kind == TableKind::Csv && widest == 1 ? "one_column"
                                                                       : "no_header");
    std::string others;
    for (const auto& sheet : format.sheets)
        if (sheet != format.sheet) others += (others.empty() ? "" : ", ") + sheet;
    return file_issue("no_header_in_sheet", {}, shown(others));
}

}  // namespace

std::size_t named_width(const std::vector<std::string>& headers) {
    auto width = headers.size();
    while (width > 0 && trim(headers[width - 1]).empty()) --width;
    return width;
}

std::optional<std::size_t> surplus_cell(const TableRow& row, std::size_t width) {
    for (auto column = width; column < row.cells.size(); ++column) {
        if (!trim(row.cells[column]).empty()) return column;
    }
    return std::nullopt;
}

std::optional<std::int64_t> find_same_header(TableReader& reader, const HeaderMatch& match) {
    const auto same = [&](const TableRow& row) {
        return row.issues.empty() && std::equal(row.cells.begin(),
                                                row.cells.end(),
                                                match.headers.begin(),
                                                match.headers.end(),
                                                [](std::string_view cell, const auto& header) {
                                                    return trim(cell) == header;
                                                });
    };
    while (const auto row = reader.next()) {
        if (row->number > kHeaderRows) break;
        if (same(*row)) return row->number;
    }
    return std::nullopt;
}

bool is_header(const HeaderMatch& match) {
    const auto known = count_matched(match);
    return known > 1 || (known == 1 && !misses_required(match));
}

Result<HeaderMatch> take_header(TableReader& reader,
                                std::span<const KnownColumn> columns,
                                const HeaderChoice& choice,
                                std::int64_t header_row,
                                HeaderMatch& nearest) {
    auto row = reader.next();
    while (row && row->number < header_row) row = reader.next();
    if (!reader.issues().empty()) return tl::unexpected(reader.issues());
    if (!row || row->number > header_row || row->blank())
        return unexpected(file_issue("blank_header", row_place(header_row)));
    auto match = match_header(*row, columns, choice);
    if (reader.format().kind == TableKind::Csv) match.width = named_width(match.headers);
    if (match.issues.empty()) return match;
    nearest = std::move(match);
    return tl::unexpected(nearest.issues);
}

Result<HeaderMatch> find_header(TableReader& reader,
                                std::span<const KnownColumn> columns,
                                const HeaderChoice& choice,
                                HeaderMatch* nearest) {
    auto [best, widest] = best_header(reader, columns, choice);
    const bool csv = reader.format().kind == TableKind::Csv;
    if (best && csv) best->width = named_width(best->headers);
    const bool found = best && fits(*best);
    if (found && best->issues.empty()) return *std::move(best);
    if (!found && !reader.issues().empty()) return tl::unexpected(reader.issues());
    if (!best || count_matched(*best) == 0)
        return unexpected(missing_header(reader.format(), widest));
    if (nearest != nullptr) *nearest = *best;
    return tl::unexpected(best->issues);
}

}  // namespace bihuan::files
