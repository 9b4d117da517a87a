#include "business/sales/targets/target_proposal.h"

namespace bihuan {

namespace {

/// A proposal is its representative's. Who may write those of others does so for the people they
/// see: a manager for those of their line, the head office for all.
bool may_write(Session& session, const TargetProposal& proposal) {
    const auto& viewer = session.viewer();
    if (viewer.person_id != 0 && proposal.representative_id.value == viewer.person_id) return true;
    return viewer.may("proposals.write_others") &&
           session.find(proposal.representative_id).has_value();
}

Issues refusal(Session& session, const Values& before, const Values& after) {
    for (const auto* row : {&before, &after}) {
        if (row->empty() || may_write(session, from_row<TargetProposal>(*row))) continue;
        return {{"not_yours",
                 "/representative_id",
                 "A proposal is written by its representative, or by the manager of their region.",
                 ""}};
    }
    return {};
}

}  // namespace

Resource targets::resource() {
    auto resource = make_resource<TargetProposal>("target-proposals", "proposals");
    resource.refusal = refusal;
    return resource;
}

}  // namespace bihuan
