#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/demo/geography.h"
#include "base/day.h"

namespace bihuan::demo {

struct DemoOutlet {
    std::string code;
    std::string name;
    int region = 0;                 ///< Index into the regions.
    int channel = 0;                ///< 0 … kChannels − 1; a warehouse has −1.
    std::string_view outlet_class;  ///< A, B, C, or W for our own warehouses.
    std::string address;
    double volume = 1;           ///< Against the average supermarket of the country.
    bool reports = false;        ///< Its sell-out is known.
    bool first_of_cell = false;  ///< Sells all that its region × channel sells.
    Day opened;
};

/// Reporting outlets, as many in each leaf × channel; then the others, mostly small shops; then
/// three warehouses of our own.
std::vector<DemoOutlet> make_outlets(const std::vector<DemoRegion>& regions,
                                     const Scale& scale,
                                     Day first,
                                     std::uint64_t seed);

}  // namespace bihuan::demo
