#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "business/demand/forecasts/influences.h"
#include "business/demand/forecasts/mix.h"
#include "business/demand/forecasts/sales_history.h"
#include "engine/forecast/forecast.h"

// The company's sales and plans put into the engine's terms, and back.
namespace bihuan::forecasts {

/// How much of a year's pattern of what nobody plans comes again the next year: a slope over all
/// series, 0…1.
struct Repeats {
    double coupon = 0;
    double feature = 0;
    double price = 0;
};

struct RunOptions {
    Month origin;     ///< The last month that is known; nothing later of the history is looked at.
    int horizon = 6;  ///< Months after it.
    int threads = 0;  ///< 0: as many as the machine has.
    forecast::Detail detail = forecast::Detail::Layers;
    /// The same series with the prices, coupons and features that were stated after the origin, if
    /// the question is what the forecast would have been had they been known as plans.
    const SalesHistory* stated = nullptr;
    /// Learned from more series than those that are run; none: from these.
    std::optional<Repeats> repeats;
    std::stop_token stop;
    std::function<void(double)> on_progress;
};

/// What the engine made of every series of a history, in the history's order.
struct Run {
    Month origin;
    int horizon = 0;
    forecast::Outcome outcome;
    Repeats repeats;
    /// What each series' forecasts were steadied with (steadying.h).
    std::vector<Mix> mixes;
    Mix usual_mix;  ///< Of products that behave as the company does.

    Month month_at(std::size_t ahead) const { return origin + 1 + static_cast<int>(ahead); }
    /// Expected sales in the month, before rounding; 0 after the product's last day.
    double mean(std::size_t series, std::size_t ahead) const { return outcome.mean(series)[ahead]; }
    bool is_engine_alone() const;
};

/// Of a history up to the origin.
Repeats find_repeats(const SalesHistory& history, const Plans& plans, Month origin);

/// Throws Unavailable when stopped. The same input gives the same bits for any number of threads.
Run run_engine(const SalesHistory& history,
               const Plans& plans,
               const Influences& influences,
               const RunOptions& options);

/// Nothing is expected of a product after its last day: forecast, intervals and layers become 0.
void stop_after_last_day(const SalesHistory& history, const Influences& influences, Run& run);

}  // namespace bihuan::forecasts
