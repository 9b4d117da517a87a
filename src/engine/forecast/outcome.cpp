#include <array>

#include "base/error.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {

namespace {

template <class T>
std::span<const T> part(const std::vector<T>& rows,
                        const std::vector<std::size_t>& ends,
                        std::size_t series) {
    if (ends.empty()) return {};
    const std::size_t begin = series == 0 ? 0 : ends[series - 1];
    return std::span<const T>(rows).subspan(begin, ends[series] - begin);
}

struct StatusRow {
    std::string_view name;
    std::string_view reason;
};

constexpr std::array<StatusRow, 10> kStatuses{{
    {"regular", "Enough history for level, trend and season."},
    {"short", "Less than two seasons of history: the season is borrowed from kin or left out."},
    {"tiny", "Too few values for a model: the forecast is their mean."},
    {"empty", "No value at all: the forecast is what comparable new series sold, or 0."},
    {"constant", "All values (in season) are alike, and so is the forecast."},
    {"intermittent", "Many periods without a sale: the forecast is a mean rate per period."},
    {"launched", "Zeros before the first sale were cut off."},
    {"delisted", "Sales have ended: the forecast is 0."},
    {"festival",
     "Sold around a festival that moves: the forecast follows the days to the festival."},
    {"once",
     "Sold at one time only: nobody knows whether it comes again; a part is expected then."},
}};

constexpr std::array<std::string_view, kModels> kModelNames{"damped_trend",
                                                            "dynamic_theta",
                                                            "complex_smoothing",
                                                            "seasonal_level",
                                                            "seasonal_trend",
                                                            "additive_seasonal",
                                                            "autoregression",
                                                            "teunter",
                                                            "aggregate",
                                                            "smoothing",
                                                            "kin",
                                                            "naive"};

constexpr std::array<std::string_view, kLayers> kLayerNames{"level",
                                                            "trend",
                                                            "season",
                                                            "trading_days",
                                                            "festival",
                                                            "distribution",
                                                            "price",
                                                            "promotion",
                                                            "event"};

}  // namespace

int usual_season(Frequency frequency) {
    switch (frequency) {
        case Frequency::Daily:
            return 7;
        case Frequency::Weekly:
            return 52;
        case Frequency::Monthly:
            return 12;
        case Frequency::Quarterly:
            return 4;
        case Frequency::Yearly:
        case Frequency::Other:
            return 1;
    }
    return 1;
}

std::string_view layer_name(Layer layer) {
    return kLayerNames.at(static_cast<std::size_t>(layer));
}

std::string_view model_name(Model model) {
    return kModelNames.at(static_cast<std::size_t>(model));
}

std::string_view status_name(Status status) {
    return kStatuses.at(static_cast<std::size_t>(status)).name;
}

std::string_view status_reason(Status status) {
    return kStatuses.at(static_cast<std::size_t>(status)).reason;
}

std::span<const double> Outcome::path(const std::vector<double>& buffer, std::size_t series) const {
    const auto steps = static_cast<std::size_t>(horizon);
    return std::span<const double>(buffer).subspan(series * steps, steps);
}

std::span<const double> Outcome::layer(std::size_t series, Layer layer) const {
    if (layers.empty()) return {};
    const auto steps = static_cast<std::size_t>(horizon);
    const std::size_t row = series * kLayers + static_cast<std::size_t>(layer);
    return std::span<const double>(layers).subspan(row * steps, steps);
}

std::span<const double> Outcome::season(std::size_t series) const {
    if (seasons.empty()) return {};
    const auto length = static_cast<std::size_t>(season_length);
    return std::span<const double>(seasons).subspan(series * length, length);
}

std::span<const ModelShare> Outcome::models(std::size_t series) const {
    return part(shares, share_ends, series);
}

std::span<const Index> Outcome::indices(std::size_t series) const {
    return part(index_rows, index_ends, series);
}

std::span<const double> Outcome::fitted(std::size_t series) const {
    return part(fits, fit_ends, series);
}

std::span<const CleanedPoint> Outcome::cleaned(std::size_t series) const {
    return part(cleaned_points, cleaned_ends, series);
}

std::span<const double> Outcome::member(std::size_t series, std::size_t k) const {
    if (members.empty()) return {};
    return path(members, (series == 0 ? 0 : share_ends[series - 1]) + k);
}

std::span<const double> Outcome::multiplier(std::size_t series, std::size_t r) const {
    if (multipliers.empty()) return {};
    return path(multipliers, series * regressors.size() + r);
}

std::string_view shown_model(const Outcome& outcome, std::size_t series) {
    constexpr double kHalf = 0.5;
    for (const ModelShare& share : outcome.models(series)) {
        if (share.weight >= kHalf) return model_name(share.model);
    }
    return "combination";
}

}  // namespace bihuan::forecast
