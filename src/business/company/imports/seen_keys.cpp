#include "business/company/imports/seen_keys.h"

#include <algorithm>
#include <limits>

namespace bihuan::imports {

namespace {

constexpr unsigned kPartBits = 8;
constexpr std::size_t kFirstPlaces = 64;

/// Of a product, the low bits know only the low bits of what was multiplied: they are folded down
/// before and after.
std::uint64_t hash_of(std::uint64_t key) {
    constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
    const std::uint64_t folded = (key ^ (key >> 32U)) * kGolden;
    return (folded ^ (folded >> 29U)) * kGolden;
}

std::uint32_t within_part(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> (32U - kPartBits));
}

}  // namespace

SeenKeys::SeenKeys() : parts_(std::size_t{1} << kPartBits) {}

/// Where the key stands, or the empty place where it would.
std::size_t SeenKeys::Part::place_of(std::uint64_t key, std::uint32_t hash) const {
    std::size_t at = (std::uint64_t{hash} * rows.size()) >> 32U;
    while (rows[at] != 0 && keys[at] != key)
        if (++at == rows.size()) at = 0;
    return at;
}

void SeenKeys::Part::grow() {
    const Part old = std::move(*this);
    const std::size_t places = std::max(kFirstPlaces, old.rows.size() + old.rows.size() / 2);
    keys.assign(places, 0);
    rows.assign(places, 0);
    count = old.count;
    for (std::size_t i = 0; i < old.rows.size(); ++i) {
        if (old.rows[i] == 0) continue;
        const auto at = place_of(old.keys[i], within_part(hash_of(old.keys[i])));
        keys[at] = old.keys[i];
        rows[at] = old.rows[i];
    }
}

std::int64_t SeenKeys::insert(std::uint64_t key, std::int64_t row) {
    const auto hash = hash_of(key);
    auto& part = parts_[hash >> (64U - kPartBits)];
    if (part.count * 4 >= part.rows.size() * 3) part.grow();
    const auto at = part.place_of(key, within_part(hash));
    if (part.rows[at] != 0) return part.rows[at];
    constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
    part.keys[at] = key;
    part.rows[at] = static_cast<std::uint32_t>(std::min(row, kMost));
    ++part.count;
    return 0;
}

}  // namespace bihuan::imports
