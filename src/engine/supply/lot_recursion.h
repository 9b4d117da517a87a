#pragma once

#include <span>

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

    /// A run over several buckets.
    struct LongRun {
        std::size_t first = 0;
        std::size_t last = 0;
        double most_first = 0;  ///< Units that the bucket's regular hours hold.
        double most_last = 0;
        double between = 0;  ///< Made in the buckets between, with all their regular hours.
        double start = 0;    ///< What it costs to begin, and to leave the last plan between.
    };
    /// One way to divide a long run between its first and its last bucket: one of the two makes so
    /// much by itself, the other, `bucket`, the rest of the run, from 1 to `most`. What it costs is
    /// a part by the level before, a part by the level behind, and the change of the rest.
    struct Division {
        std::size_t bucket = 0;
        double others = 0;  ///< Made in all buckets but this one.
        double most = 0;
        std::span<const double> before;  ///< [level].
        std::span<const double> behind;  ///< [level].
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
    void go_on_from_fixed(std::size_t bucket);
    double most_in(std::size_t bucket, double set_up = 0) const;
    LongRun long_run(std::size_t first, std::size_t last) const;
    bool goes_through(const LongRun& run) const;
    double cost_within(const LongRun& run, double made) const;
    double best_begun(const LongRun& run) const;
    void finish_run(const LongRun& run);
    void begin_with(const LongRun& run, double begun);
    void end_with(const LongRun& run, double rest);
    void divide_best(const LongRun& run);
    void divide(const LongRun& run, const Division& division);
    template <class Begun>
    void slide(const LongRun& run, const Piece& piece, const Division& division, Begun begun);

    double* costs(std::size_t bucket) { return &scratch_.cost[bucket * levels_.size()]; }

    const Requirement& requirement_;
    const LotLevels& levels_;
    const std::vector<LineTerms>& terms_;
    LotScratch& scratch_;
    std::vector<double> base_;  ///< Stock at each bucket's end when nothing free is made.
    std::size_t best_ = 0;
};

}  // namespace bihuan::supply
