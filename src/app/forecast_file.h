#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/forecast_period.h"
#include "base/result.h"
#include "engine/forecast/forecast.h"

// Series to forecast, read from a plain file (CSV or workbook).
namespace bihuan {

enum class ForecastFormat : std::uint8_t {
    Long,       ///< series,period,value[,category][,availability][,regressor…]
    Benchmark,  ///< id,freq,horizon,category,start,values: the last `horizon` values are the test
};

struct ForecastFileOptions {
    ForecastFormat format = ForecastFormat::Long;
    int horizon = 0;  ///< 0: as many periods as have regressors but no value, or a usual number.
    int season = 0;   ///< 0: the usual one.
    forecast::Holidays holidays = forecast::Holidays::None;
    std::optional<std::int32_t> fiscal_shift = {};         ///< See PeriodForm.
    files::DayOrder day_order = files::DayOrder::Unknown;  ///< Unknown: by the column's own days.
    std::string sheet = {};  ///< Of a workbook; empty: the first one with something in it.
};

/// One series with the buffers that its forecast::Series points into.
struct FileSeries {
    std::string name;
    std::string category;
    PeriodForm form;
    std::int32_t first_period = 0;  ///< In the form's own number.
    std::vector<double> values;
    std::vector<double> availability;
    std::vector<double> regressors;
    std::vector<double> test;  ///< Benchmark format; NaN where not given.
    /// Periods at the end, up to that of the whole file, of which nothing is known.
    std::size_t unknown_end = 0;
    bool ended = false;  ///< They are so many that it is taken to sell no more.

    /// The period so many after the first one, as it stands in a file.
    std::string period_text(std::size_t periods) const;
};

/// What a person should know of how the file was read.
struct FileNote {
    std::string code;
    std::string message;
};

/// Series of one frequency and horizon, ready for forecast::forecast(problem).
struct FileGroup {
    std::deque<FileSeries> rows;  ///< In the order of the file; as problem.series.
    forecast::Problem problem;
    int score_season = 0;  ///< What errors are scaled by: the season of the file.
    std::vector<FileNote> notes;
};

/// Every row that cannot be read is an issue with its place; then nothing is forecast.
Result<std::deque<FileGroup>> read_forecast_file(const std::filesystem::path& path,
                                                 const ForecastFileOptions& options);

}  // namespace bihuan
