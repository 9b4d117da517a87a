#pragma once

#include <functional>
#include <map>
#include <span>
#include <vector>

#include "business/demand/forecasts/member_weights.h"
#include "business/demand/forecasts/plain_figures.h"
#include "business/demand/forecasts/sales_history.h"

namespace bihuan::forecasts {

/// How the engine and some plain figures (plain_figures.h) would have done in the six months before
/// an origin, each time with no more than was known, plans included. The engine's own rolling error
/// cannot tell: it knows the promotions of the months it forecasts, and of a short history it knows
/// no last year.
class Rehearsals {
public:
    /// The engine's figures from what was known then: series × kRehearsedLeads, base units.
    using Engine = std::function<std::vector<double>(const SalesHistory& known)>;

    Rehearsals(SalesHistory history, std::vector<PlainFigure> figures, Engine engine);

    /// How much each weighs: see member_weights.h. Places of a product count as one, since what one
    /// chain promotes moves them alike. Where no second year is known, last year's month is
    /// believed in before anything is rehearsed; the engine alone where no year is, or nothing
    /// could be rehearsed.
    ProductMixes mixes_at(Month origin);

    /// Makes the engine's figures that the mixes of these origins rest on, several at once; the
    /// engine must then stand several calls at once.
    void prepare(std::span<const Month> origins);

private:
    struct Errors;

    /// A year has to lie before an origin.
    bool can_start_at(Month origin) const;
    const std::vector<double>& engine_at(const SalesHistory& known);
    void measure(Month origin, Month last, Errors& errors);
    MixWeights to_weights(const Members& members) const;

    SalesHistory history_;
    std::vector<PlainFigure> figures_;
    Engine engine_;
    std::map<Month, std::vector<double>> made_;  ///< The engine's figures by origin.
};

}  // namespace bihuan::forecasts
