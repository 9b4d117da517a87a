#include "base/text.h"

#include <gtest/gtest.h>

namespace bihuan {
namespace {

std::string fault(std::string_view text, TextShape shape = TextShape::Line) {
    const auto found = find_text_fault(text, shape);
    return found ? std::string(found->code) + " " + found->description : "";
}

TEST(Text, RefusesNulControlsAndNoncharacters) {
    using namespace std::string_view_literals;
    EXPECT_EQ(fault("a\0b"sv), "control_character U+0000");
    EXPECT_EQ(fault("a\x01"), "control_character U+0001");
    EXPECT_EQ(fault("a\x7F"), "control_character U+007F");
    EXPECT_EQ(fault("a\xC2\x85"), "control_character U+0085");
    EXPECT_EQ(fault("\xEF\xBF\xBE"), "control_character U+FFFE");
    EXPECT_EQ(fault("\xEF\xBF\xBF"), "control_character U+FFFF");
    EXPECT_EQ(fault("\xEF\xB7\x90"), "control_character U+FDD0");
    EXPECT_EQ(fault("\xF4\x8F\xBF\xBF"), "control_character U+10FFFF");
}

TEST(Text, RefusesBytesThatAreNoUtf8AndSaysWhere) {
    EXPECT_EQ(fault("\xED\xA0\x80"), "invalid_bytes byte ED");  // half of a pair
    EXPECT_EQ(fault("\xC0\x80"), "invalid_bytes byte C0");      // NUL, written too long
    EXPECT_EQ(fault("\xF4\x90\x80\x80"), "invalid_bytes byte F4");
    const auto found = find_text_fault("北京\xFF", TextShape::Line);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->place, 2U);
}

TEST(Text, KeepsLineEndsOnlyWhereLinesAreWanted) {
    EXPECT_EQ(fault("a\tb\r\nc", TextShape::Lines), "");
    EXPECT_EQ(fault("a\nb", TextShape::Line), "control_character U+000A");
    EXPECT_EQ(fault("a\vb", TextShape::Lines), "control_character U+000B");
}

TEST(Text, KeepsInvisibleSignsOutOfNamesAndWhatTurnsTextOutOfNotesToo) {
    EXPECT_EQ(fault("\u202Eabc", TextShape::Line), "control_character U+202E");
    EXPECT_EQ(fault("\u202Eabc", TextShape::Lines), "control_character U+202E");
    EXPECT_EQ(fault("a\u200Bb", TextShape::Line), "control_character U+200B");
    EXPECT_EQ(fault("a\u200Bb", TextShape::Lines), "") << "as pasted from a page";
    EXPECT_EQ(fault("\u3164", TextShape::Line), "control_character U+3164");
    EXPECT_EQ(fault("\u3164", TextShape::Code), "control_character U+3164");
}

TEST(Text, MakesCodesOfOneFormWhereverTheyComeFrom) {
    EXPECT_EQ(compose_code(" ＡＢ９ "), "AB9");
    EXPECT_EQ(compose_code("Z\u30001"), "Z 1");
    EXPECT_EQ(compose_code("P  1"), "P 1");
    EXPECT_EQ(compose_code("重庆"), "重庆");
    EXPECT_EQ(single_spaced(""), "");
}

TEST(Text, KeepsInvisibleSignsOutOfCodes) {
    const std::string family = "👨\u200D👩\u200D👧";
    EXPECT_EQ(fault(family, TextShape::Line), "");
    EXPECT_EQ(fault(family, TextShape::Code), "control_character U+200D");
    EXPECT_EQ(fault("P\u202E1", TextShape::Code), "control_character U+202E");
    EXPECT_EQ(fault("P\u20281", TextShape::Code), "control_character U+2028");
    EXPECT_EQ(fault("★·￥α あ한😀", TextShape::Code), "");
}

TEST(Text, IsKeptInItsComposedForm) {
    EXPECT_EQ(compose("Cafe\u0301"), "Café");
    EXPECT_EQ(compose("重庆 ＡＢ"), "重庆 ＡＢ");
}

TEST(Text, IsPresentedWithoutWhatCannotBeStored) {
    EXPECT_EQ(presentable("a\x07z\tb\n"), "a\uFFFDz\tb\n");
    EXPECT_EQ(presentable("店\xFF"), "店\uFFFD");
    EXPECT_EQ(presentable("★店"), "★店");
}

TEST(Text, IsCutBetweenCharacters) {
    EXPECT_EQ(cut("北京", 6), "北京");
    EXPECT_EQ(cut("北京", 5), "北");
    EXPECT_EQ(cut("北京", 2), "");
}

}  // namespace
}  // namespace bihuan
