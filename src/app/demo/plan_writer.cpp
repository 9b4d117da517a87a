#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "app/demo/fact_writer.h"
#include "base/random.h"
#include "business/demand/production/production_rule.h"
#include "business/sales/targets/target_proposal.h"

namespace bihuan::demo {

namespace {

constexpr const char* kReason = "Demo company";
constexpr double kWeeksPerMonth = 365.25 / 12 / 7;

struct Factory {
    std::string_view code;
    std::string_view name;
    std::array<Taste, 3> tastes;
    double reserve;  ///< Weekly capacity against the mean week of the best month.
};

/// The drinks factory cannot make what the best week asks for: its summers are made in spring.
constexpr std::array<Factory, 4> kFactories{
    {{"F01", "苏州饮料工厂", {Taste::Water, Taste::Tea, Taste::Tea}, 0.88},
     {"F02", "武汉果汁工厂", {Taste::Juice, Taste::Juice, Taste::Juice}, 1.15},
     {"F03", "成都食品工厂", {Taste::Snack, Taste::Biscuit, Taste::Gift}, 1.1},
     {"F04", "天津日化工厂", {Taste::Household, Taste::Household, Taste::Household}, 1.3}}};

bool makes(const Factory& factory, Taste taste) {
    return std::find(factory.tastes.begin(), factory.tastes.end(), taste) != factory.tastes.end();
}

/// Units of the best month that a factory's products ever had.
std::int64_t best_month(const World& world, const SalesTotals& totals, const Factory& factory) {
    std::vector<std::int64_t> sums(totals.by_month.front().size());
    for (std::size_t i = 0; i < world.assortment.own; ++i) {
        if (makes(factory, world.assortment.line_of(world.assortment.products[i]).taste)) {
            std::transform(
                sums.begin(), sums.end(), totals.by_month[i].begin(), sums.begin(), std::plus<>());
        }
    }
    return *std::max_element(sums.begin(), sums.end());
}

std::int64_t whole(double units, std::int64_t multiple) {
    const auto boxes = std::llround(units / static_cast<double>(multiple));
    return std::max<std::int64_t>(1, boxes) * multiple;
}

/// Mean units per month over the last quarter.
double lately(const std::vector<std::int64_t>& months) {
    return static_cast<double>(std::accumulate(months.end() - 3, months.end(), std::int64_t{0})) /
           3;
}

void write_rule(
    Transaction& t, const World& world, std::size_t number, ProductionRule rule, double monthly) {
    const auto& product = world.assortment.products[number];
    rule.batch_multiple = product.units_per_box;
    rule.minimum_batch = whole(monthly / 5, product.units_per_box);
    rule.lead_weeks = world.assortment.line_of(product).taste == Taste::Gift ? 2 : 1;
    rule.frozen_weeks = 1;
    rule.service_level = product.popularity > 0.6 ? 0.98 : 0.95;
    t.insert(rule, kReason);
    if (number % 3 == 0 && monthly > 0) {
        ProductionOrder order{
            .code = fmt::format("SO{}-{:03}", to_string(world.end), number + 1),
            .product_id = rule.product_id,
            .due_day = world.end.first_day() + 3 + static_cast<int>(number % 2) * 7,
            .quantity = {whole(monthly / 5, product.units_per_box)}};
        t.insert(order, kReason);
    }
}

void write_production(Transaction& t,
                      const World& world,
                      const Written& written,
                      const SalesTotals& totals) {
    for (const auto& factory : kFactories) {
        const auto weekly = static_cast<double>(best_month(world, totals, factory)) /
                            kWeeksPerMonth * factory.reserve;
        ProductionSite site{.code = std::string(factory.code),
                            .name = std::string(factory.name),
                            .units_per_week = whole(weekly, 1'000)};
        t.insert(site, kReason);
        for (std::size_t i = 0; i < world.assortment.own; ++i) {
            const auto& product = world.assortment.products[i];
            const bool ended = totals.by_month[i].back() == 0;
            if (ended || !makes(factory, world.assortment.line_of(product).taste)) continue;
            write_rule(t,
                       world,
                       i,
                       {.product_id = written.products[i], .production_site_id = site.id},
                       lately(totals.by_month[i]));
        }
    }
}

/// Each representative proposes the month ahead for the best products of the region.
void write_proposals(Transaction& t,
                     const World& world,
                     const Written& written,
                     const SalesTotals& totals) {
    constexpr std::size_t kProducts = 8;
    constexpr std::uint64_t kStream = 105;
    Random random(world.seed, kStream);
    for (std::size_t person = 0; person < world.people.size(); ++person) {
        if (world.people[person].role != "representative") {
            continue;
        }
        const auto region = static_cast<std::size_t>(world.people[person].regions.front());
        for (std::size_t product = 0; product < std::min(kProducts, world.assortment.own);
             ++product) {
            const auto before = totals.year_before[region][product];
            if (before == 0) continue;
            TargetProposal proposal{.target_month = world.end,
                                    .representative_id = written.people[person],
                                    .region_id = written.regions[region],
                                    .product_id = written.products[product]};
            proposal.quantity = {
                std::llround(static_cast<double>(before) * random.uniform(0.92, 1.12))};
            proposal.reason = "去年同月销量与在谈陈列";
            t.insert(proposal, kReason);
        }
    }
}

}  // namespace

void write_plans(Transaction& t,
                 const World& world,
                 const Written& written,
                 const SalesTotals& totals) {
    write_production(t, world, written, totals);
    write_proposals(t, world, written, totals);
}

}  // namespace bihuan::demo
