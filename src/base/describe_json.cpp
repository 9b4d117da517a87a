#include "base/describe_json.h"

#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/text.h"

namespace bihuan {

namespace {

using nlohmann::json;

json value_to_json(const FieldDescription& field, const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return nullptr;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (field.kind == FieldKind::Id) return std::to_string(*number);
        if (field.kind == FieldKind::Flag) return *number != 0;
        return *number;
    }
    if (const auto* real = std::get_if<double>(&value)) return *real;
    const auto& text = std::get<std::string>(value);
    const bool nested = field.kind == FieldKind::Ids || field.kind == FieldKind::Choices ||
                        field.kind == FieldKind::Json;
    return nested ? json::parse(text, nullptr, /*allow_exceptions=*/false) : json(text);
}

std::optional<Value> id_from_json(const json& member) {
    if (!member.is_string()) return std::nullopt;
    const auto& text = member.get_ref<const std::string&>();
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() || id <= 0) return std::nullopt;
    return Value{id};
}

bool is_whole_kind(FieldKind kind) {
    return kind == FieldKind::Count || kind == FieldKind::Money || kind == FieldKind::Quantity;
}

/// A number that no 64 bits hold: JSON gives it as unsigned, or as a real one.
bool is_beyond(const json& member) {
    constexpr double kEnd = 9223372036854775808.0;  // 2^63
    if (member.is_number_unsigned())
        return member.get<std::uint64_t>() >
               std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    return member.is_number_float() && std::abs(member.get<double>()) >= kEnd;
}

/// None when the member is of another JSON type than the field's kind asks for.
std::optional<Value> value_from_json(const FieldDescription& field, const json& member) {
    if (member.is_null()) return Value{};
    switch (field.kind) {
        case FieldKind::Id:
            return id_from_json(member);
        case FieldKind::Flag:
            if (!member.is_boolean()) return std::nullopt;
            return Value{std::int64_t{member.get<bool>() ? 1 : 0}};
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
            if (!member.is_number_integer() || is_beyond(member)) return std::nullopt;
            return Value{member.get<std::int64_t>()};
        case FieldKind::Real:
        case FieldKind::Share:
            if (!member.is_number()) return std::nullopt;
            return Value{member.get<double>()};
        case FieldKind::Ids:
        case FieldKind::Choices:
            if (!member.is_array()) return std::nullopt;
            return Value{member.dump()};
        case FieldKind::Json:
            return Value{member.dump()};
        default:
            if (!member.is_string()) return std::nullopt;
            return Value{member.get<std::string>()};
    }
}

void lay_member(const Description& description,
                const std::string& name,
                const json& member,
                Values& values,
                Issues& issues) {
    const auto* field = description.find(name);
    if (field == nullptr) {
        issues.push_back({"unknown_field", "/" + name, name + " is not a field of this.", ""});
        return;
    }
    const auto value = value_from_json(*field, member);
    Value& current = values[description.index_of(name)];
    if (!value) {
        const bool beyond = is_whole_kind(field->kind) && is_beyond(member);
        issues.push_back(
            {beyond ? "number_too_large" : fmt::format("not_{}", kind_name(field->kind)),
             "/" + name,
             fmt::format("{} must be of kind {}.", name, kind_name(field->kind)),
             std::string(cut(member.dump(-1, ' ', false, json::error_handler_t::replace), 80))});
    } else if (field->read_only && *value != current) {
        issues.push_back({"read_only", "/" + name, name + " is set by the product.", ""});
    } else {
        current = *value;
    }
}

}  // namespace

json values_to_json(const Description& description, std::span<const Value> values) {
    json object = json::object();
    for (std::size_t i = 0; i < description.fields.size(); ++i) {
        const auto& field = description.fields[i];
        object[std::string(field.name)] = value_to_json(field, values[i]);
    }
    return object;
}

Issues lay_json_over(const Description& description, const json& object, Values& values) {
    Issues issues;
    if (!object.is_object()) {
        issues.push_back({"not_object", "", "The body must be a JSON object.", ""});
        return issues;
    }
    constexpr std::size_t kMostIssues = 100;  // more help nobody
    for (const auto& [name, member] : object.items()) {
        if (issues.size() == kMostIssues) break;
        lay_member(description, name, member, values, issues);
    }
    return issues;
}

}  // namespace bihuan
