#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "platform/database/composer.h"
#include "platform/database/connection.h"
#include "platform/database/query.h"
#include "platform/database/viewer.h"

namespace bihuan {

template <class T>
struct Page {
    std::vector<T> items;
    std::string next;  ///< Cursor of the page after; empty on the last one.
    std::int64_t total = 0;
};

/// Told the name of each query that runs; for metrics and for the tests' list of executed queries.
using QueryObserver = std::function<void(std::string_view)>;

/// Reads on behalf of a viewer. Rows outside the viewer's regions are not there: not found, not
/// listed, not counted.
class Session {
public:
    Session(Connection& connection, Viewer viewer, const QueryObserver& observer)
        : connection_(connection), viewer_(std::move(viewer)), observer_(observer) {}

    const Viewer& viewer() const { return viewer_; }
    Dialect dialect() const { return connection_.dialect(); }

    template <class T>
    std::optional<T> find(Id<T> id) {
        const auto row = find_values(description_of<T>(), id.value);
        if (!row) return std::nullopt;
        return from_row<T>(*row);
    }

    /// Throws NotFound, which is also the answer for a row that the viewer may not see.
    template <class T>
    T get(Id<T> id) {
        auto found = find(id);
        if (!found) fail_not_found(description_of<T>(), id.value);
        return *std::move(found);
    }

    template <class T>
    Page<T> list(const ListOptions& options) {
        auto page = list_values(description_of<T>(), options);
        Page<T> result{{}, std::move(page.next), page.total};
        for (const auto& row : page.items) result.items.push_back(from_row<T>(row));
        return result;
    }

    /// Every row of the noun that the viewer sees, by id.
    template <class T>
    std::vector<T> all() {
        return list<T>({.limit = 0}).items;
    }

    /// The row with this value in a field, such as its code.
    template <class T>
    std::optional<T> find_by(const std::string& field, const Value& value) {
        auto page = list<T>({.filters = {{field, {value}}}, .limit = 1});
        if (page.items.empty()) return std::nullopt;
        return std::move(page.items.front());
    }

    template <class Row>
    std::vector<Row> query(const Query& query, const Params& params) {
        std::vector<Row> rows;
        query_each<Row>(query, params, [&](Row row) { rows.push_back(std::move(row)); });
        return rows;
    }

    template <class Row, class Visit>
    void query_each(const Query& query, const Params& params, Visit&& visit) {
        query_values(query, params, description_of<Row>(), [&](std::span<const Value> values) {
            visit(from_row<Row>(values));
        });
    }

    template <class Row>
    std::optional<Row> query_optional(const Query& query, const Params& params) {
        auto rows = this->query<Row>(query, params);
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }

    template <class Row>
    Row query_one(const Query& query, const Params& params) {
        auto row = query_optional<Row>(query, params);
        if (!row) throw Error(ErrorCode::Internal, fmt::format("{} gave no row.", query.name));
        return *std::move(row);
    }

    // The same for code that works on any noun.
    std::optional<Values> find_values(const Description& description, std::int64_t id);
    Page<Values> list_values(const Description& description, const ListOptions& options);
    void query_values(const Query& query,
                      const Params& params,
                      const Description& row,
                      const RowVisitor& visit);
    /// Every row that the filters want, one after the other, in no order.
    void each_row(const Description& description,
                  const std::vector<Filter>& filters,
                  const RowVisitor& visit);
    /// Rows with a figure beyond the bounds of its field, which older programs or other hands left
    /// there; at most so many.
    std::vector<Values> rows_beyond_bounds(const Description& description, std::int64_t most);

    /// Throws Conflict when another row than `values` has the same value in a unique field. Rows
    /// that the viewer may not see count too, and nothing tells them from others: a key is unique
    /// in the whole company, so that it is taken cannot be hidden, but whose it is can.
    void require_free_keys(const Description& description, std::span<const Value> values);

    /// The viewer's regions and all above them; empty for who sees the whole company.
    const std::set<std::int64_t>& near_regions();

    [[noreturn]] static void fail_not_found(const Description& description, std::int64_t id);
    [[noreturn]] static void fail_key_taken(std::string_view field);

protected:
    Connection& connection() { return connection_; }
    std::string resolve(const Query& query, Params& params);

    /// Runs `work`; what broke inside tells which query it was.
    template <class Work>
    static auto naming(const Query& query, Work&& work) {
        try {
            return work();
        } catch (const Error& error) {
            if (error.code() == ErrorCode::Internal) fail_in(query, error);
            throw;
        }
    }

private:
    [[noreturn]] static void fail_in(const Query& query, const Error& error);
    void keep_near(const Description& description, Values& row);

    Connection& connection_;
    Viewer viewer_;
    const QueryObserver& observer_;
    std::optional<std::set<std::int64_t>> near_regions_;
};

}  // namespace bihuan
