#include "business/sales/targets/target_proposal.h"

namespace bihuan {

void find_issues(const TargetProposal& proposal, Issues& issues) {
    if (proposal.quantity.units < 0)
        issues.push_back({"negative",
                          "/quantity",
                          "A proposal is zero or more.",
                          std::to_string(proposal.quantity.units)});
}

Resource targets::resource() {
    return make_resource<TargetProposal>("target-proposals", "proposals");
}

}  // namespace bihuan
