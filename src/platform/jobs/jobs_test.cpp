#include "platform/jobs/jobs.h"

#include <atomic>
#include <future>
#include <semaphore>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "jobs/queries.h"
#include "platform/database/database_error.h"
#include "platform/jobs/jobs_api.h"
#include "platform/jobs/worker_name.h"
#include "support/databases.h"

namespace bihuan::jobs {
namespace {

using nlohmann::json;

class JobsTest : public DatabaseTest {
protected:
    JobsTest() { make_jobs(); }

    void make_jobs() {
        jobs.reset();
        jobs = std::make_unique<Jobs>(
            database(),
            clock,
            hub,
            [](Session&, std::optional<std::int64_t> person_id) {
                return Viewer{.person_id = person_id.value_or(0), .name = "today's"};
            },
            JobsOptions{.housekeeping = std::chrono::milliseconds{20},
                        .look_around = std::chrono::milliseconds{20}});
    }

    static void wait_for_close(http::EventChannel& channel) {
        std::counting_semaphore<> news(0);
        channel.on_ready([&] { news.release(); });
        while (!channel.closed()) news.acquire();
        channel.on_ready({});
    }

    /// The job's last state.
    json wait_for_end(Id<Job> id) {
        wait_for_close(*jobs->watch(viewer, id));
        return job_json(jobs->get(viewer, id));
    }

