#include "engine/supply/line_program.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <CbcHeuristic.hpp>
#include <CbcModel.hpp>
#include <CglFlowCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Term {
    int column = 0;
    double factor = 0;
};

/// Collects columns and rows and hands them to the solver in one block.
class Programme {
public:
    int add_column(double low, double high, double cost) {
        low_.push_back(low);
        high_.push_back(std::min(high, COIN_DBL_MAX));
        cost_.push_back(cost);
        return static_cast<int>(cost_.size()) - 1;
    }

    int add_row(double low, double high, std::initializer_list<Term> terms) {
        return add_row(low, high, std::vector<Term>(terms));
    }

    int add_row(double low, double high, const std::vector<Term>& terms) {
        const int row = static_cast<int>(row_low_.size());
        row_low_.push_back(std::max(low, -COIN_DBL_MAX));
        row_high_.push_back(std::min(high, COIN_DBL_MAX));
        for (const auto& term : terms) {
            rows_.push_back(row);
            columns_.push_back(term.column);
            factors_.push_back(term.factor);
        }
        return row;
    }

    void fix(int column, double value) {
        low_[static_cast<std::size_t>(column)] = value;
        high_[static_cast<std::size_t>(column)] = value;
    }

    void load(OsiClpSolverInterface& solver) const {
        CoinPackedMatrix matrix(false,
                                rows_.data(),
                                columns_.data(),
                                factors_.data(),
                                static_cast<CoinBigIndex>(factors_.size()));
        matrix.setDimensions(static_cast<int>(row_low_.size()), static_cast<int>(cost_.size()));
        solver.messageHandler()->setLogLevel(0);
        solver.getModelPtr()->setLogLevel(0);
        solver.setHintParam(OsiDoReducePrint, true);
        solver.loadProblem(
            matrix, low_.data(), high_.data(), cost_.data(), row_low_.data(), row_high_.data());
    }

private:
    std::vector<double> low_, high_, cost_, row_low_, row_high_, factors_;
    std::vector<int> rows_, columns_;
};

/// A run that is still to be decided.
struct OpenRun {
    int run = 0;
    int quantity = 0;
    /// What a free run makes at least; 0 when the run costs money or hours of its own.
    double free_smallest = 0;

    /// How much of the run the solution wants. The relaxation starts as little of a free run as it
    /// may, so there the quantity tells.
    double wanted(const double* solution) const {
        const double started = solution[run];
        if (free_smallest <= 0) {
            return started;
        }
        return std::max(started, std::min(1.0, solution[quantity] / free_smallest));
    }
};

/// The columns of one member that others ask for.
struct MemberColumns {
    std::vector<int> quantity;
    std::vector<int> run;  ///< Empty when runs are no decision of their own.
};

class LineProgramme {
public:
    explicit LineProgramme(const Group& group) : group_(group) {
        for (const auto* member : group.members) {
            members_.push_back(add_member(*member));
        }
        if (group.limited()) {
            add_hours();
        }
    }

    std::vector<OpenRun> open_runs() const {
        std::vector<OpenRun> result;
        for (std::size_t i = 0; i < members_.size(); ++i) {
            add_open_runs(*group_.members[i], members_[i], result);
        }
        return result;
    }

    void fix_runs(const std::vector<Quantities>& plans) {
        for (std::size_t i = 0; i < members_.size(); ++i) {
            for (std::size_t bucket = 0; bucket < members_[i].run.size(); ++bucket) {
                programme_.fix(members_[i].run[bucket], plans[i][bucket] > 0 ? 1 : 0);
            }
        }
    }

    std::vector<std::vector<double>> wishes(const double* solution) const {
        std::vector<std::vector<double>> result;
        for (const auto& member : members_) {
            auto& wish = result.emplace_back();
            for (const int column : member.quantity) {
                wish.push_back(std::max(0.0, solution[column]));
            }
        }
        return result;
    }

    const Programme& programme() const { return programme_; }
    const std::vector<int>& hour_rows() const { return hour_rows_; }

private:
    static void add_open_runs(const Requirement& member,
                              const MemberColumns& columns,
                              std::vector<OpenRun>& runs) {
        const bool is_free = member.product->costs.run <= 0 && member.product->run_hours <= 0;
        const double smallest = is_free ? static_cast<double>(member.smallest) : 0;
        for (std::size_t bucket = 0; bucket < columns.run.size(); ++bucket) {
            if (!member.fixed[bucket]) {
                runs.push_back({columns.run[bucket], columns.quantity[bucket], smallest});
            }
        }
    }

