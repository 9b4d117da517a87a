#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/field_traits.h"
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

/// Which part of the viewer's filter a field's value is held against. Whoever sees the whole
/// company sees every row.
enum class Guard : std::uint8_t {
    None,
    Region,        ///< The row's region is the viewer's; a row of no region is everybody's.
    OwnRegion,     ///< Likewise, but a row of no region is the whole company's.
    RegionList,    ///< One of the regions is the viewer's or above it; an empty list is everywhere.
    Acquaintance,  ///< The row is a person of the viewer's line.
    Owner          ///< The row is the viewer's own; one of nobody is the whole company's.
};

struct FieldDescription {
    std::string_view name;
    FieldKind kind = FieldKind::Text;
    bool optional = false;        ///< May be absent: a std::optional member or an Id of 0.
    bool required = false;        ///< A person has to give it; empty text does not count.
    bool unique = false;          ///< The natural key that imports and people know the row by.
    bool read_only = false;       ///< Set by the product, shown to people.
    bool searchable = false;      ///< Found by the list's search box.
    std::size_t max_length = 0;   ///< Characters of a text; 0 is no limit.
    std::string_view references;  ///< Table whose ids the field holds.
    std::span<const std::string_view> choices;
    Guard guard = Guard::None;
    std::string_view guard_table;  ///< Of Guard::RegionList: (row_id, region_id) of every row.
    /// Whoever lacks this permission finds nothing in the field and cannot ask by it.
    std::string_view seen_with;
    bool seen_by_oneself = false;  ///< … but of the row that is the viewer.
    /// Of a list of regions: those neither the viewer's nor above theirs are left out.
    bool only_near = false;
    std::string_view
        pinyin_of;  ///< Field whose reading this one holds; kept by the database layer.
};

struct FlagMark {
    bool FieldDescription::*flag;
};
struct GuardMark {
    Guard guard = Guard::None;
    std::string_view table;
};
struct SeenWithMark {
    std::string_view permission;
};
struct AtMostMark {
    std::size_t length;
};
struct PinyinMark {
    std::string_view field;
};
struct RefersToMark {
    std::string_view table;
};

inline constexpr FlagMark required{&FieldDescription::required};
inline constexpr FlagMark unique{&FieldDescription::unique};
inline constexpr FlagMark read_only{&FieldDescription::read_only};
inline constexpr FlagMark searchable{&FieldDescription::searchable};
inline constexpr GuardMark guards_region{Guard::Region};
inline constexpr GuardMark guards_own_region{Guard::OwnRegion};
inline constexpr GuardMark guards_acquaintance{Guard::Acquaintance};
inline constexpr GuardMark guards_owner{Guard::Owner};
inline constexpr FlagMark seen_by_oneself{&FieldDescription::seen_by_oneself};
inline constexpr FlagMark only_near_regions{&FieldDescription::only_near};
/// The table holds the list's regions row by row; the database layer keeps it.
constexpr GuardMark guards_region_list(std::string_view table) {
    return {Guard::RegionList, table};
}
constexpr SeenWithMark seen_with(std::string_view permission) {
    return {permission};
}
constexpr AtMostMark at_most(std::size_t length) {
    return {length};
}
constexpr RefersToMark refers_to(std::string_view table) {
    return {table};
}

/// The reading of another field, so that a search for "cq" finds 重庆 and lists sort as one
/// expects.
constexpr PinyinMark holds_pinyin_of(std::string_view field) {
    return {field};
}

constexpr void apply(FieldDescription& field, FlagMark mark) {
    field.*mark.flag = true;
}
constexpr void apply(FieldDescription& field, GuardMark mark) {
    field.guard = mark.guard;
    field.guard_table = mark.table;
    field.only_near = mark.guard == Guard::RegionList;
}
constexpr void apply(FieldDescription& field, SeenWithMark mark) {
    field.seen_with = mark.permission;
}
constexpr void apply(FieldDescription& field, AtMostMark mark) {
    field.max_length = mark.length;
}
constexpr void apply(FieldDescription& field, PinyinMark mark) {
    field.pinyin_of = mark.field;
    field.read_only = true;
    field.searchable = true;
}
constexpr void apply(FieldDescription& field, RefersToMark mark) {
    field.references = mark.table;
}

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
void check_field(const FieldDescription& field, const Value& value, Issues& issues);
[[noreturn]] void fail_row(const FieldDescription& field, const Value& value);
}  // namespace detail

/// Reads values that a person or a file gave: all issues, with "/name" as the place, and the rules
/// of the noun (`void find_issues(const T&, Issues&)` beside it, if there is one).
template <class T>
Result<T> from_values(std::span<const Value> values) {
    T noun{};
    Issues issues;
    std::size_t i = 0;
    auto read = [&](const auto& f) {
        using Member = std::decay_t<decltype(noun.*(f.member))>;
        if (!FieldTraits<Member>::from_value(values[i], noun.*(f.member)))
            detail::add_kind_issue(f.description, values[i], issues);
        else
            detail::check_field(f.description, values[i], issues);
        ++i;
    };
    std::apply([&](const auto&... f) { (read(f), ...); }, kDescription<T>.fields);
    if constexpr (requires { find_issues(noun, issues); })
        if (issues.empty()) find_issues(noun, issues);
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
