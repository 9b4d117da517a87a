#include <cmath>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/forecast_file_suite.h"
#include "support/workbooks.h"

// Tables as people keep them: titles above, notes below, totals, plans and gaps within.
namespace bihuan {
namespace {

using Names = std::vector<std::string>;

const std::string kTable =
    "产品,月份,销量\n可乐,2024-01,5\n可乐,2024-02,6\n雪碧,2024-01,7\n雪碧,2024-02,8\n";

/// The figures of a series, - for a gap, from its first period on.
std::string figures(const Result<std::deque<FileGroup>>& result, std::size_t series = 0) {
    if (!result) return result.error().front().code;
    const FileSeries& row = result->front().rows.at(series);
    std::string text = row.period_text(0) + ":";
    for (const double value : row.values)
        text += std::isnan(value) ? " -" : fmt::format(" {}", value);
    return text;
}

Result<std::deque<FileGroup>> read_workbook(const std::string& bytes,
                                            const ForecastFileOptions& options = {}) {
    const auto path = written_file("").replace_extension("xlsx");
    std::ofstream(path, std::ios::binary) << bytes;
    return read_forecast_file(path, options);
}

TEST(PlainFile, MayHaveTitlesAboveItsHeader) {
    for (const std::string title : {"销售月报\n",
                                    "\xEF\xBB\xBF某某公司销售明细\n",
                                    "2024年销售表,,\n\n单位：箱,,制表日期：2024-05\n",
                                    "报表,2024,\n",
                                    "总销量：,26\n",
                                    "sep=,\n"})
        EXPECT_EQ(names_of(read(title + kTable)), (Names{"可乐", "雪碧"})) << title;
    EXPECT_EQ(figures(read("2024年各产品销量,,\n产品,2024-01,2024-02\n可乐,1,2\n")),
              "2024-01: 1 2");
    const auto wrong = read("销售月报\n产品,月份,销量\n可乐,2024-01,5\n可乐,2024-13,6\n");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().front().field, "/4/B") << "rows count as they stand in the file";
    EXPECT_EQ(code_of(read("销售月报\n")), "missing_column");
    EXPECT_EQ(code_of(read("产品,区域,开始,结束\n可乐,华东,2024-01-01,2024-02-01\n")),
              "missing_column")
        << "a row of figures is no header";
}

TEST(PlainFile, MayHaveAHeaderOfTwoRows) {
    const std::string heads = "产品,区域,2023年,,2024年,\n,,11月,12月,1月,2月\n";
    EXPECT_EQ(figures(read(heads + "可乐,华东,1,2,3,4\n可乐,华北,5,6,7,8\n"), 1),
              "2023-11: 5 6 7 8");
    EXPECT_EQ(figures(read("产品,2023,,2024,,合计\n,11,12,1,2,\n可乐,1,2,3,4,10\n")),
              "2023-11: 1 2 3 4");
    EXPECT_EQ(figures(read("2024年销量,,\n产品,1月,2月\n可乐,1,2\n")), "2024-01: 1 2");
    const auto measures =
        read("产品,2024年1月,,2024年2月,\n,销量,销售额,销量,销售额\n可乐,1,10,2,20\n");
    EXPECT_EQ(figures(measures), "2024-01: 1 2");
    EXPECT_TRUE(notes(measures, "unused_columns"));
    const auto merged = read_workbook(testing::make_workbook(
        testing::inline_rows({{"2024年销量", "", ""},
                              {"产品", "2024年", ""},
                              {"", "1月", "2月"},
                              {"可乐", "1", "2"}}) +
        R"(<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells>)"));
    EXPECT_EQ(figures(merged), "2024-01: 1 2");
}

// A person sees 5箱 and 120瓶; the cells hold 5 and 120.
TEST(PlainFile, RefusesASeriesWhoseFiguresAreShownInTwoUnits) {
    const auto rows = [](int last_style) {
        std::string cells =
            "<row r=\"1\"><c t=\"inlineStr\"><is><t>月份</t></is></c>"
            "<c t=\"inlineStr\"><is><t>销量</t></is></c></row>";
        for (int i = 1; i <= 6; ++i)
            cells += fmt::format(
                "<row r=\"{}\"><c t=\"inlineStr\"><is><t>2024-0{}</t></is></c>"
                "<c s=\"{}\"><v>{}</v></c></row>",
                i + 1,
                i,
                i == 6 ? last_style : 1,
                i);
        auto entries = testing::workbook_entries("<sheetData>" + cells + "</sheetData>");
        const std::string day = "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>";
        const std::string per_cent = "<xf numFmtId=\"9\"/>";
        for (auto& [name, content] : entries) {
            const auto at = content.find(day);
            if (at == std::string::npos) continue;
            content.replace(at,
                            day.size(),
                            "0&quot;箱&quot;\"/><numFmt numFmtId=\"177\" "
                            "formatCode=\"0&quot;瓶&quot;\"/>");
            content.replace(content.find(per_cent), per_cent.size(), "<xf numFmtId=\"177\"/>");
        }
        return testing::make_zip(entries);
    };

    EXPECT_TRUE(read_workbook(rows(1)));
    const auto refused = read_workbook(rows(3));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "mixed_units");
    EXPECT_EQ(refused.error().front().field, "/7/B");
}

