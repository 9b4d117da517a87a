#include "engine/allocation/shares.h"

#include <algorithm>

namespace bihuan::allocation {

namespace {

double sum_of(const std::vector<Signals>& siblings, double Signals::*signal) {
    double sum = 0;
    for (const auto& sibling : siblings) {
        sum += sibling.*signal;
    }
    return sum;
}

/// History times index, or the potential itself where there is no history; adds up to 1.
std::vector<double> potential_shares(const std::vector<Signals>& siblings, const Weights& weights) {
    const double history = sum_of(siblings, &Signals::history);
    const double potential = sum_of(siblings, &Signals::potential);
    std::vector<double> shares;
    double sum = 0;
    for (const auto& sibling : siblings) {
        const double wanted = sibling.potential / potential;
        double share = wanted;
        if (sibling.history > 0) {
            const double had = sibling.history / history;
            share = had * std::clamp(wanted / had, weights.lowest_index, weights.highest_index);
        }
        shares.push_back(share);
        sum += share;
    }
    for (auto& share : shares) {
        share /= sum;
    }
    return shares;
}

}  // namespace

std::vector<TopDown> top_down_shares(const std::vector<Signals>& siblings, const Weights& weights) {
    const double history = sum_of(siblings, &Signals::history);
    const double distribution = sum_of(siblings, &Signals::distribution);
    const double potential = sum_of(siblings, &Signals::potential);
    const double by_history = history > 0 ? weights.history : 0;
    const double by_distribution = distribution > 0 ? weights.distribution : 0;
    const double by_potential = potential > 0 ? weights.potential : 0;
    const double all = by_history + by_distribution + by_potential;
    std::vector<TopDown> result(siblings.size());
    if (all <= 0) {
        for (auto& each : result) {
            each.history = 1 / static_cast<double>(siblings.size());
        }
        return result;
    }
    const auto potentials = by_potential > 0 ? potential_shares(siblings, weights)
                                             : std::vector<double>(siblings.size(), 0.0);
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        if (by_history > 0) {
            result[i].history = by_history / all * siblings[i].history / history;
        }
        if (by_distribution > 0) {
            result[i].distribution =
                by_distribution / all * siblings[i].distribution / distribution;
        }
        result[i].potential = by_potential / all * potentials[i];
    }
    return result;
}

}  // namespace bihuan::allocation
