#include "base/placeholders.h"

#include <gtest/gtest.h>

namespace bihuan {
namespace {

TEST(Placeholders, NameNothing) {
    for (const auto* const text :
         {"-", "/", "—", "?", "0", "000", "０", "无", "N/A", "n/a", "待定", "（无）", "TBD", ""})
        EXPECT_TRUE(stands_for_none(text)) << text;
}

TEST(Placeholders, ACodeWithAFigureOrAWordOfItsOwnNamesSomething) {
    for (const auto* const text : {"01", "A0", "S1", "NA1", "无糖", "10"})
        EXPECT_FALSE(stands_for_none(text)) << text;
}

}  // namespace
}  // namespace bihuan
