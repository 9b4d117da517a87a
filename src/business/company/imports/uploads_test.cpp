#include "business/company/imports/uploads.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <semaphore>
#include <thread>
#include <utility>

#include <gtest/gtest.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "base/stale_edit.h"
#include "business/company/imports/import_json.h"
#include "business/company/regions/regions.h"
#include "business/sales/facts/outlet_moves.h"
#include "support/databases.h"

namespace bihuan::imports {
namespace {

class UploadsSuite : public DatabaseTest {
protected:
    UploadsSuite()
        : kinds({regions::resource(),
                 make_resource<Channel>("channels", "company"),
                 make_resource<Brand>("brands", "products"),
                 facts::products_resource(),
                 facts::outlets_resource()}),
          folder(std::filesystem::temp_directory_path() /
                 ("uploads_test_" + std::to_string(::getpid()))),
          jobs(database(),
               clock,
               hub,
               [this](Session& s, auto) {
                   if (on_rights_) on_rights_(s);
                   if (++asked_ == rights_end_at_) return Viewer{.name = "nobody"};
                   return Viewer::system("test");
               },
               {.housekeeping = std::chrono::milliseconds{20},
                .look_around = std::chrono::milliseconds{20}}),
          desk{database(), asking, kinds, jobs, folder} {
        std::filesystem::create_directories(folder);
        add_jobs(desk);
        jobs.start();
    }
    ~UploadsSuite() override {
        jobs.stop();
        std::filesystem::remove_all(folder);
    }

    Import send(const std::string& kind, const std::string& text) {
        const auto path = folder / "sent.upload";
        std::ofstream(path, std::ios::binary) << text;
        return finished(start_import(desk, viewer, kind, "sent.csv", path));
    }

    /// The import after its job has ended.
    Import finished(const Import& import) {
        const auto channel = jobs.watch(viewer, job_of(import).value());
        std::counting_semaphore<> news(0);
        channel->on_ready([&] { news.release(); });
        while (!channel->closed()) news.acquire();
        channel->on_ready({});
        return read([&](Session& s) { return s.get(import.id); });
    }

    static SeenImport seen(const Import& import) {
        return {.id = import.id, .version = import.version};
    }

    nlohmann::json shown(const Import& import) {
        return read(
            [&](Session& s) { return import_json(kinds, import, s.find(*job_of(import))); });
    }

    /// Does something when it is asked, once.
    struct AskedClock final : Clock {
        explicit AskedClock(const Clock& real) : real_(real) {}
        Instant now() const override {
            if (const auto deed = std::exchange(on_now, {})) deed();
            return real_.now();
        }
        mutable std::function<void()> on_now;

    private:
        const Clock& real_;
    };

