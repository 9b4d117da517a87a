#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// Forecasts of many sales series at once.
//
//   history = level x trend x season x festival x promotion x price x …   (positive series)
//   history = level + trend + season + …                                  (series with negatives)
//
// Known influences are estimated first, with shrinkage to the series' kin (category, region), and
// taken out; a small pool of smoothing models forecasts the rest; the influences of the future
// periods are put back. The method is told in docs/domain/forecasting.md.
//
// Pure and repeatable: the same problem gives the same bits for any number of threads, any order of
// the series and any instruction set. A series alone in its category does not feel the others.
namespace bihuan::forecast {

enum class Frequency : std::uint8_t { Daily, Weekly, Monthly, Quarterly, Yearly, Other };

/// The length of the usual season in periods: 7, 52, 12, 4, 1, 1.
int usual_season(Frequency frequency);

/// What a forecast is stacked from, in this order. Each layer is added on top of those before it.
enum class Layer : std::uint8_t {
    Level,         ///< Where the series stands now, season and known influences taken out.
    Trend,         ///< What growth adds until the period.
    Season,        ///< What the time of the year (or week) adds.
    TradingDays,   ///< Working days and make-up days.
    Festival,      ///< Moving festivals and shopping events.
    Distribution,  ///< Change indices of the field: distribution, out-of-stock, competitors.
    Price,
    Promotion,
    Event,  ///< Any other known influence.
};
inline constexpr std::size_t kLayers = 9;
std::string_view layer_name(Layer layer);

enum class Stage : std::uint8_t { Unknown, Launch, Normal, Delisted };

/// What the regressor of a column means. A value x multiplies sales by exp(effect · x) in a
/// positive series and adds effect · x otherwise; 0 is "nothing special". Give prices as
/// logarithms.
struct Regressor {
    std::string name;
    Layer layer = Layer::Event;
};

/// One series; it points into buffers of the caller, which must outlive the call.
struct Series {
    std::span<const double> values;  ///< Consecutive periods; NaN is missing.
    /// Empty, or one per value in 0…1: how much of the period's demand could be served. A period
    /// below 1 was censored by a stock-out: its value is a lower bound of the demand.
    std::span<const double> availability;
    /// Row r, period t at [r · (values.size() + horizon) + t]; empty when the problem has no
    /// regressors or none is known for this series.
    std::span<const double> regressors;
    /// Month::number(), Day::number() of the day or of the week's Monday, quarters since year 0,
    /// the year; any counter for Frequency::Other.
    std::int32_t first_period = 0;
    std::int32_t category = 0;  ///< Kin share effects, season and spread within a category …
    std::int32_t region = 0;    ///< … and effects more closely within a region of it.
    Stage stage = Stage::Unknown;
    std::int64_t key = 0;  ///< Names the series from run to run; needed for a warm start only.
};

enum class Holidays : std::uint8_t { None, China };

struct Problem {
    Frequency frequency = Frequency::Monthly;
    int season = 0;  ///< 0: the usual one of the frequency.
    int horizon = 1;
    std::vector<Series> series;
    std::vector<Regressor> regressors;
    Holidays holidays = Holidays::None;
    /// Of weeks: whether first_period is a day, so that years of 53 weeks are known; else it is
    /// seven times any counter.
    bool dated = true;
    /// Of weeks: the counter counts 52 to the year; its 53rd week was left out.
    bool years_of_52_weeks = false;
};

/// Where the last run ended; opaque, a value that may be stored as bytes.
struct WarmStart {
    static constexpr std::size_t kParametersPerKey = 16;

