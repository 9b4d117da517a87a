#include "engine/supply/supply.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <limits>
#include <mutex>
#include <utility>

#include "engine/supply/explanation.h"
#include "engine/supply/line_search.h"
#include "engine/supply/run_program.h"

namespace bihuan::supply {

namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();
/// An overloaded hour is dearer than anything it could save, by this factor.
constexpr double kOverload = 10;

double overload_cost(const Problem::Parts& problem, const Group& group) {
    double weeks = 0;
    for (const auto& bucket : problem.buckets) {
        weeks += bucket.weeks();
    }
    double worth = group.overtime_cost;
    for (const auto* member : group.members) {
        const auto& product = *member->product;
        const auto& costs = product.costs;
        const double unit = weeks * (costs.shortage + costs.safety_shortfall) + 2 * costs.change;
        if (product.hours_per_unit > 0) {
            worth = std::max(worth, unit / product.hours_per_unit);
        }
    }
    return kOverload * (1 + worth);
}

/// A line with limited hours is one group; every other product is one of its own.
std::vector<Group> make_groups(const Problem::Parts& problem,
                               const std::vector<Requirement>& requirements) {
    const auto count = problem.buckets.size();
    std::vector<Group> groups;
    std::vector<std::size_t> group_of_line(problem.lines.size());
    for (std::size_t i = 0; i < problem.lines.size(); ++i) {
        const auto& line = problem.lines[i];
        if (!line.hours.empty()) {
            group_of_line[i] = groups.size();
            auto overtime = line.overtime_hours;
            overtime.resize(count, 0.0);
            groups.push_back({.line = &line,
                              .hours = line.hours,
                              .overtime = std::move(overtime),
                              .overtime_cost = line.overtime_cost});
        }
    }
    for (std::size_t i = 0; i < requirements.size(); ++i) {
        const auto line = problem.products[i].line;
        const bool limited = line && !problem.lines[*line].hours.empty();
        if (!limited) {
            groups.push_back({.hours = std::vector<double>(count, kUnlimited),
                              .overtime = std::vector<double>(count, 0.0)});
        }
        auto& group = limited ? groups[group_of_line[*line]] : groups.back();
        group.products.push_back(i);
        group.members.push_back(&requirements[i]);
    }
    for (auto& group : groups) {
        group.overload_cost = overload_cost(problem, group);
        group.fixed_hours.resize(count);
        for (const auto* member : group.members)
            for (std::size_t bucket = 0; bucket < count; ++bucket)
                group.fixed_hours[bucket] += hours_used(*member, member->fixed_quantity, bucket);
    }
    return groups;
}

/// What stands without optimisation: the rounded requirements.
GroupPlan unsolved(const Group& group) {
    GroupPlan result;
    for (const auto* member : group.members) {
        result.plans.push_back(member->with_frozen);
    }
    result.cost = group_cost(group, result.plans);
    return result;
}

/// The plan that the product would have if its line's hours had no limit.
Quantities without_hours(const Group& group, std::size_t member, const Quantities& plan) {
    if (!group.limited()) {
        return plan;
    }
    const Group alone{.products = {group.products[member]},
                      .members = {group.members[member]},
                      .hours = std::vector<double>(group.buckets(), kUnlimited),
                      .overtime = std::vector<double>(group.buckets(), 0.0)};
    auto free = solve_group(alone, {});
    // Of plans that cost the same, the one that the line has, so that nothing is called its doing.
    const double same = 1e-9 * (1 + free.cost);
    return product_cost(*group.members[member], plan) <= free.cost + same
               ? plan
               : std::move(free.plans.front());
}

/// What one more hour of the line would save in each bucket, given which buckets have runs.
std::vector<double> hour_prices(const Group& group, const std::vector<Quantities>& plans) {
    RunProgramme programme(group);
    return programme.solve(plans) ? programme.hour_prices()
                                  : std::vector<double>(group.buckets(), 0.0);
}

struct GroupAnswer {
    GroupPlan solved;
    std::vector<Quantities> without_hours;  ///< One per member.
    std::vector<double> prices;             ///< Of the line's hours, by bucket; may be empty.
    bool stopped = false;
};

GroupAnswer answer(const Group& group, const Options& options) {
    GroupAnswer answer{.stopped = options.stop.stop_requested()};
    answer.solved = answer.stopped ? unsolved(group) : solve_group(group, options);
    for (std::size_t i = 0; i < group.members.size(); ++i)
        answer.without_hours.push_back(without_hours(group, i, answer.solved.plans[i]));
    if (group.line != nullptr && !answer.stopped)
        answer.prices = hour_prices(group, answer.solved.plans);
    return answer;
}

class Planner {
public:
    Planner(const Problem& problem, const Options& options)
        : problem_(problem.parts()), options_(options) {
        for (const auto& product : problem_.products) {
            requirements_.push_back(make_requirement(problem_, product));
        }
        solved_.resize(requirements_.size());
    }

