#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>

#include "base/checked.h"
#include "business/sales/targets/month_targets.h"
#include "engine/allocation/allocation.h"
#include "engine/numeric/apportion.h"

namespace bihuan::targets {

namespace {

/// Outlets are no signal of their own here: they already split the history within a region.
constexpr allocation::Weights kWeights{.history = 0.6, .distribution = 0, .potential = 0.4};

class Allocation {
public:
    explicit Allocation(const TargetBasis& basis) : basis_(basis) {
        for (std::size_t i = 0; i < basis.products.size(); ++i) columns_[basis.products[i]] = i;
        quantities_.resize(columns_.size());
        values_.resize(columns_.size());
        for (const auto& leaf : basis.leaves) {
            outlets_of_[leaf.region_id] += leaf.outlets;
            leaves_of_[leaf.region_id] += 1;
            outlets_ += leaf.outlets;
        }
        for (const auto& sold : basis.sold) note(sold);
    }

    MonthTargets make() {
        MonthTargets result{.month = basis_.month, .target_month = basis_.target_month};
        if (basis_.products.empty() || basis_.leaves.empty()) return result;
        allocation::Problem::Parts parts{.product_totals = basis_.totals, .weights = kWeights};
        add_nodes(parts);
        add_cells(parts);
        auto problem = allocation::Problem::from(std::move(parts));
        if (!problem)
            throw FigureTooLarge("The targets cannot be made of these figures.",
                                 named(problem.error()));
        const auto outcome = allocation::allocate(*problem);
        for (std::size_t i = 0; i < basis_.leaves.size(); ++i)
            add_rows(basis_.leaves[i], outcome.nodes[first_leaf_ + i], result.rows);
        sort_rows(result.rows);
        return result;
    }

private:
    /// The engine's places are numbers: "/cells/3/0" is a product of somebody in a region.
    Issues named(Issues issues) const {
        for (auto& issue : issues) {
            std::size_t row = 0;
            std::size_t column = 0;
            if (std::sscanf(issue.field.c_str(), "/cells/%zu/%zu", &row, &column) == 2)
                issue.message = fmt::format(
                    "Of {{products/{}}} in {{regions/{}}}, proposal or sales of {{people/{}}}: {}",
                    basis_.products.at(column).value,
                    basis_.leaves.at(row).region_id.value,
                    basis_.leaves.at(row).representative_id,
                    issue.message);
            else if (std::sscanf(issue.field.c_str(), "/product_totals/%zu", &column) == 1)
                issue.message = fmt::format("Forecast of {{products/{}}}: {} It is {}.",
                                            basis_.products.at(column).value,
                                            issue.message,
                                            basis_.totals.at(column));
        }
        return issues;
    }

    void note(const Sold& sold) {
        const auto column = columns_.find(sold.product_id);
        if (column == columns_.end() || sold.quantity <= 0) return;
        history_[{sold.region_id, column->second}] = static_cast<double>(sold.quantity);
        sold_in_[sold.region_id] += static_cast<double>(sold.quantity);
        quantities_[column->second] += static_cast<double>(sold.quantity);
        values_[column->second] += static_cast<double>(sold.value.minor);
    }

    /// The root, the regions that lead to a leaf (parents first), then the leaves.
    void add_nodes(allocation::Problem::Parts& parts) {
        std::map<Id<Region>, const Region*> regions;
        for (const auto& region : basis_.regions) regions[region.id] = &region;
        parts.nodes.push_back({});
        std::vector<std::size_t> parents;
        for (const auto& leaf : basis_.leaves)
            parents.push_back(node_of(leaf.region_id, regions, parts));
        first_leaf_ = parts.nodes.size();
        for (const auto parent : parents) parts.nodes.push_back({.parent = parent});
    }

    std::size_t node_of(Id<Region> id,
                        const std::map<Id<Region>, const Region*>& regions,
                        allocation::Problem::Parts& parts) {
        const auto known = node_of_region_.find(id);
        if (known != node_of_region_.end()) return known->second;
        const auto region = regions.find(id);
        std::size_t parent = 0;
        if (region != regions.end()) {
            potential_of_[id] = region->second->potential;
            if (region->second->parent_id)
                parent = node_of(region->second->parent_id, regions, parts);
        }
        parts.nodes.push_back({.parent = parent});
        return node_of_region_[id] = parts.nodes.size() - 1;
    }