    MemberColumns add_member(const Requirement& member) {
        MemberColumns columns;
        int previous_stock = -1;
        int previous_owed = -1;
        for (std::size_t bucket = 0; bucket < member.size(); ++bucket) {
            const auto& costs = member.product->costs;
            const double weeks = member.weeks[bucket];
            const int quantity = add_quantity(member, bucket, columns);
            const int stock = programme_.add_column(0, kInfinity, costs.holding * weeks);
            const int owed = programme_.add_column(0, kInfinity, costs.shortage * weeks);
            std::vector<Term> balance{{quantity, 1}, {stock, -1}, {owed, 1}};
            auto needed =
                static_cast<double>(member.product->demand[bucket] - member.arrivals[bucket]);
            if (bucket == 0) {
                needed -= static_cast<double>(member.opening_stock);
            } else {
                balance.push_back({previous_stock, 1});
                balance.push_back({previous_owed, -1});
            }
            programme_.add_row(needed, needed, balance);
            add_stock_rules(member, bucket, stock);
            previous_stock = stock;
            previous_owed = owed;
        }
        return columns;
    }

    int add_quantity(const Requirement& member, std::size_t bucket, MemberColumns& columns) {
        const auto& costs = member.product->costs;
        const int quantity = programme_.add_column(0, kInfinity, 0);
        columns.quantity.push_back(quantity);
        if (member.fixed[bucket]) {
            programme_.fix(quantity, static_cast<double>(member.fixed_quantity[bucket]));
        }
        if (member.wants_runs()) {
            add_run(member, bucket, columns);
        }
        const auto last_quantity = member.product->last_quantity(bucket);
        if (last_quantity && costs.change > 0) {
            const int more = programme_.add_column(0, kInfinity, costs.change);
            const int less = programme_.add_column(0, kInfinity, costs.change);
            const auto last = static_cast<double>(*last_quantity);
            programme_.add_row(last, last, {{quantity, 1}, {more, -1}, {less, 1}});
        }
        return quantity;
    }

    void add_run(const Requirement& member, std::size_t bucket, MemberColumns& columns) {
        const int quantity = columns.quantity.back();
        const int run = programme_.add_column(0, 1, member.product->costs.run);
        columns.run.push_back(run);
        if (member.fixed[bucket]) {
            programme_.fix(run, member.fixed_quantity[bucket] > 0 ? 1 : 0);
            return;
        }
        programme_.add_row(-kInfinity, 0, {{quantity, 1}, {run, -most_useful(member, bucket)}});
        if (member.smallest > 0) {
            const auto smallest = static_cast<double>(member.smallest);
            programme_.add_row(0, kInfinity, {{quantity, 1}, {run, -smallest}});
        }
    }

    /// No sensible plan makes more than this in a bucket.
    static double most_useful(const Requirement& member, std::size_t bucket) {
        double need = std::max(0.0, -static_cast<double>(member.opening_stock));
        double safety = 0;
        for (std::size_t ahead = 0; ahead < member.size(); ++ahead) {
            // Demand before the bucket may be owed and made up for.
            need += static_cast<double>(member.product->demand[ahead]);
            safety = std::max(safety, static_cast<double>(member.safety[ahead]));
        }
        const auto last = static_cast<double>(member.product->last_quantity(bucket).value_or(0));
        return std::max({need + safety, last, static_cast<double>(member.smallest), 1.0});
    }

    void add_stock_rules(const Requirement& member, std::size_t bucket, int stock) {
        const auto& costs = member.product->costs;
        const double weeks = member.weeks[bucket];
        const auto safety = static_cast<double>(member.safety[bucket]);
        if (safety > 0 && costs.safety_shortfall > 0) {
            const int missing = programme_.add_column(0, safety, costs.safety_shortfall * weeks);
            programme_.add_row(safety, kInfinity, {{stock, 1}, {missing, 1}});
        }
        if (std::isfinite(member.highest[bucket]) && costs.excess > 0) {
            const int above = programme_.add_column(0, kInfinity, costs.excess * weeks);
            programme_.add_row(-kInfinity, member.highest[bucket], {{stock, 1}, {above, -1}});
        }
    }

    void add_hours() {
        for (std::size_t bucket = 0; bucket < group_.buckets(); ++bucket) {
            std::vector<Term> used;
            for (std::size_t i = 0; i < members_.size(); ++i) {
                const auto& product = *group_.members[i]->product;
                if (product.hours_per_unit > 0)
                    used.push_back({members_[i].quantity[bucket], product.hours_per_unit});
                if (product.run_hours > 0)
                    used.push_back({members_[i].run[bucket], product.run_hours});
            }
            used.push_back(
                {programme_.add_column(0, group_.overtime[bucket], group_.overtime_cost), -1});
            used.push_back({programme_.add_column(0, kInfinity, group_.overload_cost), -1});
            hour_rows_.push_back(programme_.add_row(-kInfinity, group_.hours[bucket], used));
        }
    }

    const Group& group_;
    Programme programme_;
    std::vector<MemberColumns> members_;
    std::vector<int> hour_rows_;
};

