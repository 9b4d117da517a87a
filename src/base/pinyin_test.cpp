#include "base/pinyin.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/text.h"

namespace bihuan {
namespace {

TEST(Pinyin, FindsAPlaceByItsReadingAndByItsInitials) {
    EXPECT_EQ(pinyin_of("重庆"), "chongqing cq");
    EXPECT_EQ(pinyin_of("广东省"), "guangdongsheng gds");
    EXPECT_EQ(pinyin_of("Tropicana 64 oz"), "tropicana64oz t6o");
    EXPECT_EQ(pinyin_of("ＳＫＵ－１２３"), "sku123 s1");
    EXPECT_EQ(pinyin_of(""), "");
}

TEST(Pinyin, KeepsSignsOfOtherScriptsWhole) {
    EXPECT_EQ(pinyin_of("★明星"), "★mingxing ★x");
    EXPECT_EQ(pinyin_of("·"), "· ·");
    EXPECT_EQ(pinyin_of("α"), "α α");
    EXPECT_EQ(pinyin_of("あ"), "あ あ");
    EXPECT_EQ(pinyin_of("한"), "한 한");
    EXPECT_EQ(pinyin_of("😀店"), "😀dian 😀");
}

/// All that Unicode has assigned, but the halves of pairs, which are no characters; of the two
/// planes for private use, whose characters are all alike, each hundredth.
template <class Visit>
void each_character(Visit visit) {
    constexpr UChar32 kPrivatePlanes = 0xF0000;
    for (UChar32 sign = 0; sign <= UCHAR_MAX_VALUE; sign += sign < kPrivatePlanes ? 1 : 100) {
        const auto kind = u_charType(sign);
        if (kind == U_UNASSIGNED || kind == U_SURROGATE) continue;
        std::string text;
        icu::UnicodeString(sign).toUTF8String(text);
        visit(text);
    }
}

TEST(Pinyin, OfEveryCharacterOfAllPlanesIsTextAgain) {
    std::size_t characters = 0;
    each_character([&](const std::string& sign) {
        if (find_text_fault(sign, TextShape::Line)) return;  // in no name
        ++characters;
        for (const auto& name : {sign + "店", "a" + sign}) {
            const auto read = pinyin_of(name);
            ASSERT_FALSE(find_text_fault(read, TextShape::Line)) << name;
        }
    });
    EXPECT_GT(characters, 150'000U);
}

}  // namespace
}  // namespace bihuan
