#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/files/table_reader.h"
#include "support/workbooks.h"

namespace bihuan::files {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Reading {
    Rows rows;
    std::vector<std::int64_t> numbers;
    Issues row_issues;
    Issues issues;
    TableFormat format;
};

Reading read(const std::string& bytes) {
    Reading result;
    const auto reader = open_table_bytes(bytes).value();
    while (const auto row = reader->next()) {
        result.rows.emplace_back(row->cells.begin(), row->cells.end());
        result.numbers.push_back(row->number);
        result.row_issues.insert(result.row_issues.end(), row->issues.begin(), row->issues.end());
    }
    result.issues = reader->issues();
    result.format = reader->format();
    return result;
}

TEST(CsvReader, ReadsEveryLineEndQuoteAndSeparator) {
    const Rows expected{{"a", "b", "c"}, {"1", "x,\n\"y\"", ""}, {"2", "", "z"}};

    EXPECT_EQ(read("a,b,c\r\n1,\"x,\n\"\"y\"\"\",\r\n2,,z\r\n").rows, expected);
    EXPECT_EQ(read("a,b,c\n1,\"x,\n\"\"y\"\"\",\n2,,z").rows, expected);
    EXPECT_EQ(read("a,b,c\r1,\"x,\n\"\"y\"\"\",\r2,,z").rows, expected);
    EXPECT_EQ(read("a\tb\tc\n1\t\"x,\n\"\"y\"\"\"\t\n2\t\tz").rows, expected);
    EXPECT_EQ(read("a;b;c\n1;\"x,\n\"\"y\"\"\";\n2;;z").rows, expected);
}

TEST(CsvReader, TakesABarForASeparatorOnlyWhereNothingElseSeparates) {
    EXPECT_EQ(read("a|b\n1|2\n").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("name\nx|y\nu|v\n").rows, (Rows{{"name"}, {"x|y"}, {"u|v"}}));
    EXPECT_EQ(read("a,b|c\n1,2|3\n").rows, (Rows{{"a", "b|c"}, {"1", "2|3"}}));
}

TEST(CsvReader, TakesTheLineThatTellsExcelTheSeparatorAtItsWord) {
    EXPECT_EQ(read("sep=;\r\na;b,c\r\n1;2,5\r\n").rows, (Rows{{"a", "b,c"}, {"1", "2,5"}}));
    EXPECT_EQ(read("\"sep=|\"\na|b\n").rows, (Rows{{"a", "b"}}));
    const auto marked = read("\xEF\xBB\xBFsep=\t\na\tb,c,d\n");
    EXPECT_EQ(marked.rows, (Rows{{"a", "b,c,d"}}));
    EXPECT_EQ(marked.numbers, (std::vector<std::int64_t>{1})) << "Excel does not show the line";
    EXPECT_EQ(read("sep=x\n1,2\n").rows.size(), 2U);
}

TEST(CsvReader, CountsRowsAsExcelDoes) {
    EXPECT_EQ(read("a\n\n\"two\nlines\"\nb\n").numbers, (std::vector<std::int64_t>{1, 2, 3, 4}));
}

TEST(CsvReader, FindsTheEncoding) {
    const Rows expected{{"门店", "数量"}, {"上海一店", "12"}};
    const std::string text = "门店,数量\n上海一店,12\n";

    EXPECT_EQ(read(text).rows, expected);
    EXPECT_EQ(read("\xEF\xBB\xBF" + text).rows, expected);
    const auto chinese = read(testing::encode(text, "GB18030"));
    EXPECT_EQ(chinese.rows, expected);
    EXPECT_EQ(chinese.format.encoding, "GB18030");
    EXPECT_EQ(read("\xFF\xFE" + testing::encode(text, "UTF-16LE")).rows, expected);
    EXPECT_EQ(read("\xFE\xFF" + testing::encode(text, "UTF-16BE")).rows, expected);
}

TEST(CsvReader, ReadsGb18030AcrossItsBuffers) {
    std::string text = "门店,数量\n";
    for (int i = 0; i < 60'000; ++i) text += "上海第" + std::to_string(i) + "店,12\n";

    const auto reading = read(testing::encode(text, "GB18030"));

    ASSERT_EQ(reading.rows.size(), 60'001U);
    EXPECT_EQ(reading.rows[60'000][0], "上海第59999店");
    EXPECT_TRUE(reading.issues.empty());
}

TEST(CsvReader, SniffsTheSeparatorPastTitlesAndThousands) {
    EXPECT_EQ(read("销售明细, 2026\na;b;c\n1;2,5;3\n4;5,5;6\n").format.separator, ';');
    EXPECT_EQ(read("a\tb\n1,000\t2\n1,000,000\t3\n").format.separator, '\t');
    EXPECT_EQ(read("alone\n1\n").format.separator, ',');
}

TEST(CsvReader, TakesOffTheApostropheThatShieldsFormulas) {
    EXPECT_EQ(read("a,b\n'=1+1,'''-x\n").rows[1], (std::vector<std::string>{"=1+1", "''-x"}));
    EXPECT_EQ(read("a\n'quoted'\n").rows[1][0], "'quoted'");
}

TEST(CsvReader, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(read("a,b\n1,\"open\n2,3\n").issues.front().code, "quote_not_closed");
    EXPECT_EQ(read("a,b\n1,\"open\n2,3\n").issues.front().field, "/2");
    EXPECT_EQ(read("a,b\n1,\"x\"y\n").row_issues.front().code, "stray_quote");
    EXPECT_EQ(read("a,b\n1,\"x\"y\n").row_issues.front().field, "/2/B");
    EXPECT_EQ(read(std::string("a,b\n1,x\0y\n", 10)).row_issues.front().code, "control_character");
    EXPECT_EQ(read("a\n" + std::string(kMaxCellLength + 1, 'x')).row_issues.front().code,
              "cell_too_long");
    EXPECT_EQ(read(std::string(2000, ',')).issues.front().code, "too_many_columns");
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a,b\n1,2\n3,\xFF\n")
                  .issues.front()
                  .code,
              "invalid_bytes");
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a,b\n1,2\n3,\xFF\n")
                  .issues.front()
                  .field,
              "/3");
}

TEST(CsvReader, ReadsRecordsLongerThanItsBuffer) {
    std::string row(1, 'x');
    std::string text;
    for (int i = 0; i < 900; ++i) text += "\"" + std::string(1000, 'y') + "\",";
    const auto reading = read("a\n" + text + "end\nb\n");
    ASSERT_EQ(reading.rows.size(), 3U);
    EXPECT_EQ(reading.rows[1].size(), 901U);
    EXPECT_EQ(reading.rows[2][0], "b");
}

TEST(OpenTable, RefusesAMissingFile) {
    EXPECT_THROW(open_table("/nowhere/at/all.csv").value(), Error);
}

}  // namespace
}  // namespace bihuan::files
