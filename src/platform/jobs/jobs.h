#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/database.h"
#include "platform/http/events.h"
#include "platform/jobs/job.h"
#include "platform/jobs/progress.h"

namespace bihuan::jobs {

/// One run of a job, as its work sees it.
struct Order {
    Id<Job> id;
    std::string arguments;  ///< The JSON it was submitted with.
    Viewer viewer;          ///< Whoever submitted it, with the permissions they had at the start.
    std::int64_t attempt = 1;
    /// Whoever submitted it, with the permissions they have by now; for work to ask before what it
    /// wrote is committed. Throws Forbidden when they are gone or may no longer do such work.
    std::function<Viewer(Session&)> ask_again = {};
};

/// Does a kind's work and returns the result as JSON text. Throws Error for a failure that people
/// shall read, Cancelled by way of Progress. Must be idempotent; must not hold one transaction open
/// for longer than it has to, and must not start another inside of one.
using Work = std::function<std::string(const Order&, const Progress&)>;

/// The viewer of a person at the time a job runs; Viewer::system for none. Throws Forbidden for one
/// who is no longer with the company.
using ViewerSource = std::function<Viewer(Session&, std::optional<std::int64_t> person_id)>;

struct JobsOptions {
    int threads = 2;
    std::int64_t most_attempts = 3;               ///< A job that kills its process is given up.
    std::chrono::milliseconds housekeeping{500};  ///< Progress is stored this often.
    std::chrono::milliseconds look_around{2000};  ///< Jobs of other processes are found this often.
    std::chrono::seconds dead_after{60};          ///< Silence after which a worker counts as dead.
    /// Told what broke inside, for the log.
    std::function<void(std::string_view kind, std::string_view text)> on_failure;
};

/// Jobs of a company, and the threads that run them. Jobs of one kind run one after the other.
/// Thread-safe. Topic of a job's events in the hub: job_topic(id), event "progress".
class Jobs {
public:
    Jobs(Database& database,
         const Clock& clock,
         http::EventHub& hub,
         ViewerSource viewers,
         JobsOptions options = {});
    /// Stops.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Before start(). A job whose person lacks the permission, if one is given, by the time it
    /// begins ends as failed with "forbidden"; the work is not begun.
    void add_kind(std::string kind, Work work, std::string permission = {});
    /// Takes up the jobs of dead processes of this machine, then runs whatever waits.
    void start();
    /// Asks running work to stop; it goes back to waiting and is run again after the next start.
    void stop();

    /// A new job within the caller's transaction; call wake() once it has committed.
    static Job submit(Transaction& transaction, std::string_view kind, std::string arguments);
    void wake();
    /// The same in a transaction of its own.
    Job submit(const Viewer& viewer, std::string_view kind, std::string arguments);
    /// A job that waits or runs ends as cancelled, soon; a finished one stays as it is.
    void cancel(const Viewer& viewer, Id<Job> id);

    /// With the newest progress. Throws NotFound.
    Job get(const Viewer& viewer, Id<Job> id);
    /// Newest first; another person's only for who may jobs.read and sees the whole company.
    Page<Job> list(const Viewer& viewer, const std::string& after, std::int64_t limit);
    /// Events of a job from now on, beginning with its present state.
    std::shared_ptr<http::EventChannel> watch(const Viewer& viewer, Id<Job> id);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

std::string job_topic(Id<Job> id);

}  // namespace bihuan::jobs
