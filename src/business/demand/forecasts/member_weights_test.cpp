#include "business/demand/forecasts/member_weights.h"

#include <cmath>

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
    return {.errors = errors, .members = 2, .beliefs = {1, 1, 1, 1}, .rehearsals = kRehearsals};
}

// 2 products × 3 errors each: (100 / 110)⁶ = 0.5645 to 1; of one rehearsal (100 / 110)^√2 = 0.8739.
TEST(MemberWeights, OfTheCompanyFallWithTheErrorToThePowerOfTheNumberOfErrors) {
    const auto engine = [](const ProductErrors& errors) {
        return weigh_members({.errors = errors,
                              .members = 2,
                              .beliefs = {1, 1, 1, 1},
                              .rehearsals = errors.begin()->second.size()})
            .company[0];
    };
    const Members one{40, 50};
    const Members other{60, 60};
    EXPECT_NEAR(engine({{1, {one, other, {0, 0}}}, {2, {one, other, {0, 0}}}}), 1 / 1.5645, 1e-4);
    EXPECT_NEAR(engine({{1, {{100, 110}}}, {2, {{100, 110}}}}), 1 / 1.8739, 1e-4);
}

TEST(MemberWeights, AreTheCompanysWhereProductsDifferByChanceOnly) {
    const auto errors = errors_of(40, 0.5, [](auto) { return 1.1; });
    const auto weights = weigh_members(evidence_of(errors));
    EXPECT_TRUE(weights.own.empty());
    EXPECT_GT(weights.company[0], 0.99);
}

TEST(MemberWeights, AreOwnOnesWhereAnotherMemberIsClearlyBetter) {
    const auto errors = errors_of(15, 0.3, [](auto product) { return product <= 5 ? 0.4 : 1.6; });
    const auto weights = weigh_members(evidence_of(errors));
    EXPECT_EQ(weights.own.size(), 5U);
    for (const auto& [product, own] : weights.own) {
        EXPECT_LE(product, 5);
        EXPECT_GT(own[1], 0.99) << product;
    }
    EXPECT_GT(weights.company[0], 0.99) << "of the others, and of those that nobody rehearsed";
}

TEST(MemberWeights, OfOneThatWasRehearsedOnceAreTheCompanys) {
    auto errors = errors_of(15, 0.3, [](auto product) { return product <= 5 ? 0.4 : 1.6; });
    errors[1].resize(1);
    const auto weights = weigh_members(evidence_of(errors));
    EXPECT_FALSE(weights.own.contains(1));
    EXPECT_GT(weights.company[0], 0.99) << "its single rehearsal makes the others' no fewer";
}

TEST(MemberWeights, OfFewProductsAreTheCompanys) {
    const auto errors = errors_of(4, 0.3, [](auto product) { return product == 1 ? 0.4 : 1.6; });
    EXPECT_TRUE(weigh_members(evidence_of(errors)).own.empty());
}

TEST(MemberWeights, AreTheEnginesWhereNothingWasOff) {
    const ProductErrors errors{{1, {{0, 0}, {0, 0}}}};
    EXPECT_DOUBLE_EQ(weigh_members(evidence_of(errors)).company[0], 1);
}

TEST(MemberWeights, AreTheBeliefsBeforeAnythingWasRehearsed) {
    const ProductErrors errors;
    auto evidence = evidence_of(errors);
    evidence.beliefs = {1, 3, 1, 1};
    EXPECT_DOUBLE_EQ(weigh_members(evidence).company[1], 0.75);
}

TEST(MemberWeights, OfAPerfectMemberAreFinite) {
    const auto errors = errors_of(6, 0.3, [](auto) { return 0.0; });
    const auto weights = weigh_members(evidence_of(errors));
    EXPECT_DOUBLE_EQ(weights.company[1], 1);
    EXPECT_TRUE(weights.own.empty());
}

}  // namespace
}  // namespace bihuan::forecasts
