#pragma once

#include <deque>
#include <ostream>
#include <string>
#include <vector>

#include "app/forecast_file.h"
#include "engine/forecast/forecast.h"

namespace bihuan {

/// series,period,mean,low80,high80,low95,high95,model
void write_forecast_csv(std::ostream& out,
                        const std::deque<FileGroup>& groups,
                        const std::vector<forecast::Outcome>& outcomes);

/// Everything the engine says of each series: status and reason, models and weights, back-test,
/// indices, cleaned points, layers, forecasts.
std::string forecast_json(const std::deque<FileGroup>& groups,
                          const std::vector<forecast::Outcome>& outcomes);

/// How many series of which kind, and why; with known actuals (benchmark format) sMAPE, MASE, OWA,
/// coverage and MSIS of each group.
std::string forecast_summary(const std::deque<FileGroup>& groups,
                             const std::vector<forecast::Outcome>& outcomes);

}  // namespace bihuan
