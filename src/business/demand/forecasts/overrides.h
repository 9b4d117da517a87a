#pragma once

#include <optional>
#include <span>
#include <vector>

#include "business/demand/forecasts/forecast_row.h"
#include "business/demand/forecasts/override.h"
#include "business/demand/forecasts/places.h"
#include "platform/database/transaction.h"

// Corrections of the statistical forecast by people. First the edited indices, then Sales, then
// Marketing, each in the order in which it was made, each on top of those before it. A correction
// is spread over the nodes it covers in proportion to their figures, exact to the unit; it never
// takes more than there is.
namespace bihuan::forecasts {

/// Rows of one product with the layers of the overrides in place of any they had. Pure.
std::vector<ForecastRow> with_overrides(std::vector<ForecastRow> rows,
                                        std::vector<Override> overrides,
                                        const Places& places);

/// Those in force; of one product, or of all when the id is 0.
std::vector<Override> active_overrides(Session& session,
                                       Id<Scenario> scenario,
                                       Month month,
                                       Id<Product> product);

/// The forecast rows of one product that the viewer sees, by target month and place.
std::vector<ForecastRow> rows_of_product(Session& session,
                                         Id<Scenario> scenario,
                                         Month month,
                                         Id<Product> product);

struct OverrideOutcome {
    std::int64_t overrides = 0;
    std::int64_t changed_rows = 0;
    std::int64_t quantity_change = 0;  ///< Of all target months together.
    std::string content_hash;          ///< Of the overrides applied.
};

/// Brings the stored forecast in line with the overrides in force; of one product, or of all when
/// the id is 0. Needs a viewer of the whole company. Records one event when anything changed.
OverrideOutcome apply_overrides(Transaction& t,
                                Id<Scenario> scenario,
                                Month month,
                                Id<Product> product = {});

/// Stores a correction and applies it at once. Throws InvalidInput when the month has no forecast
/// of that figure.
void add_override(Transaction& t, Override& override);
void withdraw_override(Transaction& t, Id<Override> id, const std::string& reason);

/// The same person seeing the whole company; for work that must not depend on who starts it.
Viewer whole_company(const Viewer& viewer);

}  // namespace bihuan::forecasts
