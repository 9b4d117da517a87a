#include "business/company/products/product.h"

#include <gtest/gtest.h>

namespace bihuan {
namespace {

TEST(Gtin, IsCheckedByItsLastDigit) {
    EXPECT_TRUE(is_gtin("4006381333931"));  // GTIN-13, the example of the EAN article
    EXPECT_TRUE(is_gtin("036000291452"));   // GTIN-12, the example of the UPC article
    EXPECT_TRUE(is_gtin("73513537"));       // GTIN-8
    EXPECT_FALSE(is_gtin("4006381333932"));
    EXPECT_FALSE(is_gtin("400638133393"));
    EXPECT_FALSE(is_gtin("40063813339a1"));
    EXPECT_FALSE(is_gtin(""));
}

TEST(Product, ReportsEveryRuleItBreaks) {
    Issues issues;
    find_issues({.gtin = "123",
                 .units_per_box = 0,
                 .active_from = Day(2026, 2, 1),
                 .active_to = Day(2026, 1, 1)},
                issues);
    ASSERT_EQ(issues.size(), 3U);
    EXPECT_EQ(issues[0].field, "/gtin");
    EXPECT_EQ(issues[1].field, "/units_per_box");
    EXPECT_EQ(issues[2].field, "/active_to");
}

}  // namespace
}  // namespace bihuan
