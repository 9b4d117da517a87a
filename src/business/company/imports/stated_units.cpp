#include "business/company/imports/stated_units.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "platform/files/cell_values.h"
#include "platform/files/heading_scale.h"
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
bool may_introduce(std::string_view before) {
    constexpr std::array<std::string_view, 15> kBefore{"(",
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
    return before.empty() || std::any_of(kBefore.begin(), kBefore.end(), [&](auto end) {
               return before.ends_with(end);
           });
}

std::size_t end_of_introduction(std::string_view folded) {
    constexpr std::array<std::string_view, 4> kWords{"单位", "units", "unit", "uom"};
    for (const auto word : kWords) {
        for (auto at = folded.find(word); at != std::string_view::npos;
             at = folded.find(word, at + 1)) {
            const auto rest = files::trim(folded.substr(at + word.size()));
            const bool ends = rest.empty() || rest.starts_with(':');
            if (ends && may_introduce(folded.substr(0, at)))
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

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kBrackets{
    {{"(", ")"}, {"[", "]"}, {"【", "】"}}};

/// (箱) → 箱
std::string_view without_brackets(std::string_view folded) {
    folded = files::trim(folded);
    for (const auto& [open, close] : kBrackets)
        if (folded.starts_with(open) && folded.ends_with(close))
            return files::trim(
                folded.substr(open.size(), folded.size() - open.size() - close.size()));
    return folded;
}

/// RMB in thousands, 人民币千元: said without the word 单位.
bool is_scaled_money(std::string_view said) {
    const auto scaled = files::scaled_unit(said);
    return scaled.scale != 1 && files::is_money_unit(scaled.unit);
}

/// 销售月报（万元）, All figures in RMB thousands, 金额：万元; a million that was reached is no
/// unit.
std::string_view money_in_title(std::string_view folded) {
    if (const auto whole = without_brackets(folded); is_scaled_money(whole)) return whole;
    for (const auto& [open, close] : kBrackets) {
        const auto begin = folded.find(open);
        if (begin == std::string_view::npos) continue;
        const auto inside = folded.substr(begin + open.size());
        const auto said = files::trim(inside.substr(0, inside.find(close)));
        if (is_scaled_money(said)) return said;
    }
    const auto [name, unit] = files::split_scale(folded);
    const bool latin = !unit.empty() && static_cast<unsigned char>(unit.front()) < 0x80;
    const bool said = latin || name.ends_with(':') || name.ends_with("以") || name.ends_with("为");
    return said && is_scaled_money(unit) ? unit : std::string_view{};
}

/// 数量单位：千箱；金额单位：万元
void find_in_part(const files::TableRow& row,
                  std::size_t column,
                  std::string_view part,
                  std::vector<Stated>& found) {
    std::string text(files::trim(row.cells[column]));
    const CellIssue at{.row = row.number, .column = column};
    const auto end = end_of_introduction(part);
    if (end == std::string_view::npos) {
        if (const auto money = money_in_title(part); !money.empty())
            found.push_back({at, std::move(text), std::string(money)});
        return;
    }
    auto said = std::string(up_to_end(part.substr(end)));
    // 单位：,箱
    if (said.empty() && column + 1 < row.cells.size()) {
        said = up_to_end(files::fold(row.cells[column + 1]));
        text += files::trim(row.cells[column + 1]);
    }
    if (!said.empty()) found.push_back({at, std::move(text), std::move(said)});
}

void find_stated(const files::TableRow& row, std::vector<Stated>& found) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto folded = files::fold(row.cells[i]);
        std::string_view rest = folded;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(';'), rest.size());
            find_in_part(row, i, files::trim(rest.substr(0, end)), found);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
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
    if (is_scaled_money(said)) return {.money = std::move(said)};
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

/// The money that is named: 元 of 万元, of 元/箱; none of 含税.
std::string money_of(std::string_view text) {
    for (const auto statement : files::heading_statements(text)) {
        const auto upper = files::trim(statement.substr(0, statement.find('/')));
        const auto unit = files::scaled_unit(upper).unit;
        if (is_money(unit)) return std::string(unit);
    }
    return {};
}

/// Prices are seldom counted in thousands, whatever is said of the amounts.
bool takes(const Column& column, const files::MatchedColumn& matched, const std::string& unit) {
    const bool money = column.field.kind == FieldKind::Money;
    if (!money && column.field.kind != FieldKind::Quantity) return false;
    if (unit.empty() || unit == "元") return false;
    const bool own = money ? !money_of(matched.unit).empty() : !heading_unit(matched).empty();
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
        files::add_statement(matched->unit, unit);
        matched->scale = files::heading_scale(unit);
        taken += (taken.empty() ? "" : "、") + matched->header;
    }
    return taken;
}

bool holds_figures(const Column& column) {
    return column.field.kind == FieldKind::Money || column.field.kind == FieldKind::Quantity;
}

bool is_unit_below(std::string_view said, const Column& column, const UnitChoice& chosen) {
    const auto scaled = files::scaled_unit(said);
    const auto whole = scaled.unit.substr(0, scaled.unit.find('/'));
    const bool money = column.field.kind == FieldKind::Money;
    return scaled.scale != 1 || (money ? is_money(whole) : is_unit_word(whole, chosen));
}

/// What is said in a cell below a heading: 箱 of （箱） and of 单位：箱.
std::string said_below(std::string_view cell) {
    const auto folded = files::fold(cell);
    const auto statements = files::heading_statements(without_brackets(folded));
    return statements.size() == 1 ? std::string(statements.front()) : folded;
}

/// Per known column the words in a row of units below its heading; none where that row is one of
/// data, which holds a number or names a day or a code in digits.
std::vector<std::string> units_below(const files::TableRow& row,
                                     const files::HeaderMatch& match,
                                     const StatedIn& in) {
    std::vector<std::string> units(match.matched.size());
    bool any = false;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto& matched = match.matched[i];
        if (!matched) continue;
        const auto& column = in.kind.columns[i];
        const auto said = said_below(row.cell(matched->column));
        const bool figures = holds_figures(column);
        const bool data = figures ? files::parse_number(said).has_value() && !said.starts_with('\'')
                                  : said.find_first_of("0123456789") != std::string::npos;
        if (data) return {};
        if (!figures) continue;
        units[i] = said;
        any = any || is_unit_below(said, column, in.chosen);
    }
    return any ? units : std::vector<std::string>{};
}

/// What is said of a column's figures: in what goods are counted, in what money, by how many.
struct Said {
    std::string pack;
    std::string money;
    std::int64_t scale = 1;

    bool names_unit() const { return !pack.empty() || !money.empty(); }
};

Said said_of(const files::MatchedColumn& column, const UnitChoice& chosen) {
    return {.pack = heading_unit(column, chosen),
            .money = money_of(column.unit),
            .scale = column.scale};
}

/// 千 and 瓶 add to each other; 元 and 千元 do not go together.
bool contradict(const Said& one, const Said& other) {
    const auto differ = [](const std::string& a, const std::string& b, bool same) {
        return !a.empty() && !b.empty() && !same;
    };
    if (differ(one.pack, other.pack, are_same_unit(one.pack, other.pack)) ||
        differ(one.money, other.money, one.money == other.money))
        return true;
    const bool both = one.names_unit() && other.names_unit();
    return one.scale != other.scale && (both || (one.scale != 1 && other.scale != 1));
}

/// Adds what a row of units right below the headings says to them.
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
        if (!is_unit_below(units[i], in.kind.columns[i], in.chosen)) {
            issues.push_back({"scale_unclear",
                              files::cell_place(row.number, matched.column),
                              explain("scale_unclear", files::Language::English),
                              units[i]});
            continue;
        }
        const auto scale = files::heading_scale(units[i]);
        const auto own = said_of(matched, in.chosen);
        const auto below = said_of({.unit = units[i], .scale = scale}, in.chosen);
        if (contradict(own, below)) {
            issues.push_back({"units_differ",
                              files::cell_place(row.number, matched.column),
                              explain("units_differ", files::Language::English),
                              units[i] + " ≠ " + matched.header});
            continue;
        }
        files::add_statement(matched.unit, units[i]);
        matched.scale = std::max(matched.scale, scale);
        taken += fmt::format("{}{} {}", taken.empty() ? "" : "、", matched.header, units[i]);
    }
    const auto sheet = in.sheet.empty() ? "" : in.sheet + "!";
    if (!taken.empty()) report.remark("stated_unit_below", sheet + taken);
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
