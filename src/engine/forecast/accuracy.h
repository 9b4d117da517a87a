#pragma once

#include <span>
#include <vector>

// How good a forecast was. Spans of one call have the same length; pairs with a NaN are left out.
// No usable pair gives NaN. Definitions: docs/domain/measures.md.
namespace bihuan::forecast {

/// Σ|A − F| / Σ|A|.
double wape(std::span<const double> actual, std::span<const double> forecast);
/// Mean of 2|F − A| / (|F| + |A|), 0…2; a pair of two zeros counts 0.
double smape(std::span<const double> actual, std::span<const double> forecast);
/// Σ(F − A) / ΣA; positive is over-forecast.
double bias(std::span<const double> actual, std::span<const double> forecast);
/// In-sample mean absolute error of the seasonal naive; of the naive when the history is shorter
/// than a season and one.
double naive_scale(std::span<const double> history, int season);
/// Mean |A − F| / naive_scale(history, season).
double mase(std::span<const double> history,
            std::span<const double> actual,
            std::span<const double> forecast,
            int season);
/// Mean quantile loss of a forecast of the quantile `level` in 0…1.
double pinball(std::span<const double> actual, std::span<const double> forecast, double level);

struct Interval {
    std::span<const double> low;
    std::span<const double> high;
};
/// Share of actuals inside the interval, ends included.
double coverage(std::span<const double> actual, Interval interval);
/// Mean scaled interval score (Gneiting, Raftery 2007; as in M4) for an interval of `level`, such
/// as 0.95: width + 2/(1 − level) · misses, divided by naive_scale.
double msis(std::span<const double> history,
            std::span<const double> actual,
            Interval interval,
            double level,
            int season);

/// Running Σ(A − F) / mean absolute deviation, one per pair; alarm beyond ±4.
std::vector<double> tracking_signal(std::span<const double> actual,
                                    std::span<const double> forecast);
/// Error of the step before − error of this step, both as WAPE: what the step was worth.
double value_added(std::span<const double> actual,
                   std::span<const double> before,
                   std::span<const double> after);

/// Naive 2 (Makridakis, Hibon 2000; code of M4): the last seasonally adjusted value, season put
/// back; adjusted by classical multiplicative indices when the season is significant at 90 %.
std::vector<double> naive2(std::span<const double> history, int season, int horizon);
/// Mean of the sMAPE and the MASE of a set, each relative to Naive 2's.
double owa(double smape, double mase, double naive2_smape, double naive2_mase);

}  // namespace bihuan::forecast
