#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "business/demand/forecasts/forecast_month.h"
#include "business/demand/forecasts/scenario.h"

namespace bihuan {

/// On which sums an error is measured.
enum class ScoreLevel : std::uint8_t { Outlet, Node, Product, Total };
template <>
inline constexpr std::array<std::string_view, 4> kChoices<ScoreLevel>{
    "outlet", "node", "product", "total"};

enum class ScoreMethod : std::uint8_t { Naive, SeasonalNaive, Statistical, Final };
template <>
inline constexpr std::array<std::string_view, 4> kChoices<ScoreMethod>{
    "naive", "seasonal_naive", "statistical", "final"};

/// How far a forecast made `lead` months before was off. WAPE = Σ absolute_error / Σ actual, bias =
/// Σ signed_error / Σ actual, over any rows of one lead, level and method.
struct ForecastScore {
    Id<Scenario> scenario_id = kRealScenario;
    Month month;  ///< Of the close that scored.
    Month scored_month;
    std::int64_t lead = 1;
    ScoreLevel level = ScoreLevel::Total;
    ScoreMethod method = ScoreMethod::Final;
    double absolute_error = 0;  ///< Σ|actual − forecast|, base units.
    double signed_error = 0;    ///< Σ(forecast − actual).
    double actual = 0;          ///< Σ actual.
    std::int64_t series = 0;    ///< How many series the sums run over.
};

template <>
inline constexpr auto kDescription<ForecastScore> =
    describe<ForecastScore>("forecast_scores",
                            field("scenario_id", &ForecastScore::scenario_id),
                            field("month", &ForecastScore::month),
                            field("scored_month", &ForecastScore::scored_month),
                            field("lead", &ForecastScore::lead),
                            field("level", &ForecastScore::level),
                            field("method", &ForecastScore::method),
                            field("absolute_error", &ForecastScore::absolute_error),
                            field("signed_error", &ForecastScore::signed_error),
                            field("actual", &ForecastScore::actual),
                            field("series", &ForecastScore::series));

namespace forecasts {

inline constexpr std::array<int, 2> kLeads{1, 3};
inline constexpr int kScoredMonths = 6;
/// Outlets are scored one by one up to so many outlet × product pairs, nodes up to so many; of more
/// nodes every n-th is taken, which is the same choice every time.
inline constexpr std::int64_t kMostOutletSeries = 3000;
inline constexpr std::size_t kMostNodes = 3000;
/// What plans known ahead would be worth is worked out up to so many series.
inline constexpr std::size_t kMostPlannedSeries = 1000;

/// Figures of the same series in the same order, and how far each is off.
struct Scored {
    std::span<const double> actual;
    std::span<const double> forecast;
};
ForecastScore score_of(const Scored& scored, ForecastScore labels);

/// What is scored: sales of nodes up to the month, and of outlets where there are few enough.
struct ScoreBasis {
    std::shared_ptr<const ForecastBasis> nodes;
    std::optional<ForecastBasis> outlets;
    /// Figures frozen at earlier closes of the real company, by month of the close.
    std::vector<ForecastRow> frozen;
};

ScoreBasis read_score_basis(Session& session, std::shared_ptr<const ForecastBasis> nodes);

/// One and three months ahead over the last six months. Figures frozen at earlier closes are taken
/// where they exist; else the engine is run again on what was known then. Final is statistical
/// where nobody had corrected anything.
std::vector<ForecastScore> score_forecasts(const ScoreBasis& basis, const ForecastOptions& options);

/// What the engine would have forecast for the same months had the prices, coupons and features
/// that were later stated with the sales been known as plans, by outlet (by node where there are
/// too many outlets) and in total. Nothing of it is hindsight about quantities; it says what
/// registering plans ahead would be worth. Empty when nothing of the kind was stated.
std::vector<ForecastScore> score_with_plans(const ScoreBasis& basis,
                                            const ForecastOptions& options);

/// Replaces the scores of a month. Returns their hash.
std::string store_scores(Transaction& t,
                         Id<Scenario> scenario,
                         Month month,
                         std::vector<ForecastScore> scores);

std::vector<ForecastScore> scores_of(Session& session, Id<Scenario> scenario, Month month);

/// Σ absolute_error / Σ actual over the rows of a lead, level and method; none without sales.
struct Accuracy {
    std::optional<double> wape;
    std::optional<double> bias;
    std::int64_t series = 0;
    std::int64_t months = 0;
};
Accuracy accuracy_of(std::span<const ForecastScore> scores,
                     std::int64_t lead,
                     ScoreLevel level,
                     ScoreMethod method);

}  // namespace forecasts
}  // namespace bihuan
