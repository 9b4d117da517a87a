#include "platform/jobs/jobs_api.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace bihuan::jobs {

namespace {

using nlohmann::json;

Id<Job> id_of(const http::Request& request) {
    return {request.path_id("id")};
}

http::Response list_jobs(Jobs& jobs, const Viewer& viewer, const http::Request& request) {
    const auto page =
        jobs.list(viewer, request.query.get("after"), request.query.integer("limit", 50, 1, 1000));
    json items = json::array();
    for (const auto& job : page.items) items.push_back(job_json(job));
    const json next = page.next.empty() ? json() : json(page.next);
    return http::Response::json(
        json{{"items", items}, {"next", next}, {"total", page.total}}.dump());
}

http::Operation operation_of(std::string path, std::string id, std::string summary) {
    return {.path = std::move(path),
            .id = std::move(id),
            .permission = std::string(http::kSignedIn),
            .summary = std::move(summary),
            .tag = "jobs"};
}

}  // namespace

std::vector<http::Operation> job_operations(Jobs& jobs, const ViewerOf& viewer_of) {
    auto list = operation_of(
        "/v1/jobs", "list_jobs", "Own jobs, newest first; with jobs.read everybody's.");
    list.parameters = {{.name = "limit", .schema = R"({"type":"integer"})"}, {.name = "after"}};
    list.answers = {{.description = "A page of jobs.",
                     .schema = R"({"type":"object","required":["items","next","total"],
        "properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Job"}},
        "next":{"type":["string","null"]},"total":{"type":"integer"}}})"}};
    list.handler = [&jobs, viewer_of](const http::Request& request) {
        return list_jobs(jobs, viewer_of(request), request);
    };

    auto get = operation_of("/v1/jobs/{id}", "get_job", "A job and how far it is.");
    get.answers = {{.description = "The job.", .schema = "Job"}};
    get.handler = [&jobs, viewer_of](const http::Request& request) {
        return http::Response::json(job_json(jobs.get(viewer_of(request), id_of(request))).dump());
    };

    auto cancel = operation_of("/v1/jobs/{id}", "cancel_job", "Ask a job to stop.");
    cancel.method = http::Method::Delete;
    cancel.answers = {{.status = 202, .description = "It will stop soon."}};
    cancel.handler = [&jobs, viewer_of](const http::Request& request) {
        jobs.cancel(viewer_of(request), id_of(request));
        return http::Response{.status = 202};
    };

    auto events = operation_of("/v1/jobs/{id}/events",
                               "watch_job",
                               "Server-sent events named progress, each the job's JSON; the stream "
                               "ends with the job.");
    events.answers = {{.description = "The stream.",
                       .schema = R"({"type":"string"})",
                       .media_type = "text/event-stream"}};
    events.handler = [&jobs, viewer_of](const http::Request& request) {
        return http::Response::events(jobs.watch(viewer_of(request), id_of(request)));
    };
    return {std::move(list), std::move(get), std::move(cancel), std::move(events)};
}

http::Response accepted(Id<Job> id) {
    auto response = http::Response::json(json{{"job_id", std::to_string(id.value)}}.dump(), 202);
    response.headers.set("Location", fmt::format("/v1/jobs/{}", id.value));
    return response;
}

}  // namespace bihuan::jobs
