#include "app/forecast_command.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace bihuan {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A file in the test's own folder.
std::string write(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path(testing::TempDir()) / ("forecast_" + name);
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
}

std::string run(ForecastArguments arguments) {
    std::ostringstream out;
    EXPECT_EQ(run_forecast(arguments, out), 0);
    return out.str();
}

std::string monthly_file() {
    std::string text = "series,period,value,promotion\n";
    for (int month = 0; month < 30; ++month) {
        const bool promoted = month % 7 == 3;
        text += "A," + std::to_string(2023 + month / 12) + "-" + (month % 12 < 9 ? "0" : "") +
                std::to_string(month % 12 + 1) + "," +
                std::to_string(promoted ? 200 : 100 + month % 3) + "," + (promoted ? "1" : "0") +
                "\n";
    }
    return text + "A,2025-07,,0\nA,2025-08,,1\n";
}

TEST(ForecastCommand, ForecastsThePeriodsWithoutValue) {
    const auto output = write("out.csv", "");
    const auto said = run({.file = write("in.csv", monthly_file()), .output = output});

    EXPECT_THAT(said, HasSubstr("1 series"));
    std::ifstream stream(output);
    std::stringstream text;
    text << stream.rdbuf();
    EXPECT_THAT(text.str(), HasSubstr("series,period,mean,low80,high80,low95,high95,model\n"));
    EXPECT_THAT(text.str(), HasSubstr("A,2025-07,"));
    EXPECT_THAT(text.str(), HasSubstr("A,2025-08,"));
}

TEST(ForecastCommand, TellsEverythingAsJson) {
    const auto said = run({.file = write("json.csv", monthly_file()), .as_json = true});

    const auto told = nlohmann::json::parse(said);
    const auto& series = told["series"][0];
    EXPECT_EQ(series["status"], "regular");
    EXPECT_EQ(series["periods"][1], "2025-08");
    EXPECT_NEAR(series["mean"][0].get<double>(), 101, 8);
    EXPECT_GT(series["mean"][1].get<double>(), 150);
    EXPECT_EQ(series["indices"][0]["index"], "promotion");
    EXPECT_TRUE(series["indices"][0]["entered"]);
}

nlohmann::json mean_of(const ForecastArguments& arguments) {
    return nlohmann::json::parse(run(arguments))["series"][0]["mean"];
}

TEST(ForecastCommand, StartsWhereTheLastRunEnded) {
    const auto file = write("warm.csv", monthly_file());
    const auto warm = write("warm.json", "");
    std::filesystem::remove(warm);
    const auto cold = mean_of({.file = file, .as_json = true});

    EXPECT_EQ(mean_of({.file = file, .warm = warm, .as_json = true}), cold) << "no file yet";
    std::ifstream stream(warm);
    auto kept = nlohmann::json::parse(stream);
    EXPECT_EQ(kept["groups"]["monthly 12"]["A"].size(), 16U);

    const auto again = mean_of({.file = file, .warm = warm, .as_json = true});
    for (std::size_t h = 0; h < cold.size(); ++h)
        EXPECT_NEAR(again[h].get<double>(), cold[h].get<double>(), 3);
    auto colder = kept;
    colder["groups"]["monthly 12"]["A"][0] = "?";
    EXPECT_EQ(mean_of({.file = file, .warm = write("odd.json", colder.dump()), .as_json = true}),
              cold)
        << "a series without usable parameters starts anew";
}

TEST(ForecastCommand, RefusesAWarmStartThatIsNone) {
    const auto other = write("none.json", "series,period,value\n");
    try {
        run({.file = write("refused.csv", monthly_file()), .warm = other});
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::InvalidInput);
        EXPECT_THAT(error.what(), HasSubstr("forecast_none.json"));
    }
}

