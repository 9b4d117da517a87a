#include "platform/files/number_format.h"

#include <gtest/gtest.h>

namespace bihuan::files {
namespace {

std::string shown(std::string_view raw, std::string_view code = {}, int id = 176) {
    std::string out;
    append_number(raw, read_number_format(code.empty() ? 0 : id, code), out);
    return out;
}

bool shows_day(int id, std::string_view code) {
    return read_number_format(id, code).shows_day;
}

TEST(NumberFormat, TellsDaysByIdOrCode) {
    EXPECT_TRUE(shows_day(14, ""));
    EXPECT_TRUE(shows_day(31, ""));
    EXPECT_FALSE(shows_day(0, ""));
    EXPECT_FALSE(shows_day(49, ""));
    EXPECT_TRUE(shows_day(176, "yyyy\"年\"m\"月\""));
    EXPECT_TRUE(shows_day(176, "[$-804]d"));
    EXPECT_FALSE(shows_day(176, "0.00\"days\""));
    EXPECT_FALSE(shows_day(176, "[Red]0.0"));
    EXPECT_FALSE(shows_day(176, "#,##0;\\-#"));
    EXPECT_FALSE(shows_day(176, "\"open"));
    EXPECT_FALSE(shows_day(176, "0;yy"));
}

TEST(NumberFormat, KeepsWhatStandsBehindTheNumber) {
    const auto suffix = [](std::string_view code) { return read_number_format(176, code).suffix; };
    EXPECT_EQ(suffix("0\"箱\""), "箱");
    EXPECT_EQ(suffix("#,##0.0\" 件\";-#,##0.0\" 件\""), "件");
    EXPECT_EQ(suffix("0\\箱"), "箱");
    EXPECT_EQ(suffix("0箱"), "箱");
    EXPECT_EQ(suffix("General\"箱\""), "箱");
    EXPECT_EQ(suffix("\"约\"0"), "");
    EXPECT_EQ(suffix("#,##0.00_ "), "");
    EXPECT_EQ(suffix("0\"万瓶\""), "万瓶");
    EXPECT_EQ(suffix("0.0,\"千瓶\""), "瓶") << "the format divides by itself";
    EXPECT_EQ(suffix("0!.0,\"万\""), "");
    EXPECT_EQ(suffix("0\\.0000\"万元\""), "元");
    EXPECT_EQ(suffix("yyyy\"年\""), "");
    EXPECT_EQ(suffix("0%"), "");
}

TEST(NumberFormat, KeepsTheSignOfAnotherCurrencyThanYuan) {
    const auto suffix = [](std::string_view code) { return read_number_format(176, code).suffix; };
    EXPECT_EQ(suffix("[$$-409]#,##0.00"), "$");
    EXPECT_EQ(suffix("[$€-407]#,##0.00"), "€");
    EXPECT_EQ(suffix("[$NT$-404]#,##0.00"), "NT$");
    EXPECT_EQ(suffix("#,##0.00 [$USD]"), "USD");
    EXPECT_EQ(suffix("\"US$\"0.00"), "US$");
    EXPECT_EQ(suffix("$#,##0.00"), "$");
    EXPECT_EQ(suffix("[$¥-804]#,##0.00"), "");
    EXPECT_EQ(suffix("\"¥\"#,##0.00"), "");
    EXPECT_EQ(suffix("[Red]0.00"), "");
    EXPECT_EQ(suffix("\"S\"000"), "") << "the beginning of a code";
}

TEST(AppendNumber, WritesNumbersAsPeopleDo) {
    EXPECT_EQ(shown("12.5"), "12.5");
    EXPECT_EQ(shown("0.30000000000000004"), "0.3");
    EXPECT_EQ(shown("6.901234567892E12"), "6901234567892");
    EXPECT_EQ(shown("371.52000000000004"), "371.52");
    EXPECT_EQ(shown("rubbish"), "rubbish");
    EXPECT_EQ(shown("1-2"), "1-2");
}

TEST(AppendNumber, WritesWholeNumbersWithoutThePointThatProgramsAdd) {
    EXPECT_EQ(shown("1001.0"), "1001");
    EXPECT_EQ(shown("202608.0"), "202608");
    EXPECT_EQ(shown("-3.00"), "-3");
    EXPECT_EQ(shown("-0.0"), "0");
    EXPECT_EQ(shown("12.50"), "12.5");
    EXPECT_EQ(shown("6901234567892.0"), "6901234567892");
    EXPECT_EQ(shown("1001.0E0"), "1001");
}

TEST(AppendNumber, KeepsTheZerosThatAFormatPutsInFrontOfACode) {
    EXPECT_EQ(shown("7", "0000"), "0007");
    EXPECT_EQ(shown("123.0", "000000"), "000123");
    EXPECT_EQ(shown("7", "[$-804]0000;-0000"), "0007");
    EXPECT_EQ(shown("7", "0000_ "), "0007");
    EXPECT_EQ(shown("123456", "0000"), "123456");
    EXPECT_EQ(shown("1234567", "000-0000"), "123-4567");
    EXPECT_EQ(shown("12345678", "000-0000"), "1234-5678");
    EXPECT_EQ(shown("42", "\"SKU\"0000"), "SKU0042");
    EXPECT_EQ(shown("42", "\\A000"), "A042");
    EXPECT_EQ(shown("7", "00\"号\""), "07");
}

TEST(AppendNumber, LeavesFiguresAsTheyAre) {
    EXPECT_EQ(shown("7", "0"), "7");
    EXPECT_EQ(shown("1234", "#,##0"), "1234");
    EXPECT_EQ(shown("7", "0,000"), "7");
    EXPECT_EQ(shown("7", "00.0"), "7");
    EXPECT_EQ(shown("-7", "0000"), "-7");
    EXPECT_EQ(shown("12", "0\" 箱\""), "12");
    EXPECT_EQ(shown("3.14159", "0.00"), "3.14159");
    EXPECT_EQ(shown("5", "0.00"), "5");
    EXPECT_EQ(shown("12", "General"), "12");
    EXPECT_EQ(shown("1200", "00E+00"), "1200");
}

TEST(AppendNumber, ShowsAPartOfAHundredAsThePersonWhoTypedItSawIt) {
    EXPECT_EQ(shown("0.05", "0%"), "5%");
    EXPECT_EQ(shown("0.15", "0.0%;[Red]-0.0%"), "15%");
    EXPECT_EQ(shown("0.153", "0%"), "15.3%");
    EXPECT_EQ(shown("0.005", "0.00%"), "0.5%");
    EXPECT_EQ(shown("-1.5", "0%"), "-150%");
    EXPECT_EQ(shown("0", "0%"), "0%");
    EXPECT_EQ(shown("1.0", "0%"), "100%");
    EXPECT_EQ(shown("0.29999999999999999", "0%"), "30%");
    std::string built_in;
    append_number("0.05", read_number_format(9, ""), built_in);
    append_number("0.0525", read_number_format(10, ""), built_in);
    EXPECT_EQ(built_in, "5%5.25%");
}

// What the eye sees counts: 5% is no amount, wherever the sign comes from.
TEST(AppendNumber, ShowsTheSignOfAShareThatStandsBesideTheNumberAsItIs) {
    EXPECT_EQ(shown("5", "0\"%\""), "5%");
    EXPECT_EQ(shown("5.25", "0.00\\%"), "5.25%");
    EXPECT_EQ(shown("5", "0\"% off\""), "5%");
    EXPECT_EQ(shown("5", "0‰"), "5‰");
    EXPECT_EQ(shown("5.5", "0.0\"‰\""), "5.5‰");
    EXPECT_EQ(shown("5", "0\\‰"), "5‰");
    EXPECT_EQ(shown("7", "0000\"%\""), "7%");
    EXPECT_EQ(shown("7", "General\"%\""), "7%");
    EXPECT_EQ(shown("7", "0\" 箱\";0\"%\""), "7") << "of what is below 0";
}

TEST(AppendNumber, TellsOctoberFromJanuaryByTheFormat) {
    EXPECT_EQ(shown("2026.1", "0.00"), "2026.10");
    EXPECT_EQ(shown("2026.1", "#,##0.00"), "2026.10");
    EXPECT_EQ(shown("2026.1"), "2026.1");
    std::string built_in;
    append_number("2026.1", read_number_format(2, ""), built_in);
    EXPECT_EQ(built_in, "2026.10");
}

}  // namespace
}  // namespace bihuan::files
