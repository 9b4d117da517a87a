#include "platform/http/problem.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/stale_edit.h"
#include "base/text.h"

namespace bihuan::http {

namespace {

using nlohmann::json;

std::string_view title_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput:
            return "The input is not valid";
        case ErrorCode::Unauthenticated:
            return "Please sign in";
        case ErrorCode::Forbidden:
            return "This is not allowed";
        case ErrorCode::NotFound:
            return "Not found";
        case ErrorCode::Conflict:
            return "This conflicts with what is stored";
        case ErrorCode::TooLarge:
            return "Too large";
        case ErrorCode::TooMany:
            return "Too many requests";
        case ErrorCode::Unavailable:
            return "Not available just now";
        case ErrorCode::Internal:
            return "Something went wrong here";
    }
    return "";
}

constexpr std::size_t kMostIssues = 100;
constexpr std::size_t kLongestPlace = 200;
constexpr std::size_t kLongestText = 500;

/// The code on the wire.
std::string_view name_of(const Error& error, int status) {
    constexpr int kMisdirected = 421;
    if (status == kMisdirected) return "unknown_host";
    const auto* withheld = dynamic_cast<const Withheld*>(&error);
    return withheld == nullptr ? error_name(error.code()) : std::string_view(withheld->name());
}

std::string shortened(std::string_view text, std::size_t most) {
    const auto front = cut(text, most);
    return std::string(front) + (front.size() < text.size() ? "…" : "");
}

json to_json(const Issue& issue) {
    json result{{"code", issue.code},
                {"field", shortened(issue.field, kLongestPlace)},
                {"message", shortened(issue.message, kLongestText)}};
    if (!issue.found.empty()) result["found"] = shortened(issue.found, kLongestPlace);
    return result;
}

std::string detail_of(const Error& error) {
    // Inside is nobody's business outside.
    if (error.code() == ErrorCode::Internal)
        return "The server's log tells more under the request id.";
    auto text = shortened(error.what(), kLongestText);
    if (error.issues().size() > kMostIssues)
        text += fmt::format(
            " The first {} of {} issues are listed.", kMostIssues, error.issues().size());
    return text;
}

}  // namespace

Response problem(const Error& error, std::string_view request_id, std::optional<int> status) {
    const int number = status.value_or(http_status(error.code()));
    json body{{"type", "about:blank"},
              {"title", number == 421 ? "Not known by this name" : title_of(error.code())},
              {"status", number},
              {"detail", detail_of(error)},
              {"code", name_of(error, number)},
              {"request_id", request_id}};
    body["issues"] = json::array();
    const auto told = std::min(error.issues().size(), kMostIssues);
    for (std::size_t i = 0; i < told; ++i) body["issues"].push_back(to_json(error.issues()[i]));

    auto response =
        Response::json(body.dump(-1, ' ', false, json::error_handler_t::replace), number);
    response.headers.set("Content-Type", "application/problem+json");
    response.headers.set("Cache-Control", "no-store");
    if (number == 503) response.headers.set("Retry-After", "2");
    return response;
}

Response problem(const std::exception_ptr& failure,
                 std::string_view request_id,
                 std::string& log_text) {
    try {
        std::rethrow_exception(failure);
    } catch (const Throttled& error) {
        log_text = error.what();
        auto response = problem(error, request_id, std::nullopt);
        response.headers.set("Retry-After", std::to_string(error.retry_seconds()));
        return response;
    } catch (const Unparsable& error) {
        log_text = error.what();
        return problem(error, request_id, 400);
    } catch (const StaleEdit& error) {
        log_text = error.what();
        return problem(error, request_id, 412);
    } catch (const Error& error) {
        log_text = error.what();
        return problem(error, request_id, std::nullopt);
    } catch (const std::exception& error) {
        log_text = error.what();
    } catch (...) {
        log_text = "an exception of unknown type";
    }
    return problem(Error(ErrorCode::Internal, log_text), request_id, std::nullopt);
}

std::string_view problem_schema() {
    return R"({
  "type": "object",
  "required": ["type", "title", "status", "detail", "code", "request_id", "issues"],
  "properties": {
    "type": {"type": "string"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string", "description": "English, for logs; translate by code."},
    "code": {"type": "string", "enum": ["invalid_input", "unauthenticated", "forbidden",
      "not_found", "conflict", "too_large", "too_many", "unavailable", "unknown_host",
      "password_change_required", "internal"]},
    "request_id": {"type": "string"},
    "issues": {"type": "array", "items": {
      "type": "object",
      "required": ["code", "field", "message"],
      "properties": {
        "code": {"type": "string"},
        "field": {"type": "string", "description": "JSON Pointer into the input."},
        "message": {"type": "string"},
        "found": {"type": "string"}
      }
    }}
  }
})";
}

}  // namespace bihuan::http