TEST(ForecastCommand, NamesALastValueThatMayBeASlip) {
    std::string text = "month,sales\n";
    for (int month = 0; month < 36; ++month)
        text += std::to_string(2023 + month / 12) + "-" + std::to_string(month % 12 + 1) + "," +
                std::to_string(month == 35 ? 10'000 : 100 + month % 5) + "\n";
    const auto file = write("slip.csv", text);
    EXPECT_THAT(run({.file = file}), HasSubstr("sales: is 10000 in 2025-12 right?"));
    const auto told = nlohmann::json::parse(run({.file = file, .as_json = true}));
    EXPECT_EQ(told["series"][0]["doubts"][0]["period"], "2025-12");
    EXPECT_LE(told["series"][0]["low95"][0].get<double>(), 104);
}

TEST(ForecastCommand, SaysWhichSeriesTheFileGoesOnWithout) {
    std::string text = "产品,月份,销量\n";
    for (int month = 0; month < 36; ++month) {
        const auto period =
            std::to_string(2023 + month / 12) + "-" + std::to_string(month % 12 + 1) + ",";
        text += "可乐," + period + "100\n";
        if (month < 33) text += "雪碧," + period + std::to_string(50 + month % 3) + "\n";
        if (month < 20) text += "芬达," + period + std::to_string(9 + month % 3) + "\n";
    }
    const auto file = write("ends.csv", text + "合计,,9999\n");
    const auto said = run({.file = file});
    EXPECT_THAT(
        said,
        HasSubstr("雪碧: nothing is known after 2025-09, and the file goes on to 2025-12. If "
                  "it sold nothing, write 0; if it has ended, leave it out."));
    EXPECT_THAT(said, HasSubstr("芬达: nothing is known after 2024-08"));
    EXPECT_THAT(said, HasSubstr("芬达,2026-01,0,0,0,0,0,zero"));
    EXPECT_THAT(said, HasSubstr("Rows of totals (合计) left out: 1."));
    const auto told = nlohmann::json::parse(run({.file = file, .as_json = true}));
    EXPECT_EQ(told["notes"][0]["code"], "total_rows");
    EXPECT_EQ(told["series"][1]["doubts"][0]["reason"], "ends_early");
    EXPECT_EQ(told["series"][1]["doubts"][0]["period"], "2025-09");
    EXPECT_EQ(told["series"][1]["periods"][0], "2026-01");
    EXPECT_EQ(told["series"][2]["doubts"][0]["reason"], "taken_as_ended");
    EXPECT_EQ(told["series"][2]["models"][0]["model"], "zero") << "not the last value";
}

TEST(ForecastCommand, ReportsEveryBadRowWithItsPlace) {
    const auto file = write("bad.csv",
                            "series,period,value\nA,2025-01,10\nA,2025-13,11\nA,2025-02,ten\n"
                            ",2025-03,5\nA,2025-01,12\n");
    try {
        run({.file = file});
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::InvalidInput);
        ASSERT_EQ(error.issues().size(), 4U);
        EXPECT_EQ(error.issues()[0].field, "/3/B");
        EXPECT_EQ(error.issues()[0].found, "2025-13");
        EXPECT_EQ(error.issues()[1].field, "/4/C");
        EXPECT_EQ(error.issues()[2].field, "/5/A");
        EXPECT_EQ(error.issues()[3].code, "duplicate_period");
    }
}

TEST(ForecastCommand, AsksForItsColumns) {
    const auto file = write("columns.csv", "name,when\nA,2025-01\n");
    EXPECT_THROW(run({.file = file}), Error);
}

TEST(ForecastCommand, NeverLooksAtTheTestOfABenchmark) {
    const std::string head = "id,freq,horizon,category,start,values\n";
    const std::string history =
        "Q1,4,2,FOOD,2019:1,10 12 14 11 11 13 15 12 12 14 16 13 13 15 17 14";
    ForecastArguments arguments{.file = write("a.csv", head + history + " 14 16\n")};
    arguments.options.format = ForecastFormat::Benchmark;
    const auto known = run(arguments);
    arguments.file = write("b.csv", head + history + " 9999 NA\n");
    const auto hidden = run(arguments);

    const auto rows = [](const std::string& text) { return text.substr(text.find("Q1,")); };
    EXPECT_THAT(known, HasSubstr("Q1,2023Q1,"));
    EXPECT_THAT(known, HasSubstr("sMAPE"));
    EXPECT_EQ(rows(known), rows(hidden));
}

TEST(ForecastCommand, TellsOfABenchmarkThatRepeatsItselfNoFigureThatIsNone) {
    const std::string head = "id,freq,horizon,category,start,values\n";
    ForecastArguments arguments{
        .file = write("flat.csv", head + "A,12,2,C,2020:1,5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5\n")};
    arguments.options.format = ForecastFormat::Benchmark;
    const auto flat = run(arguments);
    EXPECT_THAT(flat, HasSubstr("sMAPE 0.000, MASE undefined (no history differs"));
    EXPECT_THAT(flat, HasSubstr("OWA 1.0000"));
    EXPECT_THAT(flat, Not(HasSubstr("nan")));
    std::string repeating;
    for (int t = 0; t < 48; ++t) repeating += std::to_string(10 + t % 12) + " ";
    arguments.file = write("repeating.csv", head + "A,12,2,C,2020:1," + repeating + "\n");
    EXPECT_THAT(run(arguments), Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace bihuan
