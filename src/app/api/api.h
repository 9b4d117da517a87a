#pragma once

#include <filesystem>
#include <memory>

#include "business/company/imports/kind.h"
#include "platform/database/database.h"
#include "platform/http/metrics.h"
#include "platform/http/openapi.h"
#include "platform/identity/identity.h"
#include "platform/jobs/jobs.h"

// The whole HTTP API: every room's operations, schemas and kinds of jobs in one place.
namespace bihuan::api {

/// What operations stand on; all of it outlives the router.
struct Foundation {
    Database& database;
    const Clock& clock;
    identity::Identity& identity;
    jobs::Jobs& jobs;
    std::shared_ptr<http::Metrics> metrics;
    const imports::Kinds& kinds;
    std::filesystem::path import_folder;  ///< Where sent files lie until their import is dropped.
};

http::Router make_router(const Foundation& foundation);
http::Schemas make_schemas();
/// Before jobs.start().
void add_jobs(const Foundation& foundation);

}  // namespace bihuan::api
