#include "platform/jobs/runner.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "jobs/queries.h"
#include "platform/database/database_error.h"
#include "platform/jobs/worker_name.h"

namespace bihuan::jobs {

namespace queries = jobs_queries;

namespace {

struct Total {
    std::int64_t total = 0;
};

const Viewer& system_viewer() {
    static const Viewer viewer = Viewer::system("jobs");
    return viewer;
}

std::string error_json(ErrorCode code, std::string_view message, const Issues& issues) {
    using nlohmann::json;
    json result{{"code", error_name(code)}, {"message", message}, {"issues", json::array()}};
    for (const auto& issue : issues)
        result["issues"].push_back({{"code", issue.code},
                                    {"field", issue.field},
                                    {"message", issue.message},
                                    {"found", issue.found}});
    return result.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

}  // namespace bihuan::jobs

template <>
inline constexpr auto bihuan::kDescription<bihuan::jobs::Total> =
    bihuan::describe<bihuan::jobs::Total>("", field("total", &bihuan::jobs::Total::total));

namespace bihuan::jobs {

Runner::Runner(Database& database,
               const Clock& clock,
               LiveJobs& live,
               ViewerSource viewers,
               JobsOptions options)
    : database_(database),
      clock_(clock),
      live_(live),
      viewers_(std::move(viewers)),
      options_(std::move(options)),
      worker_(own_worker_name()) {}

Runner::~Runner() {
    stop();
}

void Runner::add_kind(std::string kind, Kind made) {
    const bool is_new = kinds_.emplace(std::move(kind), std::move(made)).second;
    BIHUAN_CHECK(is_new && threads_.empty());
}

void Runner::start() {
    BIHUAN_CHECK(threads_.empty());
    try {
        take_up_orphans();
        orphans_taken_up_ = true;
    } catch (const Error& error) {
        tell_failure("orphans", error.what());  // and again while keeping house
    }
    for (int i = 0; i < options_.threads; ++i)
        threads_.emplace_back([this](const std::stop_token& stop) { run_whatever_comes(stop); });
    threads_.emplace_back([this](const std::stop_token& stop) { keep_house(stop); });
}

void Runner::stop() {
    for (auto& thread : threads_) thread.request_stop();
    live_.stop_all();
    threads_.clear();
}

void Runner::wake() {
    const std::lock_guard lock(mutex_);
    ++wakes_;
    changed_.notify_all();
}

bool Runner::rest(const std::stop_token& stop, std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    const auto before = wakes_;
    return changed_.wait_for(lock, stop, time, [&] { return wakes_ != before; });
}

void Runner::insist(const std::stop_token& stop, const std::function<void()>& action) {
    constexpr int kLastTries = 5;
    for (int last_tries = 0; last_tries < kLastTries;) {
        try {
            action();
            return;
        } catch (const std::exception& error) {
            tell_failure("database", error.what());
        }
        if (stop.stop_requested()) ++last_tries;
        rest(stop, options_.look_around);
    }
}

void Runner::tell_failure(std::string_view kind, std::string_view text) const {
    if (options_.on_failure) options_.on_failure(kind, text);
}

void Runner::take_up_orphans() {
    // A process that was killed leaves its jobs as running. Its kernel knows that it is gone.
    database_.write(system_viewer(), clock_, [&](Transaction& transaction) {
        for (const auto& job : transaction.query<Job>(queries::kRunningJobs, {})) {
            if (!is_dead_here(job.worker)) continue;
            transaction.execute(
                queries::kReleaseJob,
                {{"id", job.id}, {"worker", job.worker}, {"attempts", job.attempts}},
                Trace::None);
        }
    });
}

/// Whatever breaks, jobs are run until the runner stops.
void Runner::run_whatever_comes(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            run_jobs(stop);
        } catch (const std::exception& error) {
            tell_failure("runner", error.what());
            rest(stop, options_.look_around);
        }
    }
}

void Runner::run_jobs(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::optional<Job> job;
        std::uint64_t before = 0;
        {
            const std::lock_guard lock(mutex_);
            before = wakes_;
        }
        insist(stop, [&] { job = claim(); });
        if (job) {
            run(*job, stop);
            // Another job of this kind may have waited for it.
            wake();
            continue;
        }
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, options_.look_around, [&] { return wakes_ != before; });
    }
}

std::optional<Job> Runner::claim() {
    // What is begun now would only come to nothing.
    if (database_.trouble()) return std::nullopt;
    const Params dead{{"dead_before", clock_.now() - options_.dead_after}};
    // Reading first keeps an idle server from writing.
    const auto waiting = database_.read(system_viewer(), [&](Session& session) {
        return session.query_one<Total>(queries::kCountClaimableJobs, dead).total;
    });
    if (waiting == 0) return std::nullopt;
    return database_.write(
        system_viewer(), clock_, [&](Transaction& transaction) -> std::optional<Job> {
            for (auto& job : transaction.query<Job>(queries::kClaimableJobs, dead)) {
                const bool ours = job.worker == worker_ && job.status == JobStatus::Running;
                if (ours || !kinds_.contains(job.kind)) continue;
                transaction.execute(
                    queries::kClaimJob,
                    {{"id", job.id}, {"worker", worker_}, {"now", transaction.now()}},
                    Trace::None);
                return transaction.get(job.id);
            }
            return std::nullopt;
        });
}

