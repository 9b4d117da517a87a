#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "business/company/imports/dictionary.h"
#include "business/sales/facts/facts.h"
#include "platform/database/resource.h"
#include "platform/files/header_match.h"

// What can be imported: every noun that has a Resource, and the three kinds of facts.
namespace bihuan::imports {

/// A column of a kind's file and the field that it fills.
struct Column {
    std::string name;  ///< In files, JSON and on the command line: "region" for region_id.
    FieldDescription field;
    bool required = false;   ///< Must be in the file.
    bool names_row = false;  ///< Says what the row is about; a total says so here.
    ColumnWords words;
};

struct Kind {
    std::string name;        ///< "sell-out", "products"
    std::string permission;  ///< What a viewer must hold: "facts.write".
    std::vector<Column> columns;
    std::optional<facts::FactKind> fact;  ///< Else a noun:
    const Resource* resource = nullptr;
    std::vector<std::string> key;  ///< Fields of the noun that a file's row is known by.

    bool is_noun() const { return resource != nullptr; }
    const Column* find(std::string_view column) const;
    /// Position of a column that must exist.
    std::size_t index_of(std::string_view column) const;
    std::vector<files::KnownColumn> known_columns() const;
};

/// Columns of a fact file, in the order of its Kind.
enum class FactColumn : std::uint8_t {
    Day,
    Outlet,
    Product,
    Quantity,
    Unit,
    Value,
    Price,
    Coupon,
    Feature
};

class Kinds {
public:
    /// Of the given nouns and the facts. Kinds point into the resources kept here.
    explicit Kinds(std::vector<Resource> resources);
    Kinds(const Kinds&) = delete;
    Kinds& operator=(const Kinds&) = delete;

    std::span<const Kind> all() const { return kinds_; }
    /// "sell-out" or "sell_out"; throws NotFound with the names there are.
    const Kind& get(std::string_view name) const;
    /// The noun that a table holds; null when nobody offers it.
    const Resource* resource_of(std::string_view table) const;

private:
    std::vector<Resource> resources_;
    std::vector<Kind> kinds_;
};

}  // namespace bihuan::imports
