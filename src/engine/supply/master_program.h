#pragma once

#include <vector>

#include <OsiClpSolverInterface.hpp>

#include "engine/supply/group.h"
#include "engine/supply/lot_sizing.h"

namespace bihuan::supply {

/// Whether each member may, must or may not start making in each bucket.
using RunRules = std::vector<std::vector<RunRule>>;  ///< [member][bucket]

/// A whole plan of one member, its cost and what it takes of the line.
struct Column {
    std::size_t member = 0;
    Quantities plan;
    double cost = 0;
    std::vector<double> hours;  ///< Per bucket.
};

/// The linear programme that mixes plans of each member within the line's hours (Dantzig and Wolfe,
/// 1960; for lot sizes Manne, 1958).
class MasterProgram {
public:
    explicit MasterProgram(const Group& group);

    void add(Column column);

    /// Lets only plans take part that keep the rules.
    void allow(const RunRules& rules);

    /// False when the solver's arithmetic gives up.
    bool solve();

    double cost() const { return solver_.getObjValue(); }
    const std::vector<Column>& columns() const { return columns_; }
    double weight(std::size_t column) const;

    /// What an hour is worth, per bucket: 0 … Group::overload_cost.
    std::vector<double> hour_prices() const;
    /// What a member's plan costs at these prices; a cheaper one improves the mix.
    double member_price(std::size_t member) const;

private:
    const Group& group_;
    OsiClpSolverInterface solver_;
    std::vector<Column> columns_;
    int first_column_ = 0;
};

}  // namespace bihuan::supply
