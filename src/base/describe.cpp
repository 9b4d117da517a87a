#include "base/describe.h"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"

namespace bihuan {

namespace {

constexpr std::array<std::string_view, 15> kKindNames{"id",
                                                      "text",
                                                      "flag",
                                                      "count",
                                                      "real",
                                                      "share",
                                                      "day",
                                                      "month",
                                                      "instant",
                                                      "money",
                                                      "quantity",
                                                      "choice",
                                                      "ids",
                                                      "choices",
                                                      "json"};

constexpr std::size_t kShown = 80;  ///< Bytes of what was found.

std::string shown(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    if (const auto* text = std::get_if<std::string>(&value)) return std::string(cut(*text, kShown));
    return "";
}

std::string expected(const FieldDescription& field) {
    switch (field.kind) {
        case FieldKind::Choice:
        case FieldKind::Choices:
            return fmt::format("one of: {}", fmt::join(field.choices, ", "));
        case FieldKind::Day:
            return "a day such as 2026-10-01";
        case FieldKind::Month:
            return "a month such as 2026-10";
        case FieldKind::Share:
            return "a share between 0 and 1";
        case FieldKind::Flag:
            return "true or false";
        case FieldKind::Real:
            return "a number";
        case FieldKind::Id:
        case FieldKind::Ids:
            return "an id as text";
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
            return "a whole number";
        default:
            return "a text";
    }
}

std::size_t characters(std::string_view text) {
    // UTF-8: every byte that does not continue a character starts one.
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// In any text or name inside JSON.
// NOLINTNEXTLINE(misc-no-recursion): JSON from outside nests at most 64 levels.
std::optional<TextFault> find_fault_inside(const nlohmann::json& json) {
    if (json.is_string())
        return find_text_fault(json.get_ref<const std::string&>(), TextShape::Lines);
    if (!json.is_structured()) return std::nullopt;
    for (const auto& [name, member] : json.items()) {
        if (auto fault = find_text_fault(name, TextShape::Lines)) return fault;
        if (auto fault = find_fault_inside(member)) return fault;
    }
    return std::nullopt;
}

std::optional<TextFault> find_fault(const FieldDescription& field, const std::string& text) {
    if (field.kind == FieldKind::Json)
        return find_fault_inside(nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false));
    if (field.multi_line) return find_text_fault(text, TextShape::Lines);
    return find_text_fault(text, field.unique ? TextShape::Code : TextShape::Line);
}

void check_text(const FieldDescription& field, const std::string& text, Issues& issues) {
    if (const auto fault = find_fault(field, text))
        issues.push_back({std::string(fault->code),
                          fmt::format("/{}", field.name),
                          fmt::format("{} holds {} after {} characters; remove it.",
                                      field.name,
                                      fault->description,
                                      fault->place),
                          fault->description});
    if (field.max_length > 0 && characters(text) > field.max_length)
        issues.push_back(
            {"too_long",
             fmt::format("/{}", field.name),
             fmt::format("{} has at most {} characters.", field.name, field.max_length),
             std::string(cut(text, kShown))});
}

/// As imports and workbooks take them; what lies before is a slip of the keyboard (0026).
void check_day(const FieldDescription& field, const std::string& text, Issues& issues) {
    constexpr std::string_view kFirst = "1900";
    if (field.kind != FieldKind::Day && field.kind != FieldKind::Month) return;
    if (text.empty() || text >= kFirst) return;
    issues.push_back({"out_of_range",
                      fmt::format("/{}", field.name),
                      fmt::format("{} lies in 1900 or later.", field.name),
                      text});
}

std::string_view code_below(const FieldDescription& field) {
    if (field.kind == FieldKind::Share) return "not_share";
    if (field.lowest == 0) return "negative";
    if (field.lowest == 1) return "not_positive";
    return field.lowest == bounds_of(field.kind).lowest ? "number_too_large" : "out_of_range";
}

std::string_view code_above(const FieldDescription& field) {
    if (field.kind == FieldKind::Share) return "not_share";
    const bool own_range = field.highest != bounds_of(field.kind).highest;
    return own_range && field.kind == FieldKind::Real ? "out_of_range" : "number_too_large";
}

void check_figure(const FieldDescription& field, const Value& value, Issues& issues) {
    if (field.lowest == field.highest) return;  // no figure
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    const double figure = whole != nullptr ? static_cast<double>(*whole) : *real;
    if (figure >= field.lowest && figure <= field.highest) return;
    const auto code = figure < field.lowest ? code_below(field) : code_above(field);
    issues.push_back(
        {std::string(code),
         fmt::format("/{}", field.name),
         fmt::format(
             "{} lies between {:.15g} and {:.15g}.", field.name, field.lowest, field.highest),
         shown(value)});
}

}  // namespace

std::string_view kind_name(FieldKind kind) {
    return kKindNames.at(static_cast<std::size_t>(kind));
}

std::string list_to_json(std::span<const std::string> items) {
    return nlohmann::json(std::vector<std::string>(items.begin(), items.end())).dump();
}

std::optional<std::vector<std::string>> list_from_json(std::string_view text) {
    const auto parsed = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!parsed.is_array()) return std::nullopt;
    std::vector<std::string> items;
    for (const auto& item : parsed) {
        if (!item.is_string()) return std::nullopt;
        items.push_back(item.get<std::string>());
    }
    return items;
}

