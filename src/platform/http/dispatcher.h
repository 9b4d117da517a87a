#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "platform/http/assets.h"
#include "platform/http/log.h"
#include "platform/http/metrics.h"
#include "platform/http/router.h"
#include "platform/http/security.h"

namespace bihuan::http {

/// Decides who asks and whether they may: fills Request::caller or throws Unauthenticated or
/// Forbidden. Called for public operations too, so that they can greet a known caller.
using Gate = std::function<void(const Operation&, Request&)>;

/// What the server asks before it reads a body.
struct Admission {
    BodyKind body = BodyKind::None;
    std::size_t body_limit = 0;   ///< Bytes; a longer body gets 413.
    bool guarded = false;         ///< Not for everybody: see refuse_early.
    Lane lane = Lane::Instant;    ///< Where it is answered.
    bool changes_rights = false;  ///< Operation::changes_rights
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
        /// Told of every request that is answered by 403; must not throw nor wait.
        std::function<void(const Request&, const Operation&)> on_refusal;
        std::shared_ptr<Metrics> metrics;  ///< Absent: none are kept.
    };

    explicit Dispatcher(Parts parts);

    /// Looks at the head only.
    Admission admit(const Request& head) const;
    /// The gate alone, before a large body is received or while a stream flows; an answer, logged
    /// as any other, when it does not open. May wait for the database.
    std::optional<Response> refuse_early(Request& head) const;
    /// The gate's findings stay in the request.
    Response answer(Request& request) const;
    Response answer(Request&& request) const { return answer(request); }
    /// The answer to a request that did not arrive as one.
    Response refuse(const Request& request, const Error& error, int status) const;
    /// A line in the log: the client left while its request waited.
    void note_gone(const Request& request) const noexcept;
    /// A line in the log about something that went wrong outside of any handler.
    void report(std::string_view request_id, std::string_view text) const noexcept;

    const Router& router() const { return parts_.router; }
    const Log& log() const { return parts_.log; }
    Metrics* metrics() const { return parts_.metrics.get(); }

private:
    /// What became of a request, beside its answer.
    struct Outcome {
        const Operation* operation = nullptr;
        std::string failure;
        std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    };

    Response respond(Request& request, const Operation*& operation) const;
    void pass_gate(const Operation& operation, Request& request) const;
    void tell_refusal(const Request& request, const Operation* operation, int status) const;
    Response respond_without_operation(const Request& request, const std::string& allowed) const;
    /// Whatever is answered is answered through this: told, finished, counted and logged.
    Response conclude(const Request& request, Response response, const Outcome& outcome) const;
    static void finish(const Request& request, Response& response);
    void note(const Request& request, int status, const Outcome& outcome) const;

    Parts parts_;
};

}  // namespace bihuan::http
