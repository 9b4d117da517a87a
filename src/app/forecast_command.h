#pragma once

#include <iosfwd>
#include <string>

#include "app/command.h"
#include "app/forecast_file.h"

namespace bihuan {

struct ForecastArguments {
    std::string file;
    ForecastFileOptions options;
    std::string output;  ///< Where the forecasts go as CSV; empty: nowhere.
    std::string warm;    ///< File of where the last run ended and this one ends; empty: none.
    bool as_json = false;
    int threads = 0;
};

/// Reads, forecasts, writes; the summary (or the JSON) goes to `out`. Bad rows throw InvalidInput
/// with every issue. Gives the exit code.
int run_forecast(const ForecastArguments& arguments, std::ostream& out);

/// forecast FILE: forecasts of the series of a plain file, no company needed.
void add_forecast_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
