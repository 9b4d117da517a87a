#include "platform/database/session.h"

namespace bihuan {

namespace {

struct Total {
    std::int64_t total = 0;
};

}  // namespace

template <>
inline constexpr auto kDescription<Total> = describe<Total>("", field("total", &Total::total));

std::string Session::resolve(const Query& query, Params& params) {
    const bool own = dialect() == Dialect::Postgres && !query.postgres.empty();
    bool filtered = false;
    auto sql = resolve_query(own ? query.postgres : query.sql, viewer_, filtered);
    if (filtered) params.emplace_back("viewer_id", Value{viewer_.person_id});
    if (observer_) observer_(query.name);
    return sql;
}

void Session::query_values(const Query& query,
                           const Params& params,
                           const Description& row,
                           const RowVisitor& visit) {
    Params all = params;
    const auto sql = resolve(query, all);
    naming(query, [&] { connection_.select(sql, all, row.fields, visit); });
}

std::optional<Values> Session::find_values(const Description& description, std::int64_t id) {
    const auto statement = find_statement(description, id, viewer_);
    std::optional<Values> found;
    connection_.select(
        statement.sql, statement.params, description.fields, [&](std::span<const Value> row) {
            found.emplace(row.begin(), row.end());
        });
    return found;
}

Page<Values> Session::list_values(const Description& description, const ListOptions& options) {
    const auto statement = list_statement(description, options, viewer_);
    Page<Values> page;
    connection_.select(
        statement.sql, statement.params, description.fields, [&](std::span<const Value> row) {
            page.items.emplace_back(row.begin(), row.end());
        });
    if (options.limit == 0) {
        page.total = static_cast<std::int64_t>(page.items.size());
        return page;
    }
    if (static_cast<std::int64_t>(page.items.size()) > options.limit) {
        page.items.pop_back();
        page.next = cursor_after(description, options, page.items.back());
    }
    const auto count = count_statement(description, options, viewer_);
    connection_.select(
        count.sql, count.params, description_of<Total>().fields, [&](std::span<const Value> row) {
            page.total = std::get<std::int64_t>(row[0]);
        });
    return page;
}

void Session::require_free_keys(const Description& description, std::span<const Value> values) {
    static const Viewer everyone = Viewer::system("keys");
    const auto id = description.index_of("id");
    for (std::size_t i = 0; i < description.fields.size(); ++i) {
        const auto& field = description.fields[i];
        if (!field.unique || std::holds_alternative<std::monostate>(values[i])) continue;
        const auto statement =
            list_statement(description,
                           {.filters = {{std::string(field.name), {values[i]}}}, .limit = 1},
                           everyone);
        bool taken = false;
        connection_.select(
            statement.sql, statement.params, description.fields, [&](std::span<const Value> row) {
                taken = taken || row[id] != values[id];
            });
        if (taken) fail_key_taken(field.name);
    }
}

void Session::fail_key_taken(std::string_view field) {
    throw Error(ErrorCode::Conflict,
                fmt::format("The {} is already in use.", field),
                {{"not_unique", fmt::format("/{}", field), "Another row has it.", ""}});
}

void Session::fail_in(const Query& query, const Error& error) {
    throw Error(ErrorCode::Internal, fmt::format("{}, in {}.", error.what(), query.name));
}

void Session::fail_not_found(const Description& description, std::int64_t id) {
    throw Error(ErrorCode::NotFound,
                fmt::format("There is no row {} in {}.", id, description.table));
}

}  // namespace bihuan