// 1,234 without its quotes was read as 1.
TEST(PlainFile, RefusesARowWithMoreCellsThanItsHeader) {
    const auto refused = read("产品,月份,销量\n可乐,2024-01,1,234\n可乐,2024-02,5,\n");
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().size(), 1U);
    EXPECT_EQ(refused.error().front().code, "surplus_cells");
    EXPECT_EQ(refused.error().front().field, "/2/D");
}

// Two goods with one text would be one series, and #N/A a name.
TEST(PlainFile, RefusesNamesThatExcelSpoilt) {
    const auto refused = read("条码,月份,销量\n6.90123E+12,2024-01,5\n#N/A,2024-01,6\n");
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().size(), 2U);
    EXPECT_EQ(refused.error()[0].code, "scientific_code");
    EXPECT_EQ(refused.error()[0].field, "/2/A");
    EXPECT_EQ(refused.error()[1].code, "cell_error");
}

TEST(PlainFile, RefusesFiguresWithoutNamesAboveThem) {
    EXPECT_EQ(code_of(read("可乐,2024-01,5\n可乐,2024-02,6\n")), "no_header");
    EXPECT_EQ(code_of(read("销售月报\n可乐,2024-01,5\n可乐,2024-02,6\n")), "no_header");
}

TEST(PlainFile, MayHaveNotesBelowItsTable) {
    const auto result = read(kTable + "\n注：含赠品,,\n制表人：张三,,审核：李四\n数据来源：ERP\n");
    EXPECT_EQ(names_of(result), (Names{"可乐", "雪碧"}));
    EXPECT_TRUE(notes(result, "note_rows"));
    EXPECT_EQ(code_of(read(kTable + "芬达,,\n")), "not_a_period") << "a row without its period";
    const auto merged = read_workbook(testing::make_workbook(
        testing::inline_rows({{"月份", "销量"}, {"2024-01", "5"}, {"备注：出库量", ""}}) +
        R"(<mergeCells><mergeCell ref="A3:B3"/></mergeCells>)"));
    EXPECT_EQ(figures(merged), "2024-01: 5");
}

TEST(PlainFile, AsksForTheMeaningOfWordsWhateverNotesStandBelow) {
    EXPECT_EQ(code_of(read("日期,天气,销量\n2024-01-01,晴,5\n2024-01-02,雨,6\n注：含赠品,,\n")),
              "ambiguous_series");
}

TEST(PlainFile, ReadsHeadingsOfTwoLines) {
    EXPECT_EQ(figures(read("产品,\"2024年\n1月\",\"2024年\n2月\"\n可乐,1,2\n")), "2024-01: 1 2");
}

