#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"
#include "support/workbooks.h"

// What the number format of a cell says of its figure, as a person sees it.
namespace bihuan::imports {

struct Shown {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::Shown> =
    bihuan::describe<bihuan::imports::Shown>("",
                                             field("quantity", &bihuan::imports::Shown::quantity),
                                             field("value", &bihuan::imports::Shown::value));

namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Query kShown{
    "test.shown", "SELECT sum(quantity) AS quantity, sum(value) AS value FROM sell_out", {}};

class ImportShownUnitsTest : public ImportsSuite {
protected:
    /// A workbook of one row, whose cells with a number have this format (&quot; for ").
    static std::string shown(std::vector<std::string> header,
                             std::vector<std::string> row,
                             const std::string& format) {
        auto xml = testing::inline_rows({std::move(header), row});
        for (const auto& cell : row) {
            if (cell.empty() || cell.find_first_not_of("0123456789.") != std::string::npos)
                continue;
            const auto text = "t=\"inlineStr\"><is><t>" + cell + "</t></is>";
            const auto at = xml.find(text);
            xml.replace(at, text.size(), "s=\"1\"><v>" + cell + "</v>");
        }
        auto entries = testing::workbook_entries(xml);
        for (auto& entry : entries) {
            const auto begin = entry.content.find("formatCode=\"");
            if (begin == std::string::npos) continue;
            const auto from = begin + std::string_view("formatCode=\"").size();
            entry.content.replace(from, entry.content.find('"', from) - from, format);
        }
        return testing::make_zip(entries);
    }

