#include "guards/query_files.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "guards/schema.h"

namespace bihuan {
namespace {

std::vector<std::string> unfiltered(const std::string& sql) {
    std::vector<std::string> tables;
    for (const auto& read : tables_read(sql))
        if (!read.filtered) tables.push_back(read.table);
    return tables;
}

using Tables = std::vector<std::string>;

TEST(TablesRead, KnowsTablesByFromJoinAndComma) {
    EXPECT_EQ(unfiltered("SELECT a.x FROM a JOIN b ON b.x = a.x, c WHERE c.y = 'FROM d'"),
              (Tables{"a", "b", "c"}));
    EXPECT_TRUE(unfiltered("DELETE FROM a WHERE a.x = :x").empty());
    EXPECT_TRUE(unfiltered("SELECT s.x FROM sales s WHERE {{visible:s}}").empty());
}

TEST(TablesRead, EverySelectNeedsItsOwnFilter) {
    EXPECT_EQ(unfiltered("SELECT s.x / (SELECT SUM(t.x) FROM total t) FROM sales s "
                         "WHERE {{visible:s}}"),
              (Tables{"total"}));
    EXPECT_EQ(unfiltered("SELECT a.x FROM a WHERE {{visible:a}} UNION ALL SELECT b.x FROM b"),
              (Tables{"b"}));
    EXPECT_EQ(unfiltered("WITH w AS (SELECT a.x FROM a) SELECT w.x FROM w WHERE {{visible:w}}"),
              (Tables{"a"}));
}

TEST(TablesRead, ASelectBoundToAVisibleRowIsFilteredByIt) {
    EXPECT_TRUE(unfiltered("SELECT o.id FROM outlets o WHERE {{visible:o}} AND EXISTS "
                           "(SELECT 1 FROM sell_out f WHERE f.outlet_id = o.id)")
                    .empty());
}

TEST(FindFaults, NamesWhatAQueryLacks) {
    QueryFile file{.path = "x.sql",
                   .comment = "@many\n",
                   .statement = "SELECT * FROM outlets",
                   .cardinality = "many"};
    EXPECT_EQ(find_faults(file, {"outlets"}).size(), 3U);
    file.statement = "SELECT o.id FROM outlets o ORDER BY o.id";
    EXPECT_EQ(find_faults(file, {"outlets"}).size(), 1U);
    file.comment += "Unfiltered on purpose: the tree is made for everybody.\n";
    EXPECT_TRUE(find_faults(file, {"outlets"}).empty());
    file.comment = "@many\nUnfiltered on purpose: \n";
    EXPECT_EQ(find_faults(file, {"outlets"}).size(), 1U);
}

TEST(QueryFiles, KeepTheRulesOfQueries) {
    const auto guarded = guarded_tables();
    ASSERT_TRUE(guarded.contains("outlets") && guarded.contains("sales_months") &&
                guarded.contains("regions") && guarded.contains("sell_out"));
    const auto files = all_query_files(BIHUAN_SOURCE_DIR);
    ASSERT_GT(files.size(), 50U);

    for (const auto& file : files)
        for (const auto& fault : find_faults(file, guarded)) ADD_FAILURE() << fault;
}

TEST(QueryFiles, ComeAsOneOrAsAPairOfDialectsThatGiveTheSameRows) {
    std::map<std::string, std::vector<QueryFile>> pairs;
    for (auto& file : all_query_files(BIHUAN_SOURCE_DIR))
        pairs[file.room + "." + file.name].push_back(file);

    for (const auto& [name, files] : pairs) {
        if (files.size() == 1) {
            EXPECT_EQ(files[0].dialect, "") << name << " lacks its other dialect";
            continue;
        }
        ASSERT_EQ(files.size(), 2U) << name;
        EXPECT_EQ(files[0].dialect + files[1].dialect, "postgressqlite") << name;
        EXPECT_EQ(files[0].cardinality, files[1].cardinality) << name;
    }
}

}  // namespace
}  // namespace bihuan
