#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"
#include "support/workbooks.h"

// What an import does not take in silence: closed months, cells that name nothing, sums that nobody
// calls so, figures that contradict each other. Each with its place and how to mend it.
namespace bihuan::imports {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Query kClose{"test.close",
                   "INSERT INTO month_steps (scenario_id, month, step, status, input_hash, "
                   "output_hash, summary) VALUES (1, :month, 'forecast', :status, '', '', '{}')",
                   {}};

class ImportDoubtsTest : public ImportsSuite {
protected:
    void close(Month month, const std::string& status = "done") {
        write([&](Transaction& t) {
            t.execute(kClose, {{"month", month}, {"status", status}}, Trace::None);
        });
    }

    ImportReport check(const std::string& kind, const std::string& text) {
        auto made = request(kind, text);
        made.dry_run = true;
        return run(made);
    }

    ImportReport import_making(const std::string& kind, const std::string& text) {
        auto made = request(kind, text);
        made.reading.create_missing = true;
        return run(made);
    }

    ImportReport import_workbook(const std::string& kind, const std::string& bytes) {
        auto made = request(kind, bytes);
        made.reading.sheet = std::string(kAllSheets);
        return run(made);
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportDoubtsTest, both_databases(), dialect_name);

TEST_P(ImportDoubtsTest, RowsOfAClosedMonthAreToldInTheCheckAndInTheResult) {
    import_company();
    import("sell-out", "日期,门店,产品,数量,销售额\n2026-09-01,S1,P1,1,3\n");
    close({2026, 8});
    close({2026, 9});
    close({2026, 10}, "stale");
    const std::string file =
        "日期,门店,产品,数量,销售额\n2026-09-01,S1,P1,2,6\n2026-09-02,S1,P1,2,6\n2026-11-01,S1,P1,"
        "2,6\n";

    const auto checked = check("sell-out", file);
    const auto imported = import("sell-out", file);
    const auto again = import("sell-out", file);

    EXPECT_THAT(remarks(checked),
                ElementsAre("closed_months 1 2026-09 ", "later_closes 1 2026-10 "));
    EXPECT_THAT(remarks(imported), remarks(checked));
    EXPECT_THAT(remarks(again), IsEmpty()) << "nothing changed";
}

TEST_P(ImportDoubtsTest, StockAndShipmentsOfAClosedMonthAreToldToo) {
    import_company();
    close({2026, 9});
    close({2026, 10});

    for (const auto* kind : {"stock", "sell-in"}) {
        const std::string file = "日期,门店,产品,数量\n2026-09-30,S1,P1,2\n2026-10-01,S1,P1,2\n";
        EXPECT_THAT(remarks(check(kind, file)), Contains("closed_months 2 2026-09、2026-10 "));
        EXPECT_THAT(remarks(import(kind, file)), Contains("closed_months 2 2026-09、2026-10 "));
    }
}

TEST_P(ImportDoubtsTest, ABarcodeMayBeWrittenAsItIsPrinted) {
    const auto report = import("products",
                               "编码,名称,品牌,条码\nP1,橙汁,汇源,690 1234 567892\n"
                               "P2,梨汁,汇源,400-6381-33393-1\nP3,桃汁,汇源,\"'73513537\"\n"
                               "P4,杏汁,汇源,６９０１２３４５６７８９２\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_EQ(find<Product>("P1").gtin, "6901234567892");
    EXPECT_EQ(find<Product>("P2").gtin, "4006381333931");
    EXPECT_EQ(find<Product>("P3").gtin, "73513537");
}

TEST_P(ImportDoubtsTest, ABarcodeOfWrongDigitsIsToldAsSuch) {
    const auto report = import("products",
                               "编码,名称,品牌,条码\nP1,橙汁,汇源,690 1234 567893\n"
                               "P2,梨汁,汇源,690 1234 5678 92 12 13\nP3,桃汁,汇源,690-ABC\n");

    EXPECT_THAT(codes(report), ElementsAre("D2 bad_gtin", "D3 bad_gtin", "D4 bad_gtin"));
}

TEST_P(ImportDoubtsTest, OnlyLinesOfADayAreToldThatTheyCanBeAddedUp) {
    const auto products = import("products", "编码,名称,品牌\nP1,橙汁,汇源\nP1,橙汁,汇源\n");

    EXPECT_THAT(codes(products), ElementsAre("3 duplicate_key"));
    EXPECT_EQ(explain("duplicate_key", files::Language::Chinese).find("相加"), std::string::npos);
    EXPECT_NE(explain("duplicate_fact", files::Language::Chinese).find("相加"), std::string::npos);
}

TEST_P(ImportDoubtsTest, CellsThatSayThereIsNoneMakeNoOutlet) {
    import_company();
    const std::vector<std::string> none{"-", "无", "N/A", "待定", "?", "——", "null", "？？"};
    std::string file = "日期,门店,产品,数量\n";
    for (const auto& outlet : none) file += "2026-10-01," + outlet + ",P1,5\n";

    const auto made = import_making("sell-out", file + "2026-10-01,#N/A,P1,5\n");
    const auto plain = import("sell-out", file);

    EXPECT_THAT(codes(made),
                ElementsAre("B2 stands_for_none",
                            "B3 stands_for_none",
                            "B4 stands_for_none",
                            "B5 stands_for_none",
                            "B6 stands_for_none",
                            "B7 stands_for_none",
                            "B8 stands_for_none",
                            "B9 stands_for_none",
                            "B10 cell_error"));
    EXPECT_EQ(plain.issues[0].code, "stands_for_none");
    EXPECT_TRUE(made.created.empty());
}

TEST_P(ImportDoubtsTest, NorDoTheyNameABrandOrANewProduct) {
    const auto report = import(
        "products", "编码,名称,品牌\nP1,橙汁,无\n待定,梨汁,汇源\n-,桃汁,汇源\nNA1,杏汁,汇源\n");

    EXPECT_THAT(codes(report),
                ElementsAre("C2 stands_for_none", "A3 stands_for_none", "A4 stands_for_none"));
    EXPECT_EQ(report.rows_added, 1);
}

TEST_P(ImportDoubtsTest, QuantityAndValueOfDifferentSignsAreTakenAndDoubted) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,10,-50\n"
                               "2026-10-02,S1,P1,-10,-50\n2026-10-03,S1,P1,-1,5\n"
                               "2026-10-04,S1,P1,0,5\n2026-10-05,S1,P1,5,0\n");

