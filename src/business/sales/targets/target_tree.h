#pragma once

#include <optional>
#include <string>
#include <vector>

#include "business/company/regions/region.h"
#include "business/sales/targets/target_row.h"
#include "platform/database/session.h"

// Targets as a tree with what has been sold: a node, what lies below it, and the days of the month.
namespace bihuan::targets {

enum class By : std::uint8_t { Region, Product, Representative };

struct Question {
    Id<Scenario> scenario = kRealScenario;
    Month month;  ///< The closed month that set the targets.
    Month target_month;
    Id<Region> region;  ///< None: all that the viewer sees.
    By by = By::Region;
};

/// Quantities in base units. What is not known is absent.
struct Node {
    std::int64_t id = 0;  ///< Of the region, product or person; 0 for all, or for nobody.
    std::string code;
    std::string name;
    std::int64_t quantity = 0;
    Money value;
    std::int64_t from_history = 0;
    std::int64_t from_potential = 0;
    std::int64_t from_proposal = 0;
    std::optional<std::int64_t> actual;
    std::optional<double> completion;  ///< actual / quantity
    /// completion / share of the month's working days gone by at the last sell-out known.
    std::optional<double> run_rate;
    bool has_children = false;
    double units_per_box = 1;  ///< Σ pieces / Σ boxes; the same for a node and its regions.
};

struct DayProgress {
    Day day;
    std::optional<std::int64_t> cumulative_actual;  ///< None after the last sell-out known.
    std::int64_t cumulative_target = 0;             ///< By working days.
};

struct Tree {
    Node node;
    std::vector<Node> children;  ///< Add up to the node.
    std::vector<DayProgress> days;
};

/// A single top region stands for "all". Below a leaf region lie its representatives.
Tree read_tree(Session& session, const Question& question);

}  // namespace bihuan::targets
