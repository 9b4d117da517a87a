#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "engine/supply/requirement.h"

// The best plan of one product in whole lots, by dynamic programming over what has been made so
// far.
//
// f_t(X) = g_t(stock at X) + min{ f_{t-1}(X), run + min over lots x of f_{t-1}(X - x) + cost(x) }
//
// is the recursion of Wagner and Whitin (Dynamic version of the economic lot size model, 1958) for
// any convex cost g of stock, smallest batches, lots, hours of a line and the price of leaving the
// last plan; all of these cost convexly within a run, so a sliding minimum per piece does a bucket
// in time linear in the levels. A run that its bucket's hours cannot hold goes on in the next ones:
// it begins and ends within a bucket and takes all regular hours between.
namespace bihuan::supply {

enum class RunRule : std::uint8_t { Free, Forbidden, Required };

/// What a product's run meets on its line in one bucket.
struct LineTerms {
    double regular = std::numeric_limits<double>::infinity();  ///< Hours left without extra cost.
    double overtime = 0;  ///< Hours left beyond, each at overtime_cost.
    double overtime_cost = 0;
    double hour_price = 0;  ///< For every hour, whichever.
    RunRule run = RunRule::Free;
};

/// Levels of what has been made so far; each stands for all from `low` to `high`.
struct LotLevels {
    std::vector<double> low;
    std::vector<double> high;
    std::vector<double> cost;  ///< [bucket][level], of stock; empty for cells.
    double least = 1;          ///< A run makes at least this.
    bool with_runs = true;     ///< Runs cost money and hours.
    bool with_changes = true;  ///< Leaving the last plan costs.
    bool whole_lots = true;    ///< The levels are single and in lots, so that plans are legal.

    std::size_t size() const { return low.size(); }
};

/// Memory of the recursion, to be shared by products that are planned one after the other.
struct LotScratch {
    std::vector<double> cost;           ///< [bucket + 1][level].
    std::vector<double> shifted;        ///< [level]: of one piece.
    std::vector<std::uint32_t> window;  ///< [level]: of one piece.
    std::vector<std::uint32_t> from;    ///< [bucket][level]: the level before the run.
    std::vector<std::uint8_t> start;    ///< [bucket][level]: the bucket in which the run began.
    std::vector<double> begun;          ///< [bucket][level]: what a long run made in that one.
};

/// Whether a product has its line to itself. Runs over several buckets leave others no hours there,
/// so that shared hours are divided in more ways than the recursion tries.
enum class LineUse : std::uint8_t { Alone, Shared };

class LotSizing {
public:
    /// Takes every lot as a level when there are at most so many, else some of them.
    LotSizing(const Requirement& requirement, std::size_t most_levels, LineUse use);

    /// Whether plan() is the best of all plans; else it is the best of those on its levels.
    bool exact() const { return exact_; }
    /// Levels that plan() looks at, once per bucket in which a run can begin.
    std::size_t work() const;

    /// The cheapest plan under the terms, one per bucket; none when a required run is impossible.
    std::optional<Quantities> plan(const std::vector<LineTerms>& terms, LotScratch& scratch) const;

    /// No legal plan costs less under the terms, hours included.
    double bound(const std::vector<LineTerms>& terms, LotScratch& scratch) const;

private:
    void take_all(std::int64_t most);
    void take_some(std::int64_t most, std::size_t count);
    void relax(std::int64_t most, std::size_t count);

    const Requirement& requirement_;
    bool exact_ = true;
    LotLevels lots_;
    /// For bounds where the lots are not exact: cells of levels, and the levels at which an optimal
    /// plan without lots stands (Zangwill, 1969).
    LotLevels cells_;
    LotLevels corners_;
    /// For bounds of long runs: all lots, without what it costs to begin a run or leave the last
    /// plan.
    std::optional<LotLevels> runs_;
};

}  // namespace bihuan::supply