    Outcome plan() {
        outcome_.products.resize(requirements_.size());
        start_lines();
        const auto groups = make_groups(problem_, requirements_);
        const auto answers = solve_all(groups);
        for (std::size_t i = 0; i < groups.size(); ++i) keep(groups[i], answers[i]);
        add_loads();
        for (std::size_t i = 0; i < solved_.size(); ++i) {
            solved_[i].spare_hours = spare_hours(problem_.products[i]);
            outcome_.products[i] = describe_product(problem_, solved_[i]);
            outcome_.products[i].cost = product_cost(requirements_[i], solved_[i].plan);
            add_findings(i, solved_[i], outcome_);
        }
        judge_loads();
        add_assumptions(problem_, outcome_);
        conclude();
        return std::move(outcome_);
    }

private:
    void start_lines() {
        for (const auto& line : problem_.lines) {
            auto& loads = outcome_.lines.emplace_back(problem_.buckets.size());
            for (std::size_t bucket = 0; bucket < loads.size(); ++bucket) {
                loads[bucket].hours = kUnlimited;
                if (!line.hours.empty()) loads[bucket].hours = line.hours[bucket];
            }
        }
    }

    /// Groups know nothing of each other, so several are solved at once.
    std::vector<GroupAnswer> solve_all(const std::vector<Group>& groups) {
        std::vector<GroupAnswer> answers(groups.size());
        std::atomic<std::size_t> next{0};
        std::mutex telling;
        std::size_t done = 0;
        const auto work = [&] {
            for (auto i = next.fetch_add(1); i < groups.size(); i = next.fetch_add(1)) {
                answers[i] = answer(groups[i], options_);
                if (!options_.progress) continue;
                const std::scoped_lock lock(telling);
                ++done;
                options_.progress(static_cast<double>(done) / static_cast<double>(groups.size()));
            }
        };
        constexpr std::size_t kTogether = 2;
        std::vector<std::future<void>> beside;
        for (std::size_t i = 1; i < std::min(kTogether, groups.size()); ++i)
            beside.push_back(std::async(std::launch::async, work));
        work();
        for (auto& each : beside) each.get();
        return answers;
    }

    void keep(const Group& group, const GroupAnswer& answer) {
        outcome_.cost += answer.solved.cost;
        outcome_.bound += std::min(answer.solved.bound, answer.solved.cost);
        stopped_ = stopped_ || answer.stopped;
        for (std::size_t i = 0; i < group.members.size(); ++i)
            solved_[group.products[i]] = {.requirement = group.members[i],
                                          .plan = answer.solved.plans[i],
                                          .without_hours = answer.without_hours[i]};
        if (answer.prices.empty()) return;
        auto& loads = outcome_.lines[static_cast<std::size_t>(group.line - problem_.lines.data())];
        for (std::size_t bucket = 0; bucket < answer.prices.size(); ++bucket)
            loads[bucket].hour_price = answer.prices[bucket];
    }

    void add_loads() {
        for (const auto& solved : solved_) {
            const auto line = solved.requirement->product->line;
            for (std::size_t bucket = 0; line && bucket < solved.plan.size(); ++bucket) {
                outcome_.lines[*line][bucket].used_hours +=
                    hours_used(*solved.requirement, solved.plan, bucket);
            }
        }
    }

    std::vector<double> spare_hours(const Product& product) const {
        std::vector<double> result;
        if (!product.line) return result;
        for (const auto& load : outcome_.lines[*product.line])
            result.push_back(std::max(0.0, load.hours - load.used_hours));
        return result;
    }

    void judge_loads() {
        for (std::size_t line = 0; line < outcome_.lines.size(); ++line) {
            for (std::size_t bucket = 0; bucket < outcome_.lines[line].size(); ++bucket) {
                judge_load(line, bucket);
            }
        }
    }

    void judge_load(std::size_t line, std::size_t bucket) {
        constexpr double kMargin = 1e-6;
        auto& load = outcome_.lines[line][bucket];
        const auto& overtime = problem_.lines[line].overtime_hours;
        const double most = overtime.empty() ? 0 : overtime[bucket];
        const double beyond = std::max(0.0, load.used_hours - load.hours);
        load.overtime_hours = std::min(beyond, most);
        if (load.hour_price > 0 || load.overtime_hours > 0) {
            outcome_.bindings.push_back({.cause = Cause::Capacity,
                                         .line = line,
                                         .bucket = bucket,
                                         .limit = load.hours + load.overtime_hours,
                                         .price = load.hour_price});
        }
        if (beyond > most + kMargin) {
            outcome_.relaxations.push_back({Rule::LineHours, line, bucket, beyond - most});
        }
    }

    void conclude() {
        const double slack = outcome_.cost - outcome_.bound;
        outcome_.gap = outcome_.cost > 0 ? std::max(0.0, slack / outcome_.cost) : 0;
        if (stopped_) {
            outcome_.status = Status::Stopped;
        } else if (!outcome_.relaxations.empty()) {
            outcome_.status = Status::Relaxed;
        } else {
            constexpr double kPrecision = 1e-7;
            outcome_.status =
                outcome_.gap <= options_.gap + kPrecision ? Status::Optimal : Status::Feasible;
        }
    }

    const Problem::Parts& problem_;
    const Options& options_;
    std::vector<Requirement> requirements_;
    std::vector<Solved> solved_;
    Outcome outcome_;
    bool stopped_ = false;
};

}  // namespace

Outcome plan_production(const Problem& problem, const Options& options) {
    return Planner(problem, options).plan();
}

}  // namespace bihuan::supply
