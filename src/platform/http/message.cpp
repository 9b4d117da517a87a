#include "platform/http/message.h"

#include <array>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::http {

std::string_view method_name(Method method) {
    constexpr std::array<std::string_view, 8> kNames{
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};
    return kNames.at(static_cast<std::size_t>(method));
}

bool is_safe(Method method) {
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

UploadedFile::~UploadedFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

const std::string& Request::path_value(std::string_view name) const {
    const auto found = path_values.find(name);
    BIHUAN_CHECK(found != path_values.end());
    return found->second;
}

std::int64_t Request::path_id(std::string_view name) const {
    const auto& text = path_value(name);
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || value <= 0)
        throw Error(ErrorCode::NotFound, fmt::format("There is nothing at {}.", path));
    return value;
}

std::string Request::cookie(std::string_view name) const {
    return std::string(find_cookie(headers.get("Cookie"), name).value_or(""));
}

Response Response::json(std::string text, int status) {
    Response response{.status = status};
    response.headers.set("Content-Type", "application/json");
    response.body = std::move(text);
    return response;
}

Response Response::text(std::string text, int status) {
    Response response{.status = status};
    response.headers.set("Content-Type", "text/plain; charset=utf-8");
    response.body = std::move(text);
    return response;
}

Response Response::empty() {
    return {.status = 204};
}

Response Response::created(std::string_view location, std::string json_text) {
    auto response = json(std::move(json_text), 201);
    response.headers.set("Location", location);
    return response;
}

Response Response::file(FileBody file, std::string_view media_type, std::string_view name) {
    Response response;
    response.headers.set("Content-Type", media_type);
    response.headers.set("Content-Disposition", attachment(name));
    response.body = std::move(file);
    return response;
}

Response Response::events(std::shared_ptr<EventChannel> channel) {
    Response response;
    response.headers.set("Content-Type", "text/event-stream");
    response.headers.set("Cache-Control", "no-store");
    // nginx would otherwise hold the events back.
    response.headers.set("X-Accel-Buffering", "no");
    response.body = std::move(channel);
    return response;
}

std::string attachment(std::string_view file_name) {
    std::string ascii;
    for (const char c : file_name) {
        const bool plain = c > 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '/' && c != ';';
        ascii.push_back(plain ? c : '_');
    }
    return fmt::format(
        "attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii, percent_encode(file_name));
}

std::string_view reason_phrase(int status) {
    struct Row {
        int status;
        std::string_view phrase;
    };
    constexpr std::array<Row, 30> kPhrases{{{200, "OK"},
                                            {201, "Created"},
                                            {202, "Accepted"},
                                            {204, "No Content"},
                                            {206, "Partial Content"},
                                            {301, "Moved Permanently"},
                                            {302, "Found"},
                                            {303, "See Other"},
                                            {304, "Not Modified"},
                                            {400, "Bad Request"},
                                            {401, "Unauthorized"},
                                            {403, "Forbidden"},
                                            {404, "Not Found"},
                                            {405, "Method Not Allowed"},
                                            {408, "Request Timeout"},
                                            {409, "Conflict"},
                                            {411, "Length Required"},
                                            {412, "Precondition Failed"},
                                            {413, "Content Too Large"},
                                            {415, "Unsupported Media Type"},
                                            {421, "Misdirected Request"},
                                            {422, "Unprocessable Content"},
                                            {428, "Precondition Required"},
                                            {429, "Too Many Requests"},
                                            {431, "Request Header Fields Too Large"},
                                            {499, "Client Closed Request"},
                                            {500, "Internal Server Error"},
                                            {501, "Not Implemented"},
                                            {505, "HTTP Version Not Supported"},
                                            {503, "Service Unavailable"}}};
    for (const auto& row : kPhrases)
        if (row.status == status) return row.phrase;
    return "Unknown";
}

}  // namespace bihuan::http
