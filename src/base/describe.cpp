#include "base/describe.h"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

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

std::string shown(const Value& value) {
    constexpr std::size_t kShown = 80;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    if (const auto* text = std::get_if<std::string>(&value)) return text->substr(0, kShown);
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
    if (field.max_length > 0 && text != nullptr && characters(*text) > field.max_length) {
        issues.push_back(
            {"too_long",
             fmt::format("/{}", field.name),
             fmt::format("{} has at most {} characters.", field.name, field.max_length),
             shown(value)});
    }
}

void fail_row(const FieldDescription& field, const Value& value) {
    throw Error(
        ErrorCode::Internal,
        fmt::format(
            "Column {} holds '{}', which is not {}.", field.name, shown(value), expected(field)));
}

}  // namespace detail

}  // namespace bihuan
