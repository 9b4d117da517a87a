#include "business/sales/facts/outlet_moves.h"

#include "business/company/products/gtin.h"
#include "business/sales/facts/staged_fact.h"
#include "facts/queries.h"

namespace bihuan::facts {

namespace {

void refuse_with_facts(Session& session, const Query& any_fact, const Params& params) {
    if (session.query<AnyRow>(any_fact, params).empty()) return;
    throw Error(ErrorCode::Conflict,
                "Figures were reported for it; give it a last day instead of removing it.",
                {{"has_facts", "/active_to", "Set the last day; the figures stay.", ""}});
}

}  // namespace

void move_outlet(
    Transaction& t, Id<Outlet> outlet, Id<Region> region, Id<Channel> channel, Day from_day) {
    const OutletAssignment to{outlet, from_day, region, channel};
    const Id<ImportTag> move{make_id()};
    const std::int64_t staged = t.execute(facts_queries::kStageOutletMove,
                                          {{"import_id", move},
                                           {"outlet_id", outlet},
                                           {"from_day", from_day},
                                           {"region_id", region},
                                           {"channel_id", channel}},
                                          Trace::None);
    t.execute(facts_queries::kEraseAssignmentsFrom,
              {{"outlet_id", outlet}, {"from_day", from_day}},
              Trace::None);
    t.bulk_insert<OutletAssignment>(std::span(&to, 1), Trace::None);
    if (staged > 0) {
        add_staged_to_sums(t, move);
        clear_staged(t, move);
    }
    t.record({.action = "outlets.moved",
              .subject_kind = "outlets",
              .subject_id = outlet.value,
              .reason = fmt::format("From {} on.", to_string(from_day))});
}

Resource outlets_resource() {
    return make_resource<Outlet>(
        "outlets", "outlets", [](Transaction& t, const auto& before, const auto& after) {
            if (!before) {
                const OutletAssignment first{
                    after->id, kFromTheBeginning, after->region_id, after->channel_id};
                t.bulk_insert<OutletAssignment>(std::span(&first, 1), Trace::None);
            } else if (!after) {
                refuse_with_facts(t, facts_queries::kAnyFactOfOutlet, {{"outlet_id", before->id}});
                t.execute(facts_queries::kEraseAssignmentsFrom,
                          {{"outlet_id", before->id}, {"from_day", kFromTheBeginning}},
                          Trace::None);
            } else if (before->region_id != after->region_id ||
                       before->channel_id != after->channel_id) {
                move_outlet(
                    t, after->id, after->region_id, after->channel_id, FixedClock(t.now()).today());
            }
        });
}

Resource products_resource() {
    auto resource = make_resource<
        Product>("products", "products", [](Transaction& t, const auto& before, const auto& after) {
        if (before && !after)
            refuse_with_facts(t, facts_queries::kAnyFactOfProduct, {{"product_id", before->id}});
        if (!before || !after || before->own == after->own) return;
        const Params params{{"product_id", after->id}, {"own", after->own}};
        t.execute(facts_queries::kAddProductDays, params, Trace::None);
        t.execute(facts_queries::kTakeProductDays, params, Trace::None);
    });
    keep_plain_gtins(resource);
    return resource;
}

}  // namespace bihuan::facts
