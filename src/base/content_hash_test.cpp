#include "base/content_hash.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace bihuan {
namespace {

// FIPS 180-4 example "abc".
TEST(ContentHash, OfPlainBytesIsTheStandardOne) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ContentHash, KnowsWhereAPieceEnds) {
    EXPECT_NE(ContentHash().add("a").add("bc").hex(), ContentHash().add("ab").add("c").hex());
    EXPECT_NE(ContentHash().add_value(Value{}).hex(),
              ContentHash().add_value(Value{std::int64_t{0}}).hex());
}

TEST(ContentHash, TakesEveryMissingNumberAsTheSame) {
    const std::vector<double> quiet{1, std::numeric_limits<double>::quiet_NaN()};
    const std::vector<double> other{1, -std::numeric_limits<double>::quiet_NaN()};
    EXPECT_EQ(ContentHash().add_numbers(quiet).hex(), ContentHash().add_numbers(other).hex());
    EXPECT_NE(ContentHash().add_numbers(quiet).hex(),
              ContentHash().add_numbers(std::vector<double>{1, 2}).hex());
}

}  // namespace
}  // namespace bihuan
