#include "business/demand/forecasts/member_weights.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bihuan::forecasts {

namespace {

constexpr std::size_t kFewestProducts = 5;
/// A member that was nearly perfect is no hundred times better than one of a hundredth of the worst
/// one's error.
constexpr double kSmallestShare = 0.01;

/// Logarithms of a product's errors relative to the engine's, and how far chance moves them.
struct Record {
    std::int64_t product = 0;
    Members ratio{};
    Members chance{};
};

Members sum_of(std::span<const Members> rehearsals) {
    Members sum{};
    for (const auto& rehearsal : rehearsals)
        for (std::size_t i = 0; i < sum.size(); ++i) sum.at(i) += rehearsal.at(i);
    return sum;
}

/// Of errors that are no less than a share of the worst.
Members floored(Members errors, std::size_t members) {
    const double worst = *std::max_element(errors.begin(), errors.begin() + members);
    for (std::size_t i = 0; i < members; ++i)
        errors.at(i) = std::max(errors.at(i), kSmallestShare * worst);
    return errors;
}

/// Nothing was off, or there is a single rehearsal: none.
std::vector<Record> records_of(const MemberEvidence& evidence) {
    std::vector<Record> records;
    for (const auto& [product, rehearsals] : evidence.errors) {
        const auto count = static_cast<double>(rehearsals.size());
        const auto sums = floored(sum_of(rehearsals), evidence.members);
        if (rehearsals.size() < 2 || sums.front() <= 0) continue;
        Record record{.product = product};
        // Rehearsals of several months ahead overlap.
        const double overlap = std::max(1.0, count / evidence.of_product);
        for (std::size_t i = 1; i < evidence.members; ++i) {
            record.ratio.at(i) = std::log(sums.at(i) / sums.front());
            for (const auto& one : rehearsals) {
                const double pull = one.at(i) / sums.at(i) - one.front() / sums.front();
                record.chance.at(i) += pull * pull;
            }
            record.chance.at(i) *= overlap * count / (count - 1);
        }
        records.push_back(record);
    }
    return records;
}

/// How the products' ratios of one member are spread.
struct Spread {
    double chance = 0;   ///< The variance that the rehearsals' own scatter explains.
    double between = 0;  ///< What is left.

    double share() const { return between > 0 ? between / (between + chance) : 0; }
};

Spread spread_of(std::span<const Record> records, std::size_t member) {
    Spread spread;
    if (records.size() < kFewestProducts) return spread;
    const auto count = static_cast<double>(records.size());
    double mean = 0;
    for (const auto& record : records) {
        mean += record.ratio.at(member) / count;
        spread.chance += record.chance.at(member) / count;
    }
    double variance = 0;
    for (const auto& record : records)
        variance += std::pow(record.ratio.at(member) - mean, 2) / (count - 1);
    spread.between = std::max(0.0, variance - spread.chance);
    return spread;
}

/// From logarithms.
Members shares_of(Members logarithms, std::size_t members) {
    const double most = *std::max_element(logarithms.begin(), logarithms.begin() + members);
    Members shares{};
    double sum = 0;
    for (std::size_t i = 0; i < members; ++i)
        sum += shares.at(i) = std::exp(logarithms.at(i) - most);
    for (double& share : shares) share /= sum;
    return shares;
}

}  // namespace

MemberWeights weigh_members(const MemberEvidence& evidence) {
    const auto records = records_of(evidence);
    Members company{};
    for (const auto& [product, rehearsals] : evidence.errors) {
        const auto sums = sum_of(rehearsals);
        for (std::size_t i = 0; i < sums.size(); ++i) company.at(i) += sums.at(i);
    }
    company = floored(company, evidence.members);
    Members ratio{};
    for (std::size_t i = 1; i < evidence.members && company.front() > 0; ++i)
        ratio.at(i) = std::log(company.at(i) / company.front());

    Members common{};
    std::vector<Members> own(records.size());
    for (std::size_t i = 0; i < evidence.members; ++i) {
        const double belief = std::log(evidence.beliefs.at(i));
        common.at(i) = belief;
        for (auto& logarithms : own) logarithms.at(i) = belief;
        if (i == 0) continue;
        const auto spread = spread_of(records, i);
        common.at(i) -= evidence.of_company * ratio.at(i);
        // Of the variance of chance a share is left: as if more errors had been measured.
        const double share = spread.share();
        const double errors = share > 0 ? std::min(evidence.of_company, evidence.of_product / share)
                                        : evidence.of_company;
        for (std::size_t k = 0; k < records.size(); ++k)
            own[k].at(i) -= errors * (ratio.at(i) + share * (records[k].ratio.at(i) - ratio.at(i)));
    }
    MemberWeights weights{.company = shares_of(common, evidence.members)};
    for (std::size_t k = 0; k < records.size(); ++k)
        weights.own[records[k].product] = shares_of(own[k], evidence.members);
    return weights;
}

}  // namespace bihuan::forecasts
