#include "guards/schema.h"

#include "support/databases.h"

namespace bihuan {

template <>
inline constexpr auto kDescription<SchemaColumn> =
    describe<SchemaColumn>("",
                           field("table", &SchemaColumn::table),
                           field("name", &SchemaColumn::name),
                           field("type", &SchemaColumn::type),
                           field("may_be_null", &SchemaColumn::may_be_null),
                           field("has_default", &SchemaColumn::has_default));

namespace {

constexpr Query kColumns{"test.columns",
                         R"(SELECT m.name AS "table", c.name AS name, LOWER(c.type) AS type,
              c."notnull" = 0 AND c.pk = 0 AS may_be_null, c.dflt_value IS NOT NULL AS has_default
         FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT GLOB 'sqlite_*' -- its planner's counts are not ours
        ORDER BY m.name, c.cid)",
                         R"(SELECT table_name AS "table", column_name AS name, data_type AS type,
              is_nullable = 'YES' AS may_be_null, column_default IS NOT NULL AS has_default
         FROM information_schema.columns
        WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position)"};

}  // namespace

std::map<std::string, std::map<std::string, SchemaColumn>> schema_of(Database& database) {
    std::map<std::string, std::map<std::string, SchemaColumn>> schema;
    database.read(Viewer::system("test"), [&](Session& session) {
        session.query_each<SchemaColumn>(
            kColumns, {}, [&](const SchemaColumn& c) { schema[c.table][c.name] = c; });
    });
    return schema;
}

std::set<std::string> guarded_tables() {
    TestDatabase database("sqlite");
    // A sale, a purchase and a stock belong to the region of their outlet.
    std::set<std::string> tables{"regions", "sell_out", "sell_in", "stocks"};
    for (const auto& [table, columns] : schema_of(*database))
        if (columns.contains("region_id")) tables.insert(table);
    tables.erase("region_paths");       // the shape of the tree, without names or figures
    tables.erase("visible_regions");    // the filter itself
    tables.erase("staged_facts");       // rows of the import that runs
    tables.erase("promotion_regions");  // part of the filter of promotions
    // People are seen by who knows them, promotions by whose regions they touch.
    tables.insert({"people", "promotions"});
    return tables;
}

}  // namespace bihuan
