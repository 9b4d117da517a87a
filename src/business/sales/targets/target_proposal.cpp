#include "business/sales/targets/target_proposal.h"

namespace bihuan {

Resource targets::resource() {
    return make_resource<TargetProposal>("target-proposals", "proposals");
}

}  // namespace bihuan
