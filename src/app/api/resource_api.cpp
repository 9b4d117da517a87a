#include "app/api/resource_api.h"

#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/api/list_request.h"
#include "app/api/resource_schema.h"
#include "app/resources.h"
#include "base/describe_json.h"
#include "base/error.h"
#include "base/stale_edit.h"
#include "platform/database/database_error.h"
#include "platform/http/etag.h"
#include "platform/http/json_body.h"
#include "platform/http/problem.h"
#include "platform/identity/identity_api.h"

namespace bihuan::api {

namespace {

using nlohmann::json;

std::int64_t whole(const Resource& resource, const Values& row, std::string_view field) {
    return std::get<std::int64_t>(row[resource.description->index_of(field)]);
}

std::string etag_of(const Resource& resource, const Values& row) {
    return http::etag_of(whole(resource, row, "version"));
}

http::Response row_response(const Resource& resource, const Values& row, int status) {
    auto response = http::Response::json(values_to_json(*resource.description, row).dump(), status);
    response.headers.set("ETag", etag_of(resource, row));
    if (status == 201)
        response.headers.set("Location",
                             fmt::format("/v1/{}/{}", resource.path, whole(resource, row, "id")));
    return response;
}

Values current_row(Session& session, const Resource& resource, std::int64_t id) {
    auto row = session.find_values(*resource.description, id);
    if (!row) Session::fail_not_found(*resource.description, id);
    return *std::move(row);
}

void lay_body(const Resource& resource, const json& body, Values& values) {
    auto issues = lay_json_over(*resource.description, body, values);
    if (!issues.empty())
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("This row of {} has issues.", resource.path),
                    std::move(issues));
}

/// What keeps a row from being removed: an issue for each noun that the viewer may read and whose
/// rows refer to it, at /noun/field; one without a place where only figures and unseen rows do.
Issues referring_rows(Session& session, const Resource& resource, std::int64_t id) {
    Issues issues;
    for (const auto& other : all_resources()) {
        if (!session.viewer().may(other.permission + ".read")) continue;
        for (const auto& field : other.description->fields) {
            if (field.kind != FieldKind::Id || field.references != resource.description->table)
                continue;
            const auto rows =
                session
                    .list_values(*other.description,
                                 {.filters = {{std::string(field.name), {Value{id}}}}, .limit = 1})
                    .total;
            if (rows == 0) continue;
            issues.push_back({"row_in_use",
                              fmt::format("/{}/{}", other.path, field.name),
                              fmt::format("Rows of {} refer to it.", other.path),
                              std::to_string(rows)});
        }
    }
    if (issues.empty())
        issues.push_back(
            {"row_in_use_elsewhere", "", "Figures refer to it, or rows that you do not see.", ""});
    return issues;
}

/// Operations of one noun; their handlers share what it takes to do them.
class Maker {
public:
    Maker(Database& database, const Clock& clock, const Resource& resource)
        : database_(&database),
          clock_(&clock),
          resource_(&resource),
          noun_(schema_name(resource)),
          words_(words_of(resource.path)) {}

    /// Before its users: its return type follows from the work.
    template <class Work>
    auto write(const http::Request& request, Work&& work) const {
        return database_->write(identity::viewer_of(request), *clock_, std::forward<Work>(work));
    }

    http::Operation list() const {
        auto operation = make(http::Method::Get, "", "list_" + words_, ".read");
        operation.summary = fmt::format("A page of {}.", resource_->path);
        operation.parameters = list_parameters(*resource_->description);
        operation.answers = {{.description = "The page.", .schema = noun_ + "Page"}};
        operation.handler = [self = *this](const http::Request& request) {
            const auto& description = *self.resource_->description;
            const auto options = read_list_options(description, request.query);
            const auto page = self.database_->read(
                identity::viewer_of(request),
                [&](Session& session) { return session.list_values(description, options); });
            json items = json::array();
            for (const auto& row : page.items) items.push_back(values_to_json(description, row));
            const json next = page.next.empty() ? json() : json(page.next);
            return http::Response::json(
                json{{"items", std::move(items)}, {"next", next}, {"total", page.total}}.dump());
        };
        return operation;
    }

    http::Operation get() const {
        auto operation = make(http::Method::Get, "/{id}", "get_" + words_, ".read");
        operation.summary = fmt::format("One row of {}.", resource_->path);
        operation.answers = {{.description = "The row.", .schema = noun_}};
        operation.handler = [self = *this](const http::Request& request) {
            const auto row =
                self.database_->read(identity::viewer_of(request), [&](Session& session) {
                    return current_row(session, *self.resource_, request.path_id("id"));
                });
            if (request.headers.get("If-None-Match") == etag_of(*self.resource_, row))
                return http::Response{.status = 304};
            return row_response(*self.resource_, row, 200);
        };
        return operation;
    }

