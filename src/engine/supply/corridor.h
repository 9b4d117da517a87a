#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/supply/group.h"

namespace bihuan::supply {

/// Plans two products of a line together, each at most a few steps of lots off from what it has
/// made by any bucket's end: dynamic programming within a corridor around a plan (the corridor
/// method of Sniedovich and Voß, 2006). It finds the exchanges of hours between two products that
/// planning one after the other cannot.
class Corridor {
public:
    explicit Corridor(const Group& group) : group_(group) {}

    /// The two members' plans, when cheaper ones are found; none otherwise. `others` are the hours
    /// of all other members; a step is so many lots.
    bool improve(std::array<std::size_t, 2> members,
                 std::int64_t step,
                 const std::vector<double>& others,
                 std::vector<Quantities>& plans);

private:
    static constexpr std::size_t kSide = 2;  ///< Steps to either side.
    static constexpr std::size_t kWidth = 2 * kSide + 1;
    static constexpr std::size_t kStates = kWidth * kWidth;

    /// One member's way through a bucket, from one step to another.
    struct Passage {
        std::size_t from = 0;
        double cost = 0;
        double hours = 0;
    };
    /// [bucket][step]: the ways that lead there.
    using Passages = std::vector<std::array<std::vector<Passage>, kWidth>>;

    /// One member's plan around which ways are looked for.
    struct Around {
        const Requirement& requirement;
        const Quantities& plan;
        std::int64_t unit;  ///< Of a step.
    };

    static void find_passages(const Around& around, Passages& into);
    static std::optional<Passage> passage(const Around& around,
                                          std::size_t bucket,
                                          std::int64_t steps,
                                          Passage way);
    void pass(std::size_t bucket, const std::vector<double>& others);
    void pass_to(std::size_t bucket, std::size_t state, double others);
    double cost_of(std::array<std::size_t, 2> members,
                   const std::vector<double>& others,
                   const std::vector<Quantities>& plans) const;
    void move_along(std::size_t state,
                    std::array<std::size_t, 2> members,
                    std::int64_t step,
                    std::vector<Quantities>& plans) const;

    const Group& group_;
    std::array<Passages, 2> passages_;
    std::vector<double> cost_;          ///< [bucket + 1][steps of both].
    std::vector<std::uint8_t> origin_;  ///< [bucket][steps of both]
};

}  // namespace bihuan::supply
