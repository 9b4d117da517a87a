#include "business/sales/facts/facts.h"

#include <set>

#include "business/sales/facts/assignments.h"
#include "business/sales/facts/first_facts.h"
#include "business/sales/facts/staged_fact.h"
#include "business/sales/facts/writings.h"
#include "facts/queries.h"

namespace bihuan::facts {

namespace {

/// The statements that differ between the fact tables.
struct KindQueries {
    const Query& any;
    const Query& erase_unchanged;
    const Query& stage_reversals;
    const Query& insert;
};

KindQueries queries_of(FactKind kind) {
    namespace queries = facts_queries;
    switch (kind) {
        case FactKind::SellIn:
            return {queries::kAnySellIn,
                    queries::kEraseUnchangedSellIn,
                    queries::kStageSellInReversals,
                    queries::kInsertSellIn};
        case FactKind::Stock:
            return {queries::kAnyStock,
                    queries::kEraseUnchangedStock,
                    queries::kStageStockReversals,
                    queries::kInsertStock};
        default:
            return {queries::kAnySellOut,
                    queries::kEraseUnchangedSellOut,
                    queries::kStageSellOutReversals,
                    queries::kInsertSellOut};
    }
}

StagedFact staged(const FactRow& row, Id<ImportTag> import, const Assignments& assignments) {
    const auto& place = assignments.on(row.outlet_id, row.day);
    StagedFact fact{.import_id = import,
                    .row_number = row.row_number,
                    .outlet_id = row.outlet_id,
                    .product_id = row.product_id,
                    .day = row.day,
                    .month = Month(row.day),
                    .week = row.day.week(),
                    .region_id = place.region_id,
                    .channel_id = place.channel_id,
                    .quantity = row.quantity,
                    .value = row.value,
                    .price = row.price,
                    .coupon = row.coupon,
                    .feature = row.feature};
    if (!row.attributes.empty()) fact.attributes = row.attributes;
    return fact;
}

std::int64_t stage(Transaction& t, const std::function<bool(StagedFact&)>& next) {
    std::int64_t count = 0;
    t.bulk_values(
        description_of<StagedFact>(),
        [&](Values& values) {
            StagedFact fact;
            if (!next(fact)) return false;
            ++count;
            values = to_values(fact);
            return true;
        },
        Trace::None);
    return count;
}

}  // namespace

namespace {

/// Of a file without amounts.
void keep_amounts(Transaction& t, FactKind kind, Id<ImportTag> import) {
    if (kind == FactKind::Stock) return;
    const auto& keep = kind == FactKind::SellIn ? facts_queries::kKeepSellInAmounts
                                                : facts_queries::kKeepSellOutAmounts;
    t.execute(keep, {{"import_id", import}}, Trace::None);
}

/// The rows that an import's staging holds.
Writing staged_writing(Session& session, FactKind kind, Id<ImportTag> import) {
    Writing writing;
    session.each_row(description_of<StagedFact>(),
                     {{"import_id", {Value{import.value}}}},
                     [&](std::span<const Value> row) {
                         const auto fact = from_row<StagedFact>(row);
                         writing.seal().add(fact_values(kind, fact));
                         writing.see(fact);
                     });
    return writing;
}

}  // namespace

std::string_view table_of(FactKind kind) {
    if (kind == FactKind::SellIn) return "sell_in";
    return kind == FactKind::Stock ? "stocks" : "sell_out";
}

FactCounts add_facts(Transaction& t,
                     FactKind kind,
                     Id<ImportTag> import,
                     const std::function<bool(FactRow&)>& next,
                     Amounts amounts) {
    const auto queries = queries_of(kind);
    const Params params{{"import_id", import}};
    const auto assignments = Assignments::load(t);
    const auto next_staged = [&](StagedFact& fact) {
        FactRow row;
        if (!next(row)) return false;
        fact = staged(row, import, assignments);
        return true;
    };
    FactCounts counts;
    if (t.query<AnyRow>(queries.any, {}).empty()) {
        Writing writing;
        counts.added = add_first_facts(t, kind, writing.seal(), [&](StagedFact& fact) {
            const bool more = next_staged(fact);
            if (more) writing.see(fact);
            return more;
        });
        writing.record(t, kind, import);
        counts.months = writing.months();
        return counts;
    }
    const auto rows = stage(t, next_staged);
    if (amounts == Amounts::Untold) keep_amounts(t, kind, import);
    counts.unchanged = t.execute(queries.erase_unchanged, params, Trace::None);
    counts.changed = t.execute(queries.stage_reversals, params, Trace::None);
    if (counts.changed > 0) t.execute(facts_queries::kSetRevisions, params, Trace::None);
    counts.added = rows - counts.unchanged - counts.changed;
    const auto writing = staged_writing(t, kind, import);
    t.execute(queries.insert, params);
    writing.record(t, kind, import);
    if (kind == FactKind::SellOut) add_staged_to_sums(t, import);
    clear_staged(t, import);
    counts.months = writing.months();
    return counts;
}

FactCounts compare_facts(Transaction& t,
                         FactKind kind,
                         const std::function<bool(FactRow&)>& next,
                         Amounts amounts) {
    const auto queries = queries_of(kind);
    const Id<ImportTag> nobody{1};
    const Params params{{"import_id", nobody}};
    FactCounts counts;
    if (t.query<AnyRow>(queries.any, {}).empty()) {
        std::set<Month> months;
        for (FactRow row; next(row); row = {}) {
            ++counts.added;
            months.insert(Month(row.day));
        }
        counts.months.assign(months.begin(), months.end());
        return counts;
    }
    const auto assignments = Assignments::load(t);
    t.execute(facts_queries::kOwnStagedFacts, {}, Trace::None);
    const auto rows = stage(t, [&](StagedFact& fact) {
        FactRow row;
        if (!next(row)) return false;
        fact = staged(row, nobody, assignments);
        return true;
    });
    if (amounts == Amounts::Untold) keep_amounts(t, kind, nobody);
    counts.unchanged = t.execute(queries.erase_unchanged, params, Trace::None);
    counts.changed = t.execute(queries.stage_reversals, params, Trace::None);
    counts.added = rows - counts.unchanged - counts.changed;
    for (const auto& staged : t.query<StagedMonth>(facts_queries::kStagedMonths, params))
        counts.months.push_back(staged.month);
    return counts;
}

void add_staged_to_sums(Transaction& t, Id<ImportTag> import) {
    const Params params{{"import_id", import}};
    t.execute(facts_queries::kAddMonthSums, params);
    t.execute(facts_queries::kAddWeekSums, params);
    t.execute(facts_queries::kAddDaySums, params);
}

void clear_staged(Transaction& t, Id<ImportTag> import) {
    t.execute(facts_queries::kClearStaged, {{"import_id", import}}, Trace::None);
}

}  // namespace bihuan::facts
