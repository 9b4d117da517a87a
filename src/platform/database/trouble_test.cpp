#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "platform/database/database_error.h"
#include "platform/database/trouble_suite.h"
#include "support/forwarder.h"

// A database that cannot work: what is told to whom, and that it goes on by itself.
namespace bihuan {

namespace {

namespace fs = std::filesystem;
using namespace trouble;

DatabaseOptions watchful() {
    return {.look_every = 20ms, .look_in_trouble = 20ms};
}

void run_pragma(Database& database, const std::string& pragma) {
    database.write(kViewer, kClock, [&](Transaction& t) {
        t.execute({"test.pragma", "PRAGMA " + pragma, {}}, {}, Trace::None);
    });
}

std::int64_t pages_of(Database& database) {
    const Query pages{
        "test.pages", "SELECT page_count AS id, '' AS line FROM pragma_page_count", {}};
    return database.read(kViewer, [&](Session& s) { return s.query_one<KeptLine>(pages, {}).id; });
}

/// Why the write was not kept; empty when it was.
std::string refusal_of(Database& database, std::int64_t id, std::size_t size = 10) {
    try {
        write_line(database, id, size);
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Unavailable) << error.what();
        return error.what();
    }
}

/// A company in a folder of its own; on a small disk of its own where the test may mount one.
class OwnFolder {
public:
    explicit OwnFolder(bool small_disk = false)
        : path_(fs::temp_directory_path() / ("trouble_" + std::to_string(make_id()))) {
        fs::create_directories(path_);
        mounted_ = small_disk && ::mount("tmpfs", path_.c_str(), "tmpfs", 0, "size=16m") == 0;
    }
    ~OwnFolder() {
        if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
        fs::remove_all(path_);
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;

    bool mounted() const { return mounted_; }
    fs::path operator/(const std::string& name) const { return path_ / name; }
    std::string company() const { return path_ / "company.db"; }

private:
    fs::path path_;
    bool mounted_ = false;
};

std::unique_ptr<Database> open_company_in(const OwnFolder& folder) {
    auto database = Database::open(folder.company(), watchful());
    make_tables(*database);
    make_lines(*database);
    return database;
}

/// Three ways for a disk to be full: a real small one, a limit on the size of files, and SQLite's
/// own limit on pages. The first needs a right that not every test run has.
class FullDisk : public ::testing::TestWithParam<std::string> {
protected:
    FullDisk() : folder_(GetParam() == "small disk"), database_(open_company_in(folder_)) {
        std::signal(SIGXFSZ, SIG_IGN);
    }
    ~FullDisk() override { limit_files(RLIM_INFINITY); }

    void fill() {
        if (GetParam() == "small disk") {
            std::ofstream fill(folder_ / "fill", std::ios::binary);
            const std::string block(4096, 'f');
            while (fill.write(block.data(), 4096).flush()) {
            }
        } else if (GetParam() == "files limited") {
            limit_files(fs::file_size(folder_.company() + "-wal"));
        } else {
            run_pragma(*database_, "max_page_count = 1");  // what it holds already
        }
    }
    void make_room() {
        if (GetParam() == "small disk")
            fs::remove(folder_ / "fill");
        else if (GetParam() == "files limited")
            limit_files(RLIM_INFINITY);
        else
            run_pragma(*database_, "max_page_count = 1000000");
    }

