#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "business/demand/forecasts/mix.h"

namespace bihuan::forecasts {

/// A number of the engine and one of each plain figure, in this order.
using Members = std::array<double, 1 + kPlainFigures.size()>;

/// Σ|actual − forecast| over a product's places, one entry per rehearsal, by product; all of one
/// lead.
using ProductErrors = std::map<std::int64_t, std::vector<Members>>;

struct MemberEvidence {
    const ProductErrors& errors;
    std::size_t members = 0;     ///< Of those in use, the engine among them.
    Members beliefs{};           ///< Before anything was rehearsed; no sum of 1.
    std::size_t rehearsals = 0;  ///< At most so many entries a product has.
    double overlap = 1;          ///< Rehearsals that tell as much as one: those of months ahead.
};

struct MemberWeights {
    Members company{};                    ///< Of products that behave alike, and of unknown ones.
    std::map<std::int64_t, Members> own;  ///< Of those that do not.
};

/// What the members weigh; each set sums to 1. A member's weight falls with its error to the power
/// of the number of independent errors it was measured by, as the probability of a model does when
/// errors are normal: those of one product times the effective number of products (Kish 1965); of a
/// single rehearsal its root, since what all did in one month may be that month's. The engine alone
/// where nothing was off.
///
/// Products that another member clearly serves better than the company's best are weighed by
/// themselves, and the others without them. Clearly: the logarithm of the ratio of the two members'
/// errors, shrunk towards the company's by the part of its variance between products that chance
/// explains (Efron and Morris 1975; chance by the infinitesimal jackknife over the rehearsals),
/// lies two standard errors from 0.
MemberWeights weigh_members(const MemberEvidence& evidence);

}  // namespace bihuan::forecasts