    ImportReport sold(const std::string& quantity,
                      const std::string& format,
                      const std::string& heading = "数量",
                      const std::string& unit = {}) {
        return import("sell-out",
                      shown({"日期", "门店", "产品", heading, "单位"},
                            {"2026-10-01", "S1", "P1", quantity, unit},
                            format));
    }
    Shown sums() {
        return read([](Session& s) { return s.query<Shown>(kShown, {}).at(0); });
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportShownUnitsTest, both_databases(), dialect_name);

TEST_P(ImportShownUnitsTest, AQuantityShownInBoxesCountsBoxes) {
    import_company();

    EXPECT_THAT(codes(sold("5", "0&quot;箱&quot;")), IsEmpty());
    EXPECT_EQ(sums().quantity, 60);
    EXPECT_THAT(codes(sold("1.5", "0.0&quot; 箱&quot;")), IsEmpty());
    EXPECT_EQ(sums().quantity, 18);
    EXPECT_THAT(codes(sold("7", "#,##0\\瓶")), IsEmpty());
    EXPECT_EQ(sums().quantity, 7);
    EXPECT_THAT(codes(sold("8", "#,##0.00")), IsEmpty());
    EXPECT_EQ(sums().quantity, 8);
}

TEST_P(ImportShownUnitsTest, AScaleThatHeadingAndFormatBothSayCountsOnce) {
    import_company();

    EXPECT_THAT(codes(sold("12000", "#,##0,", "数量（千）")), IsEmpty());
    EXPECT_EQ(sums().quantity, 12'000) << "a person sees 12";
    EXPECT_THAT(codes(sold("11000", "0!.0,&quot;万&quot;", "数量（万瓶）")), IsEmpty());
    EXPECT_EQ(sums().quantity, 11'000) << "a person sees 1.1万";
    EXPECT_THAT(codes(sold("1.2", "0.0&quot;万&quot;", "数量（万瓶）")), IsEmpty());
    EXPECT_EQ(sums().quantity, 12'000);
    EXPECT_THAT(codes(sold("13000", "#,##0,")), IsEmpty());
    EXPECT_EQ(sums().quantity, 13'000);
    EXPECT_THAT(codes(sold("12", "0&quot;箱&quot;", "数量（千箱）")),
                ElementsAre("D2 units_differ"));
    EXPECT_THAT(codes(sold("12000", "#,##0,", "数量（万）")), ElementsAre("D2 units_differ"));
    for (const auto* const unclear : {"0&quot;M&quot;", "0&quot;w&quot;", "0&quot;千台&quot;"})
        EXPECT_THAT(codes(sold("12", unclear)), ElementsAre("D2 unit_in_quantity")) << unclear;
}

TEST_P(ImportShownUnitsTest, AQuantityShownInPiecesThatMayBeBoxesWaitsForAPerson) {
    import_company();

    const auto open = sold("5", "0.0&quot;件&quot;");

    EXPECT_THAT(codes(open), ElementsAre("D2 ambiguous_unit"));
    EXPECT_EQ(open.issues[0].found, "件 = 1 瓶 / 12 瓶");
    EXPECT_THAT(open.units_in_doubt, ElementsAre("件"));
}

TEST_P(ImportShownUnitsTest, WhatIsShownHasToAgreeWithWhatTheColumnsSay) {
    import_company();

    const auto column = sold("5", "0&quot;箱&quot;", "数量", "瓶");
    const auto heading = sold("5", "0&quot;箱&quot;", "数量（瓶）");
    const auto same = sold("5", "0&quot;箱&quot;", "数量（箱）", "箱");

    EXPECT_THAT(codes(column), ElementsAre("E2 units_differ"));
    EXPECT_EQ(column.issues[0].found, "瓶 ≠ 箱");
    EXPECT_THAT(codes(heading), ElementsAre("D2 units_differ"));
    EXPECT_THAT(codes(same), IsEmpty());
}

TEST_P(ImportShownUnitsTest, FiguresShownInThousandsAreThatUnlessTheFormatDividesThem) {
    import_company();
    const auto paid = [&](const std::string& value, const std::string& format) {
        return import("sell-out",
                      shown({"日期", "门店", "产品", "数量", "销售额"},
                            {"2026-10-01", "S1", "P1", "2瓶", value},
                            format));
    };
    const auto scaled = sold("2", "0&quot;百瓶&quot;");
    EXPECT_THAT(codes(scaled), ElementsAre("D2 unit_in_quantity"));
    EXPECT_EQ(scaled.issues[0].found, "2百瓶");
    EXPECT_THAT(codes(sold("2000", "0.0,&quot;千瓶&quot;")), IsEmpty());
    EXPECT_EQ(sums().quantity, 2000);
    EXPECT_THAT(codes(paid("12", "0.00&quot;USD&quot;")),
                ElementsAre("D2 unit_in_quantity", "E2 row_not_in_yuan"));
}

TEST_P(ImportShownUnitsTest, AnAmountShownInTenThousandsIsThat) {
    import_company();

    const auto report = import("sell-out",
                               shown({"日期", "门店", "产品", "数量", "销售额"},
                                     {"2026-10-01", "S1", "P1", "２", "12"},
                                     "0&quot;万&quot;"));

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_EQ(sums().value, 12'000'000);
}

TEST_P(ImportShownUnitsTest, APriceShownForABoxIsForABoxAndAListTakesNone) {
    import_company();

    const auto sale = import("sell-out",
                             shown({"日期", "门店", "产品", "数量", "单价"},
                                   {"2026-10-01", "S1", "P1", "２４", "48"},
                                   "0.00&quot;元/箱&quot;"));
    const auto list = import("prices",
                             shown({"产品", "价格类型", "单价", "开始日期"},
                                   {"P1", "零售价", "48", "2026-01-01"},
                                   "0.00&quot;元/箱&quot;"));
    const auto pieces = import("prices",
                               shown({"产品", "价格类型", "单价", "开始日期"},
                                     {"P1", "零售价", "4", "2026-01-01"},
                                     "0.00&quot;元/瓶&quot;"));

    EXPECT_THAT(codes(sale), IsEmpty());
    EXPECT_EQ(sums().value, 9'600);
    EXPECT_THAT(codes(list), ElementsAre("C2 not_in_base_units"));
    EXPECT_EQ(pieces.rows_added, 1);
}

}  // namespace
}  // namespace bihuan::imports
