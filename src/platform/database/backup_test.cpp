#include "platform/database/backup.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include <gtest/gtest.h>

#include "support/databases.h"

namespace bihuan {
namespace {

namespace fs = std::filesystem;

class BackupTest : public testing::Test {
protected:
    BackupTest() : folder_(fs::temp_directory_path() / ("backup_" + std::to_string(make_id()))) {
        fs::create_directories(folder_);
        company_->write(Viewer::system("test"), FixedClock(Day(2026, 11, 3)), [](Transaction& t) {
            t.record({.action = "test.happened", .subject_kind = "test"});
        });
    }
    ~BackupTest() override { fs::remove_all(folder_); }

    fs::path folder_;
    TestDatabase company_{"sqlite"};
};

TEST_F(BackupTest, ACopyIsRestoredWithItsEvents) {
    const auto copy = folder_ / "copy.db";
    back_up(*company_, company_.address(), copy);
    const auto place = (folder_ / "restored.db").string();

    restore(copy, place, {});

    const auto restored = Database::open(place);
    const auto damage =
        restored->read(Viewer::system("test"), [](Session& s) { return find_damage(s); });
    EXPECT_TRUE(damage.empty());
    const auto events = restored->read(Viewer::system("test"),
                                       [](Session& s) { return s.list<StoredEvent>({}).total; });
    EXPECT_EQ(events, 1);
}

TEST_F(BackupTest, NothingIsOverwritten) {
    const auto copy = folder_ / "copy.db";
    back_up(*company_, company_.address(), copy);
    EXPECT_THROW(back_up(*company_, company_.address(), copy), Error);
    EXPECT_THROW(restore(copy, company_.address(), {}), Error);
}

TEST_F(BackupTest, ACutCopyIsRefusedAndLeavesNoCompany) {
    const auto copy = folder_ / "copy.db";
    back_up(*company_, company_.address(), copy);
    fs::resize_file(copy, fs::file_size(copy) / 2);
    EXPECT_THROW(restore(copy, (folder_ / "restored.db").string(), {}), Error);
    EXPECT_FALSE(fs::exists(folder_ / "restored.db"));
    EXPECT_FALSE(fs::exists(folder_ / "restored.db.restoring"));
}

class LeftByACrash : public BackupTest {
protected:
    /// The company as it lies after its program was killed: with the log of its last writes.
    LeftByACrash() : copy_(folder_ / "copy.db"), place_((folder_ / "company.db").string()) {
        back_up(*company_, company_.address(), copy_);
        for (int i = 0; i < 100; ++i) note();
        for (const char* suffix : {"", "-wal", "-shm"})
            fs::copy_file(company_.address() + suffix, place_ + suffix);
        fs::remove(place_ + "-shm");
        std::ofstream(place_ + "-shm");
    }

    void note() {
        company_->write(Viewer::system("test"), FixedClock(Day(2026, 11, 3)), [](Transaction& t) {
            t.record({.action = "test.happened", .subject_kind = "test"});
        });
    }
    static std::int64_t events_of(const std::string& company) {
        const auto database = Database::open(company);
        EXPECT_TRUE(
            database->read(Viewer::system("test"), [](Session& s) { return find_damage(s); })
                .empty());
        return database->read(Viewer::system("test"),
                              [](Session& s) { return s.list<StoredEvent>({}).total; });
    }
    std::string refusal() {
        try {
            restore(copy_, place_, {});
            return {};
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::Conflict);
            return error.what();
        }
    }

    fs::path copy_;
    std::string place_;
};

TEST_F(LeftByACrash, ALogIsNotReplayedOverTheCopy) {
    EXPECT_NE(refusal().find("company.db-wal"), std::string::npos);
    fs::rename(place_, folder_ / "old.db");
    EXPECT_NE(refusal().find("company.db-wal"), std::string::npos);
    fs::remove(place_ + "-wal");
    EXPECT_NE(refusal().find("company.db-shm"), std::string::npos);
    fs::remove(place_ + "-shm");
    std::ofstream(place_ + "-journal") << "x";
    EXPECT_NE(refusal().find("company.db-journal"), std::string::npos);
    fs::remove(place_ + "-journal");

    restore(copy_, place_, {});

    EXPECT_EQ(events_of(place_), 1);
}

TEST_F(LeftByACrash, TheOldCompanyIsMovedAsideWithItsLastWrites) {
    const auto now = FixedClock(Day(2026, 11, 3)).now();

    const auto moved = restore(copy_, place_, {.replace = true, .now = now});

    ASSERT_EQ(moved.size(), 3U);
    EXPECT_EQ(moved[0].from, place_);
    EXPECT_NE(moved[0].to.string().find("company.db.before-2026110"), std::string::npos);
    EXPECT_EQ(events_of(place_), 1);
    EXPECT_EQ(events_of(moved[0].to), 101);
    EXPECT_THROW(restore(copy_, place_, {.replace = true, .now = now}), Error)
        << "a second one of the same second would overwrite the first";
    EXPECT_EQ(events_of(place_), 1);
}

TEST_F(LeftByACrash, ACompanyThatAnotherProgramHasOpenIsNotMoved) {
    // As SQLite does it: while the company is open, this byte of the log's index is locked.
    const std::string index = place_ + "-shm";
    std::array<int, 2> locked{};
    ASSERT_EQ(::pipe(locked.data()), 0);
    const ::pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const int opened = ::open(index.c_str(), O_RDWR);
        struct ::flock lock {};
        lock.l_type = F_RDLCK;
        lock.l_start = 128;
        lock.l_len = 1;
        const char done = ::fcntl(opened, F_SETLK, &lock) == 0 ? 'y' : 'n';
        if (::write(locked[1], &done, 1) == 1) ::pause();
        ::_exit(0);
    }
    char done = 'n';
    ASSERT_EQ(::read(locked[0], &done, 1), 1);
    ASSERT_EQ(done, 'y');
    EXPECT_THROW(restore(copy_, place_, {.replace = true}), Error);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_TRUE(fs::exists(place_));
}

TEST_F(BackupTest, ACopyIsClosedToOtherUsersOfTheMachine) {
    const auto copy = folder_ / "copy.db";
    const auto place = (folder_ / "restored.db").string();
    ::umask(0);
    back_up(*company_, company_.address(), copy);
    fs::permissions(copy, fs::perms{0644});
    restore(copy, place, {});
    ::umask(022);
    struct ::stat found {};
    ::stat(place.c_str(), &found);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(BackupTest, WhatAnInterruptedRestoreLeftGoesAfterAnHour) {
    const auto company = (folder_ / "company.db").string();
    const fs::path partial = company + ".restoring";
    std::ofstream(partial) << "half";
    remove_half_restored(company);
    EXPECT_TRUE(fs::exists(partial)) << "a restore may be under way";
    fs::last_write_time(partial, fs::file_time_type::clock::now() - std::chrono::hours(2));
    remove_half_restored(company);
    EXPECT_FALSE(fs::exists(partial));
}

TEST_F(BackupTest, AFileThatIsNoCompanyIsRefused) {
    const auto file = folder_ / "letter.txt";
    std::ofstream(file) << "Dear company, this is not a database.";
    EXPECT_THROW(restore(file, (folder_ / "restored.db").string(), {}), Error);
}

}  // namespace
}  // namespace bihuan
