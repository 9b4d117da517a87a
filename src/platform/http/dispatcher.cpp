#include "platform/http/dispatcher.h"

#include <chrono>
#include <exception>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/http/compress.h"
#include "platform/http/problem.h"

namespace bihuan::http {

namespace {

constexpr std::size_t kWorthCompressing = 1400;

bool is_api_path(std::string_view path) {
    return path == "/v1" || path.starts_with("/v1/");
}

void compress(const Request& request, Response& response) {
    auto* text = std::get_if<std::string>(&response.body);
    if (text == nullptr || text->size() < kWorthCompressing ||
        response.headers.has("Content-Encoding"))
        return;
    const auto type = response.headers.get("Content-Type");
    if (type.find("json") == std::string_view::npos && !type.starts_with("text/")) return;
    response.headers.add("Vary", "Accept-Encoding");
    if (!has_token(request.headers.get("Accept-Encoding"), "gzip")) return;
    *text = gzip(*text);
    response.headers.set("Content-Encoding", "gzip");
}

void require_own_site(const Request& request) {
    if (!is_safe(request.method) && !comes_from_own_site(request))
        throw Error(ErrorCode::Forbidden, "The request comes from another site.");
}

Response refusal_of_method(const Request& request, const std::string& allowed) {
    if (request.method == Method::Options) {
        auto response = Response::empty();
        response.headers.set("Allow", allowed + ", OPTIONS");
        return response;
    }
    auto response =
        problem(Error(ErrorCode::InvalidInput, fmt::format("{} takes {}.", request.path, allowed)),
                request.request_id,
                405);
    response.headers.set("Allow", allowed);
    return response;
}

}  // namespace

Dispatcher::Dispatcher(Parts parts) : parts_(std::move(parts)) {}

Admission Dispatcher::admit(const Request& head) const {
    const auto match = parts_.router.find(head.method, head.path);
    // A body that nobody asked for is read past, so that the answer can say what is wrong.
    constexpr std::size_t kIgnored = std::size_t{64} * 1024;
    if (match.operation == nullptr) return {.body_limit = kIgnored, .lane = Lane::Instant};
    const auto& operation = *match.operation;
    return {.body = operation.body,
            .body_limit = operation.body == BodyKind::None ? kIgnored : operation.body_limit,
            .guarded = operation.permission != kPublic,
            .lane = lane_of(operation),
            .changes_rights = operation.changes_rights};
}

std::optional<Response> Dispatcher::refuse_early(Request& head) const {
    const auto match = parts_.router.find(head.method, head.path);
    if (match.operation == nullptr) return std::nullopt;
    Outcome outcome{.operation = match.operation};
    try {
        pass_gate(*match.operation, head);
        return std::nullopt;
    } catch (...) {
        auto response = problem(std::current_exception(), head.request_id, outcome.failure);
        return conclude(head, std::move(response), outcome);
    }
}

Response Dispatcher::answer(Request& request) const {
    Outcome outcome;
    Response response;
    try {
        response = respond(request, outcome.operation);
    } catch (...) {
        response = problem(std::current_exception(), request.request_id, outcome.failure);
    }
    return conclude(request, std::move(response), outcome);
}

Response Dispatcher::refuse(const Request& request, const Error& error, int status) const {
    return conclude(request, problem(error, request.request_id, status), {.failure = error.what()});
}

void Dispatcher::note_gone(const Request& request) const noexcept {
    // The number that nginx made usual; nobody receives it.
    constexpr int kGone = 499;
    try {
        note(request, kGone, {.failure = "The client left while its request waited for its turn."});
    } catch (const std::exception&) {
        return;  // for want of memory; whoever dropped the request goes on to the next
    }
}

void Dispatcher::report(std::string_view request_id, std::string_view text) const noexcept {
    try {
        parts_.log.write(
            LogLevel::Error, "failure", {{"request_id", request_id}, {"failure", text}});
    } catch (const std::exception&) {
        return;  // for want of memory
    }
}

Response Dispatcher::respond(Request& request, const Operation*& operation) const {
    auto match = parts_.router.find(request.method, request.path);
    if (match.operation == nullptr) return respond_without_operation(request, match.allowed);
    operation = match.operation;
    request.path_values = std::move(match.path_values);
    if (lane_of(*operation) != Lane::Instant) pass_gate(*operation, request);
    return operation->handler(request);
}

void Dispatcher::pass_gate(const Operation& operation, Request& request) const {
    require_own_site(request);
    if (parts_.gate) {
        parts_.gate(operation, request);
    } else if (operation.permission != kPublic) {
        throw Error(ErrorCode::Unauthenticated, "Please sign in.");
    }
}

void Dispatcher::tell_refusal(const Request& request,
                              const Operation* operation,
                              int status) const {
    constexpr int kForbidden = 403;
    if (status == kForbidden && operation != nullptr && parts_.on_refusal)
        parts_.on_refusal(request, *operation);
}

Response Dispatcher::respond_without_operation(const Request& request,
                                               const std::string& allowed) const {
    if (!allowed.empty()) return refusal_of_method(request, allowed);
    const bool reads = request.method == Method::Get || request.method == Method::Head;
    if (reads && !is_api_path(request.path))
        if (auto asset = parts_.assets.find(request)) return std::move(*asset);
    throw Error(ErrorCode::NotFound, fmt::format("There is nothing at {}.", request.path));
}

void Dispatcher::finish(const Request& request, Response& response) {
    compress(request, response);
    add_security_headers(response.headers, request.secure);
    response.headers.set("X-Request-Id", request.request_id);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
}

Response Dispatcher::conclude(const Request& request,
                              Response response,
                              const Outcome& outcome) const {
    tell_refusal(request, outcome.operation, response.status);
    finish(request, response);
    note(request, response.status, outcome);
    return response;
}

void Dispatcher::note(const Request& request, int status, const Outcome& outcome) const {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - outcome.start;
    const auto name = outcome.operation == nullptr ? std::string("none") : outcome.operation->id;
    if (parts_.metrics) parts_.metrics->observe(name, status, passed.count());
    // The path without its query: what people search for is not the log's business.
    nlohmann::json line{{"request_id", request.request_id},
                        {"method", method_name(request.method)},
                        {"path", request.path},
                        {"operation", name},
                        {"status", status},
                        {"milliseconds", passed.count() * 1000},
                        {"peer", request.peer}};
    if (request.signed_in) {
        line["person"] = request.signed_in->person_id;
        line["login"] = request.signed_in->login;
    }
    if (!outcome.failure.empty()) line["failure"] = outcome.failure;
    parts_.log.write(status >= 500 ? LogLevel::Error : LogLevel::Info, "request", line);
}

}  // namespace bihuan::http