    static void limit_files(rlim_t size) {
        rlimit limit{};
        ::getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = size;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    OwnFolder folder_;
    std::unique_ptr<Database> database_;
};

INSTANTIATE_TEST_SUITE_P(Kinds,
                         FullDisk,
                         ::testing::Values("small disk", "files limited", "pages limited"),
                         [](const auto& parameter) {
                             auto name = parameter.param;
                             std::ranges::replace(name, ' ', '_');
                             return name;
                         });

TEST_P(FullDisk, RefusesWhatDoesNotFitAndGoesOnOnceThereIsRoom) {
    if (GetParam() == "small disk" && !folder_.mounted()) GTEST_SKIP() << "may not mount a disk";
    write_line(*database_, 1);
    fill();

    constexpr std::size_t kLarge = 100'000;
    std::atomic<int> refused = 0;
    std::mutex mutex;
    std::vector<std::int64_t> kept{1};
    {
        std::vector<std::jthread> people;
        for (std::int64_t person = 1; person <= 8; ++person)
            people.emplace_back([&, person] {
                for (std::int64_t i = 1; i <= 25; ++i) {
                    const auto why = refusal_of(*database_, person * 100 + i, kLarge);
                    if (!why.empty()) {
                        ++refused;
                        EXPECT_NE(why.find("full"), std::string::npos) << why;
                        continue;
                    }
                    const std::lock_guard lock(mutex);
                    kept.push_back(person * 100 + i);
                }
            });
    }
    EXPECT_GT(refused, 0);
    ASSERT_TRUE(database_->trouble().has_value());
    EXPECT_NE(database_->trouble()->find("full"), std::string::npos) << *database_->trouble();

    make_room();

    EXPECT_TRUE(comes([&] { return !database_->trouble(); })) << *database_->trouble();
    EXPECT_EQ(refusal_of(*database_, 2, kLarge), "");
    kept.push_back(2);
    std::ranges::sort(kept);
    EXPECT_EQ(lines_of(*database_), kept);
    EXPECT_TRUE(database_->read(kViewer, [](Session& s) { return find_broken_events(s); }).empty());
    database_ = Database::open(folder_.company());
    EXPECT_EQ(lines_of(*database_), kept);
}

TEST(Trouble, ALargeWriteThatDoesNotFitTakesNoSmallOneAlong) {
    const OwnFolder folder;
    const auto database = open_company_in(folder);
    run_pragma(*database, fmt::format("max_page_count = {}", pages_of(*database) + 100));
    std::vector<std::jthread> people;
    std::atomic<int> small_refused = 0;
    std::atomic<int> large_refused = 0;
    for (std::int64_t i = 1; i <= 30; ++i)
        people.emplace_back([&, i] {
            const bool large = i % 3 == 0;
            if (refusal_of(*database, i, large ? 1'000'000 : 10).empty()) return;
            ++(large ? large_refused : small_refused);
        });
    people.clear();

    EXPECT_EQ(large_refused, 10);
    EXPECT_EQ(small_refused, 0);
    EXPECT_EQ(lines_of(*database).size(), 20U);
}

TEST(Trouble, AReadOnlyDatabaseSaysSo) {
    const OwnFolder folder;
    const auto database = open_company_in(folder);
    run_pragma(*database, "query_only = ON");

    EXPECT_NE(refusal_of(*database, 1).find("read-only"), std::string::npos);
    ASSERT_TRUE(database->trouble().has_value());
    EXPECT_NE(database->trouble()->find("read-only"), std::string::npos);
}

class RemovedFile : public ::testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Files,
                         RemovedFile,
                         ::testing::Values("", "-wal", "-shm"),
                         [](const auto& parameter) {
                             return parameter.param.empty() ? "company" : parameter.param.substr(1);
                         });

TEST_P(RemovedFile, NothingIsAcknowledgedIntoIt) {
    const OwnFolder folder;
    const auto database = open_company_in(folder);
    write_line(*database, 1);
    const auto file = folder.company() + GetParam();

    fs::rename(file, folder / "aside");

    EXPECT_NE(refusal_of(*database, 2).find("removed"), std::string::npos);
    EXPECT_TRUE(comes([&] { return database->trouble().has_value(); }));
    EXPECT_THROW(lines_of(*database), Error);
    EXPECT_FALSE(fs::exists(file)) << "a new, empty one was made";

    std::ofstream(file) << "another one";
    EXPECT_NE(refusal_of(*database, 3).find("replaced"), std::string::npos);

    fs::rename(folder / "aside", file);

    EXPECT_TRUE(comes([&] { return !database->trouble(); }));
    EXPECT_EQ(refusal_of(*database, 4), "");
    EXPECT_EQ(lines_of(*database), (std::vector<std::int64_t>{1, 4}));
}

TEST_P(RemovedFile, IsNoticedAlsoWhileAWriteIsUnderWay) {
    const OwnFolder folder;
    const auto database = open_company_in(folder);
    const auto file = folder.company() + GetParam();
    EXPECT_THROW(database->write(kViewer,
                                 kClock,
                                 [&](Transaction& t) {
                                     t.record({.action = "x", .subject_kind = "test"});
                                     fs::rename(file, folder / "aside");
                                 }),
                 TroubleError);
    fs::rename(folder / "aside", file);
}

TEST(CompanyFile, IsClosedToOtherUsersOfTheMachine) {
    const OwnFolder folder;
    const auto rights = [&](const std::string& suffix) {
        struct ::stat found {};
        EXPECT_EQ(::stat((folder.company() + suffix).c_str(), &found), 0) << suffix;
        return found.st_mode & 0777U;
    };
    ::umask(0);
    auto database = open_company_in(folder);
    for (const char* suffix : {"", "-wal", "-shm"}) EXPECT_EQ(rights(suffix), 0600U) << suffix;

    database.reset();
    fs::permissions(folder.company(), fs::perms{0644});
    database = open_company_in(folder);
    ::umask(022);

    for (const char* suffix : {"", "-wal", "-shm"}) EXPECT_EQ(rights(suffix), 0600U) << suffix;
}

TEST(CompanyFile, IsNotMadeForACompanyInMemory) {
    const auto database = Database::open(":memory:", watchful());
    make_lines(*database);
    EXPECT_FALSE(fs::exists(":memory:"));
    std::this_thread::sleep_for(100ms);  // some looks
    EXPECT_EQ(database->trouble(), std::nullopt);
}

TEST(CompanyFile, MayHaveAnyName) {
    const OwnFolder folder;
    for (const char* name : {"a b.db", "50%.db", "what?.db", "\"quoted\".db", "#1.db", "公司.db"}) {
        {
            const auto database = Database::open(folder / name);
            make_lines(*database);
        }
        EXPECT_TRUE(fs::exists(folder / name)) << name;
    }
}

/// PostgreSQL behind a line that can be cut.
class GoneServer : public ::testing::Test {
protected:
    void SetUp() override {
        if (std::getenv("BIHUAN_TEST_POSTGRES") == nullptr) GTEST_SKIP() << "no PostgreSQL";
        company_.emplace("postgres");
        line_.emplace();
        const auto direct = company_->address();
        const auto options = direct.substr(direct.find("options="));
        database_ = Database::open(
            fmt::format("postgres://postgres@127.0.0.1:{}/bihuan_test?{}", line_->port(), options),
            watchful());
        make_lines(*database_);
    }

