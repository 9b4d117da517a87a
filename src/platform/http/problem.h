#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "platform/http/message.h"

// Every bad answer is made here: application/problem+json (RFC 9457) with type, title, status,
// detail, and our code, request_id and issues.
namespace bihuan::http {

/// The answer to an error; `status` overrides the code's own (400 for what cannot be parsed). Of
/// very many issues it tells the first hundred and how many there are, of very long texts the
/// beginning: an answer must not be longer than what it complains about.
Response problem(const Error& error,
                 std::string_view request_id,
                 std::optional<int> status = std::nullopt);

/// The answer to whatever a handler threw; 412 for StaleEdit. Anything but an Error becomes 500
/// without details;
/// `log_text` receives what() for the log.
Response problem(const std::exception_ptr& failure,
                 std::string_view request_id,
                 std::string& log_text);

/// A body that is no JSON: code invalid_input, status 400.
class Unparsable : public Error {
public:
    explicit Unparsable(const std::string& message) : Error(ErrorCode::InvalidInput, message) {}
};

/// Too many requests, with the seconds to wait (Retry-After).
class Throttled : public Error {
public:
    Throttled(const std::string& message, int retry_seconds)
        : Error(ErrorCode::TooMany, message), retry_seconds_(retry_seconds) {}
    int retry_seconds() const { return retry_seconds_; }

private:
    int retry_seconds_;
};

/// Not allowed until something else is done first; `name` is the code on the wire.
class Withheld : public Error {
public:
    Withheld(std::string name, const std::string& message)
        : Error(ErrorCode::Forbidden, message), name_(std::move(name)) {}
    const std::string& name() const { return name_; }

private:
    std::string name_;
};

/// Schema component "Problem" of the OpenAPI document, as JSON text.
std::string_view problem_schema();

}  // namespace bihuan::http
