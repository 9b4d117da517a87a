#include <gtest/gtest.h>

#include "base/day.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"

namespace bihuan {
namespace {

TEST(Day, ReadsOnlyDaysThatExist) {
    EXPECT_EQ(Day::parse("2026-10-01"), Day(2026, 10, 1));
    EXPECT_FALSE(Day::parse("2026-02-29"));
    EXPECT_FALSE(Day::parse("2026-13-01"));
    EXPECT_FALSE(Day::parse("2026-1-1"));
    EXPECT_EQ(to_string(Day(2024, 2, 29)), "2024-02-29");
}

TEST(Day, KnowsItsWeek) {
    EXPECT_EQ(Day(2026, 11, 22).week(), Day(2026, 11, 16));
    EXPECT_EQ(Day(2026, 11, 16).week(), Day(2026, 11, 16));
    EXPECT_EQ(Day(2026, 11, 22).weekday(), 7U);
}

TEST(Month, CountsAcrossYears) {
    EXPECT_EQ(Month(2026, 11) + 2, Month(2027, 1));
    EXPECT_EQ(Month(2027, 1) - Month(2025, 12), 13);
    EXPECT_EQ(Month(2024, 2).days(), 29);
    EXPECT_EQ(to_string(Month::parse("2026-09").value()), "2026-09");
    EXPECT_FALSE(Month::parse("2026-00"));
}

TEST(Instant, ReadsWhatBothDatabasesWrite) {
    const auto instant = parse_instant("2026-10-01 08:30:00.5+00");
    ASSERT_TRUE(instant);
    EXPECT_EQ(to_string(*instant), "2026-10-01T08:30:00.500000Z");
    EXPECT_EQ(parse_instant(to_string(*instant)), instant);
    EXPECT_FALSE(parse_instant("2026-10-01T25:00:00Z"));
}

TEST(Clock, TodayIsTheDayInChina) {
    EXPECT_EQ(FixedClock(*parse_instant("2026-10-01T17:00:00Z")).today(), Day(2026, 10, 2));
}

TEST(Id, IsOrderedAndNeverRepeats) {
    const auto first = make_id();
    const auto second = make_id();
    EXPECT_GT(first, 0);
    EXPECT_GT(second, first);
}

TEST(Error, NamesItsStatusAndExitCode) {
    EXPECT_EQ(error_name(ErrorCode::NotFound), "not_found");
    EXPECT_EQ(http_status(ErrorCode::InvalidInput), 422);
    EXPECT_EQ(exit_code(ErrorCode::Internal), 1);
}

TEST(Random, IsAPureFunctionOfSeedStreamAndCount) {
    Random a(7, 3);
    Random b(7, 3);
    Random other(7, 4);
    double sum = 0;
    for (int i = 0; i < 10'000; ++i) {
        const double draw = a.uniform();
        EXPECT_EQ(draw, b.uniform());
        sum += draw;
    }
    EXPECT_NEAR(sum / 10'000, 0.5, 0.02);
    EXPECT_NE(a.bits(), other.bits());
}

}  // namespace
}  // namespace bihuan
