#include "app/api/api.h"

#include "app/api/account_api.h"
#include "app/api/company_api.h"
#include "app/api/export_api.h"
#include "app/api/resource_api.h"
#include "app/api/resource_schema.h"
#include "app/resources.h"
#include "business/company/imports/imports_api.h"
#include "business/demand/forecasts/forecasts_api.h"
#include "business/demand/production/production_api.h"
#include "business/loop/handovers/handovers_api.h"
#include "business/loop/months/large_figures.h"
#include "business/loop/months/months_api.h"
#include "business/loop/months/production_preview.h"
#include "business/sales/targets/targets_api.h"
#include "platform/http/service.h"
#include "platform/identity/identity_api.h"
#include "platform/jobs/jobs_api.h"

namespace bihuan::api {

namespace {

imports::Desk desk_of(const Foundation& foundation) {
    return {.database = foundation.database,
            .clock = foundation.clock,
            .kinds = foundation.kinds,
            .jobs = foundation.jobs,
            .folder = foundation.import_folder};
}

/// A figure that is too large, left by an older program, is nobody's secret: who may see its row is
/// told which one it is.
std::vector<http::Operation> naming_large_figures(Database& database,
                                                  std::vector<http::Operation> operations) {
    for (auto& operation : operations) {
        operation.handler = [&database,
                             inner = std::move(operation.handler)](const http::Request& request) {
            try {
                return inner(request);
            } catch (const FigureTooLarge& error) {
                throw database.read(identity::viewer_of(request), [&](Session& session) {
                    return months::with_names(session, error);
                });
            }
        };
    }
    return operations;
}

}  // namespace

http::Router make_router(const Foundation& foundation) {
    auto& database = foundation.database;
    const auto& clock = foundation.clock;
    http::Router router;
    router.add(
        http::service_operations(foundation.metrics, [&database] { return database.trouble(); }));
    router.add(identity::session_operations(foundation.identity));
    router.add(identity::own_session_operations(foundation.identity));
    router.add(jobs::job_operations(foundation.jobs, identity::viewer_of));
    router.add(company_operations(database, clock));
    router.add(account_operations(database, foundation.identity));
    for (const auto& resource : all_resources())
        router.add(resource_operations(database, clock, resource));
    const auto add = [&](std::vector<http::Operation> operations) {
        router.add(naming_large_figures(database, std::move(operations)));
    };
    add(export_operations(foundation));
    add(imports::operations(desk_of(foundation)));
    add(production::operations(database));
    add(targets::operations(database));
    add(forecasts::operations(database, clock, months::preview_production));
    add(handovers::operations(database, clock));
    add(months::operations(database, clock, foundation.jobs));
    return router;
}

http::Schemas make_schemas() {
    http::Schemas schemas;
    schemas["Session"] = identity::session_schema();
    schemas["OwnSessions"] = identity::own_sessions_schema();
    schemas["Job"] = jobs::job_schema();
    add_company_schemas(schemas);
    add_account_schemas(schemas);
    for (const auto& resource : all_resources()) add_schemas(resource, schemas);
    imports::add_schemas(schemas);
    production::add_schemas(schemas);
    targets::add_schemas(schemas);
    forecasts::add_schemas(schemas);
    handovers::add_schemas(schemas);
    months::add_schemas(schemas);
    return schemas;
}

void add_jobs(const Foundation& foundation) {
    imports::add_jobs(desk_of(foundation));
    months::add_jobs(foundation.jobs, foundation.database, foundation.clock);
}

}  // namespace bihuan::api
