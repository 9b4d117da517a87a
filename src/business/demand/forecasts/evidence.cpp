#include "business/demand/forecasts/evidence.h"

#include <nlohmann/json.hpp>

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

/// Lists save space; the first closes wrote objects.
const json& part_of(const json& one, const char* name, std::size_t place) {
    return one.is_array() ? one.at(place) : one.at(name);
}

bool in_use(const json& index) {
    return index.is_array() || index.value("entered", false);
}

}  // namespace

std::optional<SeriesEvidence> read_evidence(const std::string& text) {
    const auto evidence = json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!evidence.is_object()) return std::nullopt;
    SeriesEvidence result{.error = evidence.value("error", 0.0),
                          .naive = evidence.value("naive", 0.0),
                          .seasonal_naive = evidence.value("seasonal_naive", 0.0)};
    for (const auto& model : evidence.value("models", json::array()))
        result.models.push_back({.name = part_of(model, "name", 0).get<std::string>(),
                                 .weight = part_of(model, "weight", 1).get<double>()});
    for (const auto& index : evidence.value("indices", json::array())) {
        if (!in_use(index)) continue;
        result.indices.push_back(
            {.code = part_of(index, "code", 0).get<std::string>(),
             .layer = part_of(index, "layer", 1).get<std::string>(),
             .effect = part_of(index, "effect", 2).get<double>(),
             .standard_error = part_of(index, "standard_error", 3).get<double>()});
    }
    return result;
}

}  // namespace bihuan::forecasts
