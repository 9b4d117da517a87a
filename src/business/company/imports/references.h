#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

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

/// Codes and names of one noun's rows. A code is found as it is written, then without case; then a
/// name, unless several rows share it.
class CodeBook {
public:
    void add(std::string_view code, std::string_view name, std::int64_t id);

    /// Faults: "unknown_reference", "ambiguous_reference". `code` is normalised.
    files::CellResult<std::int64_t> find(std::string_view code);

private:
    void fold_all();

    struct Entry {
        std::string code;
        std::string name;
        std::int64_t id = 0;
    };
    TextMap<std::int64_t> by_code_;
    std::vector<Entry> entries_;
    std::size_t folded_ = 0;  // entries that stand in the maps below
    TextMap<std::int64_t> by_folded_code_;
    TextMap<std::int64_t> by_folded_name_;  // 0 when several share it
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
    /// Faults as CodeBook::find; "not_yours_to_make" for a row that another person could have made.
    files::CellResult<std::int64_t> find_or_make(std::string_view table,
                                                 std::string_view text,
                                                 const Context& context);
    void add(std::string_view table, std::string_view code, std::string_view name, std::int64_t id);

private:
    CodeBook& book(std::string_view table);
    std::int64_t make(const Resource& resource, std::string_view text, const Context& context);

    Transaction& t_;
    const Kinds& kinds_;
    std::map<std::string, std::int64_t>& created_;
    std::map<std::string, CodeBook, std::less<>> books_;
};

}  // namespace bihuan::imports
