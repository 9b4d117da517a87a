#pragma once

#include <array>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "app/forecast_file.h"
#include "platform/files/table_reader.h"

namespace bihuan {

/// Makes the series of the problem point to the rows of the group.
void point_series(FileGroup& group);

/// Reads the rows of the long format: one row per series and period.
class LongReader {
public:
    /// Finds the columns by their names.
    static Result<LongReader> from(const files::TableRow& header,
                                   const ForecastFileOptions& options);

    void read(const files::TableRow& row, Issues& issues);
    std::deque<FileGroup> groups();

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    struct Point {
        double value = 0;
        double availability = 1;
        std::vector<double> regressors;
    };
    struct Track {
        std::string name;
        std::string category;
        std::map<std::int32_t, Point> points;  ///< By period.
    };

    explicit LongReader(const ForecastFileOptions& options) : options_(options) {}

    static double number(const files::TableRow& row, std::size_t column, Issues& issues);
    int settle_frequency();
    void count_in_months();
    int horizon_of(int step) const;
    FileSeries series_of(const Track& track, int step, int horizon) const;
    void use_log_prices(FileSeries& series, std::size_t periods) const;

    ForecastFileOptions options_;
    std::size_t series_ = kNone;
    std::size_t period_ = kNone;
    std::size_t value_ = kNone;
    std::size_t category_ = kNone;
    std::size_t availability_ = kNone;
    std::vector<std::size_t> columns_;
    std::vector<forecast::Regressor> regressors_;
    std::optional<forecast::Frequency> frequency_;
    std::deque<Track> tracks_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace bihuan
