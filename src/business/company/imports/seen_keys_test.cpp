#include "business/company/imports/seen_keys.h"

#include <gtest/gtest.h>

namespace bihuan::imports {
namespace {

/// As a file has them: every outlet and product of a day, day after day.
std::uint64_t key_of(std::uint64_t i) {
    return (i % 300) << 40U | (i / 300 % 20) << 20U | (20'000 + i / 6000);
}

TEST(SeenKeys, TellTheRowThatBroughtAKeyFirst) {
    SeenKeys seen;
    constexpr std::int64_t kRows = 200'000;
    for (std::int64_t row = 1; row <= kRows; ++row)
        ASSERT_EQ(seen.insert(key_of(static_cast<std::uint64_t>(row)), row), 0) << row;
    for (std::int64_t row = 1; row <= kRows; row += 7)
        ASSERT_EQ(seen.insert(key_of(static_cast<std::uint64_t>(row)), kRows + row), row);
}

TEST(SeenKeys, KnowAnyKey) {
    SeenKeys seen;
    EXPECT_EQ(seen.insert(0, 5), 0);
    EXPECT_EQ(seen.insert(~std::uint64_t{0}, 6), 0);
    EXPECT_EQ(seen.insert(0, 7), 5);
    EXPECT_EQ(seen.insert(~std::uint64_t{0}, 8), 6);
}

}  // namespace
}  // namespace bihuan::imports
