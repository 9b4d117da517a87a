#include "engine/forecast/kin_groups.h"

namespace bihuan::forecast {

std::vector<std::span<const std::size_t>> kin_groups(const Problem& problem,
                                                     std::span<const std::size_t> order) {
    std::vector<std::span<const std::size_t>> groups;
    std::size_t begin = 0;
    for (std::size_t end = 1; end <= order.size(); ++end) {
        const bool goes_on = end < order.size() && problem.series[order[end]].category ==
                                                       problem.series[order[begin]].category;
        if (goes_on) continue;
        groups.push_back(order.subspan(begin, end - begin));
        begin = end;
    }
    return groups;
}

}  // namespace bihuan::forecast
