#pragma once

#include <functional>
#include <vector>

#include "platform/http/router.h"
#include "platform/jobs/jobs.h"

namespace bihuan::jobs {

/// Who asks; throws Unauthenticated for nobody. Identity's viewer_of.
using ViewerOf = std::function<const Viewer&(const http::Request&)>;

/// GET /v1/jobs, GET and DELETE /v1/jobs/{id}, GET /v1/jobs/{id}/events.
std::vector<http::Operation> job_operations(Jobs& jobs, const ViewerOf& viewer_of);

/// 202 with {"job_id": …} and the job's Location.
http::Response accepted(Id<Job> id);

}  // namespace bihuan::jobs
