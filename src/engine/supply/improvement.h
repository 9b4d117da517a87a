#pragma once

#include <vector>

#include "engine/supply/corridor.h"
#include "engine/supply/group.h"
#include "engine/supply/lot_sizing.h"

// Plans in whole lots at their exact cost, and the moves that make them cheaper.
namespace bihuan::supply {

/// What the line leaves to one member when the others work so many hours.
std::vector<LineTerms> remaining_terms(const Group& group, const std::vector<double>& others);

/// Makes plans of a group cheaper until nothing saves. First relieves buckets with too many hours,
/// each time by the move of a lot, lots or a run that saves most among all products. Then plans
/// each product anew within the hours that the others leave.
class Improvement {
public:
    /// The sizings are those of the group's members.
    Improvement(const Group& group, const std::vector<LotSizing>& sizings, LotScratch& scratch);

    void improve(std::vector<Quantities>& plans);

    /// Goes on with exchanges of hours between every two of these members, as long as few enough
    /// exchanges were tried in all.
    void exchange(std::vector<Quantities>& plans, const std::vector<std::size_t>& members);

private:
    /// New quantities of one product in one or two buckets.
    struct Move {
        std::size_t member = 0;
        std::size_t first = 0;
        std::size_t second = 0;  ///< Equal to first when only one bucket changes.
        std::int64_t first_quantity = 0;
        std::int64_t second_quantity = 0;
        double saving = 0;
    };

    void start(std::vector<Quantities>& plans);
    void relieve();
    bool overloaded(std::size_t bucket) const;
    bool settle();
    bool settle_lots(std::size_t member);
    bool replan(std::size_t member);
    bool exchange_pairs(const std::vector<std::size_t>& members);
    bool exchange_pair(std::size_t first, std::size_t second, std::int64_t step);
    Quantities best_plan(std::size_t member, const std::vector<double>& others);
    std::vector<double> hours_of(std::size_t member, const Quantities& plan) const;
    double line_cost(const std::vector<double>& used) const;
    void keep(std::size_t member, Quantities plan);

    std::optional<Move> best_move(std::size_t member);
    void try_bucket(std::size_t member, std::size_t bucket);
    void try_less(std::size_t member, std::size_t bucket, std::int64_t left);
    void try_shifts(std::size_t member, std::size_t bucket, std::int64_t left);
    void consider(Move move);
    double hours_saving(const Move& move, std::size_t bucket) const;
    double added_hours(const Move& move, std::size_t bucket) const;

    const Group& group_;
    const std::vector<LotSizing>& sizings_;
    LotScratch& scratch_;
    Corridor corridor_;
    std::vector<Quantities>* plans_ = nullptr;
    std::vector<double> used_;   ///< Hours per bucket.
    std::vector<double> costs_;  ///< Per member, without hours.
    Quantities trial_;
    std::optional<Move> best_;
    std::size_t exchanges_ = 0;     ///< Tried so far, times buckets.
    bool only_overloaded_ = false;  ///< Look for moves out of buckets with too many hours.
};

}  // namespace bihuan::supply
