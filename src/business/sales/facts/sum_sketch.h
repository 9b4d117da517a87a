#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "business/company/regions/region.h"
#include "platform/database/session.h"

// Whether millions of sums are what millions of facts add up to, in a few bytes for each region.
// Every figure is multiplied by a random number of its sum's key; right and stored figures then
// come to the same total only where all sums agree, but for one chance in 2^64.
namespace bihuan::facts {

enum class Sums : std::uint8_t { Months, Weeks, Days };

/// Which sum of a region a figure belongs to.
struct SumKey {
    Sums sums = Sums::Months;
    std::int64_t period = 0;   ///< As `period_number` gives it.
    std::int64_t product = 0;  ///< Of days 1 for own products, 0 for others.
    std::int64_t channel = 0;  ///< 0 for days.
};

/// A month or day as a number; what is neither has one too.
std::int64_t period_number(std::string_view text);

class SumSketch {
public:
    /// Nobody knows its random numbers beforehand.
    SumSketch();

    /// What a fact adds to some sums of its region.
    void add(Id<Region> region,
             std::span<const SumKey> keys,
             std::int64_t quantity,
             std::int64_t value);
    /// Takes away all that is stored. Needs a viewer of the whole company.
    void subtract_stored(Session& session);
    /// Where not all sums agree, ascending.
    std::vector<Id<Region>> differing() const;

private:
    __extension__ using Wide = unsigned __int128;

    Wide weight_of(const SumKey& key) const;
    void subtract_period(Session& session, std::string_view table, const std::string& period);

    std::array<std::uint64_t, 2> seeds_{};
    std::unordered_map<Id<Region>, std::array<Wide, 2>> regions_;  ///< Quantity and value.
};

}  // namespace bihuan::facts
