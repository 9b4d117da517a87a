#include "business/company/imports/noun_import.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/placeholders.h"
#include "business/company/imports/cell_parser.h"
#include "business/company/imports/shown_figures.h"
#include "business/company/products/gtin.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

using files::CellResult;

/// Stands for a row that is made once the row that refers to it is sound.
constexpr std::int64_t kNotMadeYet = 1;

void append_value(const Value& value, std::string& key) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) key += std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) key += *text;
    key += '\x1F';
}

/// The new object's members over the old one's.
std::string merged(const std::string& old_json, const std::string& new_json) {
    auto object = nlohmann::json::parse(old_json, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) object = nlohmann::json::object();
    object.update(nlohmann::json::parse(new_json));
    return object.dump();
}

/// Databases may write the same JSON with other spaces.
bool same_json(const Value& one, const Value& other) {
    const auto* one_text = std::get_if<std::string>(&one);
    const auto* other_text = std::get_if<std::string>(&other);
    if (one_text == nullptr || other_text == nullptr) return one == other;
    if (*one_text == *other_text) return true;
    return nlohmann::json::parse(*one_text, nullptr, /*allow_exceptions=*/false) ==
           nlohmann::json::parse(*other_text, nullptr, /*allow_exceptions=*/false);
}

/// Excel keeps 15 digits of a number, so more of them are no change.
bool same_real(const Value& one, const Value& other) {
    const auto* a = std::get_if<double>(&one);
    const auto* b = std::get_if<double>(&other);
    if (a == nullptr || b == nullptr) return one == other;
    return *a == *b || fmt::format("{:.15g}", *a) == fmt::format("{:.15g}", *b);
}

bool same_value(FieldKind kind, const Value& one, const Value& other) {
    switch (kind) {
        case FieldKind::Json:
        case FieldKind::Ids:
        case FieldKind::Choices:
            return same_json(one, other);
        case FieldKind::Real:
        case FieldKind::Share:
            return same_real(one, other);
        default:
            return one == other;
    }
}

/// Of a list: quantities and prices, which are of a product's base unit and in yuan.
bool is_base_figure(const Column& column) {
    return column.field.kind == FieldKind::Money || column.field.kind == FieldKind::Quantity;
}

/// Why such a figure is none as its cell shows it; else empty.
std::string_view shown_fault(const files::TableRow& row, std::size_t column) {
    if (shows_other_money(row, column)) return "row_not_in_yuan";
    return is_pack_word(shown_unit(row, column)) ? "not_in_base_units" : "";
}

bool same_row(const Description& description, const Values& one, const Values& other) {
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (!same_value(description.fields[i].kind, one[i], other[i])) return false;
    }
    return true;
}

std::string_view text_at(const Values& values, std::size_t field) {
    const auto* text = std::get_if<std::string>(&values[field]);
    return text != nullptr ? std::string_view(*text) : std::string_view{};
}

}  // namespace

NounImport::NounImport(Transaction& t, const Kinds& kinds, const Kind& kind, ImportReport& report)
    : t_(t),
      kind_(kind),
      description_(*kind.resource->description),
      report_(report),
      references_(t, kinds, report.created) {
    for (const auto& column : kind.columns)
        fields_.push_back(description_.index_of(column.field.name));
    for (auto& row : t.list_values(description_, {.limit = 0}).items) {
        auto key = key_of(row);
        existing_.emplace(std::move(key), std::move(row));
    }
}

void NounImport::set_header(const files::HeaderMatch& match, const files::DayReading& days) {
    match_ = &match;
    days_ = days;
    extra_ = ExtraColumns(match);
    parent_.reset();
    further_.clear();
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
        further_.emplace_back(kind_.columns[i], i, match);
        const auto& field = kind_.columns[i].field;
        const bool same_noun = field.references == description_.table;
        if (same_noun && field.kind == FieldKind::Id && match.matched[i]) parent_ = i;
    }
}

void NounImport::announce(const files::TableRow& row) {
    for (const std::string_view name : {"code", "name"}) {
        const auto* column = kind_.find(name);
        if (column == nullptr) continue;
        const auto at = static_cast<std::size_t>(column - kind_.columns.data());
        const auto text = cell(row, at);
        if (!text.empty()) coming_.emplace(files::fold(text), row.number);
    }
}

