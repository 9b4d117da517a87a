#include "business/demand/forecasts/member_weights.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::forecasts {
namespace {

constexpr std::size_t kRehearsals = 6;

/// Six rehearsals of products whose plain figure errs `ratio(product)` times as much as the engine,
/// each but for chance.
template <class Ratio>
ProductErrors errors_of(std::int64_t products, double chance, Ratio ratio) {
    Random random(5);
    ProductErrors errors;
    for (std::int64_t product = 1; product <= products; ++product)
        for (std::size_t i = 0; i < kRehearsals; ++i)
            errors[product].push_back({100 * std::exp(chance * random.normal()),
                                       100 * ratio(product) * std::exp(chance * random.normal())});
    return errors;
}

MemberEvidence evidence_of(const ProductErrors& errors) {
    return {.errors = errors,
            .members = 2,
            .beliefs = {1, 1, 1, 1},
            .of_product = kRehearsals,
            .of_company = kRehearsals * static_cast<double>(errors.size())};
}

double sum_of(const Members& weights) {
    return std::accumulate(weights.begin(), weights.end(), 0.0);
}

// 2 products × 3 errors each: (100 / 110)⁶ = 0.5645 to 1.
TEST(MemberWeights, OfTheCompanyFallWithTheErrorToThePowerOfTheNumberOfErrors) {
    const ProductErrors errors{{1, {{100, 110}}}, {2, {{100, 110}}}};
    const auto weights = weigh_members({.errors = errors,
                                        .members = 2,
                                        .beliefs = {1, 1, 1, 1},
                                        .of_product = 3,
                                        .of_company = 6});
    EXPECT_NEAR(weights.company[0], 1 / 1.5645, 1e-4);
    EXPECT_NEAR(sum_of(weights.company), 1, 1e-12);
    EXPECT_TRUE(weights.own.empty()) << "one rehearsal tells nothing of chance";
}

TEST(MemberWeights, AreTheCompanysWhereProductsDifferByChanceOnly) {
    const auto errors = errors_of(40, 0.5, [](auto) { return 1.1; });
    const auto weights = weigh_members(evidence_of(errors));
    ASSERT_EQ(weights.own.size(), 40U);
    for (const auto& [product, own] : weights.own) {
        EXPECT_NEAR(own[0], weights.company[0], 0.1) << product;
        EXPECT_NEAR(sum_of(own), 1, 1e-12);
    }
}

TEST(MemberWeights, AreOwnOnesWhereProductsDiffer) {
    const auto errors = errors_of(15, 0.3, [](auto product) { return product <= 5 ? 0.4 : 2.2; });
    const auto weights = weigh_members(evidence_of(errors));
    for (const auto& [product, own] : weights.own)
        EXPECT_GT(product <= 5 ? own[1] : own[0], 0.9) << product;
}

TEST(MemberWeights, OfFewProductsAreTheCompanys) {
    const auto errors = errors_of(4, 0.3, [](auto product) { return product == 1 ? 0.4 : 1.6; });
    const auto weights = weigh_members(evidence_of(errors));
    for (const auto& [product, own] : weights.own) EXPECT_EQ(own, weights.company) << product;
}

TEST(MemberWeights, AreTheBeliefsWhereNothingWasOff) {
    const ProductErrors errors{{1, {{0, 0}, {0, 0}}}};
    auto evidence = evidence_of(errors);
    evidence.beliefs = {1, 3, 1, 1};
    const auto weights = weigh_members(evidence);
    EXPECT_DOUBLE_EQ(weights.company[1], 0.75);
    EXPECT_TRUE(weights.own.empty());
}

TEST(MemberWeights, OfAPerfectMemberAreFinite) {
    const auto errors = errors_of(6, 0.3, [](auto) { return 0.0; });
    const auto weights = weigh_members(evidence_of(errors));
    EXPECT_GT(weights.company[1], 0.999);
    for (const auto& [product, own] : weights.own) EXPECT_GT(own[1], 0.999) << product;
}

}  // namespace
}  // namespace bihuan::forecasts
