#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "base/describe.h"

namespace bihuan {

/// What a set of rows holds, in whatever order they come: rows are counted, and the SHA-256 of each
/// is added to the others'. It tells that a row was changed, added or removed by another hand; it
/// is no signature.
class RowSeal {
public:
    void add(std::span<const Value> row);
    /// The row without some of its fields, such as those that may change later.
    void add_without(const Description& description,
                     std::span<const Value> row,
                     std::span<const std::string_view> without);

    std::int64_t rows() const { return rows_; }
    /// "295660-1f…": the rows, and 32 hexadecimal digits.
    std::string text() const;

    friend bool operator==(const RowSeal&, const RowSeal&) = default;

private:
    std::int64_t rows_ = 0;
    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
};

/// Rows that are the same in a what-if copy but for the copy's number.
inline constexpr std::array<std::string_view, 1> kWithoutScenario{"scenario_id"};

template <class Row>
std::string seal_of(std::span<const Row> rows, std::span<const std::string_view> without) {
    RowSeal seal;
    for (const auto& row : rows) seal.add_without(description_of<Row>(), to_values(row), without);
    return seal.text();
}

}  // namespace bihuan
