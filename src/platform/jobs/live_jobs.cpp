#include "platform/jobs/live_jobs.h"

#include <nlohmann/json.hpp>

#include "platform/jobs/jobs.h"

namespace bihuan::jobs {

namespace {

// Faster than anyone reads; the work may report every row.
constexpr std::chrono::milliseconds kTellEvery{100};

}  // namespace

std::stop_token LiveJobs::add(const Job& job) {
    const std::lock_guard lock(mutex_);
    auto& live = live_[job.id];
    live.job = job;
    return live.stop.get_token();
}

Job LiveJobs::remove(Id<Job> id) {
    const std::lock_guard lock(mutex_);
    auto job = live_.at(id).job;
    live_.erase(id);
    return job;
}

void LiveJobs::progress(Id<Job> id, std::string_view stage, std::int64_t done, std::int64_t total) {
    Job job;
    {
        const std::lock_guard lock(mutex_);
        auto& live = live_.at(id);
        const auto now = std::chrono::steady_clock::now();
        const bool new_stage = live.job.stage != stage;
        live.job.stage = stage;
        live.job.done_units = done;
        live.job.total_units = total;
        if (!new_stage && now - live.told < kTellEvery) return;
        live.told = now;
        job = live.job;
    }
    publish(job);
}

bool LiveJobs::cancel(Id<Job> id) {
    const std::lock_guard lock(mutex_);
    const auto found = live_.find(id);
    if (found == live_.end()) return false;
    found->second.cancelled = true;
    found->second.stop.request_stop();
    return true;
}

void LiveJobs::stop_all() {
    const std::lock_guard lock(mutex_);
    for (auto& [id, live] : live_) live.stop.request_stop();
}

bool LiveJobs::was_cancelled(Id<Job> id) const {
    const std::lock_guard lock(mutex_);
    return live_.at(id).cancelled;
}

void LiveJobs::refresh(Job& job) const {
    const std::lock_guard lock(mutex_);
    const auto found = live_.find(job.id);
    if (found == live_.end() || job.status != JobStatus::Running) return;
    job.stage = found->second.job.stage;
    job.done_units = found->second.job.done_units;
    job.total_units = found->second.job.total_units;
}

std::vector<Job> LiveJobs::all() const {
    const std::lock_guard lock(mutex_);
    std::vector<Job> jobs;
    for (const auto& [id, live] : live_) jobs.push_back(live.job);
    return jobs;
}

bool LiveJobs::empty() const {
    const std::lock_guard lock(mutex_);
    return live_.empty();
}

void LiveJobs::publish(const Job& job) {
    const auto topic = job_topic(job.id);
    hub_.publish(topic, {.name = "progress", .data = job_json(job).dump()});
    if (job.is_finished()) hub_.finish(topic);
}

bool LiveJobs::has_listeners(Id<Job> id) const {
    return hub_.listeners(job_topic(id)) > 0;
}

}  // namespace bihuan::jobs
