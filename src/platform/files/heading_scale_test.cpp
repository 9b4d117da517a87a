#include "platform/files/heading_scale.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/files/heading_units.h"

namespace bihuan::files {
namespace {

using ::testing::ElementsAre;

TEST(HeadingScale, CountByTheirWholeScale) {
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

TEST(HeadingScale, AScaleStandsAloneOrBeforeAUnitAndIsNoneWithinAName) {
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

TEST(HeadingScale, AScaleIsWrittenInSignsToo) {
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
                                   "000's",
                                   "rmb thousands",
                                   "in rmb thousands",
                                   "cases in thousands",
                                   "thousands of cases",
                                   "人民币千元",
                                   "仟元",
                                   "按千箱计",
                                   "€000",
                                   "k€",
                                   "£'000",
                                   "千"})
        EXPECT_EQ(heading_scale(text), 1'000) << text;
    for (const auto* const text :
         {"1,000,000", "mn", "rmb mn", "$m", "m usd", "rmb mm", "rmb million", "$ millions"})
        EXPECT_EQ(heading_scale(text), 1'000'000) << text;
    for (const auto* const text : {"rmb 10,000",
                                   "10,000 rmb",
                                   "10k rmb",
                                   "人民币万元",
                                   "含税万元",
                                   "以万元计",
                                   "¥万",
                                   "萬元"})
        EXPECT_EQ(heading_scale(text), 10'000) << text;
    for (const auto* const text :
         {"m",          "kg",          "100",      "12",           "1000g",       "1000ml",
          "2000",       "00",          "6x1000ml", "kpi",          "0.000",       "kg/月",
          "kg 净重",    "monthly rmb", "mtd rmb",  "ka rmb",       "meituan rmb", "kroger usd",
          "member rmb", "k-store rmb", "百货单元", "十月销售额元", "元/千瓶",     "kpi usd"})
        EXPECT_EQ(heading_scale(text), 1) << text;
    EXPECT_EQ(scaled_unit("000 cases").unit, "cases");
    EXPECT_EQ(scaled_unit("rmb'000").unit, "rmb");
    EXPECT_THAT(heading_statements("rmb,1,000"), ElementsAre("rmb", "1,000"));
}

TEST(HeadingScale, AScaleThatIsNotUnderstoodIsNotPassedOver) {
    for (const auto* const text : {"元/千瓶",
                                   "元/1000",
                                   "rmb/1000 pcs",
                                   "per thousand",
                                   "10^3",
                                   "thous.",
                                   "tsd rmb",
                                   "w",
                                   "w元",
                                   "元/万",
                                   "每千瓶"})
        EXPECT_TRUE(mentions_scale(text)) << text;
    for (const auto* const text : {"元",
                                   "瓶",
                                   "箱/周",
                                   "万达店",
                                   "百事",
                                   "千克",
                                   "元/千克",
                                   "1000ml",
                                   "1000g",
                                   "2000",
                                   "kg",
                                   "含税",
                                   "week",
                                   "万家",
                                   "2026-10-01"})
        EXPECT_FALSE(mentions_scale(text)) << text;
}

TEST(HeadingScale, AScaleAtTheEndOfAHeadingStandsWithoutBracketsToo) {
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
    EXPECT_EQ(split("amount in rmb thousands"), "amount|in rmb thousands");
    for (const auto* const whole : {"销售额",
                                    "万达店",
                                    "stock",
                                    "store 1000",
                                    "store k",
                                    "price per 1000 pcs",
                                    "单价/千瓶",
                                    "sku",
                                    "product 000",
                                    "amount monthly rmb",
                                    "sales mtd rmb",
                                    "week",
                                    "每千瓶价格",
                                    "数量"})
        EXPECT_EQ(split(whole), std::string(whole) + "|") << whole;
}

TEST(HeadingScale, AreSaidWithOrWithoutTheWordUnit) {
    EXPECT_THAT(heading_statements("单位:万元,含税"), ElementsAre("万元", "含税"));
    EXPECT_THAT(heading_statements("单位 箱"), ElementsAre("箱"));
    EXPECT_THAT(heading_statements("箱、元"), ElementsAre("箱", "元"));
    EXPECT_EQ(heading_scale("单位:万元"), 10'000);
    EXPECT_EQ(heading_scale("含税,万元"), 10'000);
}

}  // namespace
}  // namespace bihuan::files
