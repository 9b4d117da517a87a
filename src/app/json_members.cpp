#include "app/json_members.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/describe.h"
#include "base/text.h"

namespace bihuan {

namespace {

constexpr std::size_t kShown = 40;

std::string shown(const nlohmann::json& value) {
    auto text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (text.size() > kShown) text = std::string(cut(text, kShown)) + "…";
    return text;
}

/// RFC 6901: ~ and / in a member's name.
std::string escaped(const std::string& member) {
    std::string result;
    for (const char c : member) {
        if (c == '~')
            result += "~0";
        else if (c == '/')
            result += "~1";
        else
            result += c;
    }
    return result;
}

}  // namespace

JsonMembers::JsonMembers(const nlohmann::json& object, std::string at, Issues& issues)
    : object_(object), at_(std::move(at)), issues_(issues) {
    if (!object.is_object()) note_kind(object, at_, "an object");
}

const nlohmann::json* JsonMembers::find(std::string_view member) {
    asked_.emplace_back(member);
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(asked_.back());
    return found == object_.end() ? nullptr : &*found;
}

void JsonMembers::require_member(std::string_view member) {
    if (find(member) == nullptr) note("required", at(member), "This member is required.", "");
}

void JsonMembers::finish() {
    if (!object_.is_object()) return;
    for (const auto& [member, value] : object_.items())
        if (std::find(asked_.begin(), asked_.end(), member) == asked_.end())
            note("unknown_member",
                 at(escaped(member)),
                 "There is no member of this name.",
                 shown(value));
}

void JsonMembers::read_value(const nlohmann::json& value,
                             const std::string& at,
                             std::int64_t& target) {
    const bool whole = value.is_number_integer() &&
                       (!value.is_number_unsigned() ||
                        value.get<std::uint64_t>() <=
                            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    const bool beyond = value.is_number() && std::abs(value.get<double>()) > kMostFigure;
    if (beyond)
        note_too_large(value, at);
    else if (whole)
        target = value.get<std::int64_t>();
    else if (value.is_number_float() && std::trunc(value.get<double>()) == value.get<double>())
        target = static_cast<std::int64_t>(value.get<double>());  // 100.0, as others write it
    else
        note_kind(value, at, "a whole number");
}

void JsonMembers::read_value(const nlohmann::json& value, const std::string& at, int& target) {
    std::int64_t whole = target;
    read_value(value, at, whole);
    if (std::in_range<int>(whole))
        target = static_cast<int>(whole);
    else
        note_too_large(value, at);
}

void JsonMembers::read_value(const nlohmann::json& value, const std::string& at, double& target) {
    if (!value.is_number())
        note_kind(value, at, "a number");
    else if (std::abs(value.get<double>()) > kMostFigure)
        note_too_large(value, at);
    else
        target = value.get<double>();
}

void JsonMembers::read_value(const nlohmann::json& value,
                             const std::string& at,
                             std::string& target) {
    if (value.is_string())
        target = value.get<std::string>();
    else
        note_kind(value, at, "text");
}

void JsonMembers::read_value(const nlohmann::json& value, const std::string& at, Day& target) {
    const auto day = value.is_string() ? Day::parse(value.get<std::string>()) : std::nullopt;
    if (day)
        target = *day;
    else
        note_kind(value, at, "a day such as \"2026-11-02\"");
}

void JsonMembers::note(std::string code, std::string at, std::string message, std::string found) {
    issues_.push_back({std::move(code), std::move(at), std::move(message), std::move(found)});
}

/// The bound of every figure, as for those that a company keeps.
void JsonMembers::note_too_large(const nlohmann::json& value, const std::string& at) {
    note("number_too_large",
         at,
         fmt::format("No figure is larger than {:.0f}.", kMostFigure),
         shown(value));
}

void JsonMembers::note_kind(const nlohmann::json& value,
                            const std::string& at,
                            std::string_view expected) {
    note("wrong_kind", at, fmt::format("Must be {}.", expected), shown(value));
}

}  // namespace bihuan
