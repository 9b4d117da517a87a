#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/forecast/forecast.h"

// The benchmark files of the data folder: `id,freq,horizon,category,start,values`; the last
// `horizon` values are the test.
namespace bihuan::forecast_bench {

struct BenchmarkSeries {
    std::string id;
    int season = 1;
    int horizon = 1;
    int category = 0;
    std::int32_t first_period = 0;
    std::vector<double> history;
    std::vector<double> test;
};

/// Series of a season length (0: of any), with `cut` more values dropped from the end before the
/// test is split off, so that any part of the past can be the test. Series shorter than
/// horizon + `shortest` afterwards, and those with a missing test value, are left out.
struct Selection {
    int season = 0;
    int cut = 0;
    int shortest = 3;
    char prefix = 0;     ///< Only ids that start with this letter.
    int horizon = 0;     ///< Only series with this horizon (0: any).
    int sums = 1;        ///< Sums over so many periods: the same sales in quarters or years.
    int ahead = 0;       ///< Another horizon than the file's.
    int longest = 0;     ///< Only so many last values of the history (0: all).
    bool mixed = false;  ///< `longest` is for every second series: young ones among grown kin.
};

std::vector<BenchmarkSeries> read_benchmark(const std::filesystem::path& file,
                                            const Selection& selection);

forecast::Problem problem_of(const std::vector<BenchmarkSeries>& rows);

/// The folder with the benchmark files: BIHUAN_DATA/forecast, or ../shared/data/forecast beside the
/// repository; none when it is not there.
std::optional<std::filesystem::path> data_folder();

/// Sums of a set's accuracy; figures over all series.
struct SetAccuracy {
    double smape = 0;  ///< Times 100.
    double mase = 0;
    double owa = 0;
};
SetAccuracy accuracy_of(const std::vector<BenchmarkSeries>& rows,
                        const std::vector<std::vector<double>>& forecasts);

}  // namespace bihuan::forecast_bench
