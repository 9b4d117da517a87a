#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "business/company/imports/kind.h"
#include "platform/files/cell_values.h"

namespace bihuan::imports {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// What one row of a noun is known by.
struct Names {
    std::string code;
    std::string name;
    std::string gtin;  ///< Of products; empty for none.
};

/// What a further name says of a row: its own, another row's, or nobody's.
enum class Naming : std::uint8_t { Same, Other, Unknown };

/// The names of one noun's rows. A text is looked up as a code as it is written, then without case,
/// then as a barcode, then as a name; what several rows share finds none of them.
class CodeBook {
public:
    void add(Names names, std::int64_t id);

    /// Faults: "unknown_reference", "ambiguous_reference". `code` is normalised.
    files::CellResult<std::int64_t> find(std::string_view code);

    /// What a text, written beside the code of row `id`, says of that row. A barcode says nothing
    /// against a row that has none.
    Naming compare(std::string_view text, std::int64_t id);
    /// "P1 橙汁": of a row, or of the one that a text finds; empty when it finds none.
    std::string title_of(std::int64_t id);
    std::string title_of(std::string_view text);

private:
    struct Entry {
        Names names;
        std::int64_t id = 0;
    };
    using Index = TextMap<std::optional<std::int64_t>>;  ///< None when several share the text.

    void index_all();
    const Names& names_of(std::int64_t id);
    static void note(Index& index, std::string key, std::int64_t id);

    TextMap<std::int64_t> by_code_;
    std::vector<Entry> entries_;
    std::size_t indexed_ = 0;  ///< Entries that stand in the indices below.
    Index by_folded_code_;
    Index by_barcode_;
    Index by_folded_name_;
    std::unordered_map<std::int64_t, std::size_t> by_id_;
};

/// The rows that cells refer to by code or name. Regions, channels, brands, product lines and
/// production sites that are not there are made, with the text as code and name, for whoever may
/// write such rows themselves.
class References {
public:
    References(Transaction& t, const Kinds& kinds, std::map<std::string, std::int64_t>& created);

    /// Values that a made row takes from the row that refers to it, by field.
    using Context = std::map<std::string, Value, std::less<>>;

    files::CellResult<std::int64_t> find(std::string_view table, std::string_view text);
    /// Whether the viewer may make rows of the noun: with its permission to write, and not if they
    /// see single regions only.
    bool may_make(const Resource& resource) const;
    /// Whether rows of the noun are made for whatever refers to them.
    static bool are_made(std::string_view table);
    /// Why the viewer can make no row for a text that was not found: what files::code_fault says of
    /// it, "stands_for_none", "not_yours_to_make", or what the noun's description says.
    std::optional<files::CellFault> hindrance(std::string_view table, std::string_view text) const;
    /// Faults as `find` and `hindrance`.
    files::CellResult<std::int64_t> find_or_make(std::string_view table,
                                                 std::string_view text,
                                                 const Context& context);
    void add(std::string_view table, Names names, std::int64_t id);
    CodeBook& book(std::string_view table);

private:
    std::int64_t make(const Resource& resource, std::string_view text, const Context& context);

    Transaction& t_;
    const Kinds& kinds_;
    std::map<std::string, std::int64_t>& created_;
    std::map<std::string, CodeBook, std::less<>> books_;
};

}  // namespace bihuan::imports
