#include "business/demand/forecasts/member_weights.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace bihuan::forecasts {

namespace {

constexpr std::size_t kFewestProducts = 5;
constexpr std::size_t kFewestRehearsals = 3;
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
    double independent = evidence.of_product * products;
    if (!group.empty() && group.begin()->second.size() == 1) independent = std::sqrt(independent);
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
                                      double independent) {
    const auto sums = sum_of(rehearsals);
    const double one = sums.at(pair.member);
    const double other = sums.at(pair.than);
    if (!(one > 0) || !(other > 0)) return std::nullopt;
    Advantage advantage{.product = product, .size = std::log(other / one)};
    for (const auto& rehearsal : rehearsals) {
        const double pull = rehearsal.at(pair.than) / other - rehearsal.at(pair.member) / one;
        advantage.chance += pull * pull;
    }
    // Rehearsals of several months ahead overlap.
    const auto count = static_cast<double>(rehearsals.size());
    advantage.chance *= count / (count - 1) * std::max(1.0, count / independent);
    return advantage;
}

/// The products that the pair's member clearly serves better, by how many standard errors.
std::map<std::int64_t, double> served_better(const MemberEvidence& evidence,
                                             const Members& company,
                                             Pair pair) {
    std::vector<Advantage> advantages;
    for (const auto& [product, rehearsals] : evidence.errors) {
        if (rehearsals.size() < kFewestRehearsals) continue;
        const auto one = advantage_of(product, rehearsals, pair, evidence.of_product);
        if (one) advantages.push_back(*one);
    }
    if (advantages.size() < kFewestProducts) return {};
    const auto count = static_cast<double>(advantages.size());
    double mean = 0;
    double chance = 0;
    for (const auto& one : advantages) {
        mean += one.size / count;
        chance += one.chance / count;
    }
    double variance = 0;
    for (const auto& one : advantages) variance += std::pow(one.size - mean, 2) / (count - 1);
    const double between = std::max(0.0, variance - chance);
    const double common = std::log(company.at(pair.than) / company.at(pair.member));
    std::map<std::int64_t, double> served;
    for (const auto& one : advantages) {
        const double doubt = std::max(one.chance, chance);
        const double share = between > 0 ? between / (between + doubt) : 0;
        const double size = common + share * (one.size - common);
        const double standard_error = std::sqrt(share * doubt);
        if (size > 0 && size >= kClear * standard_error)
            served[one.product] = standard_error > 0 ? size / standard_error : size;
    }
    return served;
}

/// Products by the member that serves them best; the company's best where no other does clearly.
std::vector<ProductErrors> groups_of(const MemberEvidence& evidence, const Members& company) {
    const auto usual = best_of(company, evidence.members);
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
    MemberWeights weights{.company = shares_of(evidence.errors, evidence)};
    const auto groups = groups_of(evidence, company);
    for (const auto& group : groups) {
        if (group.empty() || group.size() == evidence.errors.size()) continue;
        const auto shares = shares_of(group, evidence);
        for (const auto& [product, rehearsals] : group) weights.own[product] = shares;
    }
    return weights;
}

}  // namespace bihuan::forecasts
