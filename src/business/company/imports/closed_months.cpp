#include "business/company/imports/closed_months.h"

#include <algorithm>
#include <vector>

#include "imports/queries.h"

namespace bihuan::imports {

struct ClosedMonth {
    Month month;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::ClosedMonth> =
    bihuan::describe<bihuan::imports::ClosedMonth>("",
                                                   field("month",
                                                         &bihuan::imports::ClosedMonth::month));

namespace bihuan::imports {

void remark_closed_months(Session& session, std::span<const Month> changed, ImportReport& report) {
    if (changed.empty()) return;
    std::vector<std::string> into;
    std::vector<std::string> later;
    const auto closed =
        session.query<ClosedMonth>(imports_queries::kClosedMonths, {{"from", changed.front()}});
    for (const auto& [month] : closed) {
        const bool written = std::binary_search(changed.begin(), changed.end(), month);
        (written ? into : later).push_back(to_string(month));
    }
    report.remark_names("closed_months", into);
    report.remark_names("later_closes", later);
}

}  // namespace bihuan::imports