std::optional<double> real_value(const Value& value) {
    if (const auto* real = std::get_if<double>(&value))
        return std::isfinite(*real) ? std::optional(*real) : std::nullopt;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
    return std::nullopt;
}

const FieldDescription* Description::find(std::string_view name) const {
    for (const auto& field : fields)
        if (field.name == name) return &field;
    return nullptr;
}

std::size_t Description::index_of(std::string_view name) const {
    const auto* found = find(name);
    BIHUAN_CHECK(found != nullptr);
    return static_cast<std::size_t>(found - fields.data());
}

namespace detail {

void add_kind_issue(const FieldDescription& field, const Value& value, Issues& issues) {
    const bool absent = std::holds_alternative<std::monostate>(value);
    issues.push_back({absent ? "missing" : fmt::format("not_{}", kind_name(field.kind)),
                      fmt::format("/{}", field.name),
                      fmt::format("{} must be {}.", field.name, expected(field)),
                      shown(value)});
}

Value in_order(const FieldDescription& field, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || field.kind != FieldKind::Text) return value;
    if (find_text_fault(*text, TextShape::Lines)) return value;  // told by check_field
    if (field.unique)
        return find_text_fault(trim(*text), TextShape::Code) ? value : compose_code(*text);
    return compose(field.multi_line ? std::string_view(*text) : trim(*text));
}

void check_value(const FieldDescription& field, const Value& value, Issues& issues) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        check_text(field, *text, issues);
        check_day(field, *text, issues);
    } else if (!std::holds_alternative<std::monostate>(value)) {
        check_figure(field, value, issues);
    }
}

void check_field(const FieldDescription& field, const Value& value, Issues& issues) {
    const auto* text = std::get_if<std::string>(&value);
    const bool empty =
        std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
    if (field.required && empty && !field.read_only) {
        issues.push_back({"missing",
                          fmt::format("/{}", field.name),
                          fmt::format("{} is required.", field.name),
                          ""});
    }
    check_value(field, value, issues);
}

void fail_row(const FieldDescription& field, const Value& value) {
    throw Error(
        ErrorCode::Internal,
        fmt::format(
            "Column {} holds '{}', which is not {}.", field.name, shown(value), expected(field)));
}

}  // namespace detail

std::string text_for(const Description& description, std::string_view name, std::string_view text) {
    const auto& field = description.fields[description.index_of(name)];
    auto value = detail::in_order(field, Value{std::string(text)});
    Issues issues;
    detail::check_value(field, value, issues);
    if (!issues.empty())
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("The {} cannot be kept as it is.", name),
                    std::move(issues));
    return std::get<std::string>(std::move(value));
}

}  // namespace bihuan
