#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"

// Figures of a file that come in as they were meant, or not at all.
namespace bihuan::imports {

struct Worth {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::Worth> =
    bihuan::describe<bihuan::imports::Worth>("",
                                             field("quantity", &bihuan::imports::Worth::quantity),
                                             field("value", &bihuan::imports::Worth::value));

namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Query kWorth{"test.worth", "SELECT quantity, value FROM sell_out ORDER BY day", {}};

class ImportFiguresTest : public ImportsSuite {
protected:
    std::vector<std::int64_t> values() {
        std::vector<std::int64_t> found;
        for (const auto& sold : read([](Session& s) { return s.query<Worth>(kWorth, {}); }))
            found.push_back(sold.value);
        return found;
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportFiguresTest, both_databases(), dialect_name);

TEST_P(ImportFiguresTest, APartOfABoxCostsItsPartOfTheBoxesPrice) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,单位,单价\n2026-10-01,S1,P1,1.5,箱,48.00\n"
                               "2026-10-02,S1,P1,0.5,箱,48.00\n2026-10-03,S1,P1,2,箱,48.00\n"
                               "2026-10-04,S1,P1,-0.5,箱,48.00\n2026-10-05,S1,P1,36,瓶,2.00\n"
                               "2026-10-06,S1,P1,1,箱,47.90\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_THAT(values(), ElementsAre(7200, 2400, 9600, -2400, 7200, 4790));
}

TEST_P(ImportFiguresTest, AValueIsRoundedOnceAtItsEndHalfAwayFromZero) {
    import_company();

    // 1 of 12 at 47.90 is 3.9916…; 7 of 12 at 0.06 is 0.035; 1 of 24 at 0.12 is exactly half a
    // cent.
    import("sell-out",
           "日期,门店,产品,数量(箱),单价\n2026-10-01,S1,P1,0.083333,47.90\n"
           "2026-10-02,S1,P1,0.583333,0.06\n2026-10-03,S1,P2,0.0416667,0.12\n"
           "2026-10-04,S1,P2,-0.0416667,0.12\n");

    EXPECT_THAT(values(), ElementsAre(399, 4, 1, -1));
}

/// By the property itself: |12 value − units × price| is at most half of the pack.
TEST_P(ImportFiguresTest, NoValueIsFurtherThanHalfACentFromWhatItShouldBe) {
    constexpr std::int64_t kPack = 12;
    import_company();
    std::string text = "日期,门店,产品,数量(箱),单价\n";
    std::vector<std::int64_t> exact;  // in twelfths of a cent
    std::uint64_t state = 7;
    Day day(2024, 1, 1);
    for (int i = 0; i < 400; ++i, day = day + 1) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto units = static_cast<std::int64_t>(state >> 40U) % 4000 - 2000;
        const auto cents = static_cast<std::int64_t>(state >> 20U & 0xFFFFF) % 99'999;
        text += fmt::format("{},S1,P1,{:.9f},{}.{:02}\n",
                            to_string(day),
                            static_cast<double>(units) / kPack,
                            cents / 100,
                            cents % 100);
        exact.push_back(units * cents);
    }

    const auto report = import("sell-out", text);
    const auto found = values();

    ASSERT_THAT(codes(report), IsEmpty());
    ASSERT_EQ(found.size(), exact.size());
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const auto off = found[i] * kPack - exact[i];
        EXPECT_LE(std::abs(off), kPack / 2) << i;
        if (std::abs(off) == kPack / 2) {
            EXPECT_EQ(off > 0, exact[i] > 0) << i;
        }
    }
}

TEST_P(ImportFiguresTest, ARowWithMoreCellsThanTheHeaderIsNotTrusted) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,,\n2026-10-01,S1,P1,12,,\n"
                               "2026-10-02,S1,P1,1,234\n2026-10-03,S1,P1,2,345,678\n"
                               "2026-10-04,S1,P1,\"1,234\"\n");

    EXPECT_EQ(report.rows_added, 2);
    EXPECT_THAT(codes(report), ElementsAre("E3 surplus_cells", "E4 surplus_cells"));
    EXPECT_EQ(report.issues[0].found, "234");
}

TEST_P(ImportFiguresTest, AListWithMoreCellsThanItsHeaderIsNotTrustedEither) {
    const auto report = import("products", "编码,名称,品牌\nP1,橙汁,大,汇源\nP2,梨汁,汇源\n");

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(codes(report), ElementsAre("D2 surplus_cells"));
    EXPECT_THAT(report.created, ElementsAre(std::pair{"brands", 1}));
}

}  // namespace
}  // namespace bihuan::imports
