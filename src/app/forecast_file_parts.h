#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/forecast_file.h"
#include "app/forecast_file_columns.h"
#include "base/describe.h"
#include "platform/files/day_orders.h"
#include "platform/files/table_reader.h"

// How the two formats are read; private to the command.
namespace bihuan {

/// Makes the series of the problem point to the rows of the group.
void point_series(FileGroup& group);

/// Empty, NA, NaN, N/A, #N/A, null, None, -, /: no value is known.
bool is_gap(std::string_view text);

/// Where a value should stand also 无, 缺货, 暂无 and their kin.
bool is_gap_for_value(std::string_view text);

/// 1.001,50: with points between thousands and a comma before the fraction.
bool is_comma_figure(std::string_view text);

/// "not_a_period", or that it is several months.
Issue unread_period(const std::string& place, std::string_view text);

/// Within the bound of every figure.
inline bool is_countable(double value) {
    return value >= -kMostFigure && value <= kMostFigure;
}

/// The place of the last value that is known; none where none is.
std::optional<std::size_t> last_value_of(const FileSeries& series);

/// A column's name in small letters, without the spaces around it.
std::string column_name(std::string_view header);

/// The season to model. Where `season` parts of a day make one: a week of them when days of the
/// week clearly differ (the same part a week ago is nearer than that of yesterday) and two and a
/// half weeks are known. Of a year of days 52 weeks, or the week when less than two and a half
/// years are.
int season_within(std::span<const double> values, int season);

/// Reads the rows of the benchmark format: one row per series.
class BenchmarkReader {
public:
    /// Finds the columns by their names.
    static Result<BenchmarkReader> from(const files::TableRow& header,
                                        const ForecastFileOptions& options);

    static bool passes_over(const files::TableRow& /*row*/) { return false; }
    static bool is_left_out(const files::TableRow& /*row*/) { return false; }
    void read(const files::TableRow& row, Issues& issues);
    void finish(Issues& /*issues*/) const {}
    std::deque<FileGroup> groups(Issues& issues);

private:
    explicit BenchmarkReader(ForecastFileOptions options) : options_(std::move(options)) {}

    bool check_name(const files::TableRow& row, const std::string& name, Issues& issues);

    ForecastFileOptions options_;
    std::size_t id_ = kNoColumn;
    std::size_t season_ = kNoColumn;
    std::size_t horizon_ = kNoColumn;
    std::size_t category_ = kNoColumn;
    std::size_t start_ = kNoColumn;
    std::size_t values_ = kNoColumn;
    std::map<std::tuple<int, int, int>, FileGroup> groups_;  ///< By season, horizon, modelled.
    std::unordered_map<std::string, std::int64_t> names_;    ///< With the number of their row.
};

/// Reads the rows of a plain file: of each series and period, of each period, or of each series.
class LongReader {
public:
    /// Finds the columns by their names.
    static Result<LongReader> from(const files::TableRow& header,
                                   const files::TableRow* below,
                                   const ForecastFileOptions& options,
                                   files::DayOrderOf order_of,
                                   FileLook& look);

    /// Columns beyond which nothing may stand: an unquoted 1,234 moves what stands behind it.
    void set_width(std::size_t width) { width_ = width; }

    /// A row of notes below the table (注：…, 制表人：…), whatever is wrong with it.
    bool passes_over(const files::TableRow& row);
    /// A row of totals, whose cells are often merged.
    bool is_left_out(const files::TableRow& row) const {
        return is_total_row(row) || is_total_of_periods(row);
    }
    void read(const files::TableRow& row, Issues& issues);
    /// Issues: periods that come twice, each with its place, or once for all where they are many.
    void finish(Issues& issues) const;
    /// Issues: periods that make no series, such as times without a common distance.
    std::deque<FileGroup> groups(Issues& issues);

private:
    /// Where the period of a point stands.
    struct Cell {
        std::int64_t row = 0;
        std::size_t column = 0;
    };
    struct Point {
        double value = 0;
        double availability = 1;
        std::vector<double> regressors;
        std::int32_t offset = 0;  ///< Minutes east of Greenwich; taken off the period.
        Cell cell;
    };
    struct Track {
        std::string name;
        std::string category;
        std::string unit;  ///< The first one that is told.
        bool units_differ = false;
        std::vector<std::string> parts;        ///< Of the name, where several columns make it.
        bool total = false;                    ///< 合计 and its kind.
        std::map<std::int32_t, Point> points;  ///< By period.
    };
    /// The periods of all series of the file.
    struct Range {
        PeriodForm form;
        std::int32_t end = 0;  ///< The last period of which any series has a value.
        int horizon = 0;
    };