TEST(PlainFile, TakesTheSignsOfAMissingFigureForGapsAndSaysHowMany) {
    const auto result = read(
        "月份,销量\n2024-01,-\n2024-02,#N/A\n2024-03,缺货\n2024-04,n/a\n2024-05,--\n2024-06,/\n"
        "2024-07,无\n2024-08,\n2024-09,—\n2024-10,9\n");
    EXPECT_EQ(figures(result), "2024-01: - - - - - - - - - 9");
    ASSERT_TRUE(notes(result, "gaps"));
    EXPECT_NE(result->front().notes.front().message.find("8 cells such as \"-\""),
              std::string::npos);
    EXPECT_EQ(figures(read("产品,2024-01,2024-02,2024-03\n可乐,-,2,3\n雪碧,-,-,-\n")),
              "2024-01: - 2 3");
    const auto wrong = read("月份,销量\n2024-01,5\n2024-02,#DIV/0!\n2024-03,停产了\n");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().size(), 2U);
    EXPECT_EQ(wrong.error()[0].code, "cell_error");
    EXPECT_EQ(wrong.error()[1].field, "/4/B");
    EXPECT_EQ(read("月份,销量,促销\n2024-01,5,有\n2024-02,6,无\n")->front().rows[0].regressors[1],
              0)
        << "of a promotion 无 is no gap";
}

TEST(PlainFile, ReadsThePeriodsOfHeadingsThatSayWhatIsCounted) {
    for (const auto* form :
         {"2024年{}月销量", "2024年{}月（箱）", "2024年{}月 销售数量", "销量 2024-0{}"}) {
        std::string heads = "产品";
        for (int month = 1; month <= 3; ++month)
            heads += "," + fmt::format(fmt::runtime(form), month);
        EXPECT_EQ(figures(read(heads + "\n可乐,1,2,3\n")), "2024-01: 1 2 3") << form;
    }
    EXPECT_EQ(figures(read("Item,Jan-24 Sales,Feb-24 Sales\ncola,1,2\n")), "2024-01: 1 2");
    EXPECT_EQ(figures(read("产品,年份,1月销量,2月销量\n可乐,2023,1,2\n可乐,2024,3,4\n")),
              "2023-01: 1 2 - - - - - - - - - - 3 4");
    const auto beside = read(
        "产品,2024年1月目标,2024年1月销量,2024年1月销售额,2024年2月目标,2024年2月销量,"
        "2024年2月销售额\n"
        "可乐,9,1,10,9,2,20\n");
    EXPECT_EQ(figures(beside), "2024-01: 1 2");
    EXPECT_TRUE(notes(beside, "unused_columns"));
    EXPECT_EQ(figures(read("产品,2024年1月销售额,2024年2月销售额\n可乐,10,20\n")), "2024-01: 10 20")
        << "nothing is counted";
}

// They came after the sales, or are the wish for them: each once moved every forecast.
TEST(PlainFile, TakesNoPlanAndNoResultForAnInfluence) {
    const auto result = read(
        "月份,目标,销量,毛利,上年同期,退货量,库存,促销,活动计划,计划价格\n"
        "2024-01,9,5,1,4,0,50,0,1,3\n2024-02,9,6,1,4,0,40,1,0,3\n2024-03,9,,,5,,,1,0,3\n");
    ASSERT_TRUE(result);
    std::string influences;
    for (const auto& regressor : result->front().problem.regressors)
        influences += regressor.name + " ";
    EXPECT_EQ(influences, "促销 活动计划 计划价格 ");
    ASSERT_TRUE(notes(result, "outcome_columns"));
    const auto english = read(
        "month,target,sales,plan,last year,margin,yoy\n2024-01,9,5,8,4,1,1\n2024-02,9,6,8,4,1,1\n");
    EXPECT_EQ(figures(english), "2024-01: 5 6") << "what was sold, not what was aimed at";
    EXPECT_TRUE(english->front().problem.regressors.empty());
    EXPECT_EQ(names_of(read("ds,target\n2024-01,5\n2024-02,6\n")), (Names{"target"}));
    EXPECT_EQ(names_of(read("月份,计划\n2024-01,5\n2024-02,6\n")), (Names{"计划"}))
        << "nothing else";
    EXPECT_EQ(names_of(read("月份,华东,华北,目标\n2024-01,5,6,9\n2024-02,6,7,9\n")),
              (Names{"华东", "华北"}));
    EXPECT_EQ(names_of(read("月份,去年款,计划生育用品\n2024-01,5,6\n2024-02,6,7\n")),
              (Names{"去年款", "计划生育用品"}));
}

