#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/day.h"
#include "platform/http/assets.h"
#include "platform/http/log.h"
#include "platform/http/metrics.h"
#include "platform/http/router.h"
#include "platform/http/security.h"

namespace bihuan::http {

/// Decides who asks and whether they may: fills Request::caller or throws Unauthenticated or
/// Forbidden. Called for every operation but the public ones' check is the gate's own matter.
using Gate = std::function<void(const Operation&, Request&)>;

/// What the server asks before it reads a body.
struct Admission {
    BodyKind body = BodyKind::None;
    std::size_t body_limit = 0;
    std::optional<Response> refusal;  ///< Set: answer this, read no body.
};

/// From request value to response value: route, gate, handler, problems, security headers, log
/// line, metrics. Knows no sockets; thread-safe once built.
class Dispatcher {
public:
    struct Parts {
        Router router;
        Gate gate;      ///< Absent: every operation that is not public is refused.
        Assets assets;  ///< The web client; may be empty.
        Log log;
        std::shared_ptr<Metrics> metrics;  ///< Absent: none are kept.
    };

    explicit Dispatcher(Parts parts);

    /// Looks at head only: 404, 405, 403 for a foreign origin, else the body the operation takes.
    Admission admit(const Request& head) const;
    /// Never throws.
    Response answer(Request request) const;

    const Router& router() const { return parts_.router; }
    const Log& log() const { return parts_.log; }
    Metrics* metrics() const { return parts_.metrics.get(); }

private:
    Response respond(Request& request, const Operation*& operation, std::string& failure) const;
    Response respond_without_operation(const Request& request, const Router::Match& match) const;
    void finish(const Request& request, Response& response) const;

    Parts parts_;
};

}  // namespace bihuan::http
