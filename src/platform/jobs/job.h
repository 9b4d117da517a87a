#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/describe.h"

namespace bihuan::jobs {

enum class JobStatus : std::uint8_t { Waiting, Running, Done, Failed, Cancelled };

/// Long work: an import, a close. It shows how far it is, can be cancelled, and is idempotent: run
/// twice, even after dying half-way, it leaves what one whole run leaves.
struct Job {
    Id<Job> id;
    std::string kind;  ///< "close", "import-check": whoever registered it does the work.
    Json arguments;
    std::optional<std::int64_t> person_id;  ///< Who asked for it; none is the product itself.
    JobStatus status = JobStatus::Waiting;
    std::string stage;
    std::int64_t done_units = 0;
    std::int64_t total_units = 0;
    bool cancel_requested = false;
    std::int64_t attempts = 0;
    std::string worker;  ///< "host/process" that runs it or ran it last.
    std::optional<Instant> heartbeat_at;
    std::optional<std::string> result;  ///< JSON
    std::optional<std::string> error;   ///< JSON: {code, message, issues}
    Instant created_at;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;

    bool is_finished() const {
        return status != JobStatus::Waiting && status != JobStatus::Running;
    }
};

/// {id, kind, status, stage, done_units, total_units, result, error, created_at, started_at,
/// finished_at} as clients see it.
nlohmann::json job_json(const Job& job);

/// Schema component "Job", as JSON text.
std::string_view job_schema();

}  // namespace bihuan::jobs

namespace bihuan {

template <>
inline constexpr std::array<std::string_view, 5> kChoices<jobs::JobStatus>{
    "waiting", "running", "done", "failed", "cancelled"};

template <>
inline constexpr auto kDescription<jobs::Job> =
    describe<jobs::Job>("jobs",
                        field("id", &jobs::Job::id),
                        field("kind", &jobs::Job::kind, at_most(100)),
                        field("arguments", &jobs::Job::arguments, at_most(kLongestAttributes)),
                        field("person_id", &jobs::Job::person_id),
                        field("status", &jobs::Job::status),
                        field("stage", &jobs::Job::stage, at_most(200)),
                        field("done_units", &jobs::Job::done_units),
                        field("total_units", &jobs::Job::total_units),
                        field("cancel_requested", &jobs::Job::cancel_requested),
                        field("attempts", &jobs::Job::attempts),
                        field("worker", &jobs::Job::worker, at_most(300)),
                        field("heartbeat_at", &jobs::Job::heartbeat_at),
                        field("result", &jobs::Job::result, at_most(kLongestDocument)),
                        field("error", &jobs::Job::error, at_most(kLongestDocument)),
                        field("created_at", &jobs::Job::created_at),
                        field("started_at", &jobs::Job::started_at),
                        field("finished_at", &jobs::Job::finished_at));

}  // namespace bihuan
