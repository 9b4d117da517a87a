#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/checked.h"
#include "business/demand/forecasts/anatomy.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

constexpr std::size_t kMostCleaned = 200;

json maybe(const std::optional<double>& number) {
    return number ? json(*number) : json();
}

json whole(double quantity) {
    return checked_round(quantity, "a part of a forecast");
}

json fit_json(const Anatomy& anatomy) {
    json fit = json::array();
    for (std::size_t t = 0; t < anatomy.fit.size(); ++t)
        fit.push_back({{"month", to_string(anatomy.first + static_cast<int>(t))},
                       {"quantity", anatomy.fit[t] ? whole(*anatomy.fit[t]) : json()}});
    return fit;
}

json cleaned_json(Session& session, const Anatomy& anatomy) {
    json cleaned = json::array();
    const auto name = [](const auto& found) { return found ? json(found->name) : json(); };
    for (const auto& one : anatomy.cleaned) {
        if (cleaned.size() == kMostCleaned) break;
        cleaned.push_back({{"month", to_string(one.month)},
                           {"reason", one.reason},
                           {"region", name(session.find(Id<Region>{one.region_id}))},
                           {"channel", name(session.find(Id<Channel>{one.channel_id}))},
                           {"was", one.was ? whole(*one.was) : json()},
                           {"used", whole(one.used)}});
    }
    return cleaned;
}

json models_json(const Anatomy& anatomy) {
    json models = json::array();
    for (const auto& model : anatomy.models) {
        json path = json::array();
        for (const double quantity : model.path) path.push_back(whole(quantity));
        models.push_back({{"name", model.name},
                          {"aggregation", model.aggregation},
                          {"weight", model.weight},
                          {"prior", model.prior},
                          {"wape", maybe(model.error)},
                          {"series", model.series},
                          {"best_in", model.best_in},
                          {"forecast", std::move(path)}});
    }
    return models;
}

/// The stored index of a layer: the stack with it against the stack below it.
std::optional<double> layer_index(const ForecastRow& row, std::string_view layer) {
    std::int64_t below = 0;
    for (const auto& field : kLayerFields) {
        const std::int64_t part = row.*field.member;
        if (field.code == layer)
            return below > 0 && below + part > 0 ? std::optional(static_cast<double>(below + part) /
                                                                 static_cast<double>(below))
                                                 : std::nullopt;
        below += part;
    }
    return std::nullopt;
}

/// Causes of one layer multiply up to the layer's own index as it is stored; what summing over
/// series leaves between them is shared: this much of its logarithm goes to each. The season is no
/// cause of these: it keeps the rest.
double shared_rest(const Anatomy& anatomy,
                   std::size_t ahead,
                   std::string_view layer,
                   const ForecastRow& row) {
    const auto index = layer_index(row, layer);
    if (!index || layer == "season") return 0;
    double together = 0;
    double count = 0;
    for (const auto& one : anatomy.influences) {
        if (one.ahead != ahead || one.layer != layer) continue;
        together += std::log(one.ratio);
        count += 1;
    }
    return (std::log(*index) - together) / count;
}

json influences_json(const Anatomy& anatomy, const std::vector<ForecastSum>& stored) {
    json result = json::array();
    for (const auto& one : anatomy.influences) {
        if (one.ahead >= stored.size() || one.layer == "level") continue;
        const double rest = shared_rest(anatomy, one.ahead, one.layer, stored[one.ahead].row);
        result.push_back({{"code", one.code},
                          {"layer", one.layer},
                          {"target_month", to_string(stored[one.ahead].target_month)},
                          {"index", one.ratio * std::exp(rest)},
                          {"standard_error", one.standard_error},
                          {"series", one.series}});
    }
    return result;
}

/// Whether the stored layers are those of this run: sums of whole numbers may differ by one half
/// per series.
json matches(const Anatomy& anatomy, const std::vector<ForecastSum>& stored) {
    if (stored.empty()) return nullptr;
    for (std::size_t h = 0; h < std::min(stored.size(), anatomy.means.size()); ++h) {
        const auto& row = stored[h].row;
        const auto told = static_cast<double>(row.statistical() - row.coherence);
        const double rounding = static_cast<double>(stored[h].series) + 1;
        if (std::abs(told - anatomy.means[h]) > rounding) return false;
    }
    return true;
}

}  // namespace

json anatomy_json(Session& session,
                  const RerunBasis& basis,
                  const Anatomy& anatomy,
                  const std::vector<ForecastSum>& stored) {
    json statuses = json::array();
    for (const auto& [status, series] : anatomy.statuses)
        statuses.push_back({{"status", status}, {"series", series}});
    json means = json::array();
    for (const double mean : anatomy.means) means.push_back(whole(mean));
    return {
        {"grain", grain_name(basis.grain)},
        {"series", basis.shown.size()},
        {"matches", basis.grain == RerunGrain::Nodes ? matches(anatomy, stored) : json(nullptr)},
        {"means", std::move(means)},
        {"fit", fit_json(anatomy)},
        {"cleaned", cleaned_json(session, anatomy)},
        {"cleaned_total", anatomy.cleaned.size()},
        {"models", models_json(anatomy)},
        {"backtest",
         {{"origins", anatomy.origins},
          {"wape", maybe(anatomy.error)},
          {"wape_naive", maybe(anatomy.naive)},
          {"wape_seasonal_naive", maybe(anatomy.seasonal_naive)}}},
        {"influences", influences_json(anatomy, stored)},
        {"statuses", std::move(statuses)}};
}

}  // namespace bihuan::forecasts
