#include <atomic>
#include <thread>
#include <vector>

#include "business/demand/forecasts/forecast_sums.h"
#include "business/loop/months/closing_suite.h"

// What people do at the same time, on both databases: nothing of it is lost and nobody is refused.
namespace bihuan::months {
namespace {

class Races : public ClosingSuite {
protected:
    /// Runs the deed so often in each of so many threads; whatever it throws fails the test.
    template <class Deed>
    void start(std::vector<std::jthread>& threads, int people, int each, Deed deed) {
        for (int person = 0; person < people; ++person)
            threads.emplace_back([this, each, deed] {
                for (int i = 0; i < each; ++i) {
                    try {
                        deed();
                    } catch (const std::exception& failure) {
                        ++refused_;
                        ADD_FAILURE() << failure.what();
                    }
                }
            });
    }

    void correct_by_one() {
        auto override = change(OverrideLayer::SalesOverride, 1);
        write([&](Transaction& t) { forecasts::add_override(t, override); });
    }

    std::int64_t corrected() {
        std::int64_t sum = 0;
        for (const auto& row : rows())
            if (row.target_month == kClosed + 1) sum += row.sales_override;
        return sum;
    }

    void expect_sound() {
        read([&](Session& session) {
            EXPECT_TRUE(find_broken_events(session).empty());
            EXPECT_TRUE(forecasts::find_wrong_forecast_sums(session).empty());
            EXPECT_TRUE(facts::find_wrong_sums(session).empty());
        });
    }

    std::atomic<int> refused_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Both, Races, both_databases(), dialect_name);

TEST_P(Races, TwoHundredCorrectionsAtOnceAreAllInTheFigures) {
    close();
    const auto before = total(rows(), kClosed + 1);
    {
        std::vector<std::jthread> threads;
        start(threads, 20, 10, [this] { correct_by_one(); });
    }
    EXPECT_EQ(refused_, 0);
    EXPECT_EQ(corrected(), 200);
    EXPECT_EQ(total(rows(), kClosed + 1), before + 200);
    expect_sound();
}

TEST_P(Races, ThreeClosesAtOnceQueueBesideAnImportAndCorrections) {
    close();
    {
        std::vector<std::jthread> threads;
        start(threads, 3, 1, [this] { close({.force = true}); });
        start(threads, 1, 1, [this] { sell(kClosed - 1, kClosed); });
        start(threads, 4, 10, [this] { correct_by_one(); });
    }
    EXPECT_EQ(refused_, 0);
    EXPECT_EQ(corrected(), 40);
    expect_sound();

    close();

    EXPECT_EQ(corrected(), 40);
    expect_sound();
    for (const auto& step :
         read([&](Session& session) { return steps_of(session, kRealScenario, kClosed); }))
        EXPECT_EQ(step.status, StepStatus::Done);
}

}  // namespace
}  // namespace bihuan::months
