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
    const Product product{.code = "P",
                          .name = "P",
                          .brand_id = {1},
                          .gtin = "123",
                          .units_per_box = 0,
                          .boxes_per_pallet = 1'000'001,
                          .active_from = Day(2026, 2, 1),
                          .active_to = Day(2026, 1, 1)};
    const auto read = from_values<Product>(to_values(product));
    ASSERT_FALSE(read.has_value());
    std::vector<std::string> found;
    for (const auto& issue : read.error()) found.push_back(issue.code + " " + issue.field);
    EXPECT_EQ(found,
              (std::vector<std::string>{"not_positive /units_per_box",
                                        "number_too_large /boxes_per_pallet",
                                        "bad_gtin /gtin",
                                        "ends_before_start /active_to"}));
}

}  // namespace
}  // namespace bihuan
