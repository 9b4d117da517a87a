#include "engine/supply/line_search.h"

#include <algorithm>
#include <cmath>

#include "engine/supply/column_generation.h"
#include "engine/supply/improvement.h"
#include "engine/supply/run_program.h"

namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kMostLevelsAlone = 1'000'000;  ///< Levels times buckets.
constexpr std::size_t kMostLevelsTogether = 1500;    ///< Per product.
constexpr std::size_t kMostNodes = 200;
constexpr std::size_t kMostNodeLevels = 1'000'000;
constexpr int kRootRounds = 200;
constexpr int kNodeRounds = 25;
constexpr double kWhole = 1e-6;
/// A run of which the mix has so large a share is made.
constexpr double kStart = 0.5;
/// Of so few members all exchange hours.
constexpr std::size_t kFew = 12;
/// Exchanging hours is worth its time for plans that are nearly the best by then.
constexpr double kNear = 1.005;

/// A part of all plans: those that keep its rules.
struct Node {
    RunRules rules;
    double bound = 0;
    std::vector<double> prices;
    std::size_t member = 0;  ///< Where the run lies that is decided next.
    std::size_t bucket = 0;
};

class LineSearch {
public:
    LineSearch(const Group& group, const Options& options)
        : group_(group),
          options_(options),
          sizings_(make_sizings(group)),
          improvement_(group, sizings_, scratch_),
          generation_(group, sizings_, scratch_),
          programme_(group) {}

    GroupPlan search() {
        best_.cost = kInfinity;
        settled_ = kInfinity;
        const RunRules free(group_.members.size(),
                            std::vector<RunRule>(group_.buckets(), RunRule::Free));
        look_at({.rules = free,
                 .bound = -kInfinity,
                 .prices = std::vector<double>(group_.buckets(), 0.0)},
                kRootRounds);
        const int most = options_.most_nodes.value_or(most_nodes());
        for (int nodes = 1; nodes < most && !done(); nodes += 2) branch();
        best_.bound = std::clamp(bound(), 0.0, best_.cost);  // nothing is paid for a plan
        return std::move(best_);
    }

private:
    static std::vector<LotSizing> make_sizings(const Group& group) {
        std::vector<LotSizing> result;
        for (const auto* member : group.members) {
            result.emplace_back(*member, kMostLevelsTogether, LineUse::Shared);
        }
        return result;
    }

    /// As many nodes as keep the work on a line of any size about the same.
    int most_nodes() const {
        std::size_t levels = 1;
        for (const auto& sizing : sizings_) levels += sizing.work();
        return static_cast<int>(std::min<std::size_t>(kMostNodes, kMostNodeLevels / levels));
    }

    /// No plan costs less: the least bound of the parts that are open or cannot be divided.
    double bound() const {
        double least = settled_;
        for (const auto& node : open_) least = std::min(least, node.bound);
        return least;
    }

    bool done() const {
        return open_.empty() || options_.stop.stop_requested() ||
               best_.cost - bound() <= options_.gap * best_.cost;
    }

    /// Divides the open part with the least bound by whether a run is made.
    void branch() {
        const auto least =
            std::min_element(open_.begin(), open_.end(), [](const Node& a, const Node& b) {
                return a.bound < b.bound;
            });
        const auto node = std::move(*least);
        open_.erase(least);
        for (const auto rule : {RunRule::Forbidden, RunRule::Required}) {
            auto child = node;
            child.rules[node.member][node.bucket] = rule;
            look_at(std::move(child), kNodeRounds);
        }
    }

    /// Bounds a part, tries the plans that this suggests, and keeps it open if it may hold a better
    /// one.
    void look_at(Node node, int rounds) {
        auto answer = generation_.solve(node.rules, node.prices, rounds);
        if (answer.bound == kInfinity) return;
        node.bound = std::max(node.bound, answer.bound);
        node.prices = answer.prices;
        find_mixed(answer);
        if (best_.cost == kInfinity) try_plans(answer.plans, node.bound);
        try_plans(answer.main_plans, node.bound);
        try_wishes(answer.quantities, node.bound);
        try_runs(answer.runs, node.bound);
        if (node.bound >= best_.cost) return;
        if (choose_run(node, answer)) {
            open_.push_back(std::move(node));
        } else {
            settled_ = std::min(settled_, node.bound);
        }
    }