    std::optional<TestDatabase> company_;
    std::optional<testing::Forwarder> line_;
    std::unique_ptr<Database> database_;
};

TEST_F(GoneServer, IsToldAsUnavailableAndIsFoundAgain) {
    write_line(*database_, 1);

    line_->cut();

    EXPECT_EQ(refusal_of(*database_, 2), "PostgreSQL does not answer.");
    try {
        lines_of(*database_);
        ADD_FAILURE() << "nobody can have answered";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Unavailable);
        EXPECT_STREQ(error.what(), "PostgreSQL does not answer.");
    }
    EXPECT_TRUE(database_->trouble().has_value());

    line_->mend();

    EXPECT_TRUE(comes([&] { return !database_->trouble(); }));
    EXPECT_EQ(refusal_of(*database_, 3), "");
    EXPECT_EQ(lines_of(*database_), (std::vector<std::int64_t>{1, 3}));
}

TEST_F(GoneServer, ThatIsBackBeforeAnybodyAskedIsNotNoticed) {
    write_line(*database_, 1);
    lines_of(*database_);
    line_->cut();
    line_->mend();
    EXPECT_TRUE(comes([&] { return !database_->trouble(); }));
    EXPECT_EQ(refusal_of(*database_, 2), "");
    EXPECT_EQ(lines_of(*database_), (std::vector<std::int64_t>{1, 2}));
}

TEST_F(GoneServer, AWriteWhoseBackendWasEndedIsRunAgain) {
    int runs = 0;
    const Query end{"test.end", "SELECT pg_terminate_backend(pg_backend_pid())", {}};
    database_->write(kViewer, kClock, [&](Transaction& t) {
        const std::vector<KeptLine> lines{{1, "x"}};
        t.bulk_insert<KeptLine>(lines);
        t.record({.action = "line.written", .subject_kind = "test"});
        if (++runs == 1) t.execute(end, {}, Trace::None);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(lines_of(*database_), (std::vector<std::int64_t>{1}));
}

TEST_F(GoneServer, ThatIsSilentButNotGoneIsToldAsTrouble) {
    write_line(*database_, 1);
    line_->hold();
    std::jthread waits([&] { write_line(*database_, 2); });

    ASSERT_TRUE(comes([&] { return database_->trouble().has_value(); }));
    EXPECT_NE(database_->trouble()->find("silent"), std::string::npos) << *database_->trouble();

    line_->go_on();
    waits.join();

    EXPECT_TRUE(comes([&] { return !database_->trouble(); }));
    EXPECT_EQ(lines_of(*database_), (std::vector<std::int64_t>{1, 2}));
}

TEST_F(GoneServer, AReadThatNeverEndsIsEnded) {
    const Query bound{
        "test.bound", "SELECT 1 AS id, current_setting('statement_timeout') AS line", {}};
    const auto line =
        database_->read(kViewer, [&](Session& s) { return s.query_one<KeptLine>(bound, {}).line; });
    EXPECT_EQ(line, "15min");
}

/// What a database says belongs to whoever mends it: it holds statements and values.
class ForeignWords : public DatabaseTest {
protected:
    std::string refusal_of_query(const std::string& sql) {
        try {
            write([&](Transaction& t) { t.execute({"test.bad", sql, {}}, {}, Trace::None); });
            return {};
        } catch (const Error& error) {
            return error.what();
        }
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ForeignWords, both_databases(), dialect_name);

TEST_P(ForeignWords, AreInNoError) {
    const std::string secret = "geheim";
    const std::string insert =
        "INSERT INTO brands (id, code, name, own, version, pinyin) VALUES (1, 'geheim', 'n', ";
    const std::string own = GetParam() == "sqlite" ? "0" : "FALSE";
    for (const auto& sql : {insert + own + ", 1, ''), (2, 'geheim', 'n', " + own + ", 1, '')",
                            insert + "NULL, 1, '')",
                            std::string("SELECT geheim FROM brands"),
                            std::string("UPDATE brands SET own = 'geheim'"),
                            std::string("INSERT INTO products (id, geheim) VALUES (1, 2)")}) {
        const auto why = refusal_of_query(sql);
        for (const char* word : {"geheim", "brands", "SELECT", "INSERT", "constraint", "ERROR"})
            EXPECT_EQ(why.find(word), std::string::npos) << why;
    }
    EXPECT_NE(refusal_of_query("SELECT nothing").find("test.bad"), std::string::npos)
        << "whoever mends it must find the query";
}

}  // namespace
}  // namespace bihuan
