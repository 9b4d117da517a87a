#include "platform/jobs/jobs.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "jobs/queries.h"
#include "platform/jobs/live_jobs.h"
#include "platform/jobs/runner.h"

namespace bihuan::jobs {

namespace queries = jobs_queries;

namespace {

bool may_do(const Viewer& viewer, std::string_view permission, const Job& job) {
    const bool own = viewer.person_id != 0 && job.person_id == viewer.person_id;
    return own || viewer.may(permission);
}

}  // namespace

struct Jobs::Parts {
    Parts(Database& company,
          const Clock& time,
          http::EventHub& events,
          ViewerSource viewers,
          JobsOptions options)
        : database(company),
          clock(time),
          hub(events),
          live(events),
          runner(company, time, live, std::move(viewers), std::move(options)) {}

    Database& database;
    const Clock& clock;
    http::EventHub& hub;
    LiveJobs live;
    Runner runner;
};

Jobs::Jobs(Database& database,
           const Clock& clock,
           http::EventHub& hub,
           ViewerSource viewers,
           JobsOptions options)
    : parts_(
          std::make_unique<Parts>(database, clock, hub, std::move(viewers), std::move(options))) {}

Jobs::~Jobs() = default;

void Jobs::add_kind(std::string kind, Work work, std::string permission) {
    parts_->runner.add_kind(std::move(kind), {std::move(work), std::move(permission)});
}

void Jobs::start() {
    parts_->runner.start();
}

void Jobs::stop() {
    parts_->runner.stop();
}

void Jobs::wake() {
    parts_->runner.wake();
}

Job Jobs::submit(Transaction& transaction, std::string_view kind, std::string arguments) {
    Job job{.id = new_id<Job>(),
            .kind = std::string(kind),
            .arguments = {std::move(arguments)},
            .created_at = transaction.now()};
    if (transaction.viewer().person_id != 0) job.person_id = transaction.viewer().person_id;
    transaction.execute(queries::kAddJob,
                        {{"id", job.id},
                         {"kind", job.kind},
                         {"arguments", job.arguments},
                         {"person_id", job.person_id},
                         {"created_at", job.created_at}});
    transaction.record({.action = "jobs.submitted",
                        .subject_kind = "jobs",
                        .subject_id = job.id.value,
                        .reason = job.kind,
                        .after = job.arguments.text});
    return job;
}

Job Jobs::submit(const Viewer& viewer, std::string_view kind, std::string arguments) {
    auto job = parts_->database.write(viewer, parts_->clock, [&](Transaction& transaction) {
        return submit(transaction, kind, arguments);
    });
    wake();
    return job;
}

void Jobs::cancel(const Viewer& viewer, Id<Job> id) {
    auto job = get(viewer, id);
    if (!may_do(viewer, "jobs.write", job))
        throw Error(ErrorCode::Forbidden, "Only who started a job may cancel it.");
    if (job.is_finished()) return;
    // First here: the work may hold the writer that the next line waits for.
    parts_->live.cancel(id);
    parts_->database.write(viewer, parts_->clock, [&](Transaction& transaction) {
        transaction.execute(queries::kCancelWaitingJob, {{"id", id}, {"now", transaction.now()}});
        transaction.execute(queries::kRequestCancel, {{"id", id}});
        transaction.record({.action = "jobs.cancel_requested",
                            .subject_kind = "jobs",
                            .subject_id = id.value,
                            .reason = job.kind});
    });
    job = get(viewer, id);
    if (job.is_finished()) parts_->live.publish(job);
}

Job Jobs::get(const Viewer& viewer, Id<Job> id) {
    auto job = parts_->database.read(viewer, [&](Session& session) { return session.get(id); });
    if (!may_do(viewer, "jobs.read", job))
        throw Error(ErrorCode::NotFound, fmt::format("There is no job {}.", id.value));
    parts_->live.refresh(job);
    return job;
}

Page<Job> Jobs::list(const Viewer& viewer, const std::string& after, std::int64_t limit) {
    ListOptions options{.sort = "created_at", .descending = true, .after = after, .limit = limit};
    if (!viewer.may("jobs.read")) options.filters.push_back({"person_id", {viewer.person_id}});
    auto page =
        parts_->database.read(viewer, [&](Session& session) { return session.list<Job>(options); });
    for (auto& job : page.items) parts_->live.refresh(job);
    return page;
}

std::shared_ptr<http::EventChannel> Jobs::watch(const Viewer& viewer, Id<Job> id) {
    auto channel = parts_->hub.subscribe(job_topic(id));
    // After subscribing: what happens in between is told twice rather than never.
    const auto job = get(viewer, id);
    channel->push({.name = "progress", .data = job_json(job).dump()});
    if (job.is_finished()) {
        channel->close();
    } else {
        parts_->runner.follow(id);
    }
    return channel;
}

std::string job_topic(Id<Job> id) {
    return fmt::format("jobs/{}", id.value);
}

}  // namespace bihuan::jobs
