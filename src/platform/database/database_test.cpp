#include "platform/database/database.h"

#include <atomic>
#include <fstream>
#include <future>
#include <iterator>
#include <thread>

#include <gtest/gtest.h>

#include "base/stale_edit.h"
#include "platform/database/migrate.h"
#include "support/databases.h"

namespace bihuan {

struct TestBrand {
    Id<TestBrand> id;
    std::string code;
    std::string name;
    bool own = false;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<TestBrand> =
    describe<TestBrand>("brands",
                        field("id", &TestBrand::id),
                        field("code", &TestBrand::code, required, unique, searchable),
                        field("name", &TestBrand::name, searchable),
                        field("own", &TestBrand::own),
                        field("version", &TestBrand::version, read_only));

namespace {

class DatabaseSuite : public DatabaseTest {
protected:
    TestBrand add(const std::string& code, bool own = false) {
        TestBrand brand{.code = code, .name = "品牌 " + code, .own = own};
        write([&](Transaction& t) { t.insert(brand, "test"); });
        return brand;
    }
    std::int64_t events() {
        return read([](Session& s) { return s.list<StoredEvent>({.limit = 1}).total; });
    }
};

INSTANTIATE_TEST_SUITE_P(Both, DatabaseSuite, both_databases(), dialect_name);

TEST_P(DatabaseSuite, KeepsANounAndReadsItBack) {
    const auto brand = add("A", /*own=*/true);

    const auto found = read([&](Session& s) { return s.get(brand.id); });

    EXPECT_EQ(found.name, "品牌 A");
    EXPECT_TRUE(found.own);
    EXPECT_EQ(found.version, 1);
}

TEST_P(DatabaseSuite, LargeWritesAreFoundAgainByWhoeverOpensTheCompany) {
    const std::string long_name(8000, 'x');
    constexpr int kWrites = 5;
    constexpr int kRows = 400;
    for (int i = 0; i < kWrites; ++i)
        write([&](Transaction& t) {
            std::vector<TestBrand> brands;
            brands.reserve(kRows);
            for (int row = 0; row < kRows; ++row)
                brands.push_back({.id = new_id<TestBrand>(),
                                  .code = fmt::format("{}-{}", i, row),
                                  .name = long_name,
                                  .version = 1});
            t.bulk_insert<TestBrand>(brands);
            t.record({.action = "brands.imported", .subject_kind = "brands"});
        });

    const auto another = Database::open(database_.address());

    const auto found = another->read(
        Viewer::system("test"), [](Session& s) { return s.list<TestBrand>({.limit = 1}).total; });
    EXPECT_EQ(found, kWrites * kRows);
}

TEST_P(DatabaseSuite, ARehearsalIsTakenBackAndLeavesTheWriterFree) {
    const Query own{"test.own_brands",
                    "CREATE TEMPORARY TABLE brands AS SELECT shared.* FROM brands AS shared",
                    {}};
    const Query erase{"test.erase_brands", "DELETE FROM brands", {}};
    add("A");
    const auto rehearsed = database().rehearse(viewer, clock, [&](Transaction& t) {
        t.execute(own, {}, Trace::None);
        const auto erased = t.execute(erase, {}, Trace::None);
        std::async(std::launch::async, [&] { add("B"); }).get();
        return erased;
    });

    EXPECT_EQ(rehearsed, 1);
    EXPECT_EQ(read([](Session& s) { return s.all<TestBrand>(); }).size(), 2U);
}

TEST_P(DatabaseSuite, AnEditOfAStaleRowIsRefusedAndChangesNothing) {
    auto mine = add("A");
    auto theirs = mine;
    theirs.name = "theirs";
    write([&](Transaction& t) { t.update(theirs, 1); });

    mine.name = "mine";
    EXPECT_THROW(write([&](Transaction& t) { t.update(mine, 1); }), StaleEdit);

    const auto now = read([&](Session& s) { return s.get(mine.id); });
    EXPECT_EQ(now.name, "theirs");
    EXPECT_EQ(now.version, 2);
}

TEST_P(DatabaseSuite, ADuplicateKeyIsAConflictAndTheOtherWritesGoOn) {
    add("A");
    try {
        add("A");
        FAIL() << "the second A must not be kept";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Conflict);
        EXPECT_STREQ(error.what(), "The code is already in use.");
        ASSERT_EQ(error.issues().size(), 1U);
        EXPECT_EQ(error.issues().front().code, "not_unique");
        EXPECT_EQ(error.issues().front().field, "/code");
    }
    add("B");
    EXPECT_EQ(read([](Session& s) { return s.list<TestBrand>({}).total; }), 2);
}

TEST_P(DatabaseSuite, EveryChangeLeavesAnEventInTheChain) {
    auto brand = add("A");
    brand.name = "new";
    write([&](Transaction& t) { t.update(brand, 1, "renamed"); });
    write([&](Transaction& t) { t.erase(brand.id, 2, "gone"); });

    EXPECT_EQ(events(), 3);
    EXPECT_TRUE(read([](Session& s) { return find_broken_events(s); }).empty());
}

TEST_P(DatabaseSuite, AChangedEventBreaksTheChain) {
    add("A");
    add("B");
    database().run_alone("UPDATE events SET reason = 'forged' WHERE sequence = 1", {});

    const auto issues = read([](Session& s) { return find_broken_events(s); });

    ASSERT_EQ(issues.size(), 1U);
    EXPECT_EQ(issues.front().code, "event_changed");
}

TEST_P(DatabaseSuite, AChangeWithoutAnEventIsNotCommitted) {
    const Query insert{
        "test.insert",
        "INSERT INTO brands (id, code, name, own, version) VALUES (1, 'X', 'x', :own, 1)",
        {}};
    EXPECT_THROW(write([&](Transaction& t) { t.execute(insert, {{"own", true}}); }), Error);
    EXPECT_EQ(read([](Session& s) { return s.list<TestBrand>({}).total; }), 0);
}

TEST_P(DatabaseSuite, ListsBySearchFilterSortAndCursor) {
    for (const char* code : {"C", "A", "D", "B", "E"}) add(code, code[0] < 'C');

    const ListOptions first{.sort = "code", .descending = true, .limit = 2};
    const auto page = read([&](Session& s) { return s.list<TestBrand>(first); });
    ASSERT_EQ(page.items.size(), 2U);
    EXPECT_EQ(page.items[0].code + page.items[1].code, "ED");
    EXPECT_EQ(page.total, 5);

    auto next = first;
    next.after = page.next;
    const auto second = read([&](Session& s) { return s.list<TestBrand>(next); });
    EXPECT_EQ(second.items[0].code + second.items[1].code, "CB");

    const auto own = read([&](Session& s) {
        return s.list<TestBrand>({.filters = {{"own", {Value{std::int64_t{1}}}}}, .sort = "own"});
    });
    EXPECT_EQ(own.total, 2);
    EXPECT_EQ(read([](Session& s) { return s.list<TestBrand>({.search = "品牌 c"}).total; }), 1);
    EXPECT_EQ(read([](Session& s) { return s.list<TestBrand>({.search = "%"}).total; }), 0);
    EXPECT_THROW(read([](Session& s) { return s.list<TestBrand>({.sort = "colour"}).total; }),
                 Error);
}

TEST_P(DatabaseSuite, BulkRowsKeepTabsNewlinesAndNulls) {
    std::vector<TestBrand> brands;
    for (int i = 1; i <= 1000; ++i)
        brands.push_back(
            {.id = {i}, .code = std::to_string(i), .name = "a\tb\nc\\d", .own = i % 2 == 0});
    write([&](Transaction& t) {
        t.bulk_insert<TestBrand>(brands);
        t.record({.action = "brands.imported", .subject_kind = "brands"});
    });
    const auto found = read([](Session& s) { return s.get(Id<TestBrand>{1000}); });
    EXPECT_EQ(found.name, "a\tb\nc\\d");
    EXPECT_TRUE(found.own);
}

TEST_P(DatabaseSuite, ParallelWritersLoseNothing) {
    constexpr int kWriters = 8;
    constexpr int kEach = 10;
    std::vector<std::jthread> writers;
    std::atomic<int> failed{0};
    for (int writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([&, writer] {
            for (int i = 0; i < kEach; ++i) {
                TestBrand brand{.code = std::to_string(writer) + "-" + std::to_string(i)};
                try {
                    write([&](Transaction& t) { t.insert(brand); });
                } catch (const Error&) {
                    ++failed;
                }
            }
        });
    }
    writers.clear();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(events(), kWriters * kEach);
    EXPECT_TRUE(read([](Session& s) { return find_broken_events(s); }).empty());
}

TEST_P(DatabaseSuite, FiftyPeopleWhoCountUpOneRowLoseNoStep) {
    constexpr int kPeople = 50;
    constexpr int kEach = 6;
    auto counter = add("0");
    std::atomic<int> refused_otherwise{0};
    {
        std::vector<std::jthread> people;
        for (int person = 0; person < kPeople; ++person)
            people.emplace_back([&] {
                for (int kept = 0; kept < kEach;) {
                    auto row = read([&](Session& s) { return s.get(counter.id); });
                    row.name = std::to_string(std::atoi(row.name.c_str()) + 1);
                    try {
                        write([&](Transaction& t) { t.update(row, row.version); });
                        ++kept;
                    } catch (const StaleEdit&) {  // somebody was faster: look again
                    } catch (const std::exception& failure) {
                        ++refused_otherwise;
                        ADD_FAILURE() << failure.what();
                    }
                }
            });
    }
    EXPECT_EQ(refused_otherwise, 0);
    EXPECT_EQ(read([&](Session& s) { return s.get(counter.id).name; }),
              std::to_string(kPeople * kEach));
    EXPECT_EQ(read([&](Session& s) { return s.get(counter.id).version; }), 1 + kPeople * kEach);
}

TEST_P(DatabaseSuite, WhatAWriteHasReadStillHoldsWhenItWrites) {
    const auto counter = add("0");
    {
        std::vector<std::jthread> people;
        for (int person = 0; person < 20; ++person)
            people.emplace_back([&] {
                for (int i = 0; i < 10; ++i)
                    write([&](Transaction& t) {
                        auto row = t.get(counter.id);
                        row.name = std::to_string(std::atoi(row.name.c_str()) + 1);
                        t.update(row, row.version);
                    });
            });
    }
    EXPECT_EQ(read([&](Session& s) { return s.get(counter.id).name; }), "200");
}

TEST_P(DatabaseSuite, TheBooksOfTheMachineRoomRecordNoEvent) {
    const Query rename{"test.rename", "UPDATE brands SET name = 'x'", {}};
    add("A");
    EXPECT_THROW(database().note(
                     viewer,
                     clock,
                     [&](Transaction& t) { t.record({.action = "x", .subject_kind = "brands"}); }),
                 Error);
    EXPECT_THROW(database().note(viewer, clock, [&](Transaction& t) { t.execute(rename, {}); }),
                 Error);
    database().note(viewer, clock, [&](Transaction& t) { t.execute(rename, {}, Trace::None); });
    EXPECT_EQ(read([](Session& s) { return s.all<TestBrand>().front().name; }), "x");
    EXPECT_EQ(events(), 1);
}

/// A close that writes for long must not look dead to the other servers.
TEST_P(DatabaseSuite, TheBooksOfTheMachineRoomDoNotWaitForAWriterOnPostgres) {
    if (GetParam() != "postgres") GTEST_SKIP() << "SQLite has one writer for everything";
    const Query touch{"test.touch", "UPDATE event_head SET hash = hash WHERE id = 2", {}};
    write([&](Transaction& t) {
        t.record({.action = "x", .subject_kind = "test"});
        std::async(std::launch::async, [&] {
            database().note(
                viewer, clock, [&](Transaction& note) { note.execute(touch, {}, Trace::None); });
        }).get();
    });
}

TEST_P(DatabaseSuite, SurvivesAReopen) {
    const auto brand = add("A");
    database_.reopen();
    EXPECT_EQ(read([&](Session& s) { return s.get(brand.id); }).code, "A");
}

/// PostgreSQL counts by itself.
TEST_P(DatabaseSuite, ClosingCountsAnewWhatThePlannerAskedFor) {
    if (GetParam() != "sqlite") GTEST_SKIP();
    add("A");
    read([](Session& s) {
        return s.list<StoredEvent>({.filters = {{"subject_kind", {Value{std::string("brands")}}}}})
            .total;
    });

    database_.reopen();

    std::ifstream file(database_.address(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_NE(bytes.find("sqlite_stat1"), std::string::npos);
}

TEST(TranslateMigration, WritesTheTypesOfEachDialect) {
    const std::string_view sql =
        "CREATE TABLE t (\n    id @id PRIMARY KEY,\n    on_day @day,\n    ok @flag NOT NULL\n) "
        "@clustered;\n";
    const auto sqlite = translate_migration(sql, Dialect::Sqlite).front();
    EXPECT_NE(sqlite.find("on_day TEXT CHECK (on_day GLOB '"), std::string::npos);
    EXPECT_NE(sqlite.find("ok INTEGER CHECK (ok IN (0, 1)) NOT NULL"), std::string::npos);
    EXPECT_NE(sqlite.find(") WITHOUT ROWID"), std::string::npos);
    EXPECT_TRUE(sqlite.ends_with(", STRICT"));
    EXPECT_NE(translate_migration(sql, Dialect::Postgres).front().find("ok BOOLEAN NOT NULL"),
              std::string::npos);
}

}  // namespace
}  // namespace bihuan
