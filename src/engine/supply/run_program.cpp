#include "engine/supply/run_program.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <CoinPackedMatrix.hpp>

namespace bihuan::supply {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

RunProgramme::RunProgramme(const Group& group) : group_(group) {
    for (const auto* member : group.members) {
        add_member(*member);
    }
    for (std::size_t bucket = 0; bucket < group.buckets(); ++bucket) {
        std::vector<std::pair<int, double>> used;
        for (std::size_t i = 0; i < quantities_.size(); ++i) {
            const double hours = group.members[i]->product->hours_per_unit;
            if (hours > 0) used.emplace_back(quantities_[i][bucket], hours);
        }
        used.emplace_back(add_column(group.overtime[bucket], group.overtime_cost), -1);
        used.emplace_back(add_column(kInfinity, group.overload_cost), -1);
        hour_rows_.push_back(static_cast<int>(row_low_.size()));
        add_row(-kInfinity, group.hours[bucket], used);
    }
    load();
}

bool RunProgramme::solve(const Runs& runs) {
    auto hours = group_.hours;
    cost_ = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        set_member(i, runs[i], hours);
    }
    for (std::size_t bucket = 0; bucket < hours.size(); ++bucket) {
        solver_.setRowUpper(hour_rows_[bucket], std::min(hours[bucket], COIN_DBL_MAX));
    }
    solver_.resolve();
    cost_ += solver_.getObjValue();
    return solver_.isProvenOptimal();
}

/// Opens the buckets with runs and takes the runs' hours and costs off. A product whose runs are
/// free may be made in any bucket.
void RunProgramme::set_member(std::size_t member,
                              const Quantities& runs,
                              std::vector<double>& hours) {
    const auto& requirement = *group_.members[member];
    const auto& product = *requirement.product;
    for (std::size_t bucket = 0; bucket < runs.size(); ++bucket) {
        const int column = quantities_[member][bucket];
        const bool starts = requirement.starts_run(runs, bucket);
        if (starts) {
            hours[bucket] -= product.run_hours;
            cost_ += product.costs.run;
        }
        if (requirement.fixed[bucket]) {
            const auto fixed = static_cast<double>(requirement.fixed_quantity[bucket]);
            solver_.setColBounds(column, fixed, fixed);
            continue;
        }
        // A part of a run that goes on over several buckets has no smallest batch of its own.
        const bool whole = starts && requirement.holds_batch[bucket] && requirement.wants_runs();
        const bool open = runs[bucket] > 0 || !requirement.wants_runs();
        solver_.setColBounds(
            column, whole ? static_cast<double>(requirement.smallest) : 0, open ? COIN_DBL_MAX : 0);
    }
}

std::vector<std::vector<double>> RunProgramme::quantities() const {
    std::vector<std::vector<double>> result;
    for (const auto& member : quantities_) {
        auto& quantities = result.emplace_back();
        for (const int column : member) {
            quantities.push_back(std::max(0.0, solver_.getColSolution()[column]));
        }
    }
    return result;
}

std::vector<double> RunProgramme::hour_prices() const {
    std::vector<double> prices;
    for (const int row : hour_rows_) {
        const double dual = solver_.getRowPrice()[row];
        prices.push_back(dual < -1e-9 ? -dual : 0.0);
    }
    return prices;
}

void RunProgramme::add_member(const Requirement& member) {
    auto& quantities = quantities_.emplace_back();
    const auto& costs = member.product->costs;
    int previous_stock = -1;
    int previous_owed = -1;
    for (std::size_t bucket = 0; bucket < member.size(); ++bucket) {
        const double weeks = member.weeks[bucket];
        const int quantity = add_column(kInfinity, 0);
        const int stock = add_column(kInfinity, costs.holding * weeks);
        const int owed = add_column(kInfinity, costs.shortage * weeks);
        quantities.push_back(quantity);
        std::vector<std::pair<int, double>> balance{{quantity, 1}, {stock, -1}, {owed, 1}};
        auto needed = static_cast<double>(member.product->demand[bucket] - member.arrivals[bucket]);
        if (bucket == 0) {
            needed -= static_cast<double>(member.opening_stock);
        } else {
            balance.emplace_back(previous_stock, 1);
            balance.emplace_back(previous_owed, -1);
        }
        add_row(needed, needed, balance);
        add_change(member, bucket, quantity);
        add_stock_rules(member, bucket, stock);
        previous_stock = stock;
        previous_owed = owed;
    }
}

void RunProgramme::add_change(const Requirement& member, std::size_t bucket, int quantity) {
    const auto last_quantity = member.product->last_quantity(bucket);
    const double change = member.product->costs.change;
    if (!last_quantity || change <= 0) return;
    const auto last = static_cast<double>(*last_quantity);
    const int more = add_column(kInfinity, change);
    const int less = add_column(kInfinity, change);
    add_row(last, last, {{quantity, 1}, {more, -1}, {less, 1}});
}

void RunProgramme::add_stock_rules(const Requirement& member, std::size_t bucket, int stock) {
    const auto& costs = member.product->costs;
    const double weeks = member.weeks[bucket];
    const auto safety = static_cast<double>(member.safety[bucket]);
    if (safety > 0 && costs.safety_shortfall > 0) {
        const int missing = add_column(safety, costs.safety_shortfall * weeks);
        add_row(safety, kInfinity, {{stock, 1}, {missing, 1}});
    }
    if (std::isfinite(member.highest[bucket]) && costs.excess > 0) {
        const int above = add_column(kInfinity, costs.excess * weeks);
        add_row(-kInfinity, member.highest[bucket], {{stock, 1}, {above, -1}});
    }
}

int RunProgramme::add_column(double high, double cost) {
    high_.push_back(std::min(high, COIN_DBL_MAX));
    costs_.push_back(cost);
    return static_cast<int>(costs_.size()) - 1;
}

void RunProgramme::add_row(double low,
                           double high,
                           const std::vector<std::pair<int, double>>& terms) {
    for (const auto& [column, factor] : terms) {
        rows_.push_back(static_cast<int>(row_low_.size()));
        columns_.push_back(column);
        factors_.push_back(factor);
    }
    row_low_.push_back(std::max(low, -COIN_DBL_MAX));
    row_high_.push_back(std::min(high, COIN_DBL_MAX));
}

void RunProgramme::load() {
    CoinPackedMatrix matrix(false,
                            rows_.data(),
                            columns_.data(),
                            factors_.data(),
                            static_cast<CoinBigIndex>(factors_.size()));
    matrix.setDimensions(static_cast<int>(row_low_.size()), static_cast<int>(costs_.size()));
    solver_.messageHandler()->setLogLevel(0);
    solver_.getModelPtr()->setLogLevel(0);
    solver_.setHintParam(OsiDoReducePrint, true);
    const std::vector<double> low(costs_.size(), 0.0);
    solver_.loadProblem(
        matrix, low.data(), high_.data(), costs_.data(), row_low_.data(), row_high_.data());
}

}  // namespace bihuan::supply
