#include "platform/http/problem.h"

#include <nlohmann/json.hpp>

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

std::string_view name_of(const Error& error) {
    const auto* withheld = dynamic_cast<const Withheld*>(&error);
    return withheld == nullptr ? error_name(error.code()) : std::string_view(withheld->name());
}

json to_json(const Issue& issue) {
    json result{{"code", issue.code}, {"field", issue.field}, {"message", issue.message}};
    if (!issue.found.empty()) result["found"] = issue.found;
    return result;
}

}  // namespace

Response problem(const Error& error, std::string_view request_id, std::optional<int> status) {
    const int number = status.value_or(http_status(error.code()));
    // Inside is nobody's business outside.
    const bool hide = error.code() == ErrorCode::Internal;
    json body{{"type", "about:blank"},
              {"title", title_of(error.code())},
              {"status", number},
              {"detail", hide ? "The server's log tells more under the request id." : error.what()},
              {"code", name_of(error)},
              {"request_id", request_id}};
    body["issues"] = json::array();
    for (const auto& issue : error.issues()) body["issues"].push_back(to_json(issue));

    auto response =
        Response::json(body.dump(-1, ' ', false, json::error_handler_t::replace), number);
    response.headers.set("Content-Type", "application/problem+json");
    response.headers.set("Cache-Control", "no-store");
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
      "not_found", "conflict", "too_large", "too_many", "unavailable", "internal",
      "password_change_required"]},
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
