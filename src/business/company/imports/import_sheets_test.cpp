#include <stop_token>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"
#include "support/workbooks.h"

// Which sheet of a workbook is read and which row is its header, and that a reading ends when
// somebody asks it to.
namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Rows = std::vector<std::vector<std::string>>;

class ImportSheetsTest : public ImportsSuite {
protected:
    ImportRequest workbook(const std::vector<std::pair<std::string, Rows>>& sheets,
                           const std::string& sheet = {}) {
        std::vector<std::pair<std::string, std::string>> written;
        for (const auto& [name, rows] : sheets)
            written.emplace_back(name, testing::inline_rows(rows));
        auto made = request("sell-out", testing::workbook_of_sheets(written));
        made.reading.sheet = sheet;
        return made;
    }
    static Rows sales(const std::string& day) {
        return {{"日期", "门店", "产品", "数量", "金额"}, {day, "S1", "P1", "1", "3"}};
    }

    const Rows cover_{{"2026 年销售月报"}, {"编制", "市场部"}, {"日期", "2026-10-31"}};
    const std::string all_{kAllSheets};
};

INSTANTIATE_TEST_SUITE_P(Both, ImportSheetsTest, both_databases(), dialect_name);

TEST_P(ImportSheetsTest, ACoverBeforeSheetsOfOneHeaderIsPassedOverAndNamed) {
    import_company();

    const auto report = run(workbook({{"封面", cover_},
                                      {"1月", sales("2026-01-01")},
                                      {"须知", {{"门店"}, {"填门店编码"}}},
                                      {"2月", sales("2026-02-01")}},
                                     all_));

    EXPECT_THAT(report.refusal, IsEmpty());
    EXPECT_EQ(report.rows_added, 2);
    EXPECT_EQ(report.sheet, "1月");
    EXPECT_THAT(
        remarks(report),
        ElementsAre(
            "sheet_taken 0 1月 ", "sheets_read 2 1月、2月 ", "sheets_not_read 2 封面、须知 "));
}

TEST_P(ImportSheetsTest, WithoutASheetToldTheFirstWithAKnownHeaderIsReadAndSaidSo) {
    import_company();

    const auto report = run(
        workbook({{"封面", cover_}, {"1月", sales("2026-01-01")}, {"2月", sales("2026-02-01")}}));

    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(remarks(report), ElementsAre("sheet_taken 0 1月 ", "sheets_not_read 2 封面、2月 "));
}

TEST_P(ImportSheetsTest, AnExampleBesideTheDataIsNotTakenForIt) {
    import_company();
    for (const auto& sheet : {std::string(), all_}) {
        const auto report = run(
            workbook({{"填写说明", sales("2026-01-01")}, {"数据", sales("2026-02-01")}}, sheet));
        EXPECT_EQ(report.sheet, "数据");
        EXPECT_EQ(report.rows_read, 1) << sheet;
        EXPECT_THAT(remarks(report),
                    ElementsAre("sheet_taken 0 数据 ", "sheets_not_read 1 填写说明 "));
    }

    const auto several = run(workbook({{"填写说明", {{"怎么填"}}},
                                       {"示例", sales("2026-01-01")},
                                       {"数据", sales("2026-02-01")}}));
    EXPECT_EQ(several.sheet, "数据");
    auto misspelt = sales("2026-02-01");
    misspelt[0][3] = "本月数";
    const auto refused = run(workbook({{"示例", sales("2026-01-01")}, {"数据", misspelt}}));
    ASSERT_EQ(refused.refusal.size(), 1U);
    EXPECT_EQ(refused.sheet, "数据");
    const auto shops =
        run(workbook({{"1月", sales("2026-01-01")}, {"说明书店", sales("2026-02-01")}}, all_));
    EXPECT_EQ(shops.rows_read, 2);

    const auto alone = run(workbook({{"示例", sales("2026-03-01")}}));
    EXPECT_EQ(alone.rows_added, 1);
}

TEST_P(ImportSheetsTest, ASheetThatIsToldIsReadOrRefusedAndNoOther) {
    import_company();

    const auto report = run(workbook({{"封面", cover_}, {"1月", sales("2026-01-01")}}, "封面"));

    ASSERT_EQ(report.refusal.size(), 3U);
    EXPECT_EQ(report.refusal[0].code, "missing_column");
    EXPECT_EQ(report.rows_read, 0);
}

TEST_P(ImportSheetsTest, ASheetWithHalfAHeaderIsNoCoverAndRefusesTheFile) {
    import_company();
    const Rows half{{"日期", "门店", "货", "数量"}, {"2026-01-01", "S1", "P1", "1"}};

    for (const auto& sheet : {std::string(), all_}) {
        const auto report =
            run(workbook({{"封面", cover_}, {"明细", half}, {"示例", sales("2026-02-01")}}, sheet));
        ASSERT_EQ(report.refusal.size(), 1U) << sheet;
        EXPECT_EQ(report.refusal[0].code, "missing_column");
        EXPECT_EQ(report.refusal[0].found, "product");
        EXPECT_EQ(report.sheet, "明细");
    }
}

TEST_P(ImportSheetsTest, DataUnderAnotherHeaderIsNotLeftOutWhereAllSheetsAreAskedFor) {
    import_company();
    auto other = sales("2026-02-01");
    other[0].emplace_back("备注");

    const auto file = workbook({{"1月", sales("2026-01-01")}, {"2月", other}}, all_);
    const auto report = run(file);

    ASSERT_EQ(report.refusal.size(), 1U);
    EXPECT_EQ(report.refusal[0].code, "sheets_differ");
    EXPECT_EQ(report.refusal[0].field, "/1");
    EXPECT_EQ(report.refusal[0].found, "2月");
    EXPECT_EQ(report.rows_added, 0);
}

