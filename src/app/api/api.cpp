#include "app/api/api.h"

#include "app/api/account_api.h"
#include "app/api/company_api.h"
#include "app/api/resource_api.h"
#include "app/api/resource_schema.h"
#include "app/resources.h"
#include "business/demand/production/production_api.h"
#include "business/sales/targets/targets_api.h"
#include "platform/http/service.h"
#include "platform/identity/identity_api.h"
#include "platform/jobs/jobs_api.h"

namespace bihuan::api {

http::Router make_router(const Foundation& foundation) {
    auto& database = foundation.database;
    const auto& clock = foundation.clock;
    http::Router router;
    router.add(http::service_operations(foundation.metrics, [&database] {
        // Any read will do: it throws when the database does not answer.
        database.read(Viewer::system("health"), identity::has_demo_passwords);
        return true;
    }));
    router.add(identity::session_operations(foundation.identity));
    router.add(jobs::job_operations(foundation.jobs, identity::viewer_of));
    router.add(company_operations(database, clock));
    router.add(account_operations(database, clock, foundation.identity));
    for (const auto& resource : all_resources())
        router.add(resource_operations(database, clock, resource));
    router.add(production::operations(database));
    router.add(targets::operations(database));
    return router;
}

http::Schemas make_schemas() {
    http::Schemas schemas;
    schemas["Session"] = identity::session_schema();
    schemas["Job"] = jobs::job_schema();
    add_company_schemas(schemas);
    add_account_schemas(schemas);
    for (const auto& resource : all_resources()) add_schemas(resource, schemas);
    production::add_schemas(schemas);
    targets::add_schemas(schemas);
    return schemas;
}

void add_jobs(const Foundation&) {}

}  // namespace bihuan::api
