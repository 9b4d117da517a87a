#include "base/checked.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>

#include "base/money.h"

namespace bihuan {
namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

TEST(CheckedSums, AreExactUpToTheLastUnit) {
    EXPECT_EQ(checked_add(kMost - 1, 1, "a"), kMost);
    EXPECT_EQ(checked_subtract(kLeast + 1, 1, "a"), kLeast);
    EXPECT_EQ(checked_multiply(3'037'000'499, 3'037'000'499, "a"), 9'223'372'030'926'249'001);
    EXPECT_EQ(checked_sum(std::array<std::int64_t, 3>{kMost, -5, 5}, "a"), kMost);
    EXPECT_EQ(checked_round(-2.5, "a"), -3);
}

TEST(CheckedSums, SayWhatDoesNotFit) {
    EXPECT_THROW(checked_add(kMost, 1, "a"), FigureTooLarge);
    EXPECT_THROW(checked_subtract(kLeast, 1, "a"), FigureTooLarge);
    EXPECT_THROW(checked_multiply(kMost, 2, "a"), FigureTooLarge);
    EXPECT_THROW(checked_round(9.3e18, "a"), FigureTooLarge);
    EXPECT_THROW(checked_round(std::numeric_limits<double>::quiet_NaN(), "a"), FigureTooLarge);
    EXPECT_THROW(Money{kMost} + Money{1}, FigureTooLarge);
    EXPECT_THROW(Quantity{kLeast} - Quantity{1}, FigureTooLarge);
    try {
        checked_sum(std::array{kMost, kMost}, "the target of 北京");
        FAIL();
    } catch (const FigureTooLarge& error) {
        EXPECT_EQ(error.issues().front().code, "number_too_large");
        EXPECT_NE(std::string(error.what()).find("北京"), std::string::npos);
    }
}

TEST(CheckedSums, OfAMillionFiguresAtTheBoundFit) {
    constexpr std::int64_t kBound = 1'000'000'000'000;
    std::int64_t sum = 0;
    for (int i = 0; i < 1'000'000; ++i) add_to(sum, kBound, "a");
    EXPECT_EQ(sum, kBound * 1'000'000);
}

}  // namespace
}  // namespace bihuan
