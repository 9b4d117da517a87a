#include "business/sales/facts/outlet_moves.h"

#include "business/sales/facts/assignments.h"
#include "business/sales/facts/staged_fact.h"
#include "facts/queries.h"

namespace bihuan::facts {

/// What an outlet's facts of one day and product add to the sums.
struct MovedFact {
    Id<Product> product_id;
    Day day;
    std::int64_t revision = 0;
    Quantity quantity;
    Money value;
    std::optional<Money> price;
    std::optional<double> coupon;
    std::optional<double> feature;
};

}  // namespace bihuan::facts

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::MovedFact> =
    bihuan::describe<bihuan::facts::MovedFact>(
        "",
        field("product_id", &bihuan::facts::MovedFact::product_id),
        field("day", &bihuan::facts::MovedFact::day),
        field("revision", &bihuan::facts::MovedFact::revision),
        field("quantity", &bihuan::facts::MovedFact::quantity),
        field("value", &bihuan::facts::MovedFact::value),
        field("price", &bihuan::facts::MovedFact::price),
        field("coupon", &bihuan::facts::MovedFact::coupon),
        field("feature", &bihuan::facts::MovedFact::feature));

namespace bihuan::facts {

namespace {

StagedFact staged(const MovedFact& fact, Id<ImportTag> move, const OutletAssignment& place) {
    return {.import_id = move,
            .outlet_id = place.outlet_id,
            .product_id = fact.product_id,
            .day = fact.day,
            .month = Month(fact.day),
            .week = fact.day.week(),
            .region_id = place.region_id,
            .channel_id = place.channel_id,
            .revision = fact.revision,
            .quantity = fact.quantity,
            .value = fact.value,
            .price = fact.price,
            .coupon = fact.coupon,
            .feature = fact.feature};
}

/// The rows that take the facts out of their old sums and put them into the new ones.
std::vector<StagedFact> moves_of(Session& session,
                                 const OutletAssignment& to,
                                 const Assignments& old_places,
                                 Id<ImportTag> move) {
    std::vector<StagedFact> rows;
    session.query_each<MovedFact>(
        facts_queries::kSellOutFrom,
        {{"outlet_id", to.outlet_id}, {"from_day", to.from_day}},
        [&](const MovedFact& fact) {
            auto taken = fact;
            taken.revision += 1;  // the other parity: what was added is taken back
            taken.quantity.units = -fact.quantity.units;
            taken.value.minor = -fact.value.minor;
            rows.push_back(staged(taken, move, old_places.on(to.outlet_id, fact.day)));
            rows.push_back(staged(fact, move, to));
        });
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].row_number = static_cast<std::int64_t>(i) + 1;
    return rows;
}

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
    const auto rows = moves_of(t, to, Assignments::load(t), move);
    t.execute(facts_queries::kEraseAssignmentsFrom,
              {{"outlet_id", outlet}, {"from_day", from_day}},
              Trace::None);
    t.bulk_insert<OutletAssignment>(std::span(&to, 1), Trace::None);
    if (!rows.empty()) {
        t.bulk_insert<StagedFact>(rows, Trace::None);
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
    return make_resource<
        Product>("products", "products", [](Transaction& t, const auto& before, const auto& after) {
        if (before && !after)
            refuse_with_facts(t, facts_queries::kAnyFactOfProduct, {{"product_id", before->id}});
        if (!before || !after || before->own == after->own) return;
        const Params params{{"product_id", after->id}, {"own", after->own}};
        t.execute(facts_queries::kAddProductDays, params, Trace::None);
        t.execute(facts_queries::kTakeProductDays, params, Trace::None);
    });
}

}  // namespace bihuan::facts
