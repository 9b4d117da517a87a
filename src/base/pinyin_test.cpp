#include "base/pinyin.h"

#include <gtest/gtest.h>

namespace bihuan {
namespace {

TEST(Pinyin, FindsAPlaceByItsReadingAndByItsInitials) {
    EXPECT_EQ(pinyin_of("重庆"), "chongqing cq");
    EXPECT_EQ(pinyin_of("广东省"), "guangdongsheng gds");
    EXPECT_EQ(pinyin_of("Tropicana 64 oz"), "tropicana64oz t6o");
    EXPECT_EQ(pinyin_of("ＳＫＵ－１２３"), "sku123 s1");
    EXPECT_EQ(pinyin_of(""), "");
}

}  // namespace
}  // namespace bihuan
