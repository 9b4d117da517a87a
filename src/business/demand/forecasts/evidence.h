#pragma once

#include <optional>
#include <string>
#include <vector>

// What a stored series says of how it was forecast (ForecastSeries::evidence).
namespace bihuan::forecasts {

struct ModelEvidence {
    std::string name;
    double weight = 0;  ///< Of the next month's forecast.
};

/// An index that is in use.
struct IndexEvidence {
    std::string code;
    std::string layer;
    double effect = 0;  ///< Logarithm of sales per unit of the cause.
    double standard_error = 0;
};

struct SeriesEvidence {
    double error = 0;  ///< Mean absolute errors of the back-test, base units a month.
    double naive = 0;
    double seasonal_naive = 0;
    std::vector<ModelEvidence> models;
    std::vector<IndexEvidence> indices;
};

/// None when the text is no evidence.
std::optional<SeriesEvidence> read_evidence(const std::string& text);

}  // namespace bihuan::forecasts