    EXPECT_EQ(report.rows_added, 5);
    EXPECT_THAT(remarks(report), ElementsAre("signs_differ 2  2/4"));
}

TEST_P(ImportDoubtsTest, ADuplicateOfAnotherSheetIsFoundThere) {
    import_company();
    const std::vector<std::string> header{"日期", "门店", "产品", "数量"};
    const std::vector<std::string> sold{"2026-10-01", "S1", "P1", "5"};
    const auto sheet = testing::inline_rows({header, sold});

    const auto report =
        import_workbook("sell-out", testing::workbook_of_sheets({{"1月", sheet}, {"2月", sheet}}));
    const auto brand = testing::inline_rows({{"编码", "名称"}, {"B1", "汇源"}});
    const auto brands =
        import_workbook("brands", testing::workbook_of_sheets({{"甲", brand}, {"乙", brand}}));

    EXPECT_THAT(codes(report), ElementsAre("2月!2 duplicate_fact"));
    EXPECT_EQ(report.issues[0].found, "1月!2");
    EXPECT_THAT(codes(brands), ElementsAre("乙!2 duplicate_key"));
    EXPECT_EQ(brands.issues[0].found, "甲!2");
}

TEST_P(ImportDoubtsTest, ADoubtOfOneOfSeveralSheetsIsFoundThere) {
    import_company();
    const auto sheet = [](const std::string& day) {
        return testing::inline_rows({{"日期", "门店", "产品", "数量", "销售额"},
                                     {day, "S1", "P1", "5", "-1"},
                                     {"合计", "", "", "5", "-1"}});
    };

    const auto report = import_workbook(
        "sell-out",
        testing::workbook_of_sheets({{"1月", sheet("2026-01-01")}, {"2月", sheet("2026-02-01")}}));

    EXPECT_THAT(remarks(report),
                ElementsAre("signs_differ 1 1月 2",
                            "total_rows 1 1月 3",
                            "signs_differ 1 2月 2",
                            "total_rows 1 2月 3",
                            "sheets_read 2 1月、2月 "));
}

TEST_P(ImportDoubtsTest, SheetsThatAreReadTogetherStateTheSameUnit) {
    import_company();
    const auto sheet = [](const std::string& unit, const std::string& day) {
        return testing::inline_rows(
            {{unit}, {"日期", "门店", "产品", "数量", "销售额"}, {day, "S1", "P1", "5", "15"}});
    };
    const auto boxes = sheet("单位：箱", "2026-01-01");

    const auto same = import_workbook(
        "sell-out",
        testing::workbook_of_sheets({{"1月", boxes}, {"2月", sheet("单位：箱", "2026-02-01")}}));
    const auto differ = import_workbook(
        "sell-out",
        testing::workbook_of_sheets({{"1月", boxes}, {"2月", sheet("二月", "2026-02-01")}}));

    EXPECT_TRUE(same.refusal.empty());
    EXPECT_EQ(same.rows_added, 2);
    ASSERT_EQ(differ.refusal.size(), 1U);
    EXPECT_EQ(differ.refusal[0].code, "stated_units_differ");
    EXPECT_EQ(differ.refusal[0].found, "2月");
}

TEST_P(ImportDoubtsTest, AHiddenSheetIsSaidNotToBeRead) {
    import_company();
    const auto sheet = testing::inline_rows(
        {{"日期", "门店", "产品", "数量", "金额"}, {"2026-10-01", "S1", "P1", "5", "15"}});
    const auto other = testing::inline_rows({{"甲"}, {"乙"}});

    const auto read =
        run(request("sell-out", testing::workbook_of_sheets({{"旧", sheet}, {"新", sheet}}, "旧")));
    const auto refused =
        run(request("sell-out", testing::workbook_of_sheets({{"旧", sheet}, {"新", other}}, "旧")));

    EXPECT_EQ(read.rows_added, 1);
    EXPECT_THAT(remarks(read), ElementsAre("hidden_sheets 1 旧 "));
    EXPECT_FALSE(refused.refusal.empty());
    EXPECT_THAT(remarks(refused), ElementsAre("hidden_sheets 1 旧 "));
}

TEST_P(ImportDoubtsTest, AWrongQuantitySaysHowPiecesAndBoxesAreWritten) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,单位\n2026-10-01,S1,P1,1.5,\n"
                               "2026-10-02,S1,P1,2箱,\n2026-10-03,S1,P1,1.3,箱\n"
                               "2026-10-04,S1,P1,3 boxes,\n2026-10-05,S1,P1,约3,\n"
                               "2026-10-06,S1,P1,3?,\n");

    EXPECT_THAT(codes(report),
                ElementsAre("D2 pieces_not_whole",
                            "D3 unit_in_quantity",
                            "D4 packs_not_whole",
                            "D5 unit_in_quantity",
                            "D6 not_a_number",
                            "D7 not_a_number"));
}

