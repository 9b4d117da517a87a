#include <algorithm>
#include <cmath>

#include "engine/forecast/effects.h"

// What estimated effects say of a period.
namespace bihuan::forecast {

CalendarColumns calendar_of(const Problem& problem) {
    if (problem.holidays == Holidays::None || problem.series.empty()) return {};
    const std::int32_t step = period_step(problem.frequency);
    std::int32_t first = problem.series.front().first_period;
    std::int32_t last = first;
    for (const Series& series : problem.series) {
        const auto periods = static_cast<std::int32_t>(series.values.size()) + problem.horizon;
        first = std::min(first, series.first_period);
        last = std::max(last, series.first_period + step * periods);
    }
    return chinese_columns(problem.frequency, first, last);
}

double Effects::value(const Problem& problem,
                      std::size_t series,
                      std::size_t r,
                      std::size_t t) const {
    const Series& one = problem.series[series];
    if (r < own) {
        if (one.regressors.empty()) return 0;
        const std::size_t row = one.values.size() + static_cast<std::size_t>(problem.horizon);
        const double value = one.regressors[r * row + t];
        return std::isfinite(value) ? value : 0;
    }
    const std::int32_t period = one.first_period + calendar.step * static_cast<std::int32_t>(t);
    return calendar.at(period, r - own);
}

double Effects::multiplier(const Problem& problem, std::size_t series, std::size_t t) const {
    double sum = 0;
    for (std::size_t r = 0; r < regressors.size(); ++r) {
        const double size = sizes[series * regressors.size() + r];
        if (size != 0) sum += size * value(problem, series, r, t);
    }
    return std::exp(sum);
}

double Effects::multiplier(const Problem& problem,
                           std::size_t series,
                           std::size_t t,
                           Layer layer) const {
    double sum = 0;
    for (std::size_t r = 0; r < regressors.size(); ++r) {
        const double size = sizes[series * regressors.size() + r];
        if (size != 0 && regressors[r].layer == layer) sum += size * value(problem, series, r, t);
    }
    return std::exp(sum);
}

}  // namespace bihuan::forecast
