#include "platform/database/composer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/database/sight.h"

namespace bihuan {

namespace {

std::string columns_of(const Description& description, const Viewer& viewer) {
    std::string list;
    for (const auto& field : description.fields)
        list += fmt::format("{}{} AS {}",
                            list.empty() ? "" : ", ",
                            seen_column(description, field, viewer),
                            field.name);
    return list;
}

/// A field to ask by. Asking by what one does not see would tell it.
const FieldDescription& known_field(const Description& description,
                                    const std::string& name,
                                    const Viewer& viewer) {
    const auto* field = description.find(name);
    if (field == nullptr)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("{} has no field {}.", description.table, name),
                    {{"unknown_field", "/" + name, name + " is not a field of this list.", name}});
    if (!viewer.sees(*field))
        throw Error(ErrorCode::Forbidden,
                    fmt::format("You do not see the field {} of {}; it needs {}.",
                                name,
                                description.table,
                                field->seen_with),
                    {{"unseen_field", "/" + name, "Sort and filter by another field.", name}});
    return *field;
}

std::string_view empty_literal(FieldKind kind) {
    switch (kind) {
        case FieldKind::Id:
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
        case FieldKind::Real:
        case FieldKind::Share:
            return "0";
        case FieldKind::Day:
            return "'0001-01-01'";
        case FieldKind::Timestamp:
            return "'0001-01-01T00:00:00Z'";
        default:
            return "''";
    }
}

/// What a list is sorted by: never NULL, so that a cursor can stand anywhere.
std::string sort_key(const Description& description, const FieldDescription& field) {
    if (field.kind == FieldKind::Flag)
        return fmt::format("CASE WHEN {}.{} THEN 1 ELSE 0 END", description.table, field.name);
    return fmt::format(
        "COALESCE({}.{}, {})", description.table, field.name, empty_literal(field.kind));
}

class Conditions {
public:
    Conditions(Statement& statement, const Viewer& viewer)
        : statement_(statement), viewer_(viewer) {}

    std::string place(const Value& value) {
        auto name = std::make_unique<std::string>(fmt::format("p{}", statement_.names.size()));
        statement_.params.emplace_back(std::string_view(*name), value);
        statement_.names.push_back(std::move(name));
        return ":" + *statement_.names.back();
    }

    /// What a list and its count have in common: the filters and the search.
    void add_wanted(const Description& description, const ListOptions& options) {
        for (const auto& filter : options.filters) add_filter(description, filter);
        add_search(description, options.search);
    }

    void add_filter(const Description& description, const Filter& filter) {
        const auto& field = known_field(description, filter.field, viewer_);
        const std::string column = fmt::format("{}.{}", description.table, field.name);
        if (filter.range) {
            if (!filter.values.empty() && !std::holds_alternative<std::monostate>(filter.values[0]))
                text_ += fmt::format(" AND {} >= {}", column, place(filter.values[0]));
            if (filter.values.size() > 1 &&
                !std::holds_alternative<std::monostate>(filter.values[1]))
                text_ += fmt::format(" AND {} <= {}", column, place(filter.values[1]));
            return;
        }
        std::string options;
        for (const auto& value : filter.values) {
            if (!options.empty()) options += " OR ";
            options += std::holds_alternative<std::monostate>(value)
                           ? fmt::format("{} IS NULL", column)
                           : fmt::format("{} = {}", column, place(value));
        }
        text_ += fmt::format(" AND ({})", options.empty() ? "1 = 0" : options);
    }

    void add_search(const Description& description, const std::string& search) {
        if (search.empty()) return;
        std::string pattern = "%";
        for (const char c : search) {
            if (c == '%' || c == '_' || c == '\\') pattern += '\\';
            pattern += c;
        }
        pattern += '%';
        std::string options;
        for (const auto& field : description.fields) {
            if (!field.searchable || !viewer_.sees(field)) continue;
            options += fmt::format("{}LOWER({}.{}) LIKE LOWER({}) ESCAPE '\\'",
                                   options.empty() ? "" : " OR ",
                                   description.table,
                                   field.name,
                                   place(pattern));
        }
        text_ += fmt::format(" AND ({})", options.empty() ? "1 = 0" : options);
    }

