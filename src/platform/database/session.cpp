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
    connection_.select(sql, all, row.fields, visit);
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

void Session::each_row(const Description& description,
                       const std::vector<Filter>& filters,
                       const RowVisitor& visit) {
    const auto statement = every_row_statement(description, filters, viewer_);
    connection_.select(statement.sql, statement.params, description.fields, visit);
}

std::vector<Values> Session::rows_beyond_bounds(const Description& description, std::int64_t most) {
    const auto statement = beyond_bounds_statement(description, viewer_, most);
    std::vector<Values> rows;
    connection_.select(
        statement.sql, statement.params, description.fields, [&](std::span<const Value> row) {
            rows.emplace_back(row.begin(), row.end());
        });
    return rows;
}

void Session::fail_not_found(const Description& description, std::int64_t id) {
    throw Error(ErrorCode::NotFound,
                fmt::format("There is no row {} in {}.", id, description.table));
}

}  // namespace bihuan
