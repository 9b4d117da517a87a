#include "platform/files/total_rows.h"

#include <gtest/gtest.h>

namespace bihuan::files {
namespace {

TEST(TotalRows, AreNamedByWhatTheyAreMadeOf) {
    for (const auto* text :
         {"合计",       "华东小计",     "总计：",   "Grand Total", "TOTAL",    "全部",
          "总量",       "总数",         "全国合计", "平均",        "华东均值", "占比",
          "其中：线上", "其中",         "Overall",  "Average",     "SUM",      "Sum",
          "AVERAGE",    "小计（华东）", "Subtotal", "SUM:"})
        EXPECT_TRUE(is_total(text)) << text;
    for (const auto* text :
         {"可乐", "全国", "总统牌香皂", "均衡营养奶粉", "Silver", "Premium", "全部落奶茶", ""})
        EXPECT_FALSE(is_total(text)) << text;
}

TEST(TotalRows, MayBeCalledByTheWholeOfARegion) {
    for (const auto* text :
         {"全国", "全渠道", "全公司", "All", "ALL", "ALL REGIONS", "all channels"})
        EXPECT_TRUE(may_be_total(text)) << text;
    for (const auto* text : {"全聚德", "全国代理一部", "Mall", "合计"})
        EXPECT_FALSE(may_be_total(text)) << text;
}

}  // namespace
}  // namespace bihuan::files
