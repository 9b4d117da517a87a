#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/lanes.h"
#include "platform/http/message.h"

namespace bihuan::http {

/// For everybody, signed in or not.
inline constexpr std::string_view kPublic = "public";
/// For every person who is signed in.
inline constexpr std::string_view kSignedIn = "signed_in";

using Handler = std::function<Response(const Request&)>;

/// A parameter of the query or a header. Those of the path come from the pattern.
struct Parameter {
    enum class Place : std::uint8_t { Query, Header };

    std::string name;
    std::string description;
    Place place = Place::Query;
    bool required = false;
    std::string schema = R"({"type":"string"})";
};

enum class BodyKind : std::uint8_t {
    None,   ///< A short body is ignored, a long one refused.
    Json,   ///< Request::body, at most `body_limit` bytes.
    Upload  ///< Any bytes, streamed into Request::upload.
};

/// A schema is the name of a component ("Product") or JSON text ("{…}").
struct Answer {
    int status = 200;
    std::string description;
    std::string schema;
    std::string media_type = "application/json";
};

/// One operation of the API, declared as a value; the router, the permission test and the OpenAPI
/// document all read it.
struct Operation {
    Method method = Method::Get;
    std::string path;        ///< "/v1/products/{id}"
    std::string id;          ///< "get_product": unique, snake_case
    std::string permission;  ///< kPublic, kSignedIn or a permission's name; never empty
    std::string summary;     ///< One English sentence.
    std::string tag;         ///< The room; groups operations in the document.
    std::vector<Parameter> parameters = {};
    BodyKind body = BodyKind::None;
    std::string body_schema = {};
    std::size_t body_limit = std::size_t{1} << 20U;
    std::vector<Answer> answers = {};  ///< The good ones; problems are the same everywhere.
    std::optional<Lane> lane = {};     ///< Read or Write, by the method, when not given.
    bool changes_rights = false;       ///< Somebody's session or rights: event streams ask again.
    Handler handler;
};

Lane lane_of(const Operation& operation);

/// Finds the operation of a method and path.
class Router {
public:
    struct Match {
        const Operation* operation = nullptr;
        std::map<std::string, std::string, std::less<>> path_values;
        std::string allowed;  ///< "GET, POST" when the path exists but not with this method.
    };

    Router();
    ~Router();
    Router(Router&& other) noexcept;
    Router& operator=(Router&& other) noexcept;

    /// Our own bug (BIHUAN_CHECK): id or method and path taken twice, no permission, no answer, a
    /// guarded operation in the instant lane, which asks no gate.
    void add(Operation operation);
    void add(std::vector<Operation> operations);
    /// A literal part of a path wins over {name}. HEAD finds the GET operation.
    Match find(Method method, std::string_view path) const;

    std::vector<const Operation*> operations() const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<Operation>> operations_;
};

}  // namespace bihuan::http
