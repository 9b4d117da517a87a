#include "platform/files/cell_values.h"

#include <string>

#include <gtest/gtest.h>

namespace bihuan::files {
namespace {

/// The value as text, or the code of the fault.
std::string number(std::string_view text) {
    const auto value = parse_decimal(text, 2);
    return value ? std::to_string(*value) : std::string(value.error().code);
}

std::string whole(std::string_view text) {
    const auto value = parse_whole(text);
    return value ? std::to_string(*value) : std::string(value.error().code);
}

std::string day(std::string_view text) {
    const auto value = parse_day(text);
    return value ? to_string(*value) : std::string(value.error().code);
}

std::string month(std::string_view text) {
    const auto value = parse_month(text);
    return value ? to_string(*value) : std::string(value.error().code);
}

std::string flag(std::string_view text) {
    const auto value = parse_flag(text);
    return value ? (*value ? "yes" : "no") : std::string(value.error().code);
}

TEST(ParseDecimal, UnderstandsTheWaysNumbersAreWritten) {
    EXPECT_EQ(number("499.23"), "49923");
    EXPECT_EQ(number(" 1,234.5 "), "123450");
    EXPECT_EQ(number("１，２３４．５"), "123450");
    EXPECT_EQ(number("(1,234)"), "-123400");
    EXPECT_EQ(number("（１２）"), "-1200");
    EXPECT_EQ(number("12-"), "-1200");
    EXPECT_EQ(number("-0.5"), "-50");
    EXPECT_EQ(number("−3"), "-300");
    EXPECT_EQ(number("+3"), "300");
    EXPECT_EQ(number("¥1,200.00"), "120000");
    EXPECT_EQ(number("￥-8"), "-800");
    EXPECT_EQ(number("12.5元"), "1250");
    EXPECT_EQ(number("3.5万"), "3500000");
    EXPECT_EQ(number("1.2亿元"), "12000000000");
    EXPECT_EQ(number("1.5E+3"), "150000");
    EXPECT_EQ(number("'15.5"), "1550");
    EXPECT_EQ(number(".5"), "50");
    EXPECT_EQ(number("1 234"), "123400");
}

TEST(ParseDecimal, APercentageIsNoAmount) {
    EXPECT_EQ(number("15%"), "share_for_amount");
    EXPECT_EQ(number("１５％"), "share_for_amount");
    EXPECT_EQ(whole("100%"), "share_for_amount");
    EXPECT_EQ(parse_amount("5%").error().code, "share_for_amount");
    EXPECT_DOUBLE_EQ(parse_amount("1.5万").value(), 15'000);
    EXPECT_DOUBLE_EQ(parse_number("15%").value(), 0.15);
}

TEST(ParseDecimal, RoundsHalfAwayFromZero) {
    EXPECT_EQ(number("12.345"), "1235");
    EXPECT_EQ(number("-12.345"), "-1235");
    EXPECT_EQ(number("12.3449999"), "1234");
    EXPECT_EQ(number("371.52000000000004"), "37152");
    EXPECT_EQ(number("0.004"), "0");
    EXPECT_EQ(number("0.000000000000000000000000000005"), "0");
}

TEST(ParseDecimal, SaysWhatIsWrong) {
    EXPECT_EQ(number(""), "empty_cell");
    EXPECT_EQ(number("　"), "empty_cell");
    EXPECT_EQ(number("abc"), "not_a_number");
    EXPECT_EQ(number("12箱"), "not_a_number");
    EXPECT_EQ(number("1.2.3"), "ambiguous_number");
    EXPECT_EQ(number("1,23"), "ambiguous_number");
    EXPECT_EQ(number("1.234,56"), "ambiguous_number");
    EXPECT_EQ(number("12,34,567"), "ambiguous_number");
    EXPECT_EQ(number("-"), "not_a_number");
    EXPECT_EQ(number("()"), "not_a_number");
    EXPECT_EQ(number("1e999"), "number_too_large");
    EXPECT_EQ(number("99999999999999999999"), "number_too_large");
    EXPECT_EQ(number("#DIV/0!"), "cell_error");
    EXPECT_EQ(number("=A1*2"), "formula_without_value");
    EXPECT_EQ(number("nan"), "not_a_number");
    EXPECT_EQ(number("inf"), "not_a_number");
}

TEST(ParseNumber, IsTheNearestDouble) {
    EXPECT_DOUBLE_EQ(parse_number("0.1").value(), 0.1);
    EXPECT_DOUBLE_EQ(parse_number("1.7976931348623157E308").value(), 1.7976931348623157E308);
    EXPECT_DOUBLE_EQ(parse_number("12345678901234567890").value(), 12345678901234567890.0);
    EXPECT_DOUBLE_EQ(parse_number("37.99").value(), 37.99);
}

TEST(ParseWhole, TakesNoFractions) {
    EXPECT_EQ(whole("129"), "129");
    EXPECT_EQ(whole("-7"), "-7");
    EXPECT_EQ(whole("12.0"), "12");
    EXPECT_EQ(whole("12.0000000001"), "12");
    EXPECT_EQ(whole("1.2万"), "12000");
    EXPECT_EQ(whole("12.5"), "not_whole");
    EXPECT_EQ(whole("9999999999999999999"), "number_too_large");
}

TEST(ParseMultiple, TurnsPacksIntoPieces) {
    EXPECT_EQ(parse_multiple("1.5", 12).value(), 18);
    EXPECT_EQ(parse_multiple("0.3333", 3).value(), 1);
    EXPECT_EQ(parse_multiple("-2", 24).value(), -48);
    EXPECT_EQ(parse_multiple("1.5万", 1).value(), 15'000);
    EXPECT_EQ(parse_multiple("1.5", 1).error().code, "not_whole");
    EXPECT_EQ(parse_multiple("99999999999999", 24).error().code, "number_too_large");
}

TEST(ParseShare, StaysWithinZeroAndOne) {
    EXPECT_DOUBLE_EQ(parse_share("15%").value(), 0.15);
    EXPECT_DOUBLE_EQ(parse_share("0.15").value(), 0.15);
    EXPECT_EQ(parse_share("15").error().code, "not_a_share");
    EXPECT_EQ(parse_share("-1%").error().code, "not_a_share");
}

TEST(ParseDay, UnderstandsTheWaysDaysAreWritten) {
    for (const auto* text : {"2026-10-01",
                             "2026/10/1",
                             "2026.10.1",
                             "20261001",
                             "2026年10月1日",
                             "２０２６年１０月１日",
                             "2026 年 10 月 1 日",
                             "2026-10-01 00:00:00",
                             "2026-10-01T08:30:00Z",
                             "2026/10/1 8:30",
                             "46296",
                             "46296.5",
                             "2026-10-01 12:00:00 AM",
                             "'2026-10-01",
                             "October 1st, 2026",
                             "1st Oct 2026",
                             "Thu Oct 01 15:00:00 CST 2026",
                             "Thu Oct  1 15:00:00 2026",
                             "2026/10/1 上午 8:30:00",
                             "2026/10/1 8:30:00 AM",
                             "2026/10/1 下午3:05",
                             "2026-10-01T00:00:00-05:00",
                             "2026-10-01T00:00:00.000+0800",
                             "2026-10-01 23:59:59 +08",
                             "2026-10-01 00:00:00 UTC",
                             "1-Oct-2026",
                             "01 October 2026",
                             "1Oct2026",
                             "1-Oct-26",
                             "Oct 1, 2026",
                             "Thu, 01 Oct 2026 00:00:00 GMT",
                             "2026-Oct-01",
                             "周四 2026-10-01",
                             "2026年10月1日 星期四",
                             "2026年10月1日 8时30分",
                             "2026年十月1日",
                             "26年10月1日",
                             "2026-10-01(周四)",
                             "2026-10-01（星期四）"}) {
        EXPECT_EQ(day(text), "2026-10-01") << text;
    }
    EXPECT_EQ(day("9/28/26"), "2026-09-28") << "no other part can be the day";
    EXPECT_EQ(day("13/10/2026"), "2026-10-13");
    EXPECT_EQ(day("10/13/2026"), "2026-10-13");
    EXPECT_EQ(day("2/2/2026"), "2026-02-02");
}

TEST(ParseDay, SaysWhatIsWrong) {
    EXPECT_EQ(day("10/1/2026"), "ambiguous_day");
    EXPECT_EQ(day("26-10-01"), "ambiguous_day");
    EXPECT_EQ(day("2026-02-29"), "not_a_day");
    EXPECT_EQ(day("2026-13-01"), "not_a_day");
    EXPECT_EQ(day("0001-01-01"), "not_a_day");
    EXPECT_EQ(day("120"), "not_a_day");
    EXPECT_EQ(day("yesterday"), "not_a_day");
    EXPECT_EQ(day(""), "empty_cell");
    EXPECT_EQ(day("2026-10-01-02"), "not_a_day");
    EXPECT_EQ(day("99999999999"), "not_a_day");
    EXPECT_EQ(day("2026-10-01 x"), "not_a_day");
    EXPECT_EQ(day("2026-10-01 5"), "not_a_day");
    EXPECT_EQ(day("Oct 01 soon 2026"), "not_a_day");
    EXPECT_EQ(day("1sth Oct 2026"), "not_a_day");
    EXPECT_EQ(day("31 Sep 2026"), "not_a_day");
    EXPECT_EQ(day("8:30"), "not_a_day");
    EXPECT_EQ(day("Monday"), "not_a_day");
    EXPECT_EQ(day("10月1日"), "not_a_day");
}

// What a browser makes of midnight in China is 16:00 of the day before in UTC.
TEST(ParseDay, OfATimeInUtcIsTheDayThatItIsInChina) {
    for (const auto* text : {"2026-10-01T16:00:00Z",
                             "2026-10-01T16:00:00.000Z",
                             "2026-10-01T23:59:59+00:00",
                             "2026-10-01 16:00:00 UTC",
                             "2026-10-01 16:00:00+0000",
                             "Thu, 01 Oct 2026 16:00:00 GMT",
                             "2026/10/1 4:00 PM UTC",
                             "2026-10-02T15:59:59Z",
                             "2026-10-02T00:00:00Z"})
        EXPECT_EQ(day(text), "2026-10-02") << text;
    EXPECT_EQ(day("Thu, 01 Oct 2026 16:00:00 GMT+0800"), "2026-10-01");
    EXPECT_EQ(day("2026-10-01T20:00:00-05:00"), "2026-10-01") << "the day of who wrote it";
    EXPECT_EQ(day("2026-10-01 16:00:00"), "2026-10-01");
    EXPECT_EQ(month("2026-09-30T16:00:00Z"), "2026-10");
}

TEST(ParseDay, OfSeveralMonthsOrOfADayWithoutItsYearIsNone) {
    for (const auto* text : {"2026年1-2月",
                             "2026年1月2月",
                             "2026年1月-2月",
                             "2026年1-2",
                             "2026.1-2",
                             "2026/1-3",
                             "2026-1~2",
                             "2026-01/02",
                             "Jan-Feb 2026",
                             "01-02月",
                             "1年2年3年",
                             "2026月10年1日",
                             "06月05日"})
        EXPECT_EQ(day(text), "not_a_day") << text;
    EXPECT_EQ(day("2026年10.1"), "2026-10-01");
    EXPECT_EQ(day("2026年10月1"), "2026-10-01");
}

TEST(ParseDay, SaysHowAMonthIsWrittenAsADay) {
    for (const char* month :
         {"2026-10", "2026/10", "2026.10", "2026.1", "202610", "2026年10月", "Oct 2026", "10/2026"})
        EXPECT_EQ(day(month), "month_for_day") << month;
    EXPECT_EQ(day("2026-13"), "not_a_day");
    EXPECT_EQ(day("202613"), "not_a_day");
}

TEST(ParseDay, FollowsTheOrderThatIsGiven) {
    EXPECT_EQ(to_string(parse_day("10/1/2026", DayOrder::MonthFirst).value()), "2026-10-01");
    EXPECT_EQ(to_string(parse_day("10/1/2026", DayOrder::DayFirst).value()), "2026-01-10");
    EXPECT_EQ(to_string(parse_day("26-10-01", DayOrder::YearFirst).value()), "2026-10-01");
    EXPECT_EQ(to_string(parse_day("1/10/26 8:30 PM", DayOrder::DayFirst).value()), "2026-10-01");
    EXPECT_EQ(parse_day("10/13/2026", DayOrder::DayFirst).error().code, "not_a_day");
    EXPECT_EQ(to_string(parse_day("2026-10-01", DayOrder::DayFirst).value()), "2026-10-01");
}

TEST(DayOrderEvidence, IsSettledByDaysAboveTwelve) {
    const auto order = [](std::initializer_list<std::string_view> days) {
        DayOrderEvidence evidence;
        for (const auto day : days) evidence.see(day);
        return evidence.settled();
    };
    EXPECT_EQ(order({"10/1/2026", "9/28/2026", "2026-10-05", "很多"}), DayOrder::MonthFirst);
    EXPECT_EQ(order({"1/10/2026", "28/9/2026"}), DayOrder::DayFirst);
    EXPECT_EQ(order({"99-10-01", "26-10-01"}), DayOrder::YearFirst);
    EXPECT_EQ(order({"10/1/2026", "2/2/2026"}), DayOrder::Unknown);
    EXPECT_EQ(order({"28/9/2026", "9/28/2026"}), DayOrder::Unknown) << "they contradict";
}

TEST(DayOrderEvidence, OfPeriodsIsSettledByFirstsOfMonths) {
    const auto order = [](std::initializer_list<std::string_view> days) {
        DayOrderEvidence evidence;
        for (const auto day : days) evidence.see(day);
        return evidence.settled_by_firsts();
    };
    EXPECT_EQ(order({"1/1/2026", "2/1/2026", "3/1/2026"}), DayOrder::MonthFirst);
    EXPECT_EQ(order({"01.01.2026", "01.02.2026", "01.03.2026"}), DayOrder::DayFirst);
    EXPECT_EQ(order({"1/1/2026", "1/1/2027", "1/1/2028"}), DayOrder::Unknown) << "either is it";
    EXPECT_EQ(order({"1/2/2026", "1/2/2026", "1/2/2026"}), DayOrder::Unknown) << "one day only";
    EXPECT_EQ(order({"1/2/2026", "2/2/2026", "3/2/2026"}), DayOrder::Unknown);
}

TEST(ParseMonth, UnderstandsTheWaysMonthsAreWritten) {
    for (const auto* text : {"2026-10",
                             "2026/10",
                             "2026.10",
                             "202610",
                             "2026年10月",
                             "10/2026",
                             "2026-10-01",
                             "46296",
                             "46296.0",
                             "Oct-26",
                             "Oct 2026",
                             "2026 October",
                             "2026-Oct",
                             "2026年十月",
                             "26年10月",
                             "1 Oct 2026"}) {
        EXPECT_EQ(month(text), "2026-10") << text;
    }
    EXPECT_EQ(month("2026.01"), "2026-01");
    EXPECT_EQ(month("2026.9"), "2026-09");
    EXPECT_EQ(month("2026.1"), "cut_october");
    EXPECT_EQ(month("2026-1"), "2026-01") << "no number looks so";
    EXPECT_EQ(month("26-Oct"), "ambiguous_month");
    EXPECT_EQ(month("2026-10-02"), "not_a_month");
    EXPECT_EQ(month("26-10"), "ambiguous_month");
    EXPECT_EQ(month("202613"), "not_a_month");
    EXPECT_EQ(month("10月"), "not_a_month");
}

TEST(ParseMonth, OfSeveralMonthsIsRefused) {
    for (const auto* text :
         {"05-06月",      "01-02月",      "1-3月",     "12-01月",     "5~6月",
          "5月～6月",     "5月至6月",     "5月-6月",   "2026年1-2月", "2026年1月-2月",
          "2026年1月2月", "2026年10-1月", "26年1-2月", "1.2月",       "2026.1-2",
          "2026-1~2",     "2026-01/02",   "1-2/2026",  "Jan-Feb",     "Jan-Feb 2026",
          "2026 Oct-Nov"})
        EXPECT_EQ(month(text), "several_months") << text;
    EXPECT_EQ(month("26-10月"), "2026-10") << "there is no month 26";
}

TEST(ParseMonth, OfADayOrAMonthWithoutItsYearIsNone) {
    for (const auto* text :
         {"06月05日", "06月05", "十月26", "十月26日", "240101", "999910", "2401"})
        EXPECT_EQ(month(text), "not_a_month") << text;
}

TEST(ParseFlag, KnowsTheWordsOfBothLanguages) {
    for (const auto* text : {"是", "有", "yes", "Y", "TRUE", "1", "√", "ｙｅｓ"}) {
        EXPECT_EQ(flag(text), "yes") << text;
    }
    for (const auto* text : {"否", "无", "no", "N", "False", "0", "×"}) {
        EXPECT_EQ(flag(text), "no") << text;
    }
    EXPECT_EQ(flag("maybe"), "not_a_flag");
    EXPECT_EQ(flag(""), "empty_cell");
}

TEST(DayOfSerial, KnowsBothOfExcelsCalendars) {
    EXPECT_EQ(day_of_serial(1).value(), Day(1900, 1, 1));
    EXPECT_EQ(day_of_serial(59).value(), Day(1900, 2, 28));
    EXPECT_FALSE(day_of_serial(60).has_value());
    EXPECT_EQ(day_of_serial(61).value(), Day(1900, 3, 1));
    EXPECT_EQ(day_of_serial(0, /*from_1904=*/true).value(), Day(1904, 1, 1));
    EXPECT_FALSE(day_of_serial(3e6).has_value());
}

}  // namespace
}  // namespace bihuan::files
