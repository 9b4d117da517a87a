#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/field_description.h"
#include "base/result.h"

// Each noun is described once, beside its struct; JSON, rows, OpenAPI, Excel columns and the
// generic table and form of the web client all come from that description.
//
//   template <>
//   inline constexpr auto kDescription<Brand> = describe<Brand>(
//       "brands", field("id", &Brand::id), field("name", &Brand::name, required, at_most(200)));
//
// A struct that only carries the result of a query is described with an empty table name.
namespace bihuan {

template <class T, class M>
struct Field {
    FieldDescription description;
    M T::*member;
};

template <class T, class M, class... Marks>
constexpr Field<T, M> field(std::string_view name, M T::*member, Marks... marks) {
    Field<T, M> result{{name, FieldTraits<M>::kKind}, member};
    result.description.optional = FieldTraits<M>::kOptional;
    result.description.choices = FieldTraits<M>::choices();
    // The number of a row is no figure.
    if (!name.ends_with("_id")) apply(result.description, bounds_of(FieldTraits<M>::kKind));
    (apply(result.description, marks), ...);
    return result;
}

template <class T, class... Fields>
struct Described {
    std::string_view table;
    std::tuple<Fields...> fields;
};

template <class T, class... Fields>
constexpr Described<T, Fields...> describe(std::string_view table, Fields... fields) {
    return {table, {fields...}};
}

/// Specialised beside each described struct.
template <class T>
inline constexpr auto kDescription = nullptr;

/// The same for code that works on any noun.
struct Description {
    std::string_view table;
    std::vector<FieldDescription> fields;

    const FieldDescription* find(std::string_view name) const;
    /// Position of a field that must exist.
    std::size_t index_of(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }
};

/// One value per field, in the description's order.
using Values = std::vector<Value>;

template <class T>
const Description& description_of() {
    static const Description description = [] {
        Description result{kDescription<T>.table, {}};
        std::apply([&](const auto&... f) { (result.fields.push_back(f.description), ...); },
                   kDescription<T>.fields);
        return result;
    }();
    return description;
}

template <class T>
Values to_values(const T& noun) {
    Values values;
    std::apply(
        [&](const auto&... f) {
            values.reserve(sizeof...(f));
            (values.push_back(
                 FieldTraits<std::decay_t<decltype(noun.*(f.member))>>::to_value(noun.*(f.member))),
             ...);
        },
        kDescription<T>.fields);
    return values;
}

namespace detail {
void add_kind_issue(const FieldDescription& field, const Value& value, Issues& issues);
/// Everything wrong with a value of the right kind: its bounds, its length, its signs …
void check_value(const FieldDescription& field, const Value& value, Issues& issues);
/// … and that it has to be there.
void check_field(const FieldDescription& field, const Value& value, Issues& issues);
/// A text as it is kept: composed, and on one line without spaces at its ends.
Value in_order(const FieldDescription& field, const Value& value);
[[noreturn]] void fail_row(const FieldDescription& field, const Value& value);
}  // namespace detail

/// A text that a person gave for a field, as it is kept. Throws InvalidInput with "/name" as the
/// place when the field may not hold it. For verbs that take bare texts.
std::string text_for(const Description& description, std::string_view name, std::string_view text);

/// Reads values that a person or a file gave: all issues, with "/name" as the place, and the rules
/// of the noun (`void find_issues(const T&, Issues&)` beside it, if there is one).
template <class T>
Result<T> from_values(std::span<const Value> values) {
    T noun{};
    Issues issues;
    bool all_read = true;
    std::size_t i = 0;
    auto read = [&](const auto& f) {
        using Member = std::decay_t<decltype(noun.*(f.member))>;
        const auto before = issues.size();
        const Value value = detail::in_order(f.description, values[i]);
        const bool good = FieldTraits<Member>::from_value(value, noun.*(f.member));
        detail::check_field(f.description, value, issues);
        if (!good && issues.size() == before) detail::add_kind_issue(f.description, value, issues);
        all_read = all_read && good;
        ++i;
    };
    std::apply([&](const auto&... f) { (read(f), ...); }, kDescription<T>.fields);
    if constexpr (requires { find_issues(noun, issues); })
        if (all_read) find_issues(noun, issues);
    if (!issues.empty()) return tl::unexpected<Issues>(std::move(issues));
    return noun;
}

/// Reads a row that the database gave; a mismatch is our own bug. What the viewer does not see
/// keeps the member's default.
template <class T>
T from_row(std::span<const Value> values) {
    T noun{};
    std::size_t i = 0;
    auto read = [&](const auto& f) {
        using Member = std::decay_t<decltype(noun.*(f.member))>;
        const bool unseen =
            !f.description.seen_with.empty() && std::holds_alternative<std::monostate>(values[i]);
        if (!unseen && !FieldTraits<Member>::from_value(values[i], noun.*(f.member)))
            detail::fail_row(f.description, values[i]);
        ++i;
    };
    std::apply([&](const auto&... f) { (read(f), ...); }, kDescription<T>.fields);
    return noun;
}

}  // namespace bihuan
