#include "business/company/imports/day_orders.h"

namespace bihuan::imports {

files::DayOrder DayOrders::of(std::size_t column,
                              const std::string& sheet,
                              std::int64_t header_row) {
    if (chosen_ != files::DayOrder::Unknown) return chosen_;
    const auto known = known_.find({sheet, column});
    if (known != known_.end()) return known->second;
    auto options = options_;
    options.sheet = sheet;
    files::DayOrderEvidence evidence;
    if (const auto reader = files::open_table(path_, options)) {
        while (const auto row = (*reader)->next()) {
            if (row->number > header_row) evidence.see(row->cell(column));
        }
    }
    return known_[{sheet, column}] = evidence.settled();
}

}  // namespace bihuan::imports
