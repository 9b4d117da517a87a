#include "platform/files/text.h"

#include <string>

#include <gtest/gtest.h>

#include "platform/files/messages.h"
#include "platform/files/place.h"

namespace bihuan::files {
namespace {

std::string code(std::string_view text) {
    std::string scratch;
    return std::string(normalise_code(text, scratch));
}

TEST(NormaliseCode, BringsFullWidthTextToPlainText) {
    EXPECT_EQ(code("ＳＫＵ－１２３"), "SKU-123");
    EXPECT_EQ(code("　A001　"), "A001");
    EXPECT_EQ(code("\xEF\xBB\xBF"
                   "A001\xC2\xA0"),
              "A001");
    EXPECT_EQ(code("S002"), "S002");
    EXPECT_EQ(code("上海  一店"), "上海 一店");
}

TEST(NumberMarks, ThatToolsLeaveOnACodeOfFiguresAreTakenOff) {
    EXPECT_EQ(without_number_marks("1001.0"), "1001");
    EXPECT_EQ(without_number_marks("'0012.000"), "0012");
    EXPECT_EQ(without_number_marks("1001.5"), "1001.5");
    EXPECT_EQ(without_number_marks("A1.0"), "A1.0");
    EXPECT_EQ(without_number_marks("1001."), "1001.");
    EXPECT_EQ(without_number_marks(".0"), ".0");
}

TEST(Fold, IgnoresCase) {
    EXPECT_EQ(fold("ＯｕＴ Let"), "out let");
}

TEST(Utf8, KnowsOverlongFormsSurrogatesAndCutCharacters) {
    EXPECT_TRUE(is_valid_utf8("销售 plain text that is longer than eight bytes €𝄞"));
    EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));
    EXPECT_EQ(valid_utf8_prefix("ab\xE4\xB8"), 2U);
}

TEST(Normalise, ReplacesInvalidBytes) {
    EXPECT_EQ(normalise("a\xF8"), "a\uFFFD");
}

TEST(Place, CountsColumnsAsExcelDoes) {
    EXPECT_EQ(column_letters(0), "A");
    EXPECT_EQ(column_letters(25), "Z");
    EXPECT_EQ(column_letters(26), "AA");
    EXPECT_EQ(column_letters(16383), "XFD");
    EXPECT_EQ(cell_place(12, 1), "/12/B");
}

TEST(Place, CutsWhatIsShownAtAWholeCharacter) {
    const std::string text(99, 'x');
    EXPECT_EQ(shown(text + "销售"), text + "…");
}

TEST(Messages, StandSortedInBothLanguages) {
    std::string_view before;
    for (const auto& row : messages()) {
        EXPECT_LT(before, row.code);
        EXPECT_FALSE(row.chinese.empty());
        EXPECT_FALSE(row.english.empty());
        before = row.code;
    }
    EXPECT_EQ(message("not_whole", Language::Chinese), "应为整数。");
    EXPECT_EQ(message("of_another_module", Language::English), "of_another_module");
}

}  // namespace
}  // namespace bihuan::files