/// Tightens the relaxation by cuts; a bound that counts every started run fully would need them
/// all.
void add_cuts(OsiClpSolverInterface& solver) {
    constexpr int kRounds = 12;
    constexpr double kWorthARound = 1e-4;
    CglMixedIntegerRounding2 rounding;
    CglFlowCover flow_cover;
    for (int round = 0; round < kRounds; ++round) {
        const double before = solver.getObjValue();
        OsiCuts cuts;
        rounding.generateCuts(solver, cuts);
        flow_cover.generateCuts(solver, cuts);
        if (cuts.sizeRowCuts() == 0) {
            return;
        }
        solver.applyCuts(cuts);
        solver.resolve();
        if (solver.getObjValue() - before < kWorthARound * before) {
            return;
        }
    }
}

/// Decides the runs nearest to a decision, a share of the open ones after each solution, until
/// every run is decided; the quantities follow. False when the solver's arithmetic gives up on the
/// way.
bool dive(OsiClpSolverInterface& solver, std::vector<OpenRun> runs) {
    constexpr std::size_t kShare = 8;
    // Where a run is as likely as not: small parts of a run are usually worth starting it whole.
    constexpr double kEven = 0.2;
    while (!runs.empty()) {
        const auto* values = solver.getColSolution();
        const auto doubt = [&](const OpenRun& run) {
            const double wanted = run.wanted(values);
            return std::min(wanted / kEven, (1 - wanted) / (1 - kEven));
        };
        std::stable_sort(runs.begin(), runs.end(), [&](const OpenRun& a, const OpenRun& b) {
            return doubt(a) > doubt(b);
        });
        const auto keep = runs.size() - std::max<std::size_t>(1, runs.size() / kShare);
        std::vector<std::pair<int, double>> decided;
        for (std::size_t i = keep; i < runs.size(); ++i) {
            decided.emplace_back(runs[i].run, runs[i].wanted(values) < kEven ? 0.0 : 1.0);
        }
        for (const auto& [run, value] : decided) {
            solver.setColBounds(run, value, value);
        }
        runs.resize(keep);
        solver.resolve();
        if (!solver.isProvenOptimal()) {
            return false;
        }
    }
    return true;
}

/// Branch and bound; adds its plan, if the nodes suffice to find one, and its bound.
void branch(const LineProgramme& line,
            const OsiClpSolverInterface& solver,
            const Options& options,
            Relaxed& result) {
    CbcModel model(solver);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    CglMixedIntegerRounding2 rounding;
    CglFlowCover flow_cover;
    model.addCutGenerator(&rounding, -1, "rounding");
    model.addCutGenerator(&flow_cover, -1, "flow cover");
    CbcRounding heuristic(model);
    model.addHeuristic(&heuristic);
    model.setMaximumNodes(options.most_nodes);
    model.setAllowableFractionGap(options.gap / 2);
    model.setNumberThreads(0);
    model.setRandomSeed(1);
    model.branchAndBound(0);
    result.bound = model.getBestPossibleObjValue();
    if (model.bestSolution() != nullptr) {
        result.wishes.push_back(line.wishes(model.bestSolution()));
    }
}

/// What the requirements alone ask for. Every problem has a plan, because a shortage and an
/// overload are always allowed; this stands in when figures of wild sizes defeat the solver's
/// arithmetic.
Wishes requirements_of(const Group& group) {
    Wishes result;
    for (const auto* member : group.members) {
        result.emplace_back(member->with_frozen.begin(), member->with_frozen.end());
    }
    return result;
}

}  // namespace

bool Group::limited() const {
    return std::any_of(hours.begin(), hours.end(), [](double each) { return std::isfinite(each); });
}

Relaxed solve_relaxed(const Group& group, const Options& options) {
    const LineProgramme line(group);
    OsiClpSolverInterface solver;
    line.programme().load(solver);
    solver.initialSolve();
    if (!solver.isProvenOptimal()) {
        return {.wishes = {requirements_of(group)}};
    }
    const auto runs = line.open_runs();
    for (const auto& run : runs) {
        solver.setInteger(run.run);
    }
    Relaxed result;
    if (!runs.empty() && std::ssize(runs) <= options.most_runs_to_prove) {
        branch(line, solver, options, result);
    }
    add_cuts(solver);
    if (solver.isProvenOptimal()) {
        result.bound = std::max(result.bound, solver.getObjValue());
    }
    const bool decided = solver.isProvenOptimal() && dive(solver, runs);
    result.wishes.push_back(decided ? line.wishes(solver.getColSolution())
                                    : requirements_of(group));
    return result;
}

std::vector<double> hour_prices(const Group& group, const std::vector<Quantities>& plans) {
    std::vector<double> prices(group.buckets(), 0.0);
    if (!group.limited()) {
        return prices;
    }
    LineProgramme line(group);
    line.fix_runs(plans);
    OsiClpSolverInterface solver;
    line.programme().load(solver);
    solver.initialSolve();
    if (!solver.isProvenOptimal()) {
        return prices;
    }
    for (std::size_t bucket = 0; bucket < prices.size(); ++bucket) {
        const double dual = solver.getRowPrice()[line.hour_rows()[bucket]];
        prices[bucket] = dual < -1e-9 ? -dual : 0.0;
    }
    return prices;
}

}  // namespace bihuan::supply
