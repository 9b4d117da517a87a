#include "business/sales/targets/month_targets.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/checked.h"
#include "base/content_hash.h"
#include "base/row_seal.h"
#include "targets/queries.h"

namespace bihuan {

/// A product's forecast total.
struct ProductTotal {
    Id<Product> product_id;
    std::int64_t quantity = 0;
};

template <>
inline constexpr auto kDescription<ProductTotal> = describe<ProductTotal>(
    "", field("product_id", &ProductTotal::product_id), field("quantity", &ProductTotal::quantity));

template <>
inline constexpr auto kDescription<targets::Leaf> =
    describe<targets::Leaf>("",
                            field("region_id", &targets::Leaf::region_id),
                            field("representative_id", &targets::Leaf::representative_id),
                            field("outlets", &targets::Leaf::outlets));

template <>
inline constexpr auto kDescription<targets::Sold> =
    describe<targets::Sold>("",
                            field("region_id", &targets::Sold::region_id),
                            field("product_id", &targets::Sold::product_id),
                            field("quantity", &targets::Sold::quantity),
                            field("value", &targets::Sold::value));

namespace targets {

namespace {

constexpr int kMonthsOfHistory = 12;

std::string hash_of(const TargetBasis& basis) {
    ContentHash hash;
    hash.add(to_string(basis.month));
    for (const auto& region : basis.regions)
        hash.add(region.id.value).add(region.parent_id.value).add_value(region.potential);
    for (const auto& leaf : basis.leaves)
        hash.add(leaf.region_id.value).add(leaf.representative_id).add(leaf.outlets);
    for (std::size_t i = 0; i < basis.products.size(); ++i)
        hash.add(basis.products[i].value).add(basis.totals[i]);
    for (const auto& sold : basis.sold)
        for (const auto& value : to_values(sold)) hash.add_value(value);
    for (const auto& proposal : basis.proposals)
        for (const auto& value : to_values(proposal)) hash.add_value(value);
    return hash.hex();
}

struct PlaceHash {
    std::size_t operator()(const std::pair<std::int64_t, std::int64_t>& place) const {
        const auto region = static_cast<std::size_t>(place.first);
        const auto product = static_cast<std::size_t>(place.second);
        return (region * 0x9E3779B97F4A7C15ULL) ^ (product >> 7U) ^ product;
    }
};

/// By region and product.
std::vector<Sold> read_sold(Session& session, Month first, Month last) {
    std::vector<Sold> sold;
    std::unordered_map<std::pair<std::int64_t, std::int64_t>, std::size_t, PlaceHash> places;
    const auto add = [&](std::span<const Value> row) {
        const auto whole = [&](std::size_t i) { return std::get<std::int64_t>(row[i]); };
        const auto [place, fresh] = places.try_emplace({whole(0), whole(1)}, sold.size());
        if (fresh) sold.push_back({.region_id = {whole(0)}, .product_id = {whole(1)}});
        add_to(sold[place->second].quantity, whole(2), "the sales of twelve months");
        add_to(sold[place->second].value.minor, whole(3), "the sales of twelve months");
    };
    session.query_values(targets_queries::kSoldByRegion,
                         {{"first_month", first}, {"last_month", last}},
                         description_of<Sold>(),
                         add);
    std::sort(sold.begin(), sold.end(), [](const Sold& a, const Sold& b) {
        return std::pair(a.region_id, a.product_id) < std::pair(b.region_id, b.product_id);
    });
    return sold;
}

/// A region that sold, or for which somebody proposed, needs a leaf even without outlets.
void add_missing_leaves(TargetBasis& basis) {
    std::set<std::pair<std::int64_t, std::int64_t>> known;
    std::set<std::int64_t> regions;
    for (const auto& leaf : basis.leaves) {
        known.emplace(leaf.region_id.value, leaf.representative_id);
        regions.insert(leaf.region_id.value);
    }
    for (const auto& proposal : basis.proposals) {
        regions.insert(proposal.region_id.value);
        if (known.emplace(proposal.region_id.value, proposal.representative_id.value).second)
            basis.leaves.push_back({proposal.region_id, proposal.representative_id.value, 0});
    }
    for (const auto& sold : basis.sold)
        if (regions.insert(sold.region_id.value).second)
            basis.leaves.push_back({sold.region_id, 0, 0});
    std::sort(basis.leaves.begin(), basis.leaves.end(), [](const Leaf& a, const Leaf& b) {
        return std::pair(a.region_id, a.representative_id) <
               std::pair(b.region_id, b.representative_id);
    });
}

}  // namespace

TargetBasis read_basis(Session& session, Id<Scenario> scenario, Month month) {
    TargetBasis basis{.month = month, .target_month = month + 1};
    basis.regions = session.all<Region>();
    const Month target = basis.target_month;
    session.query_each<ProductTotal>(
        targets_queries::kForecastTotals,
        {{"scenario_id", scenario}, {"month", month}, {"target_month", target}},
        [&](const ProductTotal& row) {
            basis.products.push_back(row.product_id);
            basis.totals.push_back(std::max<std::int64_t>(0, row.quantity));
        });
    basis.leaves =
        session.query<Leaf>(targets_queries::kOutletsByRepresentative,
                            {{"first_day", target.first_day()}, {"end_day", target.end_day()}});
    basis.sold = read_sold(session, month - kMonthsOfHistory + 1, month);
    basis.proposals =
        session
            .list<TargetProposal>({.filters = {{"target_month", {to_string(target)}}}, .limit = 0})
            .items;
    add_missing_leaves(basis);
    basis.content_hash = hash_of(basis);
    return basis;
}

std::string store_targets(Transaction& t, Id<Scenario> scenario, MonthTargets targets) {
    t.execute(targets_queries::kClearTargets,
              {{"scenario_id", scenario}, {"month", targets.month}});
    ContentHash hash;
    for (auto& row : targets.rows) {
        row.scenario_id = scenario;
        hash.add(row.region_id.value).add(row.product_id.value).add(row.representative_id);
        hash.add(row.quantity).add(row.value.minor).add(row.from_potential).add(row.from_proposal);
    }
    t.bulk_insert<TargetRow>(targets.rows);
    auto hex = hash.hex();
    t.record({.action = "targets.made",
              .subject_kind = "targets",
              .subject_id = scenario.value,
              .after = fmt::format(
                  R"({{"month":"{}","rows":{},"hash":"{}","seals":{{"targets":"{}"}}}})",
                  to_string(targets.month),
                  targets.rows.size(),
                  hex,
                  seal_of<TargetRow>(targets.rows, kWithoutScenario))});
    return hex;
}

}  // namespace targets

}  // namespace bihuan
