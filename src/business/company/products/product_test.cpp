#include "business/company/products/product.h"

#include <gtest/gtest.h>

#include "business/company/products/gtin.h"

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

TEST(Gtin, OfOneDigitOverAndOverIsNoProducts) {
    for (const auto* const placeholder : {"00000000",
                                          "000000000000",
                                          "0000000000000",
                                          "11111115",
                                          "1111111111116",
                                          "9999999999994",
                                          "12345670",
                                          "1234567890128"}) {
        ASSERT_TRUE(is_gtin(placeholder)) << placeholder;
        EXPECT_EQ(gtin_fault(placeholder), "placeholder_gtin") << placeholder;
    }
    EXPECT_EQ(gtin_fault("9999999999999"), "bad_gtin") << "the last digit is wrong besides";
    EXPECT_EQ(gtin_fault("6901234567892"), std::nullopt);
}

TEST(Gtin, IsTheSameNumberHoweverItIsWritten) {
    for (const auto* const written : {"6901234567892",
                                      "690 1234-567892",
                                      "'6901234567892",
                                      "6901234567892.0",
                                      "０６９０１２３４５６７８９２"})
        EXPECT_EQ(gtin_key(written), "6901234567892") << written;
    EXPECT_EQ(plain_gtin("690 1234 567892.00"), "6901234567892");
    EXPECT_EQ(gtin_key("0"), "");
    EXPECT_EQ(gtin_key("6901234567892.5"), "");
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
