#include <atomic>
#include <functional>
#include <latch>

#include "platform/database/database_error.h"
#include "platform/database/trouble_suite.h"
#include "platform/database/trouble_watch.h"

// What a write that failed leaves behind: nothing kept of it, nothing taken from others, no trouble
// hidden.
namespace bihuan {
namespace {

using namespace trouble;

/// Work that goes on after the database refused a statement of it.
class SwallowedFailure : public DatabaseTest {
protected:
    void SetUp() override { make_lines(database()); }

    /// SQLite takes the whole transaction back here, as it may when a disk is full; PostgreSQL
    /// refuses whatever comes after any failure.
    static void fail_and_swallow(Transaction& t) {
        const char* sql =
            GetParam() == "sqlite"
                ? "INSERT OR ROLLBACK INTO kept_lines (id, line) VALUES (3, 'a'), (3, 'b')"
                : "INSERT INTO kept_lines (id, line) VALUES (3, 'a'), (3, 'b')";
        try {
            t.execute({"test.twice", sql, {}}, {}, Trace::None);
            ADD_FAILURE() << "the key is taken";
        } catch (const Error&) {
        }
    }

    static void add_line(Transaction& t) {
        t.execute({"test.small", "INSERT INTO kept_lines (id, line) VALUES (2, 'x')", {}},
                  {},
                  Trace::None);
    }
};

INSTANTIATE_TEST_SUITE_P(Both, SwallowedFailure, both_databases(), dialect_name);

TEST_P(SwallowedFailure, AWriteThatGoesOnAfterTheDiskWasFullCannotBeHalfKept) {
    EXPECT_THROW(write([](Transaction& t) {
                     fail_and_swallow(t);
                     add_line(t);
                 }),
                 TroubleError);
    EXPECT_TRUE(lines_of(database()).empty());
}

TEST_P(SwallowedFailure, IsNotAcknowledgedWhenNothingComesAfterIt) {
    EXPECT_THROW(write([](Transaction& t) {
                     add_line(t);
                     fail_and_swallow(t);
                 }),
                 TroubleError);
    EXPECT_TRUE(lines_of(database()).empty());

    write_line(database(), 7);
    EXPECT_EQ(lines_of(database()), (std::vector<std::int64_t>{7}));
}

/// Writes that come while another one is under way share a transaction.
class SharedCommit : public DatabaseTest {
protected:
    void SetUp() override {
        make_lines(database());
        // Nobody looks meanwhile, nor tries whether a write goes through again.
        own_ = Database::open(database_.address(), {.look_every = 1h, .look_in_trouble = 1h});
    }

    /// Twenty people write a line each; then comes `last`; all wait for the one before them.
    void write_together(const std::function<void()>& last) {
        std::latch begun(1);
        std::latch go_on(1);
        std::vector<std::jthread> people;
        people.emplace_back([&] {
            own_->write(kViewer, kClock, [&](Transaction& t) {
                t.record({.action = "line.written", .subject_kind = "test"});
                begun.count_down();
                go_on.wait();
            });
        });
        begun.wait();
        for (std::int64_t id = 1; id <= 20; ++id)
            people.emplace_back([this, id] { write_line(*own_, id); });
        std::this_thread::sleep_for(200ms);
        people.emplace_back(last);
        std::this_thread::sleep_for(200ms);
        go_on.count_down();
    }

    std::unique_ptr<Database> own_;
};

INSTANTIATE_TEST_SUITE_P(Both, SharedCommit, both_databases(), dialect_name);

TEST_P(SharedCommit, OfOthersHidesNoTroubleThatOneWriteMet) {
    write_together([&] {
        EXPECT_THROW(
            own_->write(
                kViewer, kClock, [](Transaction&) { throw TroubleError("The disk is full."); }),
            TroubleError);
    });

    EXPECT_EQ(lines_of(*own_).size(), 20U);
    EXPECT_EQ(own_->trouble(), "The disk is full.");

    write_line(*own_, 21);
    EXPECT_EQ(own_->trouble(), std::nullopt);
}

TEST_P(SharedCommit, LosesOnlyTheWriteThatSwallowedAFailure) {
    write_together([&] {
        EXPECT_THROW(own_->write(kViewer,
                                 kClock,
                                 [](Transaction& t) {
                                     const std::vector<KeptLine> line{{50, "x"}};
                                     t.bulk_insert<KeptLine>(line, Trace::None);
                                     const auto* sql =
                                         GetParam() == "sqlite"
                                             ? "INSERT OR ROLLBACK INTO kept_lines (id, line) "
                                               "VALUES (50, 'y')"
                                             : "INSERT INTO kept_lines (id, line) VALUES (50, 'y')";
                                     try {
                                         t.execute({"test.twice", sql, {}}, {}, Trace::None);
                                     } catch (const Error&) {
                                     }
                                 }),
                     TroubleError);
    });
    EXPECT_EQ(lines_of(*own_).size(), 20U);
}

TEST(TroubleWatchTest, ALookThatDoesNotEndIsTrouble) {
    std::latch go_on(1);
    std::atomic<int> looks = 0;
    TroubleWatch watch(
        [&]() -> std::optional<std::string> {
            if (++looks == 2) go_on.wait();
            return std::nullopt;
        },
        [] {},
        {.while_fine = 5ms, .in_trouble = 5ms, .longest_look = 200ms});
    EXPECT_TRUE(comes([&] { return looks == 2; }));
    EXPECT_TRUE(comes([&] { return watch.now().has_value(); }));
    EXPECT_EQ(looks, 2);

    go_on.count_down();

    EXPECT_TRUE(comes([&] { return !watch.now(); }));
}

}  // namespace
}  // namespace bihuan
