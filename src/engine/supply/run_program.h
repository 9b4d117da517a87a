#pragma once

#include <vector>

#include <OsiClpSolverInterface.hpp>

#include "engine/supply/group.h"

namespace bihuan::supply {

/// Which runs are made: [member][bucket], 0 or 1.
using Runs = std::vector<Quantities>;

/// The linear programme of a line's quantities when it is settled which runs are made.
class RunProgramme {
public:
    explicit RunProgramme(const Group& group);

    /// Finds the best quantities; false when the solver's arithmetic gives up on figures of wild
    /// sizes.
    bool solve(const Runs& runs);

    double cost() const { return cost_; }
    /// Quantities per member and bucket, not yet in lots.
    std::vector<std::vector<double>> quantities() const;
    /// What one more hour would save in each bucket.
    std::vector<double> hour_prices() const;

private:
    void add_member(const Requirement& member);
    int add_column(double high, double cost);
    void add_row(double low, double high, const std::vector<std::pair<int, double>>& terms);
    void add_change(const Requirement& member, std::size_t bucket, int quantity);
    void add_stock_rules(const Requirement& member, std::size_t bucket, int stock);
    void load();
    void set_member(std::size_t member, const Quantities& runs, std::vector<double>& hours);

    const Group& group_;
    OsiClpSolverInterface solver_;
    double cost_ = 0;
    std::vector<std::vector<int>> quantities_;  ///< Column per member and bucket.
    std::vector<int> hour_rows_;
    std::vector<double> high_, costs_, row_low_, row_high_, factors_;
    std::vector<int> rows_, columns_;
};

}  // namespace bihuan::supply
