#include "business/company/imports/upload_files.h"

#include <sys/stat.h>

#include <fstream>

#include <gtest/gtest.h>

#include "business/company/imports/file_hash.h"
#include "support/databases.h"

namespace bihuan::imports {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class UploadFiles : public DatabaseTest {
protected:
    UploadFiles()
        : folder(fs::temp_directory_path() /
                 ("upload_files_" + std::to_string(make_id()) + ".imports")),
          copy(folder.string() + ".copy") {
        make_upload_folder(folder);
    }
    ~UploadFiles() override {
        fs::remove_all(folder);
        fs::remove_all(copy);
    }

    /// An import that was last touched so long ago, with its file.
    Import sent(const std::string& name, ImportStatus status, std::chrono::days ago) {
        put(name + ".upload", name);
        Import import{.id = new_id<Import>(),
                      .kind = "outlets",
                      .file_name = name,
                      .file_hash = hash_file(folder / (name + ".upload")).hash,
                      .stored_as = name + ".upload",
                      .status = status,
                      .mapping = {"{}"},
                      .options = {"{}"},
                      .report = {"{}"},
                      .created_at = clock.now() - ago - 24h,
                      .finished_at = clock.now() - ago};
        write([&](Transaction& t) { t.insert(import, "test"); });
        return import;
    }
    void put(const std::string& name, const std::string& text, std::chrono::hours ago = 0h) {
        std::ofstream(folder / name) << text;
        fs::last_write_time(folder / name, fs::file_time_type::clock::now() - ago);
    }
    bool there(const std::string& name) const { return fs::exists(folder / name); }
    Issues wrong() {
        return read([&](Session& s) { return find_wrong_uploads(s, folder); });
    }
    ImportStatus status_of(const Import& import) {
        return read([&](Session& s) { return s.get(import.id).status; });
    }

    fs::path folder;
    fs::path copy;
};

INSTANTIATE_TEST_SUITE_P(Both, UploadFiles, both_databases(), dialect_name);

TEST_P(UploadFiles, GoAfterTheTimeForWhichTheyAreKeptAndTheirRowsSaySo) {
    const auto old = sent("old", ImportStatus::Accepted, std::chrono::days(91));
    const auto forgotten = sent("forgotten", ImportStatus::Checked, std::chrono::days(91));
    const auto recent = sent("recent", ImportStatus::Accepted, std::chrono::days(89));

    const auto swept = sweep_uploads(database(), clock, folder, kKeepUploads);

    EXPECT_EQ(swept.expired, 2);
    EXPECT_FALSE(there("old.upload"));
    EXPECT_FALSE(there("forgotten.upload"));
    EXPECT_TRUE(there("recent.upload"));
    EXPECT_EQ(status_of(old), ImportStatus::Accepted);
    EXPECT_EQ(status_of(forgotten), ImportStatus::Cancelled);
    EXPECT_EQ(status_of(recent), ImportStatus::Accepted);
    EXPECT_TRUE(wrong().empty());
    EXPECT_EQ(sweep_uploads(database(), clock, folder, kKeepUploads).expired, 0);
    EXPECT_EQ(sweep_uploads(database(), clock, folder, std::chrono::days(30)).expired, 1);
}

TEST_P(UploadFiles, WithoutARowGoWhenNobodyWritesThemAnyMore) {
    sent("kept", ImportStatus::Checked, std::chrono::days(1));
    fs::last_write_time(folder / "kept.upload", fs::file_time_type::clock::now() - 48h);
    put("orphan.upload", "x", 2h);
    put("bihuan-upload-17", "x", 2h);
    put("bihuan-upload-18", "still coming in");
    put("letter.txt", "not ours", 48h);

    EXPECT_EQ(sweep_uploads(database(), clock, folder, kKeepUploads).orphaned, 2);

    EXPECT_FALSE(there("orphan.upload"));
    EXPECT_FALSE(there("bihuan-upload-17"));
    EXPECT_TRUE(there("bihuan-upload-18"));
    EXPECT_TRUE(there("kept.upload"));
    EXPECT_TRUE(there("letter.txt"));
}

TEST_P(UploadFiles, ThatRowsReferToAreMissedAndComparedByCheck) {
    const auto missing = sent("missing", ImportStatus::Accepted, std::chrono::days(1));
    sent("changed", ImportStatus::Accepted, std::chrono::days(1));
    sent("sound", ImportStatus::Checked, std::chrono::days(1));
    sent("dropped", ImportStatus::Cancelled, std::chrono::days(1));
    fs::remove(folder / "missing.upload");
    fs::remove(folder / "dropped.upload");
    put("changed.upload", "another text");

    const auto issues = wrong();

    ASSERT_EQ(issues.size(), 2U);
    EXPECT_EQ(issues[0].code, "upload_missing");
    EXPECT_EQ(issues[0].field, "/imports/" + std::to_string(missing.id.value));
    EXPECT_EQ(issues[1].code, "upload_changed");
}

TEST_P(UploadFiles, AreCopiedClosedToOthersAndNamedWhenTheyAreNotThere) {
    sent("one", ImportStatus::Accepted, std::chrono::days(1));
    const auto dropped = sent("dropped meanwhile", ImportStatus::Checked, std::chrono::days(1));
    fs::remove(folder / "dropped meanwhile.upload");
    const auto uploads = read([](Session& s) { return kept_uploads(s); });

    const auto result = copy_uploads(uploads, folder, copy);

    EXPECT_EQ(result.copied, 1);
    ASSERT_EQ(result.missing.size(), 1U);
    EXPECT_EQ(result.missing[0].code, "upload_missing");
    EXPECT_EQ(result.missing[0].field, "/imports/" + std::to_string(dropped.id.value));
    EXPECT_NE(result.missing[0].message.find("dropped meanwhile"), std::string::npos)
        << result.missing[0].message;

    struct ::stat found {};
    EXPECT_EQ(::stat((copy / "one.upload").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    EXPECT_EQ(::stat(copy.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0700U);
}

}  // namespace
}  // namespace bihuan::imports
