#pragma once

#include <vector>

#include "engine/supply/master_program.h"

namespace bihuan::supply {

/// Finds the prices of a line's hours at which the products' own best plans cost most in all.
class ColumnGeneration {
public:
    ColumnGeneration(const Group& group,
                     const std::vector<LotSizing>& sizings,
                     LotScratch& scratch);

    /// A bound on plans that keep the rules.
    struct Answer {
        double bound = 0;               ///< Infinite when no plan keeps the rules.
        std::vector<double> prices;     ///< Of hours, at which it holds.
        std::vector<Quantities> plans;  ///< Of each member at these prices.
        /// The mix of the last master programme: share of a run per member and bucket.
        std::vector<std::vector<double>> runs;
        std::vector<std::vector<double>> quantities;
        std::vector<Quantities> main_plans;  ///< Of each member the plan with the largest share.
    };

    /// Starts at the given prices. Rounds are counted, not timed.
    Answer solve(const RunRules& rules, std::vector<double> prices, int most_rounds);

private:
    struct Round {
        std::vector<double> prices;
        std::vector<double> mix_prices;
        double value = 0;
        bool found = false;  ///< A plan that makes the mix cheaper.
        std::vector<Quantities> plans;
    };

    std::vector<LineTerms> terms(const std::vector<RunRule>& rules,
                                 const std::vector<double>& prices) const;
    double worth_of_hours(const std::vector<double>& prices) const;
    bool offer_plans(const RunRules& rules, Round& round);
    double bound_at(const RunRules& rules, const std::vector<double>& prices);
    void read_mix(Answer& answer) const;
    Column column(std::size_t member, const Quantities& plan) const;

    const Group& group_;
    const std::vector<LotSizing>& sizings_;
    LotScratch& scratch_;
    MasterProgram master_;
};

}  // namespace bihuan::supply
