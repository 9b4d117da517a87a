#include "business/company/imports/stated_units.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "platform/files/heading_units.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

/// What one cell says, with where it stands.
struct Stated {
    CellIssue at;
    std::string text;  ///< As it stands.
    std::string said;  ///< Behind 单位, folded: "箱、万元".
};

/// As a table states them: 编制单位：甲公司 and 购货单位 are firms.
std::size_t end_of_introduction(std::string_view folded) {
    constexpr std::array<std::string_view, 4> kWords{"单位", "units", "unit", "uom"};
    constexpr std::array<std::string_view, 16> kBefore{"",
                                                       "(",
                                                       "[",
                                                       "【",
                                                       ",",
                                                       ";",
                                                       "、",
                                                       "计量",
                                                       "数量",
                                                       "金额",
                                                       "货币",
                                                       "销售",
                                                       " ",
                                                       "，",
                                                       "：",
                                                       ":"};
    for (const auto word : kWords) {
        for (auto at = folded.find(word); at != std::string_view::npos;
             at = folded.find(word, at + 1)) {
            const auto before = folded.substr(0, at);
            const bool stated =
                at == 0 || std::any_of(kBefore.begin() + 1, kBefore.end(), [&](auto end) {
                    return before.ends_with(end);
                });
            const auto rest = files::trim(folded.substr(at + word.size()));
            if (stated && (rest.empty() || rest.starts_with(':')))
                return folded.size() - rest.size() + (rest.empty() ? 0 : 1);
        }
    }
    return std::string_view::npos;
}

/// "箱、元) 制表:张三" → "箱、元"
std::string_view up_to_end(std::string_view text) {
    for (const std::string_view mark : {")", "]", "】", ";"})
        text = text.substr(0, text.find(mark));
    text = files::trim(text);
    // What has a colon of its own is the next thing said.
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        const auto blank = text.substr(0, colon).rfind(' ');
        text = blank == std::string_view::npos ? "" : text.substr(0, blank);
    }
    return files::trim(text);
}

void find_stated(const files::TableRow& row, std::vector<Stated>& found) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto folded = files::fold(row.cells[i]);
        const auto end = end_of_introduction(folded);
        if (end == std::string_view::npos) continue;
        auto said = std::string(up_to_end(std::string_view(folded).substr(end)));
        std::string text(files::trim(row.cells[i]));
        // 单位：,箱
        if (said.empty() && i + 1 < row.cells.size()) {
            said = up_to_end(files::fold(row.cells[i + 1]));
            text += files::trim(row.cells[i + 1]);
        }
        if (!said.empty())
            found.push_back({{.row = row.number, .column = i}, std::move(text), std::move(said)});
    }
}

bool is_money(std::string_view word) {
    return files::is_money_unit(word) || word.ends_with("分");
}

/// Something may be meant that changes figures.
bool may_matter(std::string_view said) {
    return is_pack_word(said) || is_money(said) || files::scaled_unit(said).scale != 1;
}

struct Words {
    std::string quantity;
    std::string money;
    bool clear = true;
};

Words words_of(std::string said, const UnitChoice& chosen) {
    Words words;
    const auto take = [&](std::string_view word) {
        const auto unit = files::scaled_unit(word).unit;
        const bool counts = is_unit_word(unit, chosen);
        auto& taken = counts ? words.quantity : words.money;
        if (!counts && !is_money(unit)) {
            words.clear = words.clear && !may_matter(word);
        } else if (taken.empty()) {
            taken = word;
        } else {
            words.clear = words.clear && taken == word;
        }
    };
    std::replace(said.begin(), said.end(), ' ', ',');
    for (const auto statement : files::heading_statements(said)) {
        const auto slash = statement.find('/');
        take(statement.substr(0, slash));
        // 元/箱 is a price to some, money and a unit to others.
        if (slash == std::string_view::npos) continue;
        if (words.quantity.empty()) words.clear = false;
        take(statement.substr(slash + 1));
    }
    return words;
}

/// Prices are seldom counted in thousands, whatever is said of the amounts.
bool takes(const Column& column, const files::MatchedColumn& matched, const std::string& unit) {
    const bool money = column.field.kind == FieldKind::Money;
    if (!money && column.field.kind != FieldKind::Quantity) return false;
    if (unit.empty() || unit == "元") return false;
    const bool own = money ? !matched.unit.empty() : !heading_unit(matched).empty();
    const bool thousands = files::heading_scale(unit) != 1 && column.name == "price";
    return !own && matched.scale == 1 && !thousands;
}

/// The headings of the columns whose unit it now is.
std::string take(const Words& words, const Kind& kind, files::HeaderMatch& match) {
    std::string taken;
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        auto& matched = match.matched[i];
        const auto& column = kind.columns[i];
        const auto& unit = column.field.kind == FieldKind::Money ? words.money : words.quantity;
        if (!matched || !takes(column, *matched, unit)) continue;
        matched->unit = unit;
        matched->scale = files::heading_scale(unit);
        taken += (taken.empty() ? "" : "、") + matched->header;
    }
    return taken;
}

