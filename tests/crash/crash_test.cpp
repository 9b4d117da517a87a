#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "crash/company.h"
#include "crash/program.h"
#include "support/databases.h"

// The real program is ended by kill -9 at random moments. Whatever the moment: what it had told as
// done is there, what it had not finished is not to be seen, the company is sound, and the same
// command run again leaves the company as if nothing had happened.
namespace bihuan {
namespace {

namespace fs = std::filesystem;

constexpr int kMoments = 50;
constexpr std::uint64_t kSeed = 20261123;

/// Files of a small company below a folder of its own.
class Files {
public:
    Files() : folder_(fs::temp_directory_path() / ("crash-files-" + std::to_string(make_id()))) {
        fs::create_directories(folder_);
        write("products.csv", "产品编码,产品名称,品牌,单位,箱规,自有\n", 6, [](int n) {
            return fmt::format("P{},果汁 {},鲜橙,瓶,12,{}\n", n, n, n == 5 ? "否" : "是");
        });
        write("outlets.csv", "门店编码,门店名称,区域,渠道\n", 12, [](int n) {
            return fmt::format("S{},便利店 {},区域{},渠道{}\n", n, n, n % 4, n % 2);
        });
        write_sales("old.csv", 1);
        write_sales("new.csv", 2);
    }
    ~Files() { fs::remove_all(folder_); }
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    std::string operator[](const std::string& name) const { return folder_ / name; }

private:
    template <class Line>
    void write(const std::string& name, const std::string& header, int rows, Line&& line) {
        std::ofstream file(folder_ / name);
        file << header;
        for (int n = 0; n < rows; ++n) file << line(n);
    }

    /// 15 months by week; factor 2 corrects the last eight weeks and adds two.
    void write_sales(const std::string& name, int factor) {
        const int weeks = factor == 1 ? 65 : 10;
        const Day first = Day(2025, 8, 1) + (factor == 1 ? 0 : 7 * 57);
        write(name, "日期,门店编码,产品编码,数量,销售额,单价\n", weeks * 72, [&](int n) {
            const Day day = first + 7 * (n / 72);
            const int quantity = 20 + (n * 7 + n / 72 * factor) % 30;
            if (factor == 2 && n % 100 == 99)
                return fmt::format("{},S999,P1,1,1,1\n", to_string(day));
            return fmt::format("{},S{},P{},{},{}.00,3.50\n",
                               to_string(day),
                               n % 12,
                               n / 12 % 6,
                               quantity,
                               quantity * 7 / 2);
        });
    }

    fs::path folder_;
};

/// A command that is ended half way.
struct Deed {
    std::vector<std::string> words;
    std::vector<int> good_exits{0};

    Ended run(const ScratchCompany& company, const Moment& moment = {}) const {
        auto all = words;
        all.insert(all.end(), {"--company", company.address()});
        return run_program(all, moment);
    }
    bool succeeded(const Ended& ended) const {
        return !ended.killed && std::ranges::find(good_exits, ended.exit_code) != good_exits.end();
    }
};

class CrashSuite : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        company_.emplace(GetParam());
        run({"import", "products", files_["products.csv"]});
        run({"import", "outlets", files_["outlets.csv"]});
        run({"import", "sell-out", files_["old.csv"]});
    }

    void run(const std::vector<std::string>& words) {
        const auto ended = Deed{words}.run(*company_);
        ASSERT_EQ(ended.exit_code, 0) << ended.output;
    }

    /// In front of a random write, or after a random time, in turns.
    static Moment draw(Random& random, const Ended& undisturbed, int i) {
        if (i % 2 == 0 && undisturbed.calls > 0)
            return {.call = 1 + random.below(undisturbed.calls)};
        return {.time = std::chrono::microseconds(random.below(undisturbed.time.count()))};
    }

    static std::string name_of(const Moment& moment) {
        return moment.call ? fmt::format("in front of call {}", *moment.call)
                           : fmt::format("after {} µs", moment.time->count());
    }

    /// `is_whole(state)` tells whether nothing half done is to be seen.
    template <class IsWhole>
    void survive(const Deed& deed, IsWhole&& is_whole) {
        const ScratchCompany copy(*company_);
        const auto undisturbed = deed.run(copy);
        ASSERT_TRUE(deed.succeeded(undisturbed)) << undisturbed.output;
        const auto after = figures_of(copy);
        ASSERT_TRUE(find_unsound(copy).empty());
        std::cout << "seed " << kSeed << ", " << undisturbed.calls << " calls in "
                  << undisturbed.time.count() << " µs\n";
        Random random(kSeed);
        int killed = 0;
        for (int i = 0; i < kMoments; ++i) {
            const auto moment = draw(random, undisturbed, i);
            SCOPED_TRACE(fmt::format("moment {}, {}", i, name_of(moment)));
            const ScratchCompany company(*company_);
            const auto ended = deed.run(company, moment);
            killed += ended.killed ? 1 : 0;
            const auto state = figures_of(company);
            EXPECT_EQ(find_unsound(company), std::vector<std::string>{});
            EXPECT_TRUE(is_whole(state));
            if (deed.succeeded(ended)) {
                EXPECT_EQ(state, after) << "acknowledged and lost";
            }
            const auto again = deed.run(company);
            EXPECT_TRUE(deed.succeeded(again)) << again.output;
            EXPECT_EQ(figures_of(company), after) << "the second run came to another end";
        }
        std::cout << killed << " of " << kMoments << " runs ended by kill -9\n";
        EXPECT_GT(killed, kMoments / 2);
    }

    Files files_;
    std::optional<ScratchCompany> company_;
};

INSTANTIATE_TEST_SUITE_P(Both, CrashSuite, both_databases(), dialect_name);

TEST_P(CrashSuite, AnImportIsThereWithAllItsRowsOrNotAtAll) {
    const Deed import{{"import", "sell-out", files_["new.csv"]}, {0, 2}};
    const auto before = figures_of(*company_);
    std::optional<Figures> done;
    survive(import, [&](const Figures& state) {
        if (state == before) return true;
        if (!done) done = state;
        return state == *done;
    });
}

/// What each step of a close writes; a step is there with all of it or not at all.
const std::map<std::string, std::vector<std::string>> kWritesOfStep{
    {"forecast", {"forecasts", "forecast_series", "forecast_sums"}},
    {"targets", {"targets"}},
    {"supply", {"production_plans"}},
    {"publish", {"handovers"}},
    {"score", {"forecast_scores"}}};

TEST_P(CrashSuite, AClosedMonthIsThereStepByStepAndIsTakenUpWhereItStopped) {
    const Deed close{{"close", "2026-10", "--threads", "2"}};
    const auto before = figures_of(*company_);
    const ScratchCompany copy(*company_);
    ASSERT_TRUE(close.succeeded(close.run(copy)));
    const auto after = figures_of(copy);

    survive(close, [&](const Figures& state) {
        return std::ranges::all_of(kWritesOfStep, [&](const auto& step) {
            const auto same = [&](const Figures& other) {
                return std::ranges::all_of(step.second, [&](const std::string& table) {
                    return state.at(table) == other.at(table);
                });
            };
            return same(before) || same(after);
        });
    });
}

}  // namespace
}  // namespace bihuan
