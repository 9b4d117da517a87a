#pragma once

#include <any>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "platform/http/headers.h"
#include "platform/http/url.h"

namespace bihuan::http {

class EventChannel;

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options, Other };

std::string_view method_name(Method method);
/// True for methods that change nothing (RFC 9110, 9.2.1).
bool is_safe(Method method);

/// A body that came in as a file; the file goes when the last copy of the pointer goes.
class UploadedFile {
public:
    explicit UploadedFile(std::filesystem::path path) : path_(std::move(path)) {}
    ~UploadedFile();
    UploadedFile(const UploadedFile&) = delete;
    UploadedFile& operator=(const UploadedFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// What the gate knows of a person who is signed in.
struct SignedIn {
    std::int64_t person_id = 0;
    std::string login;
    /// The session and the rights in it; an event stream that began with another one ends.
    std::string standing;
};

/// One request as a value. No type of the network library appears here.
struct Request {
    Method method = Method::Get;
    std::string path;  ///< Decoded, without the query: "/v1/products/17".
    Query query;
    Headers headers;
    std::string body;                            ///< Empty when the operation takes an upload.
    std::shared_ptr<const UploadedFile> upload;  ///< Only for operations with BodyKind::Upload.
    std::string peer;                            ///< The client's address without port.
    bool secure = false;                         ///< Came by TLS, here or at a trusted proxy.
    std::string request_id;
    std::map<std::string, std::string, std::less<>> path_values;  ///< {id} of the path pattern.
    std::optional<SignedIn> signed_in;  ///< By the gate; for the log, fair shares and streams.
    std::any caller;  ///< What the gate found out about who asks; identity reads it.

    /// The part {name} of the path. Our own bug when the pattern has none.
    const std::string& path_value(std::string_view name) const;
    /// The same as a whole number; throws Error(NotFound) when it is none.
    std::int64_t path_id(std::string_view name) const;
    std::string cookie(std::string_view name) const;
};

/// Bytes that live as long as the program or the pointer beside them.
struct SharedBytes {
    std::string_view bytes;
    std::shared_ptr<const void> owner;
};

/// A file sent as it is; `owner` removes it afterwards when it is an UploadedFile of ours.
struct FileBody {
    std::filesystem::path path;
    std::shared_ptr<const void> owner;
};

using ResponseBody =
    std::variant<std::string, SharedBytes, FileBody, std::shared_ptr<EventChannel>>;

/// One answer as a value.
struct Response {
    int status = 200;
    Headers headers;
    ResponseBody body;

    static Response json(std::string text, int status = 200);
    static Response text(std::string text, int status = 200);
    /// 204.
    static Response empty();
    /// 201 with Location and the created value.
    static Response created(std::string_view location, std::string json_text);
    /// A download; `name` may hold any characters (RFC 6266, both forms).
    static Response file(FileBody file, std::string_view media_type, std::string_view name);
    /// text/event-stream: the channel's events until it closes or the client leaves.
    static Response events(std::shared_ptr<EventChannel> channel);
};

/// Content-Disposition of a download named with any Unicode text.
std::string attachment(std::string_view file_name);

std::string_view reason_phrase(int status);

}  // namespace bihuan::http
