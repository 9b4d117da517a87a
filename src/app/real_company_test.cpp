#include <cstdlib>

#include <gtest/gtest.h>

#include "app/resources.h"
#include "business/company/imports/run_import.h"
#include "business/loop/months/close_report.h"
#include "support/databases.h"

// The main job on a real company's data (shared/data), when it is there: its three files are
// imported and a month is closed.
namespace bihuan {
namespace {

class RealCompanySuite : public DatabaseTest {
protected:
    void SetUp() override {
        const char* root = std::getenv("BIHUAN_DATA");
        folder_ =
            std::filesystem::path(root != nullptr ? root : BIHUAN_SOURCE_DIR "/../shared/data") /
            "company-orange-juice";
        if (!std::filesystem::exists(folder_)) GTEST_SKIP() << folder_;
        read_in("products", "products.csv");
        read_in("outlets", "outlets.csv");
        read_in("sell-out", "sell_out.csv");
    }

    void read_in(const std::string& kind, const std::string& file) {
        const auto report = imports::run_import(
            database(),
            viewer,
            clock,
            kinds_,
            {.kind = kinds_.get(kind), .path = folder_ / file, .file_name = file});
        ASSERT_EQ(report.issue_count, 0) << file;
    }

    nlohmann::json close(int threads, bool force) {
        return months::close_json(
            months::close_month(database(),
                                clock,
                                viewer,
                                {.month = Month(1992, 8), .force = force, .threads = threads},
                                {}));
    }

    imports::Kinds kinds_{all_resources()};
    std::filesystem::path folder_;
};

INSTANTIATE_TEST_SUITE_P(Both, RealCompanySuite, both_databases(), dialect_name);

TEST_P(RealCompanySuite, ClosesAndBeatsSeasonalNaiveByOutletWithoutHindsight) {
    const auto report = close(2, /*force=*/false);

    EXPECT_EQ(report["steps"].size(), 7U);
    EXPECT_GT(report["demand"].get<std::int64_t>(), 0);
    for (const char* lead : {"lead_1", "lead_3"}) {
        const auto& outlet = report["accuracy"][lead]["outlet"];
        EXPECT_EQ(outlet["series"], 249) << lead;
        EXPECT_NEAR(outlet["wape_seasonal_naive"].get<double>(), 0.551, 0.001) << lead;
        EXPECT_LT(outlet["wape"], outlet["wape_seasonal_naive"]) << lead;
        EXPECT_LT(outlet["wape_plans_known"], outlet["wape_seasonal_naive"]) << lead;
        EXPECT_TRUE(report["accuracy"][lead].contains("total")) << lead;
    }
}

TEST_P(RealCompanySuite, GivesTheSameBytesOnAnyNumberOfThreads) {
    const auto one = close(1, /*force=*/false);
    const auto four = close(4, /*force=*/true);

    for (std::size_t i = 0; i < one["steps"].size(); ++i)
        EXPECT_EQ(four["steps"][i]["output_hash"], one["steps"][i]["output_hash"])
            << one["steps"][i]["step"];
}

}  // namespace
}  // namespace bihuan