    AskedClock asking{clock};
    std::function<void(Session&)> on_rights_;
    std::atomic<int> asked_ = 0;  ///< How often a job's rights were asked.
    std::atomic<int> rights_end_at_ = 0;
    Kinds kinds;
    std::filesystem::path folder;
    http::EventHub hub;
    jobs::Jobs jobs;
    Desk desk;
};

TEST_P(UploadsSuite, ChecksThenAccepts) {
    const auto checked = send("regions", "编码,名称\nE,华东\nW,\n");
    EXPECT_EQ(shown(checked)["status"], "checked");
    EXPECT_EQ(checked.rows_added, 1);
    EXPECT_EQ(shown(checked)["issues"][0]["cell"], "B3");
    EXPECT_TRUE(read([](Session& s) { return s.all<Region>(); }).empty());

    const auto accepted = finished(accept_import(desk, viewer, seen(checked)));

    EXPECT_EQ(accepted.status, ImportStatus::Accepted);
    EXPECT_EQ(read([](Session& s) { return s.all<Region>(); }).size(), 1U);
    EXPECT_THROW(accept_import(desk, viewer, seen(checked)), Error);
}

TEST_P(UploadsSuite, MapsColumnsAndChecksAgain) {
    const auto failed = send("regions", "one,two\nE,华东\n");
    EXPECT_EQ(shown(failed)["status"], "failed");

    const auto checked = finished(
        change_import(desk, viewer, seen(failed), {.mapping = {{"code", "one"}, {"name", "two"}}}));

    EXPECT_EQ(shown(checked)["status"], "checked");
    EXPECT_EQ(shown(checked)["mapping"]["code"], "one");
    EXPECT_EQ(shown(checked)["mapping"]["parent"], nullptr);
}

TEST_P(UploadsSuite, WhatAnotherReadsAnotherWayIsNotAcceptedByWhoSawItAsItWas) {
    const auto by_a = send("regions", "编码,名称,说明\nE,华东,东\n");
    const auto by_b = finished(
        change_import(desk, viewer, seen(by_a), {.mapping = {{"code", "编码"}, {"name", "说明"}}}));

    EXPECT_THROW(accept_import(desk, viewer, seen(by_a)), StaleEdit);
    EXPECT_THROW(change_import(desk, viewer, seen(by_a), {}), StaleEdit);
    EXPECT_TRUE(read([](Session& s) { return s.all<Region>(); }).empty());

    EXPECT_GT(shown(by_b)["version"], by_a.version);
    finished(accept_import(desk, viewer, seen(by_b)));
    EXPECT_EQ(read([](Session& s) { return s.all<Region>(); }).at(0).name, "东");
}

TEST_P(UploadsSuite, AnAcceptanceThatWaitedIsOfWhatWasSeenOrOfNothing) {
    const auto checked = send("regions", "编码,名称,说明\nE,华东,东\n");
    // The job has begun, and has not looked at the import yet.
    bool once = false;
    on_rights_ = [&](Session&) {
        if (std::exchange(once, true)) return;
        std::thread([&] {
            desk.database.write(viewer, clock, [&](Transaction& t) {
                auto row = t.get(checked.id);
                row.mapping.text = R"({"code": "编码", "name": "说明"})";
                t.update(row, row.version, "read another way");
            });
        }).join();
    };

    finished(accept_import(desk, viewer, seen(checked)));

    EXPECT_TRUE(read([](Session& s) { return s.all<Region>(); }).empty());
}

TEST_P(UploadsSuite, ACancelledImportDropsItsFile) {
    const auto checked = send("regions", "编码,名称\nE,华东\n");

    cancel_import(desk, viewer, checked.id);

    EXPECT_FALSE(std::filesystem::exists(folder / checked.stored_as));
    EXPECT_THROW(accept_import(desk, viewer, seen(checked)), Error);
}

TEST_P(UploadsSuite, AnAcceptanceIsTakenBackWhenTheRightEndsBeforeItIsKept) {
    const auto checked = send("regions", "编码,名称\nE,华东\n");
    rights_end_at_ = asked_ + 2;  // there when it begins, gone when all rows are written

    const auto refused = finished(accept_import(desk, viewer, seen(checked)));

    EXPECT_EQ(refused.status, ImportStatus::Checked);
    EXPECT_TRUE(read([](Session& s) { return s.all<Region>(); }).empty());
    const auto job = read([&](Session& s) { return s.get(*job_of(refused)); });
    EXPECT_EQ(job.status, jobs::JobStatus::Failed);
    EXPECT_EQ(nlohmann::json::parse(*job.error)["code"], "forbidden");
}

TEST_P(UploadsSuite, WhatIsDroppedWhileItIsCheckedStaysDropped) {
    const auto checked = send("stock", "日期,门店,产品,数量\n2026-10-01,S1,P1,1\n");
    // The job has begun; the next who asks for the time is its check, which has loaded the row.
    on_rights_ = [&](Session&) {
        asking.on_now = [&] {
            std::thread([&] { cancel_import(desk, viewer, checked.id); }).join();
        };
    };

    const auto dropped = finished(change_import(desk, viewer, seen(checked), {}));

    EXPECT_EQ(dropped.status, ImportStatus::Cancelled);
    EXPECT_THROW(accept_import(desk, viewer, seen(checked)), Error);
}

TEST_P(UploadsSuite, ACheckThatIsCancelledEndsSoKeepsNoReportAndCanBeBegunAgain) {
    const auto checked = send("stock", "日期,门店,产品,数量\n2026-10-01,S1,P1,1\n");
    on_rights_ = [&](Session&) {
        asking.on_now = [&] {
            std::thread([&] {
                const auto row = read([&](Session& s) { return s.get(checked.id); });
                jobs.cancel(viewer, job_of(row).value());
            }).join();
        };
    };

    const auto stopped = finished(change_import(desk, viewer, seen(checked), {.add_up = true}));

    const auto job = read([&](Session& s) { return s.get(*job_of(stopped)); });
    EXPECT_EQ(job.status, jobs::JobStatus::Cancelled);
    EXPECT_FALSE(stopped.finished_at.has_value());
    EXPECT_EQ(shown(stopped)["status"], "failed");
    EXPECT_THROW(accept_import(desk, viewer, seen(stopped)), Error);
    on_rights_ = {};
    const auto again = finished(change_import(desk, viewer, seen(stopped), {}));
    EXPECT_EQ(shown(again)["status"], "checked");
}

TEST_P(UploadsSuite, WhatWasNotCheckedToItsEndIsNotAccepted) {
    rights_end_at_ = asked_ + 1;  // the check fails before it has read a row

    const auto sent = send("regions", "编码,名称\nE,华东\n");

    EXPECT_EQ(shown(sent)["status"], "failed");
    EXPECT_THROW(accept_import(desk, viewer, seen(sent)), Error);
}

TEST_P(UploadsSuite, WhatIsToBeReadAnotherWayIsNotAcceptedAsItWas) {
    const auto checked = send("regions", "编码,名称\nE,华东\n");
    int asked = 0;
    on_rights_ = [&](Session& s) {
        if (++asked != 2) return;  // within the transaction that is about to keep it
        auto& inside = static_cast<Transaction&>(s);
        auto row = inside.get(checked.id);
        row.mapping.text = R"({"name": null})";
        inside.update(row, row.version, "read another way");
    };

    const auto kept = finished(accept_import(desk, viewer, seen(checked)));

    EXPECT_EQ(kept.status, ImportStatus::Checked);
    EXPECT_TRUE(read([](Session& s) { return s.all<Region>(); }).empty());
}

TEST_P(UploadsSuite,
       AKindThatIsNotThereOrNotAllowedIsNeitherSentNorReadAgainNorAcceptedNorDropped) {
    const auto checked = send("regions", "编码,名称\nE,华东\n");
    EXPECT_THROW(send("nonsense", "a\n"), Error);
    viewer.permissions = {"imports.write"};
    EXPECT_THROW(send("regions", "a\n"), Error);
    EXPECT_THROW(change_import(desk, viewer, seen(checked), {}), Error);
    EXPECT_THROW(accept_import(desk, viewer, seen(checked)), Error);
    EXPECT_THROW(cancel_import(desk, viewer, checked.id), Error);
}

INSTANTIATE_TEST_SUITE_P(Both, UploadsSuite, both_databases(), dialect_name);

}  // namespace
}  // namespace bihuan::imports
