#include <array>

#include "engine/supply/supply.h"

namespace bihuan::supply {

std::string_view status_name(Status status) {
    constexpr std::array<std::string_view, 4> kNames{"optimal", "feasible", "relaxed", "stopped"};
    return kNames.at(static_cast<std::size_t>(status));
}

std::string_view cause_name(Cause cause) {
    constexpr std::array<std::string_view, 9> kNames{"capacity",
                                                     "lead_time",
                                                     "frozen",
                                                     "smallest_batch",
                                                     "opening_stock",
                                                     "open_orders",
                                                     "prebuilt",
                                                     "safety_stock",
                                                     "last_plan"};
    return kNames.at(static_cast<std::size_t>(cause));
}

std::string_view rule_name(Rule rule) {
    constexpr std::array<std::string_view, 3> kNames{"line_hours", "multiple", "smallest_batch"};
    return kNames.at(static_cast<std::size_t>(rule));
}

std::string_view unknown_name(Unknown unknown) {
    constexpr std::array<std::string_view, 3> kNames{
        "opening_stock", "line_hours", "demand_deviation"};
    return kNames.at(static_cast<std::size_t>(unknown));
}

}  // namespace bihuan::supply