    http::EventHub hub;
    std::unique_ptr<Jobs> jobs;
    Viewer person{.person_id = 7, .name = "王"};
};

INSTANTIATE_TEST_SUITE_P(Both, JobsTest, both_databases(), dialect_name);

TEST_P(JobsTest, DoesTheWorkForWhoAskedAndKeepsTheResult) {
    jobs->add_kind("add", [](const Order& order, const Progress& progress) {
        progress.report("adding", 1, 2);
        EXPECT_EQ(order.viewer.person_id, 7);
        EXPECT_EQ(order.viewer.name, "today's");
        return json{{"sum", json::parse(order.arguments)["a"].get<int>() + 1}}.dump();
    });
    jobs->start();

    const auto job = wait_for_end(jobs->submit(person, "add", R"({"a":1})").id);

    EXPECT_EQ(job["status"], "done");
    EXPECT_EQ(job["result"]["sum"], 2);
    EXPECT_EQ(job["stage"], "adding");
    EXPECT_EQ(job["done_units"], 1);
    EXPECT_FALSE(job["finished_at"].is_null());
}

TEST_P(JobsTest, IsRefusedWhenWhoAskedMayNoLongerByTheTimeItBegins) {
    bool worked = false;
    jobs->add_kind(
        "guarded",
        [&](const Order&, const Progress&) {
            worked = true;
            return std::string("{}");
        },
        "guarded.write");
    jobs->start();

    const auto job = wait_for_end(jobs->submit(person, "guarded", "{}").id);

    EXPECT_EQ(job["status"], "failed");
    EXPECT_EQ(job["error"]["code"], "forbidden");
    EXPECT_EQ(job["error"]["message"],
              "Who started the job may no longer do this; it needs the permission guarded.write.");
    EXPECT_FALSE(worked);
}

TEST_P(JobsTest, WorkAsksForTheRightsOfNowBeforeItKeepsAnything) {
    jobs->add_kind("long", [&](const Order& order, const Progress&) {
        return json{{"name", database().read(order.viewer, order.ask_again).name}}.dump();
    });
    jobs->start();

    EXPECT_EQ(wait_for_end(jobs->submit(person, "long", "{}").id)["result"]["name"], "today's");
}

TEST_P(JobsTest, TellsFailuresToPeopleButNotWhatBrokeInside) {
    jobs->add_kind("refuse", [](const Order&, const Progress&) -> std::string {
        throw Error(ErrorCode::Conflict, "The month is closed.");
    });
    jobs->add_kind("break", [](const Order&, const Progress&) -> std::string {
        throw std::runtime_error("secret");
    });
    jobs->start();

    const auto refused = wait_for_end(jobs->submit(person, "refuse", "{}").id);
    const auto broken = wait_for_end(jobs->submit(person, "break", "{}").id);

    EXPECT_EQ(refused["status"], "failed");
    EXPECT_EQ(refused["error"]["code"], "conflict");
    EXPECT_EQ(refused["error"]["message"], "The month is closed.");
    EXPECT_EQ(broken["error"]["code"], "internal");
    EXPECT_EQ(broken.dump().find("secret"), std::string::npos);
}

TEST_P(JobsTest, CancelsWaitingAndRunningJobs) {
    std::promise<void> began;
    jobs->add_kind("endless", [&](const Order&, const Progress& progress) -> std::string {
        began.set_value();
        while (true) progress.check();
    });
    const auto running = jobs->submit(person, "endless", "{}");
    const auto waiting = jobs->submit(person, "endless", "{}");
    jobs->start();
    began.get_future().wait();

    jobs->cancel(person, waiting.id);
    jobs->cancel(person, running.id);

    EXPECT_EQ(wait_for_end(waiting.id)["status"], "cancelled");
    EXPECT_EQ(wait_for_end(running.id)["status"], "cancelled");
}

TEST_P(JobsTest, RunsInterruptedWorkAgainAfterAnOrderlyStop) {
    std::promise<void> began;
    jobs->add_kind("work", [&](const Order&, const Progress& progress) -> std::string {
        began.set_value();
        while (true) progress.check();
    });
    jobs->start();
    const auto job = jobs->submit(person, "work", "{}");
    began.get_future().wait();
    jobs->stop();
    EXPECT_EQ(jobs->get(viewer, job.id).status, JobStatus::Waiting);

    make_jobs();
    jobs->add_kind(
        "work", [](const Order& order, const Progress&) { return std::to_string(order.attempt); });
    jobs->start();

    EXPECT_EQ(wait_for_end(job.id)["result"], 1);
}

TEST_P(JobsTest, TakesUpJobsOfDeadProcessesAndGivesUpOnesThatKillTheirs) {
    const auto own = own_worker_name();
    const auto dead = own.substr(0, own.rfind('/')) + "/1";
    jobs->add_kind(
        "work", [](const Order& order, const Progress&) { return std::to_string(order.attempt); });
    const auto once = jobs->submit(person, "work", "{}");
    const auto often = jobs->submit(person, "work", "{}");
    write([&](Transaction& transaction) {
        const auto claim = [&](Id<Job> id) {
            transaction.execute(jobs_queries::kClaimJob,
                                {{"id", id}, {"worker", dead}, {"now", transaction.now()}},
                                Trace::None);
        };
        claim(once.id);
        for (int i = 0; i < 3; ++i) claim(often.id);
    });

    jobs->start();

    EXPECT_EQ(wait_for_end(once.id)["result"], 2);
    EXPECT_EQ(wait_for_end(often.id)["status"], "failed");
}

TEST_P(JobsTest, TakesUpAgainWhatTheDatabaseLeft) {
    jobs->add_kind("work", [](const Order& order, const Progress&) {
        if (order.attempt < 3) throw TroubleError("The disk of the database is full.");
        return std::to_string(order.attempt);
    });
    jobs->start();

    const auto job = wait_for_end(jobs->submit(person, "work", "{}").id);

    EXPECT_EQ(job["status"], "done");
    EXPECT_EQ(job["result"], 3);
}

TEST_P(JobsTest, TellsTheReasonOnceTheDatabaseLeftAJobTooOften) {
    jobs->add_kind("work", [](const Order&, const Progress&) -> std::string {
        throw TroubleError("The disk of the database is full.");
    });
    jobs->start();

    const auto job = wait_for_end(jobs->submit(person, "work", "{}").id);

    EXPECT_EQ(job["status"], "failed");
    EXPECT_EQ(job["error"]["code"], "unavailable");
    EXPECT_EQ(job["error"]["message"], "The disk of the database is full.");
}

TEST_P(JobsTest, CountsNoAttemptThatOnlyFoundTheDatabaseBusy) {
    std::atomic<int> runs = 0;
    jobs->add_kind("work", [&](const Order& order, const Progress&) {
        if (++runs < 6) throw RetryError("Another program keeps the company's file busy.");
        return std::to_string(order.attempt);
    });
    jobs->start();

    const auto job = wait_for_end(jobs->submit(person, "work", "{}").id);

    EXPECT_EQ(job["status"], "done");
    EXPECT_EQ(job["result"], 1);
}

TEST_P(JobsTest, AreTakenUpAgainWhenPostgresEndedTheirBackend) {
    if (GetParam() != "postgres") GTEST_SKIP() << "SQLite has no backends";
    const Query end{"test.end", "SELECT pg_terminate_backend(pg_backend_pid())", {}};
    jobs->add_kind("work", [&](const Order& order, const Progress&) {
        if (order.attempt == 1) read([&](Session& s) { s.query<Job>(end, {}); });
        return std::to_string(order.attempt);
    });
    jobs->start();

    const auto job = wait_for_end(jobs->submit(person, "work", "{}").id);

    EXPECT_EQ(job["status"], "done");
    EXPECT_EQ(job["result"], 2);
}

TEST_P(JobsTest, RunsJobsOfOneKindOneAfterTheOther) {
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    jobs->add_kind("work", [&](const Order&, const Progress& progress) -> std::string {
        most = std::max(most.load(), ++running);
        for (int i = 0; i < 1000; ++i) progress.report("x", i, 1000);
        --running;
        return "null";
    });
    std::vector<Job> submitted;
    for (int i = 0; i < 5; ++i) submitted.push_back(jobs->submit(person, "work", "{}"));
    jobs->start();

    for (const auto& job : submitted) wait_for_end(job.id);

    EXPECT_EQ(most, 1);
}

TEST_P(JobsTest, ShowsAndCancelsOwnJobsOnly) {
    const Viewer other{.person_id = 8};
    const auto job = jobs->submit(person, "work", "{}");

    EXPECT_THROW(jobs->get(other, job.id), Error);
    EXPECT_THROW(jobs->cancel(other, job.id), Error);
    EXPECT_EQ(jobs->list(other, "", 10).total, 0);
    EXPECT_EQ(jobs->list(person, "", 10).total, 1);
    EXPECT_EQ(jobs->list(viewer, "", 10).total, 1);
}

TEST_P(JobsTest, FollowsJobsThatAnotherServerRuns) {
    const auto job = jobs->submit(person, "elsewhere", "{}");
    jobs->start();
    const auto channel = jobs->watch(viewer, job.id);
    const Params who{{"id", job.id}, {"worker", "far/1/1"}, {"now", clock.now()}};
    write([&](Transaction& transaction) {
        transaction.execute(jobs_queries::kClaimJob, who, Trace::None);
        auto end = who;
        end.insert(end.end(),
                   {{"status", "done"},
                    {"stage", "end"},
                    {"done_units", 1},
                    {"total_units", 1},
                    {"result", "1"},
                    {"error", std::optional<std::string>()}});
        transaction.execute(jobs_queries::kFinishJob, end, Trace::None);
    });

    EXPECT_EQ(wait_for_end(job.id)["status"], "done");
    wait_for_close(*channel);
    EXPECT_NE(channel->take().find("\"status\":\"done\""), std::string::npos);
}

TEST(WorkerName, TellsThisProcessFromDeadAndFarOnes) {
    const auto own = own_worker_name();

    EXPECT_FALSE(is_dead_here(own));
    EXPECT_TRUE(is_dead_here(own.substr(0, own.rfind('/')) + "/1"));
    EXPECT_FALSE(is_dead_here("far/1/1"));
    EXPECT_FALSE(is_dead_here(""));
}

}  // namespace
}  // namespace bihuan::jobs
