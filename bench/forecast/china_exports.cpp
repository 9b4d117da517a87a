#include "china_exports.h"

#include <cmath>
#include <vector>

#include "base/day.h"
#include "benchmark_set.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast_bench {

namespace {

constexpr int kHorizon = 12;
constexpr int kStep = 3;
constexpr unsigned kLastOfSeason = 3;  ///< March

double smape_of_spring(const std::vector<double>& values,
                       Month first,
                       forecast::Holidays holidays) {
    double sum = 0;
    double count = 0;
    const auto from = static_cast<std::size_t>(Month(2000, 1) - first);
    for (auto origin = static_cast<std::size_t>(Month(2006, 1) - first);
         origin + kHorizon <= values.size();
         origin += kStep) {
        forecast::Problem problem;
        problem.horizon = kHorizon;
        problem.holidays = holidays;
        forecast::Series series;
        series.values = std::span<const double>(values).subspan(from, origin - from);
        series.first_period = Month(2000, 1).number();
        problem.series.push_back(series);
        const auto outcome = forecast::forecast(problem, {.threads = 1});
        for (std::size_t h = 0; h < kHorizon; ++h) {
            const Month month = first + static_cast<int>(origin + h);
            if (month.month() > kLastOfSeason) continue;
            const double actual = values[origin + h];
            const double expected = outcome.mean(0)[h];
            sum += 200 * std::abs(expected - actual) / (expected + actual);
            count += 1;
        }
    }
    return sum / count;
}

}  // namespace

ChinaExports china_exports_smape(const std::filesystem::path& folder) {
    const auto rows = read_benchmark(folder / "china_exports_monthly.csv", {});
    std::vector<double> values = rows.front().history;
    values.insert(values.end(), rows.front().test.begin(), rows.front().test.end());
    const Month first = Month::from_number(rows.front().first_period);
    return {smape_of_spring(values, first, forecast::Holidays::None),
            smape_of_spring(values, first, forecast::Holidays::China)};
}

}  // namespace bihuan::forecast_bench
