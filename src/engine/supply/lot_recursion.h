#pragma once

#include "engine/supply/lot_sizing.h"

namespace bihuan::supply {

/// One pass of the recursion of lot_sizing.h over given levels.
class LotRecursion {
public:
    LotRecursion(const Requirement& requirement,
                 const LotLevels& levels,
                 const std::vector<LineTerms>& terms,
                 LotScratch& scratch);

    /// The least cost; infinite when no plan keeps the terms.
    double solve();

    /// The plan of that cost, after solve().
    Quantities plan() const;

private:
    /// Cost of a run that makes between `least` and `most`: base + slope per unit.
    struct Piece {
        double least = 0;
        double most = 0;
        double base = 0;
        double slope = 0;
    };

    double unit_price(std::size_t bucket) const;
    double stock_cost(std::size_t bucket, double made) const;
    double level_cost(std::size_t bucket, std::size_t level) const;
    double change_cost(std::size_t bucket, double quantity) const;
    double fixed_cost() const;
    void plan_bucket(std::size_t bucket);
    void stay(std::size_t bucket);
    void begin_runs(std::size_t bucket);
    void add_pieces(std::size_t bucket, Piece piece);
    void join(std::size_t bucket, const Piece& piece);
    void join_unbounded(std::size_t bucket, const Piece& piece);
    void go_on(std::size_t bucket);
    bool goes_through(std::size_t first, const std::vector<double>& made) const;
    void finish_run(std::size_t first, std::size_t bucket, const std::vector<double>& made);
    std::vector<double> made_by(std::size_t first, std::size_t bucket) const;

    double* costs(std::size_t bucket) { return &scratch_.cost[bucket * levels_.size()]; }

    const Requirement& requirement_;
    const LotLevels& levels_;
    const std::vector<LineTerms>& terms_;
    LotScratch& scratch_;
    std::vector<double> base_;  ///< Stock at each bucket's end when nothing free is made.
    std::size_t best_ = 0;
};

}  // namespace bihuan::supply
