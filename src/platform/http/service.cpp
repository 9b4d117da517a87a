#include "platform/http/service.h"

#include <utility>

#include "base/error.h"
#include "platform/http/security.h"

namespace bihuan::http {

std::vector<Operation> service_operations(std::shared_ptr<Metrics> metrics, Trouble trouble) {
    Operation health{.path = "/healthz",
                     .id = "health",
                     .permission = std::string(kPublic),
                     .summary = "Whether the server can answer.",
                     .tag = "service",
                     .answers = {{.description = "It can.", .media_type = "text/plain"}}};
    health.lane = Lane::Instant;
    health.handler = [trouble = std::move(trouble)](const Request&) {
        if (const auto text = trouble()) throw Error(ErrorCode::Unavailable, *text);
        return Response::text("ok\n");
    };

    Operation measures{
        .path = "/metrics",
        .id = "metrics",
        .permission = std::string(kPublic),
        .summary = "Counters and timings for Prometheus; for this machine only.",
        .tag = "service",
        .answers = {{.description = "Text format 0.0.4.", .media_type = "text/plain"}}};
    measures.lane = Lane::Instant;
    measures.handler = [metrics = std::move(metrics)](const Request& request) {
        if (!is_loopback(request.peer) || request.headers.has("X-Forwarded-For"))
            throw Error(ErrorCode::Forbidden, "Metrics are for this machine only.");
        auto response = Response::text(metrics->text());
        response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        return response;
    };
    return {std::move(health), std::move(measures)};
}

}  // namespace bihuan::http
