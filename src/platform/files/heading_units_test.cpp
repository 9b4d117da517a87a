#include "platform/files/heading_units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bihuan::files {
namespace {

using ::testing::ElementsAre;

TEST(HeadingUnits, CountByTheirWholeScale) {
    EXPECT_EQ(heading_scale("千元"), 1'000);
    EXPECT_EQ(heading_scale("万元"), 10'000);
    EXPECT_EQ(heading_scale("十万元"), 100'000);
    EXPECT_EQ(heading_scale("百万元"), 1'000'000);
    EXPECT_EQ(heading_scale("千万元"), 10'000'000);
    EXPECT_EQ(heading_scale("亿元"), 100'000'000);
    EXPECT_EQ(heading_scale("千克"), 1);
    EXPECT_EQ(heading_scale("元/千瓶"), 1);
    EXPECT_EQ(scaled_unit("千万元").unit, "元");
    EXPECT_EQ(scaled_unit("thousand yuan").unit, "yuan");
}

TEST(HeadingUnits, AScaleStandsAloneOrBeforeAUnitAndIsNoneWithinAName) {
    for (const auto* const text :
         {"万", "万元", "万瓶", "万元/箱", "万元含税", "万元 含税", "万/周"})
        EXPECT_EQ(heading_scale(text), 10'000) << text;
    for (const auto* const text :
         {"万达店", "百事", "千禧", "亿家", "十元店", "百货", "百分比", "万家"})
        EXPECT_EQ(heading_scale(text), 1) << text;
    EXPECT_EQ(heading_scale("百瓶"), 100);
    EXPECT_EQ(scaled_unit("百瓶").unit, "瓶");
    EXPECT_EQ(scaled_unit("万达店").unit, "万达店");
    EXPECT_EQ(heading_scale("thousands"), 1'000);
}

TEST(HeadingUnits, AScaleIsWrittenInSignsToo) {
    for (const auto* const text : {"000",
                                   "'000",
                                   "000s",
                                   "in 000s",
                                   "x1000",
                                   "×1,000",
                                   "1,000",
                                   "1000",
                                   "k",
                                   "kpcs",
                                   "k rmb",
                                   "rmb'000",
                                   "usd k",
                                   "$000",
                                   "000 cases",
                                   "cases '000",
                                   "cases in 000s",
                                   "in thousands",
                                   "千"})
        EXPECT_EQ(heading_scale(text), 1'000) << text;
    for (const auto* const text : {"1,000,000", "mn", "rmb mn", "$m", "m usd", "rmb mm"})
        EXPECT_EQ(heading_scale(text), 1'000'000) << text;
    for (const auto* const text :
         {"m", "kg", "100", "12", "1000g", "1000ml", "2000", "00", "6x1000ml", "kpi", "0.000"})
        EXPECT_EQ(heading_scale(text), 1) << text;
    EXPECT_EQ(scaled_unit("000 cases").unit, "cases");
    EXPECT_EQ(scaled_unit("rmb'000").unit, "rmb");
    EXPECT_THAT(heading_statements("rmb,1,000"), ElementsAre("rmb", "1,000"));
}

TEST(HeadingUnits, AScaleAtTheEndOfAHeadingStandsWithoutBracketsToo) {
    const auto split = [](std::string_view heading) {
        const auto found = split_scale(heading);
        return std::string(found.name) + "|" + std::string(found.unit);
    };
    EXPECT_EQ(split("销售额万元"), "销售额|万元");
    EXPECT_EQ(split("销量千箱"), "销量|千箱");
    EXPECT_EQ(split("sales '000"), "sales|'000");
    EXPECT_EQ(split("sales rmb'000"), "sales|rmb'000");
    EXPECT_EQ(split("qty in thousands"), "qty|in thousands");
    EXPECT_EQ(split("qty 000s"), "qty|000s");
    for (const auto* const whole : {"销售额",
                                    "万达店",
                                    "stock",
                                    "store 1000",
                                    "store k",
                                    "price per 1000 pcs",
                                    "单价/千瓶",
                                    "sku",
                                    "product 000",
                                    "week",
                                    "每千瓶价格",
                                    "数量"})
        EXPECT_EQ(split(whole), std::string(whole) + "|") << whole;
}

TEST(HeadingUnits, AreSaidWithOrWithoutTheWordUnit) {
    EXPECT_THAT(heading_statements("单位:万元,含税"), ElementsAre("万元", "含税"));
    EXPECT_THAT(heading_statements("单位 箱"), ElementsAre("箱"));
    EXPECT_THAT(heading_statements("箱、元"), ElementsAre("箱", "元"));
    EXPECT_EQ(heading_scale("单位:万元"), 10'000);
    EXPECT_EQ(heading_scale("含税,万元"), 10'000);
}

}  // namespace
}  // namespace bihuan::files
