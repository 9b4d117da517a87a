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

TEST(HeadingUnits, AreSaidWithOrWithoutTheWordUnit) {
    EXPECT_THAT(heading_statements("单位:万元,含税"), ElementsAre("万元", "含税"));
    EXPECT_THAT(heading_statements("单位 箱"), ElementsAre("箱"));
    EXPECT_THAT(heading_statements("箱、元"), ElementsAre("箱", "元"));
    EXPECT_EQ(heading_scale("单位:万元"), 10'000);
    EXPECT_EQ(heading_scale("含税,万元"), 10'000);
}

}  // namespace
}  // namespace bihuan::files