    void add_cells(allocation::Problem::Parts& parts) {
        std::map<std::pair<Id<Region>, std::int64_t>, std::map<std::size_t, double>> proposals;
        for (const auto& each : basis_.proposals) {
            const auto column = columns_.find(each.product_id);
            if (column != columns_.end())
                proposals[{each.region_id, each.representative_id.value}][column->second] =
                    static_cast<double>(each.quantity.units);
        }
        for (const auto& leaf : basis_.leaves) {
            auto& cells = parts.cells.emplace_back(columns_.size());
            for (std::size_t column = 0; column < cells.size(); ++column)
                cells[column] = cell(leaf, column);
            for (const auto& [column, units] : proposals[{leaf.region_id, leaf.representative_id}])
                cells[column].proposal = units;
        }
    }

    allocation::Cell cell(const Leaf& leaf, std::size_t column) const {
        const double potential =
            potential_of_.contains(leaf.region_id) ? potential_of_.at(leaf.region_id) : 1.0;
        if (!sold_in_.contains(leaf.region_id)) {
            // A new region may sell what the company's outlets sell on average.
            const double each =
                outlets_ > 0 ? quantities_[column] / static_cast<double>(outlets_) : 0;
            return {.potential = potential * each * static_cast<double>(leaf.outlets)};
        }
        const auto found = history_.find({leaf.region_id, column});
        const double history = found == history_.end() ? 0 : found->second * share_of_region(leaf);
        return {.history = history, .potential = potential * history};
    }

    double share_of_region(const Leaf& leaf) const {
        const auto outlets = outlets_of_.at(leaf.region_id);
        if (outlets > 0) return static_cast<double>(leaf.outlets) / static_cast<double>(outlets);
        return 1.0 / static_cast<double>(leaves_of_.at(leaf.region_id));
    }

    void add_rows(const Leaf& leaf,
                  const allocation::NodeTarget& target,
                  std::vector<TargetRow>& rows) const {
        const std::array<double, 3> sources{std::max(0.0, target.from.history),
                                            std::max(0.0, target.from.potential),
                                            std::max(0.0, target.from.proposal)};
        const bool known = sources[0] + sources[1] + sources[2] > 0;
        for (std::size_t column = 0; column < target.products.size(); ++column) {
            const auto quantity = target.products[column];
            if (quantity == 0) continue;
            const auto from = known ? numeric::apportion(quantity, sources)
                                    : std::vector<std::int64_t>{quantity, 0, 0};
            const double price =
                quantities_[column] > 0 ? values_[column] / quantities_[column] : 0;
            rows.push_back({.month = basis_.month,
                            .target_month = basis_.target_month,
                            .region_id = leaf.region_id,
                            .product_id = basis_.products[column],
                            .representative_id = leaf.representative_id,
                            .quantity = quantity,
                            .value = {checked_round(price * static_cast<double>(quantity),
                                                    "the value of a target")},
                            .from_history = from[0],
                            .from_potential = from[1],
                            .from_proposal = from[2]});
        }
    }

    static void sort_rows(std::vector<TargetRow>& rows) {
        const auto key = [](const TargetRow& row) {
            return std::tuple(row.region_id, row.product_id, row.representative_id);
        };
        std::sort(rows.begin(), rows.end(), [&](const TargetRow& a, const TargetRow& b) {
            return key(a) < key(b);
        });
    }

    const TargetBasis& basis_;
    std::map<Id<Product>, std::size_t> columns_;
    std::map<std::pair<Id<Region>, std::size_t>, double> history_;
    std::map<Id<Region>, double> sold_in_;
    std::map<Id<Region>, double> potential_of_;
    std::map<Id<Region>, std::int64_t> outlets_of_;
    std::map<Id<Region>, std::int64_t> leaves_of_;
    std::map<Id<Region>, std::size_t> node_of_region_;
    std::size_t first_leaf_ = 0;
    std::vector<double> quantities_;
    std::vector<double> values_;
    std::int64_t outlets_ = 0;
};

}  // namespace

MonthTargets make_targets(const TargetBasis& basis) {
    return Allocation(basis).make();
}

}  // namespace bihuan::targets
