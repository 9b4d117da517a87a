#include "platform/files/encoding.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/files/encoding_guess.h"
#include "platform/files/table_reader.h"
#include "support/workbooks.h"

namespace bihuan::files {
namespace {

struct Taken {
    std::string encoding;
    bool doubtful = false;
    std::vector<std::string> cells;
    Issues issues;
};

Taken take(const std::string& bytes, const TableOptions& options = {}) {
    const auto reader = open_table_bytes(bytes, options).value();
    Taken taken{.encoding = reader->format().encoding,
                .doubtful = reader->format().doubtful_encoding};
    while (const auto row = reader->next())
        taken.cells.insert(taken.cells.end(), row->cells.begin(), row->cells.end());
    taken.issues = reader->issues();
    return taken;
}

const std::string kMainland =
    "日期,门店编码,商品名称,销量\n2026-10-01,朝阳一店,柠檬水礼盒,12\n2026-10-02,海淀店,乌龙茶,5\n";
const std::string kTaiwan =
    "日期,門市編號,商品名稱,銷量\n2026-10-01,信義門市,檸檬茶禮盒,12\n2026-10-02,板橋店,烏龍茶,5\n";
const std::string kJapan =
    "日付,店舗コード,商品名,数量\n2026-10-01,渋谷店,レモンティー,12\n2026-10-02,梅田店,ほうじ茶,"
    "5\n";
const std::string kKorea =
    "날짜,매장코드,상품명,수량\n2026-10-01,강남점,레몬차 선물세트,12\n2026-10-02,명동점,우롱차 "
    "큰병,5\n";

TEST(Encoding, TablesOfEachNeighbourAreReadInTheirOwnEncoding) {
    const std::vector<std::pair<std::string, std::string>> kFiles{
        {"GB18030", kMainland}, {"Big5", kTaiwan}, {"Shift_JIS", kJapan}, {"EUC-KR", kKorea}};
    for (const auto& [name, text] : kFiles) {
        const auto taken = take(testing::encode(text, name.c_str()));
        EXPECT_EQ(taken.encoding, name);
        EXPECT_EQ(taken.cells, take(text).cells) << name;
    }
}

TEST(Encoding, LettersWithAccentsAreWesternAndDoubted) {
    const std::string text = "code,name,own\nP1,Café crème €,1\nP2,Müsli,1\n";

    const auto taken = take(testing::encode(text, "windows-1252"));

    EXPECT_EQ(taken.encoding, "windows-1252");
    EXPECT_TRUE(taken.doubtful);
    EXPECT_EQ(taken.cells, take(text).cells);
}

TEST(Encoding, ABadByteIsToldWithItsRowInAnyEncoding) {
    auto bytes = testing::encode("编码,名称\nK1,橙汁\nK2,苹果汁\nK3,桃汁\nK4,梨汁\n", "GB18030");
    bytes.replace(bytes.find("K3,") + 3, 2, "\xFF\xFF");

    const auto taken = take(bytes);

    ASSERT_EQ(taken.issues.size(), 1U);
    EXPECT_EQ(taken.issues.front().field, "/4");
}

TEST(Encoding, AShortChineseTableStaysChineseThoughItsCharactersLieWhereKoreanOnesDo) {
    const std::string text = "编码,名称,品牌\nK1,橙汁,汇源\n";

    const auto taken = take(testing::encode(text, "GB18030"));

    EXPECT_EQ(taken.encoding, "GB18030");
    EXPECT_EQ(taken.cells, take(text).cells);
}

TEST(Encoding, WhatIsTooLittleToTellIsDoubted) {
    EXPECT_TRUE(take(testing::encode("code,name\n1,봄\n", "EUC-KR")).doubtful);
    EXPECT_TRUE(take("code,name\n1,Caf\xE9s\n").doubtful);
    EXPECT_FALSE(take(testing::encode(kMainland, "GB18030")).doubtful);
    EXPECT_FALSE(take(testing::encode(kTaiwan, "Big5")).doubtful);
    EXPECT_FALSE(take(kKorea).doubtful) << "UTF-8 is known";
}

TEST(Encoding, APersonsChoiceCounts) {
    const auto taken = take("code,name\n1,Caf\xE9s\n", {.encoding = "windows-1252"});

    EXPECT_EQ(taken.cells.back(), "Cafés");
    EXPECT_FALSE(taken.doubtful);
    EXPECT_EQ(open_table_bytes("a,b\n", {.encoding = "latin"}).error().front().code,
              "unknown_encoding");
    EXPECT_EQ(take(testing::encode(kMainland, "GB18030"), {.encoding = "UTF-8"}).issues[0].code,
              "invalid_bytes");
}

TEST(Encoding, Utf16WithoutItsMarkIsReadAndOtherBytesWithNulsAreNot) {
    const std::string short_text = "code,name,brand\n1,Lemon,YS\n";
    for (const std::string name : {"UTF-16LE", "UTF-16BE"}) {
        for (const auto& text : {short_text, kMainland}) {
            const auto taken = take(testing::encode(text, name.c_str()));
            EXPECT_EQ(taken.encoding, name);
            EXPECT_EQ(taken.cells, take(text).cells);
        }
    }
    const std::string noise("\x01\0\0\x02\0\0\0\x03\0\0\x04\0\0\0\x05\0", 16);
    EXPECT_EQ(open_table_bytes(noise + noise).error().front().code, "binary_file");
}

TEST(Encoding, OneBadByteBehindChineseTextIsNamedInItsRow) {
    const std::string good = "code,name\nK1,柠檬水礼盒\nK2,国产红茶\n";
    for (const std::string bad : {"K3,Caf\xE9 noir\n",
                                  "K3,Tea\xA0"
                                  "Box\n",
                                  "K3,\xE9\x9D\n",
                                  "K3,\xC7\xE0\xC3\xB7\n"}) {
        const auto taken = take(good + bad + "K4,x\n");
        EXPECT_EQ(taken.encoding, "UTF-8");
        ASSERT_EQ(taken.issues.size(), 1U);
        EXPECT_EQ(taken.issues[0].code, "invalid_bytes");
        EXPECT_EQ(taken.issues[0].field, "/4");
        EXPECT_EQ(taken.cells.size(), 6U) << "the rows before it were read";
    }
}

TEST(Encoding, ASampleThatEndsWithinACharacterIsJudgedByTheRest) {
    const auto bytes = testing::encode(kTaiwan, "Big5");
    for (std::size_t cut = bytes.size() / 2; cut < bytes.size(); ++cut)
        EXPECT_EQ(guess_encoding(std::string_view(bytes).substr(0, cut)).name, "Big5") << cut;
}

}  // namespace
}  // namespace bihuan::files
