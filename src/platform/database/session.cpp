#include "platform/database/session.h"

#include "database/queries.h"

namespace bihuan {

namespace {

struct Total {
    std::int64_t total = 0;
};

struct NearRegion {
    std::int64_t region_id = 0;
};

}  // namespace

template <>
inline constexpr auto kDescription<Total> = describe<Total>("", field("total", &Total::total));

template <>
inline constexpr auto kDescription<NearRegion> =
    describe<NearRegion>("", field("region_id", &NearRegion::region_id));

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
    if (found) keep_near(description, *found);
    return found;
}

Page<Values> Session::list_values(const Description& description, const ListOptions& options) {
    const auto statement = list_statement(description, options, viewer_);
    Page<Values> page;
    connection_.select(
        statement.sql, statement.params, description.fields, [&](std::span<const Value> row) {
            page.items.emplace_back(row.begin(), row.end());
        });
    for (auto& row : page.items) keep_near(description, row);
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

const std::set<std::int64_t>& Session::near_regions() {
    if (!near_regions_) {
        near_regions_.emplace();
        if (!viewer_.whole_company)
            for (const auto& near :
                 query<NearRegion>(database_queries::kNearRegions,
                                   {{"person_id", Id<NearRegion>{viewer_.person_id}}}))
                near_regions_->insert(near.region_id);
    }
    return *near_regions_;
}

/// Takes regions that are not the viewer's business out of a row's lists.
void Session::keep_near(const Description& description, Values& row) {
    if (viewer_.whole_company) return;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!description.fields[i].only_near) continue;
        auto ids =
            list_from_json(std::get<std::string>(row[i])).value_or(std::vector<std::string>());
        std::erase_if(ids,
                      [&](const auto& id) { return !near_regions().contains(std::stoll(id)); });
        row[i] = list_to_json(ids);
    }
}

void Session::fail_not_found(const Description& description, std::int64_t id) {
    throw Error(ErrorCode::NotFound,
                fmt::format("There is no row {} in {}.", id, description.table));
}

}  // namespace bihuan
