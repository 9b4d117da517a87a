#include "platform/jobs/job.h"

#include <nlohmann/json.hpp>

namespace bihuan::jobs {

namespace {

using nlohmann::json;

json instant_json(const std::optional<Instant>& instant) {
    return instant ? json(to_string(*instant)) : json();
}

json parsed(const std::optional<std::string>& text) {
    return text ? json::parse(*text, nullptr, /*allow_exceptions=*/false) : json();
}

}  // namespace

json job_json(const Job& job) {
    return {{"id", std::to_string(job.id.value)},
            {"kind", job.kind},
            {"status", choice_name(job.status)},
            {"stage", job.stage},
            {"done_units", job.done_units},
            {"total_units", job.total_units},
            {"result", parsed(job.result)},
            {"error", parsed(job.error)},
            {"created_at", to_string(job.created_at)},
            {"started_at", instant_json(job.started_at)},
            {"finished_at", instant_json(job.finished_at)}};
}

std::string_view job_schema() {
    return R"({
  "type": "object",
  "required": ["id", "kind", "status", "stage", "done_units", "total_units", "result", "error",
               "created_at", "started_at", "finished_at"],
  "properties": {
    "id": {"type": "string"},
    "kind": {"type": "string"},
    "status": {"type": "string", "enum": ["waiting", "running", "done", "failed", "cancelled"]},
    "stage": {"type": "string", "description": "A word of the kind's own; translate it."},
    "done_units": {"type": "integer"},
    "total_units": {"type": "integer", "description": "0 while it is not known."},
    "result": {"description": "What the kind gives; null until it is done."},
    "error": {"oneOf": [{"type": "null"}, {
      "type": "object",
      "required": ["code", "message", "issues"],
      "properties": {"code": {"type": "string"}, "message": {"type": "string"},
                     "issues": {"type": "array", "items": {"type": "object"}}}}]},
    "created_at": {"type": "string", "format": "date-time"},
    "started_at": {"type": ["string", "null"], "format": "date-time"},
    "finished_at": {"type": ["string", "null"], "format": "date-time"}
  }
})";
}

}  // namespace bihuan::jobs
