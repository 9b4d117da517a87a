#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "platform/jobs/jobs.h"
#include "platform/jobs/live_jobs.h"

namespace bihuan::jobs {

/// The threads that claim jobs, run them and keep their rows up to date. Private to the room.
class Runner {
public:
    Runner(Database& database,
           const Clock& clock,
           LiveJobs& live,
           ViewerSource viewers,
           JobsOptions options);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    struct Kind {
        Work work;
        std::string permission;  ///< May be empty.
    };
    void add_kind(std::string kind, Kind made);
    void start();
    void stop();
    void wake();
    /// Publishes the states of a job that another process runs, until it has finished.
    void follow(Id<Job> id);

private:
    struct Outcome {
        JobStatus status = JobStatus::Done;
        std::optional<std::string> result;
        std::optional<std::string> error;
        /// The work is no failure: it waits and is begun again, and this many attempts count.
        std::optional<std::int64_t> again_after;
    };

    void take_up_orphans();
    void run_whatever_comes(const std::stop_token& stop);
    void run_jobs(const std::stop_token& stop);
    std::optional<Job> claim();
    void run(const Job& job, const std::stop_token& stop);
    Outcome work(const Job& job, const std::stop_token& token);
    /// Who the job is done for, as they are now. Throws Forbidden when they may not have it done.
    Viewer viewer_for(Session& session, const Job& job) const;
    void finish(const Job& job, const Outcome& outcome);
    void release(const Job& job, std::int64_t attempts);
    Outcome without_database(const Job& job, const Error& error, bool counts) const;

    void keep_house(const std::stop_token& stop);
    void keep_running_jobs();
    void store_progress();
    void look_for_cancels();
    void publish_followed();

    /// True when woken before the time was over.
    bool rest(const std::stop_token& stop, std::chrono::milliseconds time);
    /// Tries again until the database takes it; a few times only once the runner stops.
    void insist(const std::stop_token& stop, const std::function<void()>& action);
    void tell_failure(std::string_view kind, std::string_view text) const;

    Database& database_;
    const Clock& clock_;
    LiveJobs& live_;
    ViewerSource viewers_;
    JobsOptions options_;
    std::string worker_;
    std::map<std::string, Kind, std::less<>> kinds_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t wakes_ = 0;
    bool orphans_taken_up_ = false;  ///< After start(), of the thread that keeps house.
    std::set<Id<Job>> followed_;
    std::vector<std::jthread> threads_;
};

}  // namespace bihuan::jobs
