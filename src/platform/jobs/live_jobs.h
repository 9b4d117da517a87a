#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "platform/http/events.h"
#include "platform/jobs/job.h"

namespace bihuan::jobs {

/// The jobs that run in this process, with their newest progress. Thread-safe. Private to the room.
class LiveJobs {
public:
    explicit LiveJobs(http::EventHub& hub) : hub_(hub) {}

    /// The token by which the job's work learns that it shall stop.
    std::stop_token add(const Job& job);
    /// The job's last state, out of the list.
    Job remove(Id<Job> id);
    void progress(Id<Job> id, std::string_view stage, std::int64_t done, std::int64_t total);
    /// Asks the work to stop because somebody said so; false when the job does not run here.
    bool cancel(Id<Job> id);
    /// Asks all to stop because the server stops.
    void stop_all();
    bool was_cancelled(Id<Job> id) const;
    /// Lays the newest progress over a job as the database has it.
    void refresh(Job& job) const;
    std::vector<Job> all() const;
    bool empty() const;

    /// Tells the job's listeners; ends their streams when it has finished.
    void publish(const Job& job);
    bool has_listeners(Id<Job> id) const;

private:
    struct Live {
        Job job;
        std::stop_source stop;
        bool cancelled = false;
        std::chrono::steady_clock::time_point told;
    };

    http::EventHub& hub_;
    mutable std::mutex mutex_;
    std::map<Id<Job>, Live> live_;
};

}  // namespace bihuan::jobs