    void add_cursor(const Description& description, const ListOptions& options) {
        if (options.after.empty()) return;
        const auto cursor =
            nlohmann::json::parse(options.after, nullptr, /*allow_exceptions=*/false);
        const auto& field = known_field(description, options.sort, viewer_);
        if (!cursor.is_array() || cursor.size() != 2 || !cursor[1].is_number_integer())
            throw Error(ErrorCode::InvalidInput, "The page's cursor is not one of ours.");
        Value key = cursor[0].is_string()           ? Value{cursor[0].get<std::string>()}
                    : cursor[0].is_number_integer() ? Value{cursor[0].get<std::int64_t>()}
                    : cursor[0].is_number()         ? Value{cursor[0].get<double>()}
                                                    : Value{std::string()};
        const auto sort = sort_key(description, field);
        const char* order = options.descending ? "<" : ">";
        text_ += fmt::format(" AND ({0} {1} {2} OR ({0} = {3} AND {4}.id {1} {5}))",
                             sort,
                             order,
                             place(key),
                             place(key),
                             description.table,
                             place(Value{cursor[1].get<std::int64_t>()}));
    }

    const std::string& text() const { return text_; }

private:
    Statement& statement_;
    const Viewer& viewer_;
    std::string text_;
};

void bind_viewer(Statement& statement, const Viewer& viewer) {
    if (statement.sql.find(":viewer_id") != std::string::npos)
        statement.params.emplace_back("viewer_id", Value{viewer.person_id});
}

}  // namespace

std::string insert_sql(const Description& description) {
    std::string names;
    std::string places;
    for (const auto& field : description.fields) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", field.name);
        places += fmt::format("{}:{}", places.empty() ? "" : ", ", field.name);
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", description.table, names, places);
}

std::string update_sql(const Description& description, const Viewer& viewer) {
    std::string sets;
    for (const auto& field : description.fields)
        if (field.name != "id" && viewer.stores(field))
            sets += fmt::format("{}{} = :{}", sets.empty() ? "" : ", ", field.name, field.name);
    return fmt::format(
        "UPDATE {} SET {} WHERE id = :id AND version = :expected_version", description.table, sets);
}

std::string delete_sql(const Description& description) {
    return fmt::format("DELETE FROM {} WHERE id = :id AND version = :expected_version",
                       description.table);
}

std::string forget_regions_sql(const FieldDescription& field) {
    return fmt::format("DELETE FROM {} WHERE row_id = :row_id", field.guard_table);
}

std::string note_region_sql(const FieldDescription& field) {
    return fmt::format("INSERT INTO {} (row_id, region_id) VALUES (:row_id, :region_id)",
                       field.guard_table);
}

Statement find_statement(const Description& description, std::int64_t id, const Viewer& viewer) {
    Statement statement;
    statement.sql = fmt::format("SELECT {} FROM {} WHERE {}.id = :id{}",
                                columns_of(description, viewer),
                                description.table,
                                description.table,
                                guard_condition(description, viewer));
    statement.params.emplace_back("id", Value{id});
    bind_viewer(statement, viewer);
    return statement;
}

Statement list_statement(const Description& description,
                         const ListOptions& options,
                         const Viewer& viewer) {
    Statement statement;
    Conditions conditions(statement, viewer);
    conditions.add_wanted(description, options);
    conditions.add_cursor(description, options);
    const auto& sorted = known_field(description, options.sort, viewer);
    const char* direction = options.descending ? "DESC" : "ASC";
    statement.sql = fmt::format("SELECT {} FROM {} WHERE 1 = 1{}{} ORDER BY {} {}, {}.id {}",
                                columns_of(description, viewer),
                                description.table,
                                conditions.text(),
                                guard_condition(description, viewer),
                                sort_key(description, sorted),
                                direction,
                                description.table,
                                direction);
    if (options.limit > 0) statement.sql += fmt::format(" LIMIT {}", options.limit + 1);
    bind_viewer(statement, viewer);
    return statement;
}

