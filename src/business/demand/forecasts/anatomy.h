#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "business/demand/forecasts/rerun.h"

// A forecast taken apart: how the models fit the past, what was cleaned, what each model alone
// would forecast and why it weighs what it weighs, and what each influence does to each month. Made
// by the run that gives the stored forecast; nothing of it is stored.
namespace bihuan::forecasts {

struct Anatomy {
    /// One way of forecasting in all the series that are shown.
    struct Model {
        std::string name;     ///< forecast::model_name, or a PlainFigure where chance rules.
        int aggregation = 1;  ///< Fitted to sums over so many months.
        double weight = 0;    ///< Mean over series, by how much they sell; all add up to 1.
        double prior = 0;     ///< The weight without any error known.
        std::optional<double> error;  ///< Σ mean absolute rolling errors; as share of sales.
        std::size_t series = 0;       ///< In so many series' pools …
        std::size_t best_in = 0;      ///< … and the least error in so many of them.
        /// Σ of what it alone would forecast by month ahead; series without it keep their forecast.
        std::vector<double> path;
    };
    /// What one cause does to one month ahead.
    struct Influence {
        std::string code;   ///< "spring_festival", "promotion", "price", "weekdays" …
        std::string layer;  ///< The forecast layer that it is part of.
        std::size_t ahead = 0;
        double ratio = 1;  ///< Forecast with it / forecast without it.
        double standard_error = 0;
        std::size_t series = 0;  ///< In use in so many.
    };
    /// A value that the models did not see as it was reported.
    struct Cleaned {
        Month month;
        std::string reason;  ///< "missing", "stock_out", "outlier", "closed", "doubtful"
        std::int64_t region_id = 0;
        std::int64_t channel_id = 0;
        std::optional<double> was;
        double used = 0;
    };

    Month first;                             ///< Of `fit`.
    std::vector<std::optional<double>> fit;  ///< One step ahead, by month; none where little fits.
    std::vector<Cleaned> cleaned;            ///< Greatest change first.
    std::vector<Model> models;               ///< Heaviest first.
    std::vector<Influence> influences;
    std::map<std::string, std::size_t> statuses;
    int origins = 0;  ///< Of the back-test; the most of any series.
    /// Mean absolute rolling errors as share of sales: of the combination and of the naive ways.
    std::optional<double> error, naive, seasonal_naive;
    std::vector<double> means;  ///< By month ahead, before sums are reconciled and people correct.
};

/// Empty when nothing is shown.
Anatomy anatomy_of(const RerunBasis& basis, const Run& run);

/// {grain, series, matches, fit, cleaned, cleaned_total, models, backtest, influences, statuses}.
/// `stored` is the forecast in force, of the same scope.
nlohmann::json anatomy_json(Session& session,
                            const RerunBasis& basis,
                            const Anatomy& anatomy,
                            const std::vector<ForecastSum>& stored);

}  // namespace bihuan::forecasts
