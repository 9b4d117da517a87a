#include "base/overwrite.h"

#include <limits>

#include <gtest/gtest.h>

namespace bihuan {

struct Reading {
    Id<Reading> id;
    std::string place;
    double degrees = 0;
    std::optional<double> wind;
};

template <>
inline constexpr auto kDescription<Reading> = describe<Reading>("readings",
                                                                field("id", &Reading::id),
                                                                field("place", &Reading::place),
                                                                field("degrees", &Reading::degrees),
                                                                field("wind", &Reading::wind));

namespace {

// What is written over the row before is what the row alone would be, to the bit: seals rest on it.
TEST(OverwrittenValues, AreThoseOfTheNounAlone) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Reading> readings{{{1}, "a", 0.0, std::nullopt},
                                        {{1}, "a", -0.0, 0.0},
                                        {{2}, "a", 0.0, -0.0},
                                        {{2}, "", nan, std::nullopt},
                                        {{2}, "b", nan, nan},
                                        {{3}, "b", 1.5, 2.5},
                                        {{3}, "b", 1.5, 2.5}};
    Values values;
    const Reading* before = nullptr;
    for (const Reading& reading : readings) {
        overwrite_values(before, reading, values);
        before = &reading;
        const Values alone = to_values(reading);
        ASSERT_EQ(values.size(), alone.size());
        for (std::size_t i = 0; i < alone.size(); ++i) {
            ASSERT_EQ(values[i].index(), alone[i].index());
            const auto* number = std::get_if<double>(&alone[i]);
            if (number == nullptr) {
                EXPECT_EQ(values[i], alone[i]);
                continue;
            }
            EXPECT_EQ(std::bit_cast<std::uint64_t>(std::get<double>(values[i])),
                      std::bit_cast<std::uint64_t>(*number));
        }
    }
}

}  // namespace
}  // namespace bihuan
