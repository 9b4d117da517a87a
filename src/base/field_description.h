#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/field_traits.h"

// What is known of one field, and the marks by which a noun's description says it (describe.h).
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
    bool optional = false;       ///< May be absent: a std::optional member or an Id of 0.
    bool required = false;       ///< A person has to give it; empty text does not count.
    bool unique = false;         ///< The natural key that imports and people know the row by.
    bool read_only = false;      ///< Set by the product, shown to people.
    bool searchable = false;     ///< Found by the list's search box.
    bool multi_line = false;     ///< A text with line ends, such as a reason.
    std::size_t max_length = 0;  ///< Characters of a text; 0 is no limit.
    double lowest = 0;           ///< Of a figure, with the highest; see bounds_of.
    double highest = 0;
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

/// No quantity, amount of money or count that comes in is larger, in base or minor units: a
/// trillion pieces, or ten milliards of yuan. Sums of millions of such figures fit into 64 bits, a
/// double holds each exactly, and what is larger is a slip of the hand.
inline constexpr double kMostFigure = 1e12;

/// Characters of the JSON object that keeps an import's further columns with its row.
inline constexpr std::size_t kLongestAttributes = 100'000;
/// Characters of what the product writes itself: reports, evidence, frozen documents.
inline constexpr std::size_t kLongestDocument = 100'000'000;

struct Bounds {
    double lowest = 0;
    double highest = 0;
    friend constexpr bool operator==(const Bounds&, const Bounds&) = default;
};

/// What a figure of a kind keeps to where its field says nothing else; 0 and 0 for other kinds.
constexpr Bounds bounds_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
        case FieldKind::Real:
            return {-kMostFigure, kMostFigure};
        case FieldKind::Share:
            return {0, 1};
        default:
            return {};
    }
}

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
inline constexpr FlagMark multi_line{&FieldDescription::multi_line};
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
/// The bounds of a figure, both included, where they are narrower than those of its kind.
constexpr Bounds between(double lowest, double highest) {
    return {lowest, highest};
}
/// A figure that is never negative.
inline constexpr Bounds not_negative{0, kMostFigure};
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
constexpr void apply(FieldDescription& field, Bounds mark) {
    field.lowest = mark.lowest;
    field.highest = mark.highest;
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

}  // namespace bihuan