TEST_P(ImportDoubtsTest, ARowThatNamesNothingAndGivesTheSumsIsATotal) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,销售额,单价\n2026-10-01,S1,P1,10,30.10,3\n"
                               "2026-10-02,S1,P1,4,12.05,3\n,,,14,42.15,\n"
                               "2026-10-03,S2,P1,1,3,3\n2026-10-04,S2,P1,坏,3,3\n"
                               "2026-10-05,S2,P1,5,15,3\n,,,\"6\",21.00,\n,,,20,63.15,3.1\n");

    EXPECT_THAT(codes(report), ElementsAre("D6 not_a_number"));
    EXPECT_EQ(report.rows_added, 4);
    EXPECT_EQ(report.rows_skipped, 3);
    EXPECT_THAT(remarks(report), ElementsAre("unnamed_totals 3  4/8/9"));
}

TEST_P(ImportDoubtsTest, ARowThatLacksItsNamesAndIsNoSumFails) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量\n2026-10-01,S1,P1,10\n,,,10\n"
                               "2026-10-02,S1,P1,4\n,,,15\n,S1,,14\n");

    EXPECT_EQ(report.rows_skipped, 0);
    EXPECT_EQ(report.rows_failed, 3);
}

TEST_P(ImportDoubtsTest, AMonthWhereADayHasToBeSaysHowToWriteIt) {
    import_company();

    const auto report = import(
        "sell-out", "日期,门店,产品,数量\n2026.1,S1,P1,10\n2026-10,S1,P1,10\n202610,S1,P1,10\n");

    EXPECT_THAT(codes(report),
                ElementsAre("A2 month_for_day", "A3 month_for_day", "A4 month_for_day"));
}

}  // namespace
}  // namespace bihuan::imports
