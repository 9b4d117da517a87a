#include "base/content_hash.h"

#include <cstring>
#include <limits>
#include <string>
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

// 100,000 bytes and their length, as one piece and as the same bytes in many.
TEST(ContentHash, IsTheSameForLargePiecesAndSmallOnes) {
    const std::string text(100'000, 'x');
    std::string bytes(sizeof(std::int64_t), '\0');
    const auto size = static_cast<std::int64_t>(text.size());
    std::memcpy(bytes.data(), &size, sizeof size);
    EXPECT_EQ(ContentHash().add(text).hex(), sha256_hex(bytes + text));

    ContentHash numbers;
    std::string same;
    for (std::int64_t number = 0; number < 5'000; ++number) {
        numbers.add(number);
        same.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
    EXPECT_EQ(numbers.hex(), sha256_hex(same));
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
