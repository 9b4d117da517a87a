#pragma once

#include <vector>

#include "platform/database/database.h"
#include "platform/http/openapi.h"
#include "platform/jobs/jobs.h"

namespace bihuan::months {

/// GET /v1/months/{month}, POST /v1/months/{month}/close and …/steps/{step}; GET and POST
/// /v1/scenarios, DELETE /v1/scenarios/{id}.
std::vector<http::Operation> operations(Database& database, const Clock& clock, jobs::Jobs& jobs);

void add_schemas(http::Schemas& schemas);

/// The kind of job "close": {"month", "scenario"?: name, "step"?, "force"?}. Before jobs.start().
void add_jobs(jobs::Jobs& jobs, Database& database, const Clock& clock);

}  // namespace bihuan::months