/// (箱) → 箱
std::string_view without_brackets(std::string_view folded) {
    folded = files::trim(folded);
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"(", ")"}, {"[", "]"}, {"【", "】"}})
        if (folded.starts_with(open) && folded.ends_with(close))
            return files::trim(
                folded.substr(open.size(), folded.size() - open.size() - close.size()));
    return folded;
}

/// What stands below the heading of a column that holds no figures, in a row of units.
bool is_beside_units(std::string_view folded) {
    constexpr std::array<std::string_view, 6> kWords{
        "单位", "计量单位", "unit", "units", "uom", "/"};
    if (std::find(kWords.begin(), kWords.end(), folded) != kWords.end()) return true;
    std::string day(folded);  // 年/月/日, yyyy-mm-dd
    for (const std::string_view part : {"年", "月", "日", "y", "m", "d", "-", "/", "."})
        for (auto at = day.find(part); at != std::string::npos; at = day.find(part))
            day.erase(at, part.size());
    return day.empty();
}

bool is_unit_below(std::string_view said, const Column& column, const UnitChoice& chosen) {
    const bool money = column.field.kind == FieldKind::Money;
    if (!money && column.field.kind != FieldKind::Quantity) return false;
    const auto scaled = files::scaled_unit(said);
    const auto whole = scaled.unit.substr(0, scaled.unit.find('/'));
    return scaled.scale != 1 || (money ? is_money(whole) : is_unit_word(whole, chosen));
}

/// Per known column the unit in the row below its heading; none where that row is one of data.
std::vector<std::string> units_below(const files::TableRow& row,
                                     const files::HeaderMatch& match,
                                     const StatedIn& in) {
    std::vector<std::string> units(match.matched.size());
    std::vector<bool> of_figures(row.cells.size(), false);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto& matched = match.matched[i];
        if (!matched || matched->column >= row.cells.size()) continue;
        const auto folded = files::fold(row.cells[matched->column]);
        const auto said = without_brackets(folded);
        if (!is_unit_below(said, in.kind.columns[i], in.chosen)) continue;
        units[i] = said;
        of_figures[matched->column] = true;
    }
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        if (of_figures[at]) continue;
        const auto folded = files::fold(row.cells[at]);
        const auto said = without_brackets(folded);
        // Below a heading that nobody knows there may be any unit.
        const bool known = std::any_of(match.matched.begin(), match.matched.end(), [&](auto& one) {
            return one && one->column == at;
        });
        if (known && !is_beside_units(said)) return {};
    }
    const bool any =
        std::any_of(units.begin(), units.end(), [](const auto& unit) { return !unit.empty(); });
    return any ? units : std::vector<std::string>{};
}

/// A row of units below the headings is nearer than what is stated above, and contradicts none.
void take_below(const files::TableRow& row,
                files::HeaderMatch& match,
                const StatedIn& in,
                Issues& issues,
                ImportReport& report) {
    const auto units = units_below(row, match, in);
    if (units.empty()) return;
    match.units_row = row.number;
    std::string taken;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].empty()) continue;
        auto& matched = *match.matched[i];
        const auto own = heading_unit(matched, in.chosen);
        const auto below = heading_unit({.unit = units[i]}, in.chosen);
        const auto scale = files::heading_scale(units[i]);
        const bool differs = (!own.empty() && !below.empty() && own != below) ||
                             (matched.scale != 1 && scale != matched.scale);
        const auto place = files::cell_place(row.number, matched.column);
        if (differs)
            issues.push_back({"units_differ",
                              place,
                              explain("units_differ", files::Language::English),
                              units[i] + " ≠ " + matched.header});
        if (differs || !own.empty() || matched.scale != 1) continue;
        matched.unit = units[i];
        matched.scale = scale;
        taken += fmt::format("{}{} {}", taken.empty() ? "" : "、", matched.header, units[i]);
    }
    if (!taken.empty()) report.remark("stated_unit_below", taken, 0);
}

}  // namespace

Issues take_stated_units(files::TableReader& rows,
                         files::HeaderMatch& match,
                         const StatedIn& in,
                         ImportReport& report) {
    std::vector<Stated> found;
    Issues issues;
    while (const auto row = rows.next()) {
        if (row->number < match.row) {
            find_stated(*row, found);
        } else if (row->number > match.row && !row->blank()) {
            take_below(*row, match, in, issues, report);
            break;
        }
    }
    for (auto& stated : found) {
        const auto words = words_of(stated.said, in.chosen);
        if (!words.clear) {
            issues.push_back({"stated_unit_unclear",
                              files::cell_place(stated.at.row, *stated.at.column),
                              explain("stated_unit_unclear", files::Language::English),
                              stated.text});
            continue;
        }
        stated.at.sheet = in.sheet;
        const auto taken = take(words, in.kind, match);
        if (!taken.empty())
            report.remark("stated_unit_taken",
                          fmt::format("{} {} → {}", stated.at.cell(), stated.text, taken));
    }
    return issues;
}

}  // namespace bihuan::imports