    std::vector<std::int64_t> keys;  ///< Ascending.
    std::vector<double> parameters;  ///< kParametersPerKey per key.
};

/// How much of the explanation is kept; forecasts and intervals always are.
enum class Detail : std::uint8_t {
    Forecast,  ///< Mean and intervals: least memory.
    Layers,    ///< … and the layers, models and indices.
    Full,  ///< … and fitted values, cleaned points, each model's own forecast and multipliers.
};

struct Options {
    int threads = 0;  ///< 0: as many as the machine has.
    Detail detail = Detail::Full;
    const WarmStart* previous = nullptr;
    std::stop_token stop;                     ///< Stopped: the outcome says complete == false.
    std::function<void(double)> on_progress;  ///< Share done, 0…1; from any thread, one at a time.
};

enum class Model : std::uint8_t {
    DampedTrend,       ///< Holt's damped trend on the series without its season.
    DynamicTheta,      ///< Dynamic optimised Theta (Fiorucci et al. 2016).
    ComplexSmoothing,  ///< Complex exponential smoothing (Svetunkov, Kourentzes, Ord 2022).
    SeasonalLevel,     ///< Holt-Winters without trend, multiplicative season.
    SeasonalTrend,     ///< Holt-Winters, damped trend, multiplicative season.
    AdditiveSeasonal,  ///< Holt-Winters, damped trend, additive season.
    Autoregression,    ///< Learned from many series, applied to this one.
    Teunter,           ///< TSB for intermittent demand (Teunter, Syntetos, Babai 2011).
    Aggregate,         ///< ADIDA for intermittent demand (Nikolopoulos et al. 2011).
    Smoothing,         ///< Simple exponential smoothing.
    Kin,               ///< Analogues: how the category's other series went on.
    Naive,  ///< Half way from the mean to the last value; for series too short for anything else.
};
inline constexpr std::size_t kModels = 12;
std::string_view model_name(Model model);

/// What kind of series was found, and so which way it went.
enum class Status : std::uint8_t {
    Regular,
    Short,         ///< Less than two seasons: no season of its own.
    Tiny,          ///< Too few values for a trend.
    Empty,         ///< No value at all: the forecast is 0, or the category's mean for a launch.
    Constant,      ///< All values alike.
    Intermittent,  ///< Many zeros.
    Launched,      ///< Leading zeros were cut off.
    Delisted,      ///< Ends in zeros longer than chance explains: the forecast is 0.
    Festival,      ///< Sold around a festival of the moon only, whatever month that falls in.
    Once,          ///< Sold at one time only: one-off, or once a year.
};
std::string_view status_name(Status status);
/// One sentence for a planner, in English.
std::string_view status_reason(Status status);

struct ModelShare {
    Model model = Model::Naive;
    int aggregation = 1;        ///< Fitted to season-free sums over so many periods.
    double weight = 0;          ///< In the combination; the weights add up to 1.
    double backtest_error = 0;  ///< Mean absolute error of rolling forecasts, in the series' unit.
    double prior = 0;           ///< The weight it would have, were no error known.
};

/// How the combination did on rolling forecasts of the history (0 when there was no room for any).
struct Backtest {
    int origins = 0;
    double error = 0;           ///< Mean absolute error of the combination.
    double naive = 0;           ///< … of "as last period".
    double seasonal_naive = 0;  ///< … of "as last year".
    double bias = 0;            ///< Mean of forecast − actual.
};

/// One known influence: exp(effect · x) times, or effect · x more.
struct Index {
    std::int32_t regressor = 0;  ///< Into Outcome::regressors.
    double effect = 0;           ///< After shrinkage; 0 when it did not enter.
    double standard_error = 0;
    double gain = 0;  ///< Share of the rolling error that it removed; negative: it would add.
    bool entered = false;
};

enum class CleanReason : std::uint8_t { Missing, StockOut, Outlier, Closed, Doubtful };

struct CleanedPoint {
    std::int32_t period = 0;  ///< Offset into the series' values.
    CleanReason reason = CleanReason::Missing;
    double was = 0;
    double used = 0;
};

/// All series' answers in flat buffers; the functions give one series' part, h = 0 … horizon − 1.
class Outcome {
public:
    std::size_t size() const { return statuses.size(); }

    /// The forecast: the exact sum of the layers in their order (with Detail::Forecast, the mean).
    std::span<const double> mean(std::size_t series) const { return path(means, series); }
    std::span<const double> low80(std::size_t series) const { return path(lows80, series); }
    std::span<const double> high80(std::size_t series) const { return path(highs80, series); }
    std::span<const double> low95(std::size_t series) const { return path(lows95, series); }
    std::span<const double> high95(std::size_t series) const { return path(highs95, series); }
    /// In the series' unit, additive. A multiplicative index turns into what it adds on top of the
    /// layers below it: layer k = (product of indices up to k) − (product of indices up to k − 1).
    std::span<const double> layer(std::size_t series, Layer layer) const;
    /// Multipliers (or summands of an additive series) of the season, by position in the season of
    /// the first forecast period, the next, …; season entries.
    std::span<const double> season(std::size_t series) const;
    std::span<const ModelShare> models(std::size_t series) const;
    std::span<const Index> indices(std::size_t series) const;
    /// One-step forecasts of the history, as many as values; NaN where there is none.
    std::span<const double> fitted(std::size_t series) const;
    std::span<const CleanedPoint> cleaned(std::size_t series) const;
    /// What the model models(series)[k] alone would forecast, known influences put back.
    std::span<const double> member(std::size_t series, std::size_t k) const;
    /// What the influence regressors[r] multiplies the periods ahead by, after the offset.
    std::span<const double> multiplier(std::size_t series, std::size_t r) const;

    bool complete = true;  ///< False when stopped.
    int horizon = 0;
    int season_length = 1;
    std::vector<Status> statuses;
    std::vector<bool> multiplicative;  ///< Whether the series' indices multiply.
    /// Whether the last value is so far from all others that it may be a slip.
    std::vector<bool> doubtful_last;
    std::vector<bool> off_seasons;  ///< Whether there are periods of the season without sales.
    std::vector<double> offsets;    ///< What lifted an additive series above 0; 0 else.
    std::vector<Backtest> backtests;
    std::vector<Regressor> regressors;  ///< The caller's, then those of the calendar.
    WarmStart warm;

    std::vector<double> means, lows80, highs80, lows95, highs95;
    std::vector<double> layers;   ///< kLayers rows of horizon per series.
    std::vector<double> seasons;  ///< season_length per series.
    std::vector<ModelShare> shares;
    std::vector<std::size_t> share_ends;
    std::vector<Index> index_rows;
    std::vector<std::size_t> index_ends;
    std::vector<double> fits;
    std::vector<std::size_t> fit_ends;
    std::vector<CleanedPoint> cleaned_points;
    std::vector<std::size_t> cleaned_ends;
    std::vector<double> members;      ///< horizon per share
    std::vector<double> multipliers;  ///< horizon per index
    std::vector<double> open_shares;  ///< What holidays leave; horizon per series, or empty: all.

private:
    std::span<const double> path(const std::vector<double>& buffer, std::size_t series) const;
};

/// Forecasts every series. Wrong shapes (a span of the wrong length, horizon < 1) are
/// InvalidInput; anything the numbers may hold gets a forecast and a status.
Outcome forecast(const Problem& problem, const Options& options = {});

/// The name of the model to show for a series: of the greatest weight, "combination" when none
/// has half of it.
std::string_view shown_model(const Outcome& outcome, std::size_t series);

}  // namespace bihuan::forecast
