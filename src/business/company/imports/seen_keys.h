#pragma once

#include <cstdint>
#include <vector>

namespace bihuan::imports {

/// A set of 64-bit keys, each with the row it was first seen in; made for tens of millions: 16 to
/// 24 bytes a key, and growing never holds more than a small part twice.
class SeenKeys {
public:
    SeenKeys();

    /// The row that brought the key before; 0 when it is new. Rows count from 1 and are remembered
    /// up to 2³² − 1.
    std::int64_t insert(std::uint64_t key, std::int64_t row);

private:
    /// An open-addressed table of the keys whose hashes begin alike.
    struct Part {
        std::vector<std::uint64_t> keys;
        std::vector<std::uint32_t> rows;  ///< 0: empty.
        std::size_t count = 0;

        std::size_t place_of(std::uint64_t key, std::uint32_t hash) const;
        void grow();
    };

    std::vector<Part> parts_;
};

}  // namespace bihuan::imports
