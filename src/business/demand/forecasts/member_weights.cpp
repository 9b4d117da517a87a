#include "business/demand/forecasts/member_weights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace bihuan::forecasts {

namespace {

constexpr std::size_t kFewestProducts = 5;
constexpr std::size_t kFewestRehearsals = 3;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kClear = 2;  ///< Standard errors.

Members sum_of(const std::vector<Members>& rehearsals) {
    Members sum{};
    for (const auto& rehearsal : rehearsals)
        for (std::size_t i = 0; i < sum.size(); ++i) sum.at(i) += rehearsal.at(i);
    return sum;
}

Members sum_of(const ProductErrors& errors) {
    Members sum{};
    for (const auto& [product, rehearsals] : errors) {
        const auto own = sum_of(rehearsals);
        for (std::size_t i = 0; i < sum.size(); ++i) sum.at(i) += own.at(i);
    }
    return sum;
}

std::size_t best_of(const Members& errors, std::size_t members) {
    return static_cast<std::size_t>(
        std::min_element(errors.begin(), errors.begin() + static_cast<std::ptrdiff_t>(members)) -
        errors.begin());
}

/// Kish's effective number of equal products.
double effective_products(const ProductErrors& errors) {
    double sum = 0;
    double squares = 0;
    for (const auto& [product, rehearsals] : errors) {
        double size = 0;
        for (const double error : sum_of(rehearsals)) size += error;
        sum += size;
        squares += size * size;
    }
    return squares > 0 ? sum * sum / squares : 0;
}

/// Of the products of a group, or of all.
Members shares_of(const ProductErrors& group, const MemberEvidence& evidence) {
    const auto errors = sum_of(group);
    const double least = errors.at(best_of(errors, evidence.members));
    const double products = effective_products(group);
    Members shares{};
    if (!group.empty() && products == 0) {
        shares.front() = 1;
        return shares;
    }
    double independent = static_cast<double>(evidence.rehearsals) / evidence.overlap * products;
    if (evidence.rehearsals == 1) independent = std::sqrt(independent);
    double sum = 0;
    for (std::size_t i = 0; i < evidence.members; ++i) {
        const double error = errors.at(i);
        shares.at(i) =
            evidence.beliefs.at(i) * (error > 0 ? std::pow(least / error, independent) : 1);
        sum += shares.at(i);
    }
    for (double& share : shares) share /= sum;
    return shares;
}

/// How much less one member errs than another, as logarithms, and how far chance moves that.
struct Advantage {
    std::int64_t product = 0;
    double size = 0;
    double chance = 0;
};

struct Pair {
    std::size_t member;
    std::size_t than;
};

/// None where a member was never off.
std::optional<Advantage> advantage_of(std::int64_t product,
                                      const std::vector<Members>& rehearsals,
                                      Pair pair,
                                      double overlap) {
    const auto sums = sum_of(rehearsals);
    const double one = sums.at(pair.member);
    const double other = sums.at(pair.than);
    if (!(one > 0) || !(other > 0)) return std::nullopt;
    Advantage advantage{.product = product, .size = std::log(other / one)};
    for (const auto& rehearsal : rehearsals) {
        const double pull = rehearsal.at(pair.than) / other - rehearsal.at(pair.member) / one;
        advantage.chance += pull * pull;
    }
    const auto count = static_cast<double>(rehearsals.size());
    advantage.chance *= count / (count - 1) * overlap;
    return advantage;
}

std::vector<Advantage> advantages_of(const MemberEvidence& evidence, Pair pair) {
    std::vector<Advantage> advantages;
    for (const auto& [product, rehearsals] : evidence.errors) {
        if (rehearsals.size() < kFewestRehearsals) continue;
        if (const auto one = advantage_of(product, rehearsals, pair, evidence.overlap))
            advantages.push_back(*one);
    }
    return advantages;
}

/// How advantages lie about the company's.
struct Spread {
    double common = 0;
    double chance = 0;   ///< The variance that the rehearsals' own scatter explains.
    double between = 0;  ///< What is left.

    Spread(const std::vector<Advantage>& advantages, double company) : common(company) {
        const auto count = static_cast<double>(advantages.size());
        double variance = 0;
        for (const auto& one : advantages) {
            variance += std::pow(one.size - common, 2) / count;
            chance += one.chance / count;
        }
        between = std::max(0.0, variance - chance);
    }

    /// By how many standard errors an advantage, shrunk towards the company's, lies above 0.
    double clearness(const Advantage& one) const {
        const double doubt = std::max(one.chance, chance);
        const double share = between > 0 ? between / (between + doubt) : 0;
        const double size = common + share * (one.size - common);
        if (share * doubt > 0) return size / std::sqrt(share * doubt);
        return size > 0 ? kInfinity : 0;
    }
};

/// The products that the pair's member clearly serves better, by how many standard errors.
std::map<std::int64_t, double> served_better(const MemberEvidence& evidence,
                                             const Members& company,
                                             Pair pair) {
    const auto advantages = advantages_of(evidence, pair);
    if (advantages.size() < kFewestProducts) return {};
    const Spread spread(advantages, std::log(company.at(pair.than) / company.at(pair.member)));
    std::map<std::int64_t, double> served;
    for (const auto& one : advantages)
        if (const double clearness = spread.clearness(one); clearness >= kClear)
            served[one.product] = clearness;
    return served;
}

/// Products by the member that clearly serves them better than the usual one; the others are left
/// with that.
std::vector<ProductErrors> groups_of(const MemberEvidence& evidence,
                                     const Members& company,
                                     std::size_t usual) {
    struct Choice {
        std::size_t member = 0;
        double clearness = 0;
    };
    std::map<std::int64_t, Choice> choices;
    for (std::size_t member = 0; member < evidence.members; ++member) {
        if (member == usual || !(company.at(member) > 0) || !(company.at(usual) > 0)) continue;
        for (const auto& [product, clearness] : served_better(evidence, company, {member, usual})) {
            auto& choice = choices[product];
            if (clearness > choice.clearness) choice = {member, clearness};
        }
    }
    std::vector<ProductErrors> groups(evidence.members);
    for (const auto& [product, rehearsals] : evidence.errors) {
        const auto choice = choices.find(product);
        groups[choice == choices.end() ? usual : choice->second.member][product] = rehearsals;
    }
    return groups;
}

}  // namespace

MemberWeights weigh_members(const MemberEvidence& evidence) {
    const auto company = sum_of(evidence.errors);
    const auto usual = best_of(company, evidence.members);
    const auto groups = groups_of(evidence, company, usual);
    const bool none_usual = groups[usual].empty();
    MemberWeights weights{.company =
                              shares_of(none_usual ? evidence.errors : groups[usual], evidence)};
    for (std::size_t member = 0; member < evidence.members; ++member) {
        if (member == usual || groups[member].empty()) continue;
        const auto shares = shares_of(groups[member], evidence);
        for (const auto& [product, rehearsals] : groups[member]) weights.own[product] = shares;
    }
    return weights;
}

}  // namespace bihuan::forecasts
