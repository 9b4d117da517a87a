#include "engine/forecast/forecast.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "base/error.h"
#include "engine/forecast/forecast_run.h"
#include "engine/forecast/series/leap_weeks.h"

namespace bihuan::forecast {

namespace {

void check(const Problem& problem) {
    if (problem.horizon < 1) {
        throw Error(ErrorCode::InvalidInput, "A forecast needs a horizon of at least 1.");
    }
    const auto horizon = static_cast<std::size_t>(problem.horizon);
    for (std::size_t i = 0; i < problem.series.size(); ++i) {
        const Series& series = problem.series[i];
        const std::size_t periods = series.values.size();
        if (!series.availability.empty() && series.availability.size() != periods) {
            throw Error(ErrorCode::InvalidInput,
                        fmt::format("Series {} has {} availabilities for {} values.",
                                    i,
                                    series.availability.size(),
                                    periods));
        }
        const std::size_t cells = problem.regressors.size() * (periods + horizon);
        if (!series.regressors.empty() && series.regressors.size() != cells) {
            throw Error(ErrorCode::InvalidInput,
                        fmt::format("Series {} has {} regressor values instead of {}.",
                                    i,
                                    series.regressors.size(),
                                    cells));
        }
    }
}

}  // namespace

Outcome forecast(const Problem& problem, const Options& options) {
    check(problem);
    Problem complete = problem;
    if (complete.season < 1) complete.season = usual_season(problem.frequency);
    const LeapWeeks leap(complete);
    if (!leap.any()) return ForecastRun(complete, options, calendar_of(complete)).run();
    return leap.restored(ForecastRun(leap.reduced(), options, leap.calendar()).run());
}

}  // namespace bihuan::forecast
