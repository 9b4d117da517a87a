#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/describe.h"

namespace bihuan {

/// What a set of rows holds, in whatever order they come: rows are counted, and the SHA-256 of each
/// is added to the others'. It tells that a row was changed, added or removed by another hand; it
/// is no signature.
class RowSeal {
public:
    void add(std::span<const Value> row);
    /// Only what the row has at these places.
    void add(std::span<const Value> row, std::span<const std::size_t> places);

    std::int64_t rows() const { return rows_; }
    /// "295660-1f…": the rows, and 32 hexadecimal digits.
    std::string text() const;

    friend bool operator==(const RowSeal& a, const RowSeal& b) {
        return a.rows_ == b.rows_ && a.first_ == b.first_ && a.second_ == b.second_;
    }

private:
    void add_bytes();

    std::int64_t rows_ = 0;
    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
    std::string bytes_;  ///< Of the newest row; the space is used again.
};

/// Rows that are the same in a what-if copy but for the copy's number.
inline constexpr std::array<std::string_view, 1> kWithoutScenario{"scenario_id"};

/// Places of all fields but some, such as those that may change later.
std::vector<std::size_t> places_without(const Description& description,
                                        std::span<const std::string_view> without);

template <class Row>
std::string seal_of(std::span<const Row> rows, std::span<const std::string_view> without) {
    const auto places = places_without(description_of<Row>(), without);
    RowSeal seal;
    for (const auto& row : rows) seal.add(to_values(row), places);
    return seal.text();
}

}  // namespace bihuan
