#include "platform/files/table_writer.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "platform/files/scratch_file.h"
#include "platform/files/table_reader.h"
#include "platform/files/xlsx_parts.h"
#include "platform/files/zip_archive.h"

namespace bihuan::files {
namespace {

using Row = std::vector<std::string>;

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& ending)
        : path_(std::filesystem::temp_directory_path() /
                ("table_writer_" + std::to_string(::getpid()) + ending)) {}
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

WriterLayout layout() {
    return {.sheet = "销量",
            .columns = {{.header = "门店", .required = true, .note = "门店编码"},
                        {.header = "日期", .kind = ColumnKind::Day},
                        {.header = "数量", .kind = ColumnKind::Whole},
                        {.header = "金额", .kind = ColumnKind::Decimal, .decimals = 2},
                        {.header = "毛利率", .kind = ColumnKind::Percent},
                        {.header = "自有", .kind = ColumnKind::Flag, .choices = {"是", "否"}},
                        {.header = "月份", .kind = ColumnKind::Month}},
            .notes_sheet = "说明",
            .notes_titles = {"列", "必填", "含义"},
            .required_word = "必填"};
}

std::vector<Row> round_trip(const std::filesystem::path& path) {
    std::vector<Row> rows;
    const auto reader = open_table(path).value();
    while (const auto row = reader->next()) rows.emplace_back(row->cells.begin(), row->cells.end());
    EXPECT_TRUE(reader->issues().empty());
    return rows;
}

void write(TableWriter& writer) {
    const std::vector<CellValue> first{std::string_view("=cmd|' /C calc'!A0"),
                                       Day(2026, 10, 1),
                                       std::int64_t{-12},
                                       std::int64_t{-49923},
                                       0.155,
                                       true,
                                       Month(2026, 10)};
    const std::vector<CellValue> second{
        std::string_view("上海, \"一\"店\n二楼"), {}, {}, std::int64_t{5}, {}, false, {}};
    writer.write_row(first);
    writer.write_row(second);
    writer.finish();
}

TEST(CsvWriter, ComesBackAsItWasWritten) {
    const TemporaryFile file(".csv");

    write(*make_csv_writer(file.path(), layout()));

    const auto rows = round_trip(file.path());
    EXPECT_EQ(rows[0], (Row{"门店", "日期", "数量", "金额", "毛利率", "自有", "月份"}));
    EXPECT_EQ(rows[1],
              (Row{"=cmd|' /C calc'!A0", "2026-10-01", "-12", "-499.23", "0.155", "1", "2026-10"}));
    EXPECT_EQ(rows[2], (Row{"上海, \"一\"店\n二楼", "", "", "0.05", "", "0", ""}));
}

TEST(CsvWriter, LetsNoTextRunAsAFormulaAndGivesItBackAsItWas) {
    const std::vector<std::string> dangerous{"=1+1", "+1",    "-1",        "@SUM(A1)",  "\t=1",
                                             "\r=1", "\n=1",  " =1",       "  \t +1",   "＝1+1",
                                             "＋1",  "－1",   "＠SUM(A1)", "\u3000＝1", "\u00A0=1",
                                             "'=1",  "''＝1", "' =1",      " '=1",      "\ttext"};
    const std::vector<std::string> harmless{"1=1", "a", "", "'", "' ", "'a", " a", "1 - 1", "'20"};
    const TemporaryFile file(".csv");
    {
        const auto writer =
            make_csv_writer(file.path(), {.columns = {{.header = "t"}, {.header = "n"}}});
        for (const auto* texts : {&dangerous, &harmless})
            for (const auto& text : *texts)
                writer->write_row(std::vector<CellValue>{std::string_view(text), std::int64_t{1}});
        writer->finish();
    }

    std::ifstream stream(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    for (const auto& text : dangerous) EXPECT_NE(bytes.find("'" + text), std::string::npos) << text;
    const auto rows = round_trip(file.path());
    ASSERT_EQ(rows.size(), 1 + dangerous.size() + harmless.size());
    for (std::size_t i = 0; i < dangerous.size(); ++i) EXPECT_EQ(rows[1 + i][0], dangerous[i]);
    for (std::size_t i = 0; i < harmless.size(); ++i)
        EXPECT_EQ(rows[1 + dangerous.size() + i][0], harmless[i]);
}

TEST(ScratchFile, IsWrittenAndReadByItsPathAndHasNoNameInItsFolder) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("scratch_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    {
        const ScratchFile csv(folder);
        const ScratchFile xlsx(folder);

        write(*make_csv_writer(csv.path(), layout()));
        write(*make_xlsx_writer(xlsx.path(), layout()));

        EXPECT_EQ(round_trip(csv.path()).size(), 3U);
        EXPECT_EQ(round_trip(xlsx.path()).size(), 3U);
        EXPECT_TRUE(std::filesystem::is_empty(folder));
        struct ::stat found {};
        EXPECT_EQ(::stat(csv.path().c_str(), &found), 0);
        EXPECT_EQ(found.st_mode & 0777U, 0600U);
    }
    std::filesystem::remove(folder);
}

TEST(XlsxWriter, ComesBackAsItWasWritten) {
    const TemporaryFile file(".xlsx");

    write(*make_xlsx_writer(file.path(), layout()));

    const auto rows = round_trip(file.path());
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(
        rows[1],
        (Row{"=cmd|' /C calc'!A0", "2026-10-01", "-12", "-499.23", "15.5%", "1", "2026-10-01"}))
        << "a share as it stands there";
    EXPECT_EQ(rows[2], (Row{"上海, \"一\"店\n二楼", "", "", "0.05", "", "0"}));
}

TEST(XlsxWriter, KeepsTextThatLooksLikeAnEscape) {
    const TemporaryFile file(".xlsx");
    const std::vector<std::string> texts{"_x000D_", "_x005F_x000D_", "a_xFFFF_b", "x\r\ny", "_x"};

    const auto writer = make_xlsx_writer(file.path(), {.columns = {{.header = "t"}}});
    for (const auto& text : texts)
        writer->write_row(std::vector<CellValue>{std::string_view(text)});
    writer->finish();

    const auto rows = round_trip(file.path());
    ASSERT_EQ(rows.size(), texts.size() + 1);
    for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(rows[i + 1], Row{texts[i]});
}

/// All characters of Unicode that a text may hold, thirty to a name.
std::vector<std::string> names_of_all_characters() {
    std::vector<std::string> names;
    std::size_t waiting = 30;
    for (UChar32 sign = 0x20; sign < 0xF0000; ++sign) {  // planes for private use follow
        std::string text;
        icu::UnicodeString(sign).toUTF8String(text);
        const auto kind = u_charType(sign);
        if (kind == U_UNASSIGNED || kind == U_SURROGATE) continue;
        if (find_text_fault(text, TextShape::Line)) continue;
        if (waiting == 30) {
            names.emplace_back("店");
            waiting = 0;
        }
        names.back() += text;
        ++waiting;
    }
    return names;
}

std::vector<std::string> after_round_trip(const std::vector<std::string>& names,
                                          TableWriter& writer,
                                          const std::filesystem::path& path) {
    for (const auto& name : names) {
        const std::vector<CellValue> row{std::string_view(name)};
        writer.write_row(row);
    }
    writer.finish();
    std::vector<std::string> back;
    for (const auto& row : round_trip(path)) back.push_back(row.at(0));
    back.erase(back.begin());
    return back;
}

TEST(TableWriters, BringEveryCharacterOfUnicodeBack) {
    const auto names = names_of_all_characters();
    ASSERT_GT(names.size(), 4'000U);
    const WriterLayout one_column{.sheet = "名称", .columns = {{.header = "名称"}}};
    const TemporaryFile csv(".csv");
    const TemporaryFile xlsx(".xlsx");
    EXPECT_EQ(after_round_trip(names, *make_csv_writer(csv.path(), one_column), csv.path()), names);
    EXPECT_EQ(after_round_trip(names, *make_xlsx_writer(xlsx.path(), one_column), xlsx.path()),
              names);
}

TEST(XlsxWriter, ExplainsItsColumnsOnASheetOfTheirOwn) {
    const TemporaryFile file(".xlsx");

    write(*make_xlsx_writer(file.path(), layout()));

    const auto reader = open_table(file.path(), {.sheet = "说明"}).value();
    EXPECT_EQ(reader->format().sheets, (Row{"销量", "说明"}));
    EXPECT_EQ(reader->next()->cell(2), "含义");
    EXPECT_EQ(reader->next()->cell(1), "必填");
}

TEST(XlsxWriter, KeepsLongDropDownsOnAHiddenSheet) {
    const TemporaryFile file(".xlsx");
    auto with_list = layout();
    for (int i = 0; i < 100; ++i)
        with_list.columns[0].choices.push_back("门店" + std::to_string(i));
    with_list.empty_rows = 100;

    write(*make_xlsx_writer(file.path(), with_list));

    EXPECT_EQ(open_table(file.path()).value()->format().sheets, (Row{"销量", "说明"}));
}

TEST(BackgroundWriter, WritesTheSameRowsInTheSameOrder) {
    const TemporaryFile file(".csv");
    const WriterLayout two{
        .columns = {{.header = "n", .kind = ColumnKind::Whole}, {.header = "t"}}};

    const auto writer = make_background_writer(make_csv_writer(file.path(), two));
    for (std::int64_t i = 0; i < 10'000; ++i) {
        const auto text = "文字" + std::to_string(i);
        writer->write_row(std::vector<CellValue>{i, std::string_view(text)});
    }
    writer->finish();

    const auto rows = round_trip(file.path());
    ASSERT_EQ(rows.size(), 10'001U);
    EXPECT_EQ(rows[10'000], (Row{"9999", "文字9999"}));
}

TEST(BackgroundWriter, TellsWhatTheWriterThrew) {
    class Full final : public TableWriter {
        void write_row(std::span<const CellValue>) override {
            throw Error(ErrorCode::TooLarge, "full");
        }
        void finish() override {}
    };

    const auto writer = make_background_writer(std::make_unique<Full>());
    writer->write_row(std::vector<CellValue>{std::int64_t{1}});

    EXPECT_THROW(writer->finish(), Error);
}

TEST(DecimalText, IsExact) {
    EXPECT_EQ(decimal_text(5, 2), "0.05");
    EXPECT_EQ(decimal_text(-49923, 2), "-499.23");
    EXPECT_EQ(decimal_text(INT64_MIN, 0), "-9223372036854775808");
    EXPECT_EQ(decimal_text(INT64_MIN, 1), "-922337203685477580.8");
}

}  // namespace
}  // namespace bihuan::files
