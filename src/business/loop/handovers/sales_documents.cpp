#include <map>

#include "base/checked.h"
#include "business/loop/handovers/documents.h"
#include "business/loop/handovers/names.h"
#include "handovers/queries.h"

namespace bihuan::handovers {

struct PlacedSale {
    Id<Product> product_id;
    Id<Region> region_id;
    Id<Channel> channel_id;
    std::int64_t quantity = 0;
    Money value;
};

struct RegionReporting {
    Id<Region> region_id;
    std::int64_t active = 0;
    std::int64_t reported = 0;
};

struct SilentOutlet {
    Id<Region> region_id;
    std::string code;
    std::string name;
};

struct RegionTarget {
    Id<Region> region_id;
    Id<Product> product_id;
    std::int64_t quantity = 0;
    Money value;
};

struct ProductDemand {
    Id<Product> product_id;
    std::int64_t quantity = 0;
};

}  // namespace bihuan::handovers

namespace bihuan {

template <>
inline constexpr auto kDescription<handovers::PlacedSale> =
    describe<handovers::PlacedSale>("",
                                    field("product_id", &handovers::PlacedSale::product_id),
                                    field("region_id", &handovers::PlacedSale::region_id),
                                    field("channel_id", &handovers::PlacedSale::channel_id),
                                    field("quantity", &handovers::PlacedSale::quantity),
                                    field("value", &handovers::PlacedSale::value));

template <>
inline constexpr auto kDescription<handovers::RegionReporting> =
    describe<handovers::RegionReporting>("",
                                         field("region_id", &handovers::RegionReporting::region_id),
                                         field("active", &handovers::RegionReporting::active),
                                         field("reported", &handovers::RegionReporting::reported));

template <>
inline constexpr auto kDescription<handovers::SilentOutlet> =
    describe<handovers::SilentOutlet>("",
                                      field("region_id", &handovers::SilentOutlet::region_id),
                                      field("code", &handovers::SilentOutlet::code),
                                      field("name", &handovers::SilentOutlet::name));

template <>
inline constexpr auto kDescription<handovers::RegionTarget> =
    describe<handovers::RegionTarget>("",
                                      field("region_id", &handovers::RegionTarget::region_id),
                                      field("product_id", &handovers::RegionTarget::product_id),
                                      field("quantity", &handovers::RegionTarget::quantity),
                                      field("value", &handovers::RegionTarget::value));

template <>
inline constexpr auto kDescription<handovers::ProductDemand> =
    describe<handovers::ProductDemand>("",
                                       field("product_id", &handovers::ProductDemand::product_id),
                                       field("quantity", &handovers::ProductDemand::quantity));

}  // namespace bihuan

namespace bihuan::handovers {

namespace {

using nlohmann::json;

struct Amount {
    std::int64_t quantity = 0;
    std::int64_t value = 0;