bool NounImport::must_wait(const files::TableRow& row) const {
    if (!parent_) return false;
    const auto found = coming_.find(files::fold(cell(row, *parent_)));
    return found != coming_.end() && found->second != row.number;
}

void NounImport::write(const files::TableRow& row, RowIssues& issues) {
    auto values = kind_.resource->defaults;
    to_be_made_.clear();
    read_key(row, values, issues);
    if (!issues.any()) write_rest(row, values, issues);
    std::erase_if(coming_, [&](const auto& entry) { return entry.second == row.number; });
}

/// Of a row whose key is read. One whose key refers to something that has to be made is new.
void NounImport::write_rest(const files::TableRow& row, Values& values, RowIssues& issues) {
    const bool known_key = to_be_made_.empty();
    Values before;
    if (known_key) {
        const auto key = key_of(values);
        note_key(key, issues);
        const auto old = existing_.find(key);
        if (old != existing_.end())
            values = before = old->second;
        else
            refuse_no_name(row, issues);
    }
    if (!issues.any()) read_rest(row, values, issues);
    if (before.empty()) refuse_missing(row, issues);
    if (!issues.any()) make_referred(row, values, issues);
    if (issues.any()) return;
    if (!known_key) note_key(key_of(values), issues);
    if (!issues.any()) check(before, values, issues);
    if (!issues.any()) store(values, key_of(values), issues);
}

/// A cell that says there is nothing names no new row.
void NounImport::refuse_no_name(const files::TableRow& row, RowIssues& issues) const {
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
        if (!kind_.columns[i].field.unique || !is_key(kind_.columns[i])) continue;
        if (stands_for_none(cell(row, i))) issues.add(i, "stands_for_none", cell(row, i));
    }
}

/// Of a new row: what has to be there. A day or figure that nobody stated is not the first of 1970
/// or 0; a unit has a word of its own then.
void NounImport::refuse_missing(const files::TableRow& row, RowIssues& issues) const {
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
        const auto& column = kind_.columns[i];
        const bool stated = column.field.kind == FieldKind::Text &&
                            !text_at(kind_.resource->defaults, fields_[i]).empty();
        if (column.field.required && !stated && !is_key(column) && cell(row, i).empty())
            issues.add(i, "missing", "");
    }
}

/// Each key stands in the file once.
void NounImport::note_key(const std::string& key, RowIssues& issues) {
    const auto [seen, is_new] = seen_.emplace(key, issues.place());
    if (!is_new) issues.add(std::nullopt, "duplicate_key", seen->second);
}

/// Makes what the row refers to and that is not there, for a row that will stand.
void NounImport::make_referred(const files::TableRow& row, Values& values, RowIssues& issues) {
    if (to_be_made_.empty()) return;
    if (const auto checked = kind_.resource->check(values); !checked) {
        tell(checked.error(), issues);
        return;
    }
    for (const auto column : to_be_made_) {
        const auto text = cell(row, column);
        const auto id = references_.find_or_make(
            kind_.columns[column].field.references, text, context_of(values));
        if (!id) {
            issues.add(column, id.error().code, text);
        } else {
            values[fields_[column]] = *id;
        }
    }
}

std::string_view NounImport::cell(const files::TableRow& row, std::size_t column) const {
    const auto& matched = match_->matched[column];
    return matched ? files::trim(row.cell(matched->column)) : std::string_view{};
}

bool NounImport::is_key(const Column& column) const {
    return std::find(kind_.key.begin(), kind_.key.end(), column.field.name) != kind_.key.end();
}

void NounImport::read_key(const files::TableRow& row, Values& values, RowIssues& issues) {
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
        const auto& column = kind_.columns[i];
        if (!is_key(column)) continue;
        if (cell(row, i).empty() && column.required) {
            issues.add(i, column.field.unique ? "missing_key" : "missing", "");
        } else {
            read_cell(row, i, values, issues);
        }
    }
}