TEST(PlainFile, TakesNoPartSumOrMeanOfOthersForASeries) {
    std::string text = "产品,月份,销量\n";
    for (const auto* name : {"可乐",
                             "雪碧",
                             "全部",
                             "总量",
                             "平均",
                             "占比",
                             "其中：线上",
                             "Overall",
                             "Average",
                             "Grand Total",
                             "全国合计"})
        text += fmt::format("{0},2024-01,5\n{0},2024-02,6\n", name);
    const auto result = read(text);
    EXPECT_EQ(names_of(result), (Names{"可乐", "雪碧"}));
    EXPECT_TRUE(notes(result, "total_rows"));
}

TEST(PlainFile, LeavesARowOfTotalsOutWhoseCellsAreMerged) {
    const auto result = read_workbook(
        testing::make_workbook(testing::inline_rows({{"产品", "区域", "2024-01", "2024-02"},
                                                     {"可乐", "华东", "1", "2"},
                                                     {"合计", "", "1", "2"}}) +
                               R"(<mergeCells><mergeCell ref="A3:B3"/></mergeCells>)"));
    EXPECT_EQ(names_of(result), (Names{"可乐 / 华东"}));
    EXPECT_TRUE(notes(result, "total_rows"));
}

TEST(PlainFile, IsNotBoundByThePeriodsOfItsTotals) {
    EXPECT_EQ(figures(read(
                  "产品,月份,销量\n合计,2024,26\n可乐,2024-01,5\n可乐,2024-02,6\n合计,2024Q1,9\n")),
              "2024-01: 5 6");
}

TEST(PlainFile, TakesTheWholeCountryForASeriesWhereItsPartsAreNotThere) {
    const std::string whole = "全国,2024-01,12\n全国,2024-02,14\n";
    const std::string heads = "区域,月份,销量\n";
    EXPECT_EQ(names_of(read(heads + whole)), (Names{"全国"}));
    const auto beside = read(heads + whole + "华东,2024-01,5\n华东,2024-02,6\n");
    EXPECT_EQ(names_of(beside), (Names{"华东"}));
    EXPECT_TRUE(notes(beside, "total_series"));
    EXPECT_EQ(names_of(read("区域,产品,月份,销量\n全国,可乐,2024-01,5\n华东,雪碧,2024-01,6\n"
                            "全国,雪碧,2024-01,9\n")),
              (Names{"全国 / 可乐", "华东 / 雪碧"}));
    EXPECT_EQ(names_of(read("月份,华东,全国\n2024-01,5,9\n2024-02,6,9\n")), (Names{"华东"}));
}

TEST(PlainFile, OfAWorkbookIsItsFirstSheetThatIsNotEmpty) {
    const auto rows = testing::inline_rows({{"月份", "销量"}, {"2024-01", "5"}, {"2024-02", "6"}});
    const auto result =
        read_workbook(testing::workbook_of_sheets({{"Sheet1", ""}, {"销量", rows}}));
    EXPECT_EQ(figures(result), "2024-01: 5 6");
    EXPECT_TRUE(notes(result, "unread_sheets"));
    const auto cover = read_workbook(testing::workbook_of_sheets(
        {{"说明", testing::inline_rows({{"本表由销售部填写"}})}, {"销量", rows}}));
    ASSERT_FALSE(cover);
    EXPECT_EQ(cover.error().front().code, "missing_column");
    EXPECT_NE(cover.error().back().message.find("not \"销量\""), std::string::npos);
}

}  // namespace
}  // namespace bihuan