TEST_P(ImportSheetsTest, AWorkbookOfCoversOnlySaysThatNoHeaderWasFound) {
    import_company();

    const auto report = run(workbook({{"封面", {{"月报"}}}, {"说明", {{"填写说明"}}}}));

    ASSERT_EQ(report.refusal.size(), 1U);
    EXPECT_EQ(report.refusal[0].code, "no_header_in_sheet");
    EXPECT_EQ(report.sheet, "封面");
}

TEST_P(ImportSheetsTest, AFileWithoutAKnownHeadingShowsItsTopUntilAPersonSaysWhichRowIsTheHeader) {
    import_company();
    auto file = request("sell-out", "Export\nDatum,Filiale,Artikel,Menge\n2026-10-01,S1,P1,7\n");

    const auto unknown = run(file);
    file.reading.header_row = 2;
    const auto chosen = run(file);
    file.reading.mapping = {
        {"day", "Datum"}, {"outlet", "Filiale"}, {"product", "Artikel"}, {"quantity", "Menge"}};
    const auto mapped = run(file);

    ASSERT_EQ(unknown.refusal.size(), 1U);
    EXPECT_EQ(unknown.refusal[0].code, "no_header");
    ASSERT_EQ(unknown.top_rows.size(), 3U);
    EXPECT_EQ(unknown.top_rows[1].row, 2);
    EXPECT_THAT(unknown.top_rows[1].cells, ElementsAre("Datum", "Filiale", "Artikel", "Menge"));
    EXPECT_EQ(chosen.refusal[0].code, "missing_column");
    EXPECT_THAT(chosen.headers, ElementsAre("Datum", "Filiale", "Artikel", "Menge"));
    EXPECT_THAT(mapped.refusal, IsEmpty());
    EXPECT_EQ(mapped.rows_added, 1);
    EXPECT_THAT(mapped.top_rows, IsEmpty());
}

TEST_P(ImportSheetsTest, TheHeaderMayStandFarDownWhereAPersonSaysSoAndIsNoBlankRow) {
    import_company();
    std::string text(30, '\n');
    text += "日期,门店,产品,数量\n2026-10-01,S1,P1,7\n";
    auto file = request("sell-out", text);

    EXPECT_EQ(run(file).refusal.at(0).code, "no_header");
    file.reading.header_row = 30;
    EXPECT_EQ(run(file).refusal.at(0).code, "blank_header");
    file.reading.header_row = 31;
    EXPECT_EQ(run(file).rows_added, 1);
    file.reading.header_row = 99;
    EXPECT_EQ(run(file).refusal.at(0).code, "blank_header");
}

TEST_P(ImportSheetsTest, TheRowOfTheHeaderIsKeptAsChosen) {
    EXPECT_EQ(reading_from_json("{}", options_json({.header_row = 7})).header_row, 7);
    EXPECT_EQ(header_row_from_json("0"), 0);
    for (const auto* const text : {"-1", "1.5", "\"2\"", "null", "1048577"})
        EXPECT_THROW(header_row_from_json(text), Error) << text;
}

TEST_P(ImportSheetsTest, ErrorsBehindTheFirstTwoHundredAreCountedByWhatTheyAre) {
    import_company();
    std::string text = "日期,门店,产品,数量\n";
    for (int i = 0; i < 210; ++i) text += fmt::format("2026-10-01,S1,P1,{}x\n", i);
    text += "10/1/2026,S1,P1,1\n";

    const auto report = run(request("stock", text));

    EXPECT_EQ(report.issues.size(), 200U);
    EXPECT_EQ(report.issue_counts.at("ambiguous_day"), 1);
}

TEST_P(ImportSheetsTest, AReadingThatIsAskedToStopEndsBeforeTheNextRow) {
    import_company();
    std::vector<std::pair<std::string, Rows>> sheets;
    for (int i = 0; i < 40; ++i) {
        Rows rows{{"日期", "门店", "产品", "数量"}};
        for (int day = 1; day <= 20; ++day)
            rows.push_back({fmt::format("2026-09-{:02}", day), "S1", "P1", "1"});
        sheets.emplace_back(fmt::format("表{}", i), rows);
    }
    for (const bool dry_run : {true, false}) {
        for (const bool add_up : {true, false}) {
            std::stop_source stop;
            std::int64_t seen = 0;
            auto file = workbook(sheets, all_);
            file.reading.add_up = add_up;
            file.dry_run = dry_run;
            file.progress = jobs::Progress({}, stop.get_token());
            file.observer = [&](const files::TableRow&, std::span<const CellIssue>) {
                if (++seen == 5) stop.request_stop();
            };

            EXPECT_THROW(run(file), jobs::Cancelled);

            EXPECT_EQ(seen, 5);
        }
    }
    EXPECT_EQ(read([](Session& s) { return s.all<Import>(); }).size(), 2U) << "the company's own";
}

TEST_P(ImportSheetsTest, LookingThroughAColumnOfDaysEndsWhenAskedToo) {
    import_company();
    std::string text = "日期,门店,产品,数量\n";
    for (int i = 0; i < 500; ++i) text += "1/2/2026,S1,P1,1\n";
    std::stop_source stop;
    auto file = request("stock", text);
    file.progress = jobs::Progress({}, stop.get_token());
    stop.request_stop();

    EXPECT_THROW(run(file), jobs::Cancelled);
}

}  // namespace
}  // namespace bihuan::imports