Statement count_statement(const Description& description,
                          const ListOptions& options,
                          const Viewer& viewer) {
    Statement statement;
    Conditions conditions(statement, viewer);
    conditions.add_wanted(description, options);
    statement.sql = fmt::format("SELECT COUNT(*) AS total FROM {} WHERE 1 = 1{}{}",
                                description.table,
                                conditions.text(),
                                guard_condition(description, viewer));
    bind_viewer(statement, viewer);
    return statement;
}

Statement every_row_statement(const Description& description,
                              const std::vector<Filter>& filters,
                              const Viewer& viewer) {
    Statement statement;
    Conditions conditions(statement, viewer);
    for (const auto& filter : filters) conditions.add_filter(description, filter);
    statement.sql = fmt::format("SELECT {} FROM {} WHERE 1 = 1{}{}",
                                columns_of(description, viewer),
                                description.table,
                                conditions.text(),
                                guard_condition(description, viewer));
    bind_viewer(statement, viewer);
    return statement;
}

Statement beyond_bounds_statement(const Description& description,
                                  const Viewer& viewer,
                                  std::int64_t most) {
    Statement statement;
    std::string beyond;
    for (const auto& field : description.fields)
        if (field.lowest < field.highest)
            beyond += fmt::format("{0}{1}.{2} < {3:.17g} OR {1}.{2} > {4:.17g}",
                                  beyond.empty() ? "" : " OR ",
                                  description.table,
                                  field.name,
                                  field.lowest,
                                  field.highest);
    statement.sql = fmt::format("SELECT {} FROM {} WHERE ({}){} LIMIT {}",
                                columns_of(description, viewer),
                                description.table,
                                beyond.empty() ? "1 = 0" : beyond,
                                guard_condition(description, viewer),
                                most);
    bind_viewer(statement, viewer);
    return statement;
}

std::string cursor_after(const Description& description,
                         const ListOptions& options,
                         const Values& row) {
    const auto& field = description.fields[description.index_of(options.sort)];
    const Value& key = row[description.index_of(options.sort)];
    nlohmann::json cursor =
        nlohmann::json::array({nullptr, std::get<std::int64_t>(row[description.index_of("id")])});
    if (const auto* text = std::get_if<std::string>(&key))
        cursor[0] = *text;
    else if (const auto* whole = std::get_if<std::int64_t>(&key))
        cursor[0] = *whole;
    else if (const auto* real = std::get_if<double>(&key))
        cursor[0] = *real;
    else if (const auto literal = empty_literal(field.kind); literal == "0")
        cursor[0] = 0;
    else
        cursor[0] = std::string(literal.substr(1, literal.size() - 2));
    return cursor.dump();
}

namespace {

/// Replaces each {{word:alias…}} by what `condition` makes of the column.
void replace_filters(std::string& sql,
                     std::string_view word,
                     std::string_view usual_column,
                     const Viewer& viewer,
                     std::string (*condition)(std::string_view, const Viewer&)) {
    constexpr std::string_view kClose = "}}";
    const auto open = fmt::format("{{{{{}:", word);
    for (auto at = sql.find(open); at != std::string::npos; at = sql.find(open)) {
        const auto close = sql.find(kClose, at);
        BIHUAN_CHECK(close != std::string::npos);
        std::string column = sql.substr(at + open.size(), close - at - open.size());
        if (column.find('.') == std::string::npos) column += usual_column;
        sql.replace(at, close + kClose.size() - at, condition(column, viewer));
    }
}

}  // namespace

std::string resolve_query(std::string_view sql, const Viewer& viewer, bool& filtered) {
    std::string result;
    while (!sql.empty()) {
        const auto end = std::min(sql.find('\n'), sql.size());
        const auto line = sql.substr(0, end);
        sql.remove_prefix(std::min(end + 1, sql.size()));
        // A colon in a comment would read as a parameter.
        const auto code = line.substr(0, line.find("--"));
        result.append(code).append("\n");
    }
    replace_filters(result, "visible", ".region_id", viewer, visible_condition);
    replace_filters(result, "acquainted", ".person_id", viewer, acquaintance_condition);
    filtered = result.find(":viewer_id") != std::string::npos;
    return result;
}

}  // namespace bihuan
