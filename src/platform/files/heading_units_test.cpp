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

TEST(HeadingUnits, AreSaidWithOrWithoutTheWordUnit) {
    EXPECT_THAT(heading_statements("单位:万元,含税"), ElementsAre("万元", "含税"));
    EXPECT_THAT(heading_statements("单位 箱"), ElementsAre("箱"));
    EXPECT_THAT(heading_statements("箱、元"), ElementsAre("箱", "元"));
    EXPECT_EQ(heading_scale("单位:万元"), 10'000);
    EXPECT_EQ(heading_scale("含税,万元"), 10'000);
}

}  // namespace
}  // namespace bihuan::files