void Runner::run(const Job& job, const std::stop_token& stop) {
    const auto token = live_.add(job);
    // The server may have begun to stop between the claim and here.
    if (stop.stop_requested()) live_.stop_all();
    live_.publish(job);
    auto outcome = work(job, token);
    // An orderly stop is no failed attempt.
    const bool stopped = outcome.status == JobStatus::Cancelled && !live_.was_cancelled(job.id);
    if (stopped) outcome.again_after = job.attempts - 1;
    insist(stop, [&] {
        if (outcome.again_after)
            release(job, *outcome.again_after);
        else
            finish(job, outcome);
    });
    live_.remove(job.id);
}

Runner::Outcome Runner::work(const Job& job, const std::stop_token& token) {
    if (job.cancel_requested) live_.cancel(job.id);
    if (token.stop_requested()) return {.status = JobStatus::Cancelled};
    const auto fail = [](ErrorCode code, std::string_view message, const Issues& issues = {}) {
        return Outcome{.status = JobStatus::Failed, .error = error_json(code, message, issues)};
    };
    if (job.attempts > options_.most_attempts)
        return fail(ErrorCode::Internal, "The work was begun several times and never ended.");
    try {
        // Rights are those of now: who asked may have lost theirs while the job waited.
        auto viewer = database_.read(system_viewer(),
                                     [&](Session& session) { return viewer_for(session, job); });
        const Progress progress(
            [&](std::string_view stage, std::int64_t done, std::int64_t total) {
                live_.progress(job.id, stage, done, total);
            },
            token);
        const Order order{.id = job.id,
                          .arguments = job.arguments.text,
                          .viewer = std::move(viewer),
                          .attempt = job.attempts,
                          .ask_again = [&](Session& s) { return viewer_for(s, job); }};
        return {.status = JobStatus::Done, .result = kinds_.at(job.kind).work(order, progress)};
    } catch (const Cancelled&) {
        return {.status = JobStatus::Cancelled};
    } catch (const RetryError& error) {
        return without_database(job, error, /*counts=*/false);
    } catch (const TroubleError& error) {
        return without_database(job, error, /*counts=*/true);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Internal)
            return fail(error.code(), error.what(), error.issues());
        tell_failure(job.kind, error.what());
    } catch (const std::exception& error) {
        tell_failure(job.kind, error.what());
    }
    return fail(ErrorCode::Internal, "Something went wrong; the server's log tells more.");
}

/// The database could not do its work, which says nothing about the job: it is begun again once the
/// database answers, unless that has happened as often as a job may be begun.
Runner::Outcome Runner::without_database(const Job& job, const Error& error, bool counts) const {
    tell_failure(job.kind, error.what());
    if (counts && job.attempts >= options_.most_attempts)
        return {.status = JobStatus::Failed,
                .error = error_json(error.code(), error.what(), error.issues())};
    return {.status = JobStatus::Waiting, .again_after = job.attempts - (counts ? 0 : 1)};
}

Viewer Runner::viewer_for(Session& session, const Job& job) const {
    auto viewer = viewers_(session, job.person_id);
    const auto& permission = kinds_.at(job.kind).permission;
    if (!permission.empty() && !viewer.may(permission))
        throw Error(ErrorCode::Forbidden,
                    fmt::format("Who started the job may no longer do this; it needs the "
                                "permission {}.",
                                permission));
    return viewer;
}

void Runner::finish(const Job& job, const Outcome& outcome) {
    auto last = job;
    live_.refresh(last);
    last.status = outcome.status;
    last.result = outcome.result;
    last.error = outcome.error;
    database_.note(system_viewer(), clock_, [&](Transaction& transaction) {
        last.finished_at = transaction.now();
        transaction.execute(queries::kFinishJob,
                            {{"id", last.id},
                             {"worker", worker_},
                             {"status", last.status},
                             {"stage", last.stage},
                             {"done_units", last.done_units},
                             {"total_units", last.total_units},
                             {"result", last.result},
                             {"error", last.error},
                             {"now", transaction.now()}},
                            Trace::None);
    });
    live_.publish(last);
}

void Runner::release(const Job& job, std::int64_t attempts) {
    database_.note(system_viewer(), clock_, [&](Transaction& transaction) {
        transaction.execute(queries::kReleaseJob,
                            {{"id", job.id}, {"worker", worker_}, {"attempts", attempts}},
                            Trace::None);
    });
}

}  // namespace bihuan::jobs