    LongReader(FileColumns columns, ForecastFileOptions options, files::DayOrderOf order_of)
        : options_(std::move(options)),
          columns_(std::move(columns)),
          order_of_(std::move(order_of)) {}

    double amount(const files::TableRow& row, std::size_t column, Issues& issues);
    double gap(std::string_view text);
    double number(const files::TableRow& row, std::size_t column, Issues& issues);
    bool is_total_row(const files::TableRow& row) const;
    bool is_total_of_periods(const files::TableRow& row) const;
    void read_row(const files::TableRow& row, Issues& issues);
    std::optional<FilePeriod> period_across(const files::TableRow& row,
                                            std::size_t value,
                                            Issues& issues);
    std::optional<FilePeriod> period_of(const files::TableRow& row, Issues& issues);
    static Issue unread_figure(std::string_view code, std::string place, std::string_view text);
    std::string name_of(const files::TableRow& row, std::size_t value, Issues& issues) const;
    Point point_of(const files::TableRow& row, std::size_t value, Issues& issues);
    Cell cell_of_period(const files::TableRow& row, std::size_t value) const;
    Track& track_of(const std::string& name, const files::TableRow& row);
    void add(const files::TableRow& row, std::size_t value, FilePeriod period, Issues& issues);
    bool accept(const FilePeriod& period);
    void check_unit(const files::TableRow& row,
                    std::size_t value,
                    Track& track,
                    Issues& issues) const;
    void check_heading_units(const files::TableRow& header, Issues& issues) const;
    void leave_totals_out();
    void leave_wholes_out();
    template <class Change>
    void renumber(Change change);
    void take_years_for_months();
    void take_utc_for_days();
    bool check_years(Issues& issues) const;
    bool check_far(Issues& issues) const;
    std::vector<std::int32_t> all_periods() const;
    void say_cells(const std::set<std::int32_t>& periods,
                   const std::function<Issue(std::int32_t)>& issue,
                   Issues& issues) const;
    void note_what_was_left();
    std::optional<std::int32_t> settle_offset();
    std::optional<std::int32_t> last_offset() const;
    bool all_offsets(const std::function<bool(std::int32_t)>& are) const;
    std::optional<PeriodForm> checked_form(Issues& issues);
    PeriodForm settle_form();
    bool check_size(const PeriodForm& form, Issues& issues) const;
    bool check_cadence(const PeriodForm& form, Issues& issues) const;
    Range range_of(const PeriodForm& form) const;
    FileSeries series_of(const Track& track, const Range& range) const;
    void set_points(const Track& track, std::size_t periods, FileSeries& series) const;
    void use_log_prices(FileSeries& series, std::size_t periods) const;
    void centre_on_usual(FileSeries& series, std::size_t periods) const;
    std::set<std::int32_t> told_periods() const;
    static std::vector<std::int32_t> left_out(const Track& track,
                                              const std::set<std::int32_t>& told,
                                              std::int32_t last);
    void fill_unsold(const PeriodForm& form);
    void note_left_out(const PeriodForm& form);
    void leave_unfilled_out(const PeriodForm& form);
    bool is_told_ahead(std::size_t influence, const Range& range) const;
    void drop_influence(std::size_t influence);
    bool make_the_value(std::size_t one, std::size_t other) const;
    void leave_parts_out();
    void leave_unknown_influences(const Range& range);
    void note_festivals(FileGroup& group) const;
    void note_unstated(FileGroup& group) const;
    void note_fiscal_start(const PeriodForm& form);

    ForecastFileOptions options_;
    FileColumns columns_;
    files::DayOrderOf order_of_;
    std::optional<PeriodKind> kind_;  ///< Day: counted in minutes until the form is settled.
    FilePeriod first_;                ///< As it was read; how periods are written.
    std::int64_t header_row_ = 0;
    std::size_t width_ = files::kMaxColumns;
    bool four_digits_ = true;  ///< All periods: 2401 may be January 2024.
    bool utc_ = true;          ///< All periods are said to be times of UTC.
    bool total_row_ = false;   ///< The row that is read.
    bool only_totals_ = true;  ///< All rows so far: what their periods are binds no other.
    std::size_t total_rows_ = 0;
    std::size_t note_rows_ = 0;
    std::size_t gaps_ = 0;  ///< Cells with a word for a gap; the first one:
    std::string gap_word_;
    std::size_t cells_ = 0;  ///< Of values that were read.
    Issues repeats_;
    std::deque<Track> tracks_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace bihuan