/// Plain values first: what a referred row is made of may stand in any of them.
void NounImport::read_rest(const files::TableRow& row, Values& values, RowIssues& issues) {
    for (const bool references : {false, true}) {
        for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
            const auto& column = kind_.columns[i];
            const bool refers = !column.field.references.empty();
            if (refers == references && !is_key(column)) read_cell(row, i, values, issues);
        }
    }
    read_attributes(row, values, issues);
}

/// Takes the scale of a figure as heading and format show it; false after saying what is wrong.
bool NounImport::take_shown(const files::TableRow& row,
                            std::size_t column,
                            files::MatchedColumn& matched,
                            RowIssues& issues) {
    const auto at = matched.column;
    if (const auto code = shown_fault(row, at); !code.empty()) {
        issues.add(column, code, fmt::format("{}{}", files::trim(row.cell(at)), row.suffix(at)));
        return false;
    }
    const auto scale = scale_in_cell(row, at, matched.scale);
    if (!scale) {
        issues.add(column, "units_differ", shown_beside(row, matched));
        return false;
    }
    matched.scale = *scale;
    return true;
}

/// An empty cell empties what may be absent and leaves the rest as it was.
void NounImport::read_cell(const files::TableRow& row,
                           std::size_t column,
                           Values& values,
                           RowIssues& issues) {
    if (!match_->matched[column]) return;
    const auto& known = kind_.columns[column];
    auto& target = values[fields_[column]];
    auto text = cell(row, column);
    if (text.empty()) {
        if (known.field.optional) target = Value{};
        if (known.field.kind == FieldKind::Ids || known.field.kind == FieldKind::Choices) {
            target = std::string("[]");
        }
        return;
    }
    std::string scratch;
    auto matched = *match_->matched[column];
    if (is_base_figure(known)) {
        text = shown_figure(row, matched.column, scratch);
        if (!take_shown(row, column, matched, issues)) return;
    }
    auto parsed = value_of(known, text, matched);
    if (!known.field.references.empty()) parsed = referred(row, column, parsed, issues);
    if (parsed) {
        target = std::move(*parsed);
    } else if (parsed.error().code == "known_otherwise") {
        auto& book = references_.book(known.field.references);
        issues.add(column, "known_otherwise", further_[column].known_otherwise(row, book));
    } else {
        issues.add(column, parsed.error().code, text);
    }
}

/// What was found for a reference, held against the further names of the row; of what was not found
/// whether it can be made.
CellResult<Value> NounImport::referred(const files::TableRow& row,
                                       std::size_t column,
                                       const CellResult<Value>& found,
                                       RowIssues& issues) {
    const auto& field = kind_.columns[column].field;
    const auto text = cell(row, column);
    const bool single = field.kind == FieldKind::Id;
    if (found) {
        auto& book = references_.book(field.references);
        if (single) further_[column].compare(row, book, std::get<std::int64_t>(*found), issues);
        return found;
    }
    if (found.error().code != "unknown_reference") return found;
    if (stands_for_none(text)) return tl::unexpected(files::CellFault{"stands_for_none"});
    if (!single) return found;
    const auto other = further_[column].known_otherwise(row, references_.book(field.references));
    if (!other.empty()) return tl::unexpected(files::CellFault{"known_otherwise"});
    if (!References::are_made(field.references)) return found;
    if (const auto wrong = references_.hindrance(field.references, text))
        return tl::unexpected(*wrong);
    to_be_made_.push_back(column);
    return Value{kNotMadeYet};
}

CellResult<Value> NounImport::value_of(const Column& column,
                                       std::string_view text,
                                       const files::MatchedColumn& matched) {
    if (column.field.references.empty()) {
        auto parsed = parse_cell(column.field, text, matched.scale, days_.chosen);
        if (parsed || parsed.error().code != "ambiguous_day") return parsed;
        return parse_cell(column.field, text, matched.scale, days_.order_of(matched.column));
    }
    if (column.field.kind == FieldKind::Id) {
        const auto id = references_.find(column.field.references, text);
        if (!id) return tl::unexpected(id.error());
        return Value{*id};
    }
    std::vector<std::string> ids;
    for (const auto& part : split_list(text)) {
        const auto id = references_.find(column.field.references, part);
        if (!id) return tl::unexpected(id.error());
        ids.push_back(std::to_string(*id));
    }
    return Value{list_to_json(ids)};
}

