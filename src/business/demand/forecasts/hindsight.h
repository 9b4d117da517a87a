#pragma once

#include <optional>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "business/demand/forecasts/rerun_memory.h"

// What would have been forecast: for each of the last months the forecast made one and three months
// before, beside what was sold.
namespace bihuan::forecasts {

inline constexpr int kHindsightMonths = 12;

/// One month as it was seen `lead` months before. Base units.
struct HindsightFigure {
    Month month;
    int lead = 1;
    bool closed = false;        ///< Frozen by that month's close; else the engine is run again.
    std::int64_t forecast = 0;  ///< The engine's, without corrections by people.
    std::int64_t low80 = 0;
    std::int64_t high80 = 0;
    std::int64_t low95 = 0;
    std::int64_t high95 = 0;
    std::optional<std::int64_t> published;  ///< With corrections; only of a close.
    std::int64_t actual = 0;
    std::optional<std::int64_t> naive;           ///< Sales of the month in which it was made.
    std::optional<std::int64_t> seasonal_naive;  ///< Sales of the same month a year before.

    Month origin() const { return month - lead; }
};

/// By month and lead, oldest first. Months without sales or with too
/// little before them are left out. Reads through
/// the viewer's filter; the engine alone sees the whole company. Where it has to run, `basis`
/// becomes one with its company.
std::vector<HindsightFigure> hindsight_of(Database& database,
                                          const Viewer& viewer,
                                          RerunBasis& basis,
                                          RerunMemory& memory);

/// How far one way of forecasting was off over some months.
struct HindsightScore {
    int months = 0;  ///< Of which it said something.
    std::optional<double> wape;
    std::optional<double> bias;
};
HindsightScore hindsight_score(std::span<const HindsightFigure> figures,
                               int lead,
                               std::optional<std::int64_t> (*forecast)(const HindsightFigure&));

/// {grain, series, months, scores, units_per_box}
nlohmann::json hindsight_json(const RerunBasis& basis, const std::vector<HindsightFigure>& figures);

}  // namespace bihuan::forecasts
