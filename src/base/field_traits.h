#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "base/money.h"
#include "base/share.h"
#include "base/value.h"

// How each type of member becomes a Value and comes back.
namespace bihuan {

std::string list_to_json(std::span<const std::string> items);
/// None unless the text is a JSON array of strings.
std::optional<std::vector<std::string>> list_from_json(std::string_view text);

template <class M>
struct FieldTraits;

struct PlainTraits {
    static constexpr bool kOptional = false;
    static constexpr std::span<const std::string_view> choices() { return {}; }
};

template <class Tag>
struct FieldTraits<Id<Tag>> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Id;
    static constexpr bool kOptional = true;
    static Value to_value(Id<Tag> id) { return id ? Value{id.value} : Value{}; }
    static bool from_value(const Value& value, Id<Tag>& id) {
        const auto* number = std::get_if<std::int64_t>(&value);
        id.value = number != nullptr ? *number : 0;
        return number != nullptr || std::holds_alternative<std::monostate>(value);
    }
};

template <>
struct FieldTraits<std::string> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Text;
    static Value to_value(const std::string& text) { return text; }
    static bool from_value(const Value& value, std::string& text) {
        const auto* found = std::get_if<std::string>(&value);
        text = found != nullptr ? *found : std::string();
        return found != nullptr || std::holds_alternative<std::monostate>(value);
    }
};

template <>
struct FieldTraits<bool> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Flag;
    static Value to_value(bool flag) { return std::int64_t{flag ? 1 : 0}; }
    static bool from_value(const Value& value, bool& flag) {
        const auto* number = std::get_if<std::int64_t>(&value);
        if (number == nullptr || *number < 0 || *number > 1) return false;
        flag = *number == 1;
        return true;
    }
};

template <FieldKind kind>
struct WholeTraits : PlainTraits {
    static constexpr FieldKind kKind = kind;
    static bool read(const Value& value, std::int64_t& number) {
        const auto* found = std::get_if<std::int64_t>(&value);
        if (found == nullptr) return false;
        number = *found;
        return true;
    }
};

template <>
struct FieldTraits<std::int64_t> : WholeTraits<FieldKind::Count> {
    static Value to_value(std::int64_t number) { return number; }
    static bool from_value(const Value& value, std::int64_t& number) { return read(value, number); }
};

template <>
struct FieldTraits<Money> : WholeTraits<FieldKind::Money> {
    static Value to_value(Money money) { return money.minor; }
    static bool from_value(const Value& value, Money& money) { return read(value, money.minor); }
};

template <>
struct FieldTraits<Quantity> : WholeTraits<FieldKind::Quantity> {
    static Value to_value(Quantity quantity) { return quantity.units; }
    static bool from_value(const Value& value, Quantity& quantity) {
        return read(value, quantity.units);
    }
};

std::optional<double> real_value(const Value& value);

template <>
struct FieldTraits<double> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Real;
    static Value to_value(double number) { return number; }
    static bool from_value(const Value& value, double& number) {
        const auto found = real_value(value);
        number = found.value_or(0);
        return found.has_value();
    }
};

template <>
struct FieldTraits<Share> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Share;
    static Value to_value(Share share) { return share.value(); }
    static bool from_value(const Value& value, Share& share) {
        const auto found = real_value(value);
        if (!found || !(*found >= 0 && *found <= 1)) return false;
        share = Share(*found);
        return true;
    }
};

template <class T, FieldKind kind, auto parse>
struct WrittenTraits : PlainTraits {
    static constexpr FieldKind kKind = kind;
    static Value to_value(const T& written) { return to_string(written); }
    static bool from_value(const Value& value, T& written) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) return false;
        const std::optional<T> found = parse(*text);
        if (found) written = *found;
        return found.has_value();
    }
};

