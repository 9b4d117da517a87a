// The part of the runner that keeps jobs' rows, and those who follow them, up to date.
#include <utility>

#include "base/error.h"
#include "jobs/queries.h"
#include "platform/jobs/runner.h"

namespace bihuan::jobs {

namespace queries = jobs_queries;

namespace {

const Viewer& system_viewer() {
    static const Viewer viewer = Viewer::system("jobs");
    return viewer;
}

}  // namespace

void Runner::keep_house(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const bool busy = !live_.empty();
        try {
            if (!orphans_taken_up_) take_up_orphans();
            orphans_taken_up_ = true;
            if (busy) keep_running_jobs();
            publish_followed();
        } catch (const std::exception& error) {
            tell_failure("housekeeping", error.what());
        }
        rest(stop, busy ? options_.housekeeping : options_.look_around);
    }
}

void Runner::keep_running_jobs() {
    store_progress();
    look_for_cancels();
}

void Runner::store_progress() {
    const auto jobs = live_.all();
    database_.note(system_viewer(), clock_, [&](Transaction& transaction) {
        for (const auto& job : jobs)
            transaction.execute(queries::kNoteProgress,
                                {{"id", job.id},
                                 {"worker", worker_},
                                 {"stage", job.stage},
                                 {"done_units", job.done_units},
                                 {"total_units", job.total_units},
                                 {"now", transaction.now()}},
                                Trace::None);
    });
}

void Runner::look_for_cancels() {
    const auto cancelled = database_.read(system_viewer(), [&](Session& session) {
        return session.query<Job>(queries::kCancelledJobs, {{"worker", worker_}});
    });
    for (const auto& job : cancelled) live_.cancel(job.id);
}

void Runner::follow(Id<Job> id) {
    const std::lock_guard lock(mutex_);
    followed_.insert(id);
    ++wakes_;
    changed_.notify_all();
}

void Runner::publish_followed() {
    std::set<Id<Job>> followed;
    {
        const std::lock_guard lock(mutex_);
        followed = followed_;
    }
    for (const auto id : followed) {
        auto job =
            database_.read(system_viewer(), [&](Session& session) { return session.find(id); });
        // Who runs it here tells by itself.
        const bool elsewhere = job && job->worker != worker_ && job->status != JobStatus::Waiting;
        if (elsewhere) live_.publish(*job);
        if (job && !job->is_finished() && live_.has_listeners(id)) continue;
        const std::lock_guard lock(mutex_);
        followed_.erase(id);
    }
}

}  // namespace bihuan::jobs
