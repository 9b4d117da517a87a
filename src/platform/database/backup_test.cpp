#include "platform/database/backup.h"

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

    restore(copy, place);

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
    EXPECT_THROW(restore(copy, company_.address()), Error);
}

TEST_F(BackupTest, ACutCopyIsRefusedAndLeavesNoCompany) {
    const auto copy = folder_ / "copy.db";
    back_up(*company_, company_.address(), copy);
    fs::resize_file(copy, fs::file_size(copy) / 2);
    EXPECT_THROW(restore(copy, (folder_ / "restored.db").string()), Error);
    EXPECT_FALSE(fs::exists(folder_ / "restored.db"));
}

TEST_F(BackupTest, AFileThatIsNoCompanyIsRefused) {
    const auto file = folder_ / "letter.txt";
    std::ofstream(file) << "Dear company, this is not a database.";
    EXPECT_THROW(restore(file, (folder_ / "restored.db").string()), Error);
}

}  // namespace
}  // namespace bihuan
