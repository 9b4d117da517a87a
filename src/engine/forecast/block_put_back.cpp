#include <cmath>

#include "engine/forecast/block.h"
#include "engine/forecast/series/steady_growth.h"

// What a block takes out of its histories ahead of the models, put back into what it tells.
namespace bihuan::forecast {

/// Steady growth is lifted to the last level, as a step is: the members then look for none.
void BlockForecaster::take_out_growth(std::size_t lane, std::vector<double>& history) {
    if (plan_.frequency == Frequency::Daily ||
        !may_grow_steadily(origins_.back().length, plan_.season))
        return;
    std::vector<double> flat(history);
    for (std::size_t t = 0; t < flat.size(); ++t) flat[t] /= index_at(t, lane);
    const double growth = steady_growth(flat, plan_.season);
    steady_[lane] = growth;
    for (std::size_t t = 0; t < history.size() && growth != 0; ++t) {
        history[t] *= std::exp(growth * static_cast<double>(history.size() - 1 - t));
    }
}

void BlockForecaster::put_growth_back(Origin& origin) const {
    const std::size_t width = kernel_.lanes;
    for (std::size_t i = 0; i < width; ++i) {
        if (origin.growths[i] == 0) continue;
        for (std::size_t row = 0; row < pool_.size() * plan_.horizon; ++row) {
            origin.paths[row * width + i] *= grown_level(origin.growths[i], row % plan_.horizon);
        }
    }
}

void BlockForecaster::fill_fitted(std::size_t lane, LaneAnswer& answer) const {
    const std::size_t width = kernel_.lanes;
    const std::size_t length = origins_.back().length;
    answer.fitted.assign(length, 0);
    double total = 0;
    for (std::size_t k = 0; k < pool_.size(); ++k) {
        if (pool_[k].level != 1) continue;
        total += answer.weights[k];
        const auto row = static_cast<std::size_t>(pool_[k].model);
        for (std::size_t t = 0; t < length; ++t) {
            answer.fitted[t] += answer.weights[k] * fitted_[(row * length + t) * width + lane];
        }
    }
    for (double& value : answer.fitted) value *= means_[lane] / total;
    const auto& step = steps_[lane];
    for (std::size_t t = 0; step && t < step->at; ++t) answer.fitted[t] /= step->factor;
    const double growth = steady_[lane];
    for (std::size_t t = 0; growth != 0 && t < length; ++t) {
        answer.fitted[t] /= std::exp(growth * static_cast<double>(length - 1 - t));
    }
}

void BlockForecaster::fill_members(std::size_t lane, LaneAnswer& answer) const {
    for (std::size_t k = 0; k < pool_.size(); ++k) {
        const auto path = member_path(lane, k);
        answer.members.insert(answer.members.end(), path.begin(), path.end());
    }
}

}  // namespace bihuan::forecast