    Amount& operator+=(const Amount& other) {
        add_to(quantity, other.quantity, "the sales of a document");
        add_to(value, other.value, "the sales of a document");
        return *this;
    }
};

template <class Key>
using Amounts = std::map<Key, Amount>;

struct MonthSales {
    Amounts<Id<Region>> regions;
    Amounts<Id<Channel>> channels;
    Amounts<Id<Product>> products;
    Amount total;
};

MonthSales read_sales(Session& session, Month month) {
    MonthSales sales;
    session.query_each<PlacedSale>(
        handovers_queries::kSalesByPlace, {{"month", month}}, [&](const PlacedSale& row) {
            const Amount amount{row.quantity, row.value.minor};
            sales.regions[row.region_id] += amount;
            sales.channels[row.channel_id] += amount;
            sales.products[row.product_id] += amount;
            sales.total += amount;
        });
    return sales;
}

std::vector<RegionReporting> read_reporting(Session& session, Month month) {
    return session.query<RegionReporting>(
        handovers_queries::kReportingByRegion,
        {{"first_day", month.first_day()}, {"end_day", month.end_day()}});
}

/// None when there is nothing to divide by.
json ratio(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return nullptr;
    return static_cast<double>(part) / static_cast<double>(whole);
}

json change(std::int64_t now, std::int64_t before) {
    return ratio(now - before, before);
}

template <class Key>
Amount at(const Amounts<Key>& amounts, const Key& key) {
    const auto found = amounts.find(key);
    return found == amounts.end() ? Amount{} : found->second;
}

DocumentTable region_table(const Names& names, const MonthSales& now, const MonthSales& before) {
    DocumentTable table{.key = "by_region",
                        .columns = {{"region", "text"},
                                    {"quantity", "quantity"},
                                    {"value", "money"},
                                    {"change_year", "share"}}};
    for (const auto& [id, amount] : now.regions) {
        table.rows.push_back(
            json::array({names.region(id),
                         amount.quantity,
                         amount.value,
                         change(amount.quantity, at(before.regions, id).quantity)}));
        table.region_ids.push_back(id.value);
    }
    return table;
}

DocumentTable channel_table(const Names& names, const MonthSales& now, const MonthSales& before) {
    DocumentTable table{.key = "by_channel",
                        .columns = {{"channel", "text"},
                                    {"quantity", "quantity"},
                                    {"value", "money"},
                                    {"change_year", "share"}}};
    for (const auto& [id, amount] : now.channels)
        table.rows.push_back(
            json::array({names.channel(id),
                         amount.quantity,
                         amount.value,
                         change(amount.quantity, at(before.channels, id).quantity)}));
    return table;
}

DocumentTable product_table(const Names& names, const MonthSales& now, const MonthSales& before) {
    DocumentTable table{.key = "by_product",
                        .columns = {{"product_code", "text"},
                                    {"product", "text"},
                                    {"quantity", "quantity"},
                                    {"value", "money"},
                                    {"change_year", "share"}}};
    for (const auto& [id, amount] : now.products)
        table.rows.push_back(
            json::array({names.product_code(id),
                         names.product_name(id),
                         amount.quantity,
                         amount.value,
                         change(amount.quantity, at(before.products, id).quantity)}));
    return table;
}

DocumentTable silent_table(Session& session, const Names& names, Month month) {
    constexpr std::int64_t kMost = 200;
    DocumentTable table{.key = "silent_outlets",
                        .columns = {{"code", "text"}, {"outlet", "text"}, {"region", "text"}}};
    session.query_each<SilentOutlet>(
        handovers_queries::kSilentOutlets,
        {{"first_day", month.first_day()}, {"end_day", month.end_day()}, {"most", kMost}},
        [&](const SilentOutlet& outlet) {
            table.rows.push_back(
                json::array({outlet.code, outlet.name, names.region(outlet.region_id)}));
            table.region_ids.push_back(outlet.region_id.value);
        });
    return table;
}

struct MonthTargets {
    Amounts<Id<Region>> regions;
    Amounts<Id<Product>> products;
    Amount total;
};

MonthTargets read_targets(Session& session, Id<Scenario> scenario, Month closed) {
    MonthTargets targets;
    session.query_each<RegionTarget>(
        handovers_queries::kTargetsByRegion,
        {{"scenario_id", scenario}, {"month", closed}, {"target_month", closed + 1}},
        [&](const RegionTarget& row) {
            const Amount amount{row.quantity, row.value.minor};
            targets.regions[row.region_id] += amount;
            targets.products[row.product_id] += amount;
            targets.total += amount;
        });
    return targets;
}

}  // namespace

Reporting find_reporting(Session& session, Month month) {
    Reporting sum;
    for (const auto& row : read_reporting(session, month)) {
        sum.active += row.active;
        sum.reported += row.reported;
    }
    return sum;
}

Document sell_out_document(Session& session, Month month) {
    const Names names(session);
    const auto now = read_sales(session, month);
    const auto before = read_sales(session, month - 12);
    const auto reporting = find_reporting(session, month);
    Document document{.title = "sell_out"};
    document.facts = {{"quantity", now.total.quantity, "quantity"},
                      {"value", now.total.value, "money"},
                      {"change_year", change(now.total.quantity, before.total.quantity), "share"},
                      {"outlets_active", reporting.active, "count"},
                      {"outlets_reported", reporting.reported, "count"}};
    document.tables = {region_table(names, now, before),
                       channel_table(names, now, before),
                       product_table(names, now, before),
                       silent_table(session, names, month)};
    if (reporting.active > 0)
        document.completeness =
            static_cast<double>(reporting.reported) / static_cast<double>(reporting.active);
    else
        document.completeness = 0;
    if (now.products.empty()) document.missing.emplace_back("no_facts");
    if (reporting.reported < reporting.active) document.missing.emplace_back("sell_out");
    return document;
}

Document region_document(Session& session, Month month) {
    const Names names(session);
    const auto now = read_sales(session, month);
    const auto before = read_sales(session, month - 12);
    // What the real company was told a month earlier to reach in this one.
    const auto targets = read_targets(session, kRealScenario, month - 1);
    DocumentTable table{.key = "by_region",
                        .columns = {{"region", "text"},
                                    {"actual", "quantity"},
                                    {"target", "quantity"},
                                    {"completion", "share"},
                                    {"value", "money"},
                                    {"change_year", "share"}}};
    for (const auto& [id, amount] : now.regions) {
        const auto target = at(targets.regions, id);
        table.rows.push_back(
            json::array({names.region(id),
                         amount.quantity,
                         target.quantity == 0 ? json() : json(target.quantity),
                         ratio(amount.quantity, target.quantity),
                         amount.value,
                         change(amount.quantity, at(before.regions, id).quantity)}));
        table.region_ids.push_back(id.value);
    }
    Document document{.title = "regions"};
    document.facts = {
        {"actual", now.total.quantity, "quantity"},
        {"target", targets.regions.empty() ? json() : json(targets.total.quantity), "quantity"},
        {"completion", ratio(now.total.quantity, targets.total.quantity), "share"},
        {"value", now.total.value, "money"}};
    document.tables = {std::move(table)};
    // Sales, targets and collections belong in it.
    int there = 0;
    if (now.regions.empty())
        document.missing.emplace_back("no_facts");
    else
        ++there;
    if (targets.regions.empty())
        document.missing.emplace_back("targets");
    else
        ++there;
    document.missing.emplace_back("collections");
    document.completeness = there / 3.0;
    return document;
}

Document target_document(Session& session, Id<Scenario> scenario, Month month) {
    const Names names(session);
    const auto targets = read_targets(session, scenario, month);
    const auto before = read_sales(session, month - 11);
    std::map<Id<Product>, std::int64_t> demand;
    std::int64_t total_demand = 0;
    session.query_each<ProductDemand>(
        handovers_queries::kForecastByProduct,
        {{"scenario_id", scenario}, {"month", month}, {"target_month", month + 1}},
        [&](const ProductDemand& row) {
            demand[row.product_id] = row.quantity;
            add_to(total_demand, row.quantity, "the sales of a document");
        });
    DocumentTable regions{.key = "by_region",
                          .columns = {{"region", "text"},
                                      {"target", "quantity"},
                                      {"value", "money"},
                                      {"change_year", "share"}}};
    for (const auto& [id, target] : targets.regions) {
        regions.rows.push_back(
            json::array({names.region(id),
                         target.quantity,
                         target.value,
                         change(target.quantity, at(before.regions, id).quantity)}));
        regions.region_ids.push_back(id.value);
    }
    DocumentTable products{.key = "by_product",
                           .columns = {{"product_code", "text"},
                                       {"product", "text"},
                                       {"target", "quantity"},
                                       {"value", "money"},
                                       {"demand", "quantity"}}};
    for (const auto& [id, target] : targets.products)
        products.rows.push_back(json::array({names.product_code(id),
                                             names.product_name(id),
                                             target.quantity,
                                             target.value,
                                             demand.contains(id) ? json(demand[id]) : json()}));
    Document document{.title = "targets"};
    document.facts = {{"month", to_string(month + 1), "month"},
                      {"target", targets.total.quantity, "quantity"},
                      {"value", targets.total.value, "money"},
                      {"demand", total_demand, "quantity"}};
    document.tables = {std::move(regions), std::move(products)};
    if (targets.regions.empty()) {
        document.missing.emplace_back("targets");
        document.completeness = 0;
    }
    return document;
}

}  // namespace bihuan::handovers