    http::Operation create() const {
        auto operation = make(http::Method::Post, "", "create_" + words_, ".write");
        operation.summary = fmt::format("A new row of {}.", resource_->path);
        operation.body = http::BodyKind::Json;
        operation.body_schema = noun_ + "New";
        operation.parameters = {reason_parameter()};
        operation.answers = {{.status = 201, .description = "The row.", .schema = noun_}};
        operation.handler = [self = *this](const http::Request& request) {
            const auto& resource = *self.resource_;
            const auto body = http::parse_json_object(request);
            const auto row = self.write(request, [&](Transaction& transaction) {
                Values values = resource.defaults;
                lay_body(resource, body, values);
                values = checked_row(resource, values);
                transaction.require_free_keys(*resource.description, values);
                add_row(transaction, resource, values, request.query.get("reason"));
                return values;
            });
            return row_response(resource, row, 201);
        };
        return operation;
    }

    http::Operation change() const {
        auto operation = make(http::Method::Patch, "/{id}", "change_" + words_, ".write");
        operation.summary = fmt::format("Change fields of a row of {}.", resource_->path);
        operation.body = http::BodyKind::Json;
        operation.body_schema = noun_ + "Change";
        operation.parameters = {reason_parameter(),
                                http::if_match_parameter("row", /*required=*/true)};
        operation.answers = {{.description = "The row.", .schema = noun_}};
        operation.handler = [self = *this](const http::Request& request) {
            return row_response(*self.resource_, self.change_row_of(request), 200);
        };
        return operation;
    }

    http::Operation remove() const {
        auto operation = make(http::Method::Delete, "/{id}", "remove_" + words_, ".write");
        operation.summary =
            fmt::format("Remove a row of {}; refused while others refer to it.", resource_->path);
        operation.parameters = {reason_parameter(),
                                http::if_match_parameter("row", /*required=*/false)};
        operation.answers = {{.status = 204, .description = "Removed."}};
        operation.handler = [self = *this](const http::Request& request) {
            const auto& resource = *self.resource_;
            const auto expected = http::expected_version(request);
            const auto id = request.path_id("id");
            try {
                self.write(request, [&](Transaction& transaction) {
                    const auto row = current_row(transaction, resource, id);
                    const auto version = whole(resource, row, "version");
                    require_fresh(expected.value_or(version), version);
                    remove_row(transaction, resource, id, version, request.query.get("reason"));
                });
            } catch (const BrokenReference&) {
                self.refuse_in_use(request, id);
            }
            return http::Response::empty();
        };
        return operation;
    }

private:
    static std::string words_of(std::string path) {
        for (char& c : path)
            if (c == '-') c = '_';
        return path;
    }

    static http::Parameter reason_parameter() {
        return {.name = "reason", .description = "Why; kept with the event."};
    }

    static void require_fresh(std::int64_t expected, std::int64_t version) {
        if (expected == version) return;
        throw StaleEdit(fmt::format(
            "Somebody else changed the row: it is at version {}, not {}.", version, expected));
    }

    [[noreturn]] void refuse_in_use(const http::Request& request, std::int64_t id) const {
        auto referring = database_->read(identity::viewer_of(request), [&](Session& session) {
            return referring_rows(session, *resource_, id);
        });
        throw Error(ErrorCode::Conflict,
                    fmt::format("This row of {} is in use.", resource_->path),
                    std::move(referring));
    }

    http::Operation make(http::Method method,
                         std::string_view end,
                         std::string id,
                         std::string_view right) const {
        return {.method = method,
                .path = fmt::format("/v1/{}{}", resource_->path, end),
                .id = std::move(id),
                .permission = fmt::format("{}{}", resource_->permission, right),
                .tag = resource_->path,
                .changes_rights = resource_->path == "people" && !http::is_safe(method)};
    }

    Values change_row_of(const http::Request& request) const {
        const auto expected = http::required_version(request);
        const auto body = http::parse_json_object(request);
        return write(request, [&](Transaction& transaction) {
            auto values = current_row(transaction, *resource_, request.path_id("id"));
            require_fresh(expected, whole(*resource_, values, "version"));
            lay_body(*resource_, body, values);
            values = checked_row(*resource_, values);
            transaction.require_free_keys(*resource_->description, values);
            change_row(transaction, *resource_, values, expected, request.query.get("reason"));
            return values;
        });
    }

    Database* database_;
    const Clock* clock_;
    const Resource* resource_;
    std::string noun_;
    std::string words_;
};

}  // namespace

std::vector<http::Operation> resource_operations(Database& database,
                                                 const Clock& clock,
                                                 const Resource& resource) {
    const Maker maker(database, clock, resource);
    return {maker.list(), maker.get(), maker.create(), maker.change(), maker.remove()};
}

}  // namespace bihuan::api