/// What a made row takes over from the row that refers to it.
References::Context NounImport::context_of(const Values& row) const {
    References::Context context;
    for (std::size_t i = 0; i < description_.fields.size(); ++i) {
        const auto name = description_.fields[i].name;
        if (name == "own" || name == "brand_id") context.emplace(name, row[i]);
    }
    return context;
}

void NounImport::read_attributes(const files::TableRow& row,
                                 Values& values,
                                 RowIssues& issues) const {
    const auto* field = description_.find("attributes");
    if (field == nullptr || !extra_.any()) return;
    if (const auto wrong = extra_.fault(row)) {
        issues.add_in(wrong->column, wrong->code, row.cell(wrong->column));
        return;
    }
    const auto json = extra_.json(row);
    if (json.empty()) return;
    auto& target = values[static_cast<std::size_t>(field - description_.fields.data())];
    const auto* old_json = std::get_if<std::string>(&target);
    target = merged(old_json != nullptr ? *old_json : "{}", json);
}

std::string NounImport::key_of(const Values& values) const {
    std::string key;
    for (const auto& field : kind_.key) append_value(values[description_.index_of(field)], key);
    return key;
}

/// The noun's own rules, then whether the row is the viewer's to write.
void NounImport::check(const Values& before, Values& values, RowIssues& issues) const {
    auto checked = kind_.resource->check(values);
    if (!checked) {
        tell(checked.error(), issues);
        return;
    }
    values = std::move(*checked);
    if (description_.table == "products") tell(new_placeholder_issues(before, values), issues);
    const bool changed = before.empty() || !same_row(description_, before, values);
    if (kind_.resource->refusal && changed)
        tell(kind_.resource->refusal(t_, before, values), issues);
}

/// Their places are fields: "/gtin", "/product_ids/0".
void NounImport::tell(const Issues& found, RowIssues& issues) const {
    for (const auto& issue : found) {
        std::optional<std::size_t> column;
        for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
            const auto place = fmt::format("/{}", kind_.columns[i].field.name);
            if (issue.field == place || issue.field.starts_with(place + "/")) column = i;
        }
        issues.add(column, issue.code, issue.found);
    }
}

/// False when a row that the viewer may not see has the key: that concerns this row alone.
bool NounImport::has_free_keys(const Values& values, RowIssues& issues) const {
    if (t_.viewer().whole_company) return true;  // whose rows are all among the existing ones
    try {
        t_.require_free_keys(description_, values);
        return true;
    } catch (const Error& error) {
        tell(error.issues(), issues);
        return false;
    }
}

/// False when only the rows that are there can tell what is wrong: a tree's ring.
bool NounImport::change(Values& values, std::int64_t version, RowIssues& issues) {
    try {
        change_row(t_, *kind_.resource, values, version, "Imported.");
        return true;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidInput || error.issues().empty()) throw;
        tell(error.issues(), issues);
        return false;
    }
}

void NounImport::store(Values& values, const std::string& key, RowIssues& issues) {
    const auto version = description_.index_of("version");
    const auto id = description_.index_of("id");
    const auto old = existing_.find(key);
    if (old == existing_.end()) {
        if (!has_free_keys(values, issues)) return;
        add_row(t_, *kind_.resource, values, "Imported.");
        ++report_.rows_added;
        if (description_.has("code") && description_.has("name")) {
            Names names{.code = std::string(text_at(values, description_.index_of("code"))),
                        .name = std::string(text_at(values, description_.index_of("name")))};
            if (description_.has("gtin"))
                names.gtin = text_at(values, description_.index_of("gtin"));
            references_.add(
                description_.table, std::move(names), std::get<std::int64_t>(values[id]));
        }
    } else if (same_row(description_, old->second, values)) {
        ++report_.rows_unchanged;
    } else {
        if (!change(values, std::get<std::int64_t>(old->second[version]), issues)) return;
        ++report_.rows_changed;
    }
    existing_.insert_or_assign(key, values);
}

}  // namespace bihuan::imports