template <>
struct FieldTraits<Day> : WrittenTraits<Day, FieldKind::Day, &Day::parse> {};
template <>
struct FieldTraits<Month> : WrittenTraits<Month, FieldKind::Month, &Month::parse> {};
template <>
struct FieldTraits<Instant> : WrittenTraits<Instant, FieldKind::Timestamp, &parse_instant> {};

template <>
struct FieldTraits<Json> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Json;
    static Value to_value(const Json& json) { return json.text; }
    static bool from_value(const Value& value, Json& json) {
        const auto* text = std::get_if<std::string>(&value);
        json.text = text != nullptr ? *text : "{}";
        return text != nullptr || std::holds_alternative<std::monostate>(value);
    }
};

template <class E>
requires std::is_enum_v<E> std::string_view choice_name(E choice) {
    return kChoices<E>[static_cast<std::size_t>(choice)];
}

template <class E>
requires std::is_enum_v<E> std::optional<E> choice_named(std::string_view name) {
    for (std::size_t i = 0; i < kChoices<E>.size(); ++i)
        if (kChoices<E>[i] == name) return static_cast<E>(i);
    return std::nullopt;
}

template <class E>
requires std::is_enum_v<E>
struct FieldTraits<E> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Choice;
    static constexpr std::span<const std::string_view> choices() { return kChoices<E>; }
    static Value to_value(E choice) { return std::string(choice_name(choice)); }
    static bool from_value(const Value& value, E& choice) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) return false;
        const auto found = choice_named<E>(*text);
        if (found) choice = *found;
        return found.has_value();
    }
};

template <class Tag>
struct FieldTraits<std::vector<Id<Tag>>> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Ids;
    static Value to_value(const std::vector<Id<Tag>>& ids) {
        std::vector<std::string> items;
        items.reserve(ids.size());
        for (const auto id : ids) items.push_back(std::to_string(id.value));
        return list_to_json(items);
    }
    static bool from_value(const Value& value, std::vector<Id<Tag>>& ids) {
        const auto* text = std::get_if<std::string>(&value);
        const auto items = list_from_json(text != nullptr ? *text : "[]");
        if (!items) return false;
        ids.clear();
        for (const auto& item : *items) {
            const bool digits = !item.empty() && item.size() <= 18 &&
                                item.find_first_not_of("0123456789") == std::string::npos;
            if (!digits) return false;
            ids.push_back({std::stoll(item)});
        }
        return true;
    }
};

template <class E>
requires std::is_enum_v<E>
struct FieldTraits<std::vector<E>> : PlainTraits {
    static constexpr FieldKind kKind = FieldKind::Choices;
    static constexpr std::span<const std::string_view> choices() { return kChoices<E>; }
    static Value to_value(const std::vector<E>& chosen) {
        std::vector<std::string> items;
        items.reserve(chosen.size());
        for (const auto choice : chosen) items.emplace_back(choice_name(choice));
        return list_to_json(items);
    }
    static bool from_value(const Value& value, std::vector<E>& chosen) {
        const auto* text = std::get_if<std::string>(&value);
        const auto items = list_from_json(text != nullptr ? *text : "[]");
        if (!items) return false;
        chosen.clear();
        for (const auto& item : *items) {
            const auto found = choice_named<E>(item);
            if (!found) return false;
            chosen.push_back(*found);
        }
        return true;
    }
};

template <class M>
struct FieldTraits<std::optional<M>> {
    static constexpr FieldKind kKind = FieldTraits<M>::kKind;
    static constexpr bool kOptional = true;
    static constexpr std::span<const std::string_view> choices() {
        return FieldTraits<M>::choices();
    }
    static Value to_value(const std::optional<M>& member) {
        return member ? FieldTraits<M>::to_value(*member) : Value{};
    }
    static bool from_value(const Value& value, std::optional<M>& member) {
        member.reset();
        if (std::holds_alternative<std::monostate>(value)) return true;
        return FieldTraits<M>::from_value(value, member.emplace());
    }
};

}  // namespace bihuan
