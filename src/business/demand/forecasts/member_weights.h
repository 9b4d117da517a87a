#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
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
    std::size_t members = 0;  ///< Of those in use, the engine among them.
    Members beliefs{};        ///< Before anything was rehearsed; no sum of 1.
    double of_product = 0;    ///< Independent errors that one product was measured by …
    double of_company = 0;    ///< … and all together.
};

struct MemberWeights {
    Members company{};  ///< Of a product that was not rehearsed.
    std::map<std::int64_t, Members> own;
};

/// What the members weigh; each set sums to 1. A member's weight falls with its error to the power
/// of the number of independent errors it was measured by. Products that differ from the company by
/// more than chance have weights of their own: the logarithm of a member's error relative to the
/// engine's is shrunk towards the company's by the share of chance in its variance between products
/// (Efron and Morris 1975; chance by the infinitesimal jackknife over the rehearsals). Where they
/// do not differ, all weigh as the company does.
MemberWeights weigh_members(const MemberEvidence& evidence);

}  // namespace bihuan::forecasts