    /// Members of which the mix takes more than one plan are those that have hours to exchange.
    void find_mixed(const ColumnGeneration::Answer& answer) {
        mixed_.clear();
        for (std::size_t member = 0; member < answer.quantities.size(); ++member) {
            double apart = 0;
            for (std::size_t bucket = 0; bucket < group_.buckets(); ++bucket)
                apart += std::abs(answer.quantities[member][bucket] -
                                  static_cast<double>(answer.main_plans[member][bucket]));
            if (apart > kWhole || group_.members.size() <= kFew) mixed_.push_back(member);
        }
    }

    /// The run that the mix starts nearest to half; none when every run is whole.
    static bool choose_run(Node& node, const ColumnGeneration::Answer& answer) {
        double most = kWhole;
        bool found = false;
        for (std::size_t member = 0; member < answer.runs.size(); ++member) {
            for (std::size_t bucket = 0; bucket < answer.runs[member].size(); ++bucket) {
                const double run = answer.runs[member][bucket];
                const double open = std::min(run, 1 - run);
                if (open <= most || node.rules[member][bucket] != RunRule::Free) continue;
                most = open;
                found = true;
                node.member = member;
                node.bucket = bucket;
            }
        }
        return found;
    }

    /// The quantities that are best with the runs that the mix starts rather than not.
    void try_runs(const std::vector<std::vector<double>>& shares, double bound) {
        Runs runs;
        for (const auto& member : shares) {
            auto& decided = runs.emplace_back();
            for (const double share : member) decided.push_back(share < kStart ? 0 : 1);
        }
        if (programme_.solve(runs)) try_wishes(programme_.quantities(), bound);
    }

    void try_wishes(const std::vector<std::vector<double>>& wishes, double bound) {
        std::vector<Quantities> plans;
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            plans.push_back(round_up(*group_.members[i], wishes[i]));
        }
        try_plans(std::move(plans), bound);
    }

    void try_plans(std::vector<Quantities> plans, double bound) {
        improvement_.improve(plans);
        double cost = group_cost(group_, plans);
        const bool near = cost <= rough_ * kNear && cost - bound > options_.gap * cost;
        rough_ = std::min(rough_, cost);
        if (near) {
            improvement_.exchange(plans, mixed_);
            cost = group_cost(group_, plans);
        }
        if (cost < best_.cost) {
            best_.cost = cost;
            best_.plans = std::move(plans);
        }
    }

    const Group& group_;
    const Options& options_;
    LotScratch scratch_;
    std::vector<LotSizing> sizings_;
    Improvement improvement_;
    ColumnGeneration generation_;
    RunProgramme programme_;
    GroupPlan best_;
    std::vector<Node> open_;
    std::vector<std::size_t> mixed_;
    double rough_ = kInfinity;    ///< Least cost of a plan before hours were exchanged.
    double settled_ = kInfinity;  ///< Least bound of the parts that are not divided further.
};

/// One product has its line to itself; only what is fixed can be too much for it.
GroupPlan solve_alone(const Group& group) {
    const auto& requirement = *group.members.front();
    const LotSizing sizing(requirement, kMostLevelsAlone / requirement.size(), LineUse::Alone);
    const auto& fixed = requirement.fixed_quantity;
    const auto terms = remaining_terms(group, std::vector<double>(group.buckets(), 0.0));
    LotScratch scratch;
    GroupPlan result{.plans = {sizing.plan(terms, scratch).value_or(fixed)}};
    if (!sizing.exact()) {
        Improvement(group, {sizing}, scratch).improve(result.plans);
    }
    result.cost = group_cost(group, result.plans);
    if (sizing.exact()) {
        result.bound = result.cost;
        return result;
    }
    for (std::size_t bucket = 0; bucket < fixed.size(); ++bucket) {
        if (!requirement.fixed[bucket]) continue;
        result.bound += hours_cost(group, bucket, hours_used(requirement, fixed, bucket));
    }
    result.bound = std::min(result.cost, result.bound + sizing.bound(terms, scratch));
    return result;
}

}  // namespace

GroupPlan solve_group(const Group& group, const Options& options) {
    if (group.members.empty()) return {};
    auto plan =
        group.members.size() == 1 ? solve_alone(group) : LineSearch(group, options).search();
    // A run that frozen buckets have begun may also make more than the smallest batch.
    const bool begun = std::ranges::any_of(group.members, [](const Requirement* member) {
        return std::ranges::find(member->fixed, Cause::SmallestBatch) != member->fixed.end();
    });
    if (begun) plan.bound = 0;
    return plan;
}

}  // namespace bihuan::supply
