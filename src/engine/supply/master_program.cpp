#include "engine/supply/master_program.h"

#include <algorithm>

#include <CoinPackedVector.hpp>

namespace bihuan::supply {

namespace {

bool keeps(const Column& column, const std::vector<RunRule>& rules) {
    for (std::size_t bucket = 0; bucket < rules.size(); ++bucket) {
        const bool runs = column.plan[bucket] > 0;
        if (rules[bucket] == RunRule::Forbidden && runs) return false;
        if (rules[bucket] == RunRule::Required && !runs) return false;
    }
    return true;
}

}  // namespace

MasterProgram::MasterProgram(const Group& group) : group_(group) {
    solver_.messageHandler()->setLogLevel(0);
    solver_.getModelPtr()->setLogLevel(0);
    solver_.setHintParam(OsiDoReducePrint, true);
    const CoinPackedVector nothing;
    for (const double hours : group.hours) solver_.addRow(nothing, -COIN_DBL_MAX, hours);
    for (std::size_t i = 0; i < group.members.size(); ++i) solver_.addRow(nothing, 1, 1);
    for (std::size_t bucket = 0; bucket < group.buckets(); ++bucket) {
        const int row = static_cast<int>(bucket);
        const double less = -1;
        const CoinPackedVector term(1, &row, &less);
        solver_.addCol(term, 0, group.overtime[bucket], group.overtime_cost);
        solver_.addCol(term, 0, COIN_DBL_MAX, group.overload_cost);
    }
    first_column_ = solver_.getNumCols();
}

void MasterProgram::add(Column column) {
    CoinPackedVector terms;
    for (std::size_t bucket = 0; bucket < column.hours.size(); ++bucket) {
        if (column.hours[bucket] > 0) terms.insert(static_cast<int>(bucket), column.hours[bucket]);
    }
    terms.insert(static_cast<int>(group_.buckets() + column.member), 1);
    solver_.addCol(terms, 0, COIN_DBL_MAX, column.cost);
    columns_.push_back(std::move(column));
}

void MasterProgram::allow(const RunRules& rules) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const bool allowed = keeps(columns_[i], rules[columns_[i].member]);
        solver_.setColUpper(first_column_ + static_cast<int>(i), allowed ? COIN_DBL_MAX : 0);
    }
}

bool MasterProgram::solve() {
    solver_.resolve();
    return solver_.isProvenOptimal();
}

double MasterProgram::weight(std::size_t column) const {
    return solver_.getColSolution()[first_column_ + static_cast<int>(column)];
}

std::vector<double> MasterProgram::hour_prices() const {
    std::vector<double> prices(group_.buckets());
    for (std::size_t bucket = 0; bucket < prices.size(); ++bucket) {
        prices[bucket] = std::clamp(-solver_.getRowPrice()[bucket], 0.0, group_.overload_cost);
    }
    return prices;
}

double MasterProgram::member_price(std::size_t member) const {
    return solver_.getRowPrice()[group_.buckets() + member];
}

}  // namespace bihuan::supply
