#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/describe.h"
#include "guards/schema.h"
#include "support/databases.h"

namespace {

struct DescribedNoun {
    std::string noun;
    const bihuan::Description* description;
};

/// A description private to a .cpp: only its words are known here.
struct WrittenRow {
    std::string noun;
    std::string table;
    std::vector<std::string> fields;
};

}  // namespace

#include "guards/described_nouns.inc"

namespace bihuan {
namespace {

using Types = std::vector<std::string>;

Types types_of(FieldKind kind, Dialect dialect) {
    const bool sqlite = dialect == Dialect::Sqlite;
    switch (kind) {
        case FieldKind::Id:
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
            return {sqlite ? "integer" : "bigint"};
        case FieldKind::Flag:
            return {sqlite ? "integer" : "boolean"};
        case FieldKind::Real:
        case FieldKind::Share:
            return {sqlite ? "real" : "double precision"};
        case FieldKind::Day:
            return {sqlite ? "text" : "date"};
        case FieldKind::Timestamp:
            return {sqlite ? "text" : "timestamp with time zone"};
        case FieldKind::Ids:
        case FieldKind::Choices:
        case FieldKind::Json:
            return sqlite ? Types{"text"} : Types{"jsonb", "text"};
        default:
            return {"text"};
    }
}

class DescriptionsSuite : public DatabaseTest {
protected:
    DescriptionsSuite() : schema_(schema_of(database())) {}

    std::map<std::string, std::map<std::string, SchemaColumn>> schema_;
};

INSTANTIATE_TEST_SUITE_P(Both, DescriptionsSuite, both_databases(), dialect_name);

TEST_P(DescriptionsSuite, NameOnlyColumnsThatExist) {
    ASSERT_GT(kDescribedNouns.size(), 12U);
    for (const auto& [noun, description] : kDescribedNouns) {
        const std::string table(description->table);
        ASSERT_TRUE(schema_.contains(table)) << noun << ": there is no table " << table;
        for (const auto& field : description->fields)
            EXPECT_TRUE(schema_[table].contains(std::string(field.name)))
                << noun << ": " << table << " has no column " << field.name;
    }
    for (const auto& row : kWrittenRows) {
        if (!schema_.contains(row.table)) continue;  // schema_migrations makes itself
        for (const auto& field : row.fields)
            EXPECT_TRUE(schema_[row.table].contains(field))
                << row.noun << ": " << row.table << " has no column " << field;
    }
}

TEST_P(DescriptionsSuite, GiveEveryColumnThatARowNeeds) {
    for (const auto& [noun, description] : kDescribedNouns) {
        for (const auto& [name, column] : schema_[std::string(description->table)]) {
            if (column.may_be_null || column.has_default || description->has(name)) continue;
            // A row that only reads part of a table is none that is ever inserted.
            if (!description->has("version") && !description->has("revision")) continue;
            ADD_FAILURE() << noun << ": " << column.table << "." << name << " is never written";
        }
    }
}

TEST_P(DescriptionsSuite, StoreEachFieldInAColumnOfItsKind) {
    for (const auto& [noun, description] : kDescribedNouns) {
        for (const auto& field : description->fields) {
            const auto& column = schema_[std::string(description->table)][std::string(field.name)];
            const auto types = types_of(field.kind, database().dialect());
            EXPECT_NE(std::ranges::find(types, column.type), types.end())
                << noun << ": " << column.table << "." << field.name << " is " << column.type
                << ", a " << kind_name(field.kind) << " wants " << types.front();
        }
    }
}

TEST_P(DescriptionsSuite, LeaveAbsentOnlyWhatAColumnMayLeaveAbsent) {
    for (const auto& [noun, description] : kDescribedNouns) {
        for (const auto& field : description->fields) {
            const auto& column = schema_[std::string(description->table)][std::string(field.name)];
            const bool may_be_absent = field.optional && !field.required && field.name != "id";
            if (field.kind == FieldKind::Id && !column.may_be_null) continue;  // set by its maker
            EXPECT_TRUE(!may_be_absent || column.may_be_null)
                << noun << ": " << field.name << " may be absent, its column may not";
            EXPECT_TRUE(field.optional || !column.may_be_null || field.kind == FieldKind::Text)
                << noun << ": the column of " << field.name << " may be NULL, its member may not";
        }
    }
}

TEST(Descriptions, BoundEveryFigure) {
    std::size_t figures = 0;
    for (const auto& [noun, description] : kDescribedNouns) {
        for (const auto& field : description->fields) {
            const bool figure = field.kind == FieldKind::Count || field.kind == FieldKind::Money ||
                                field.kind == FieldKind::Quantity ||
                                field.kind == FieldKind::Real || field.kind == FieldKind::Share;
            if (!figure || field.name.ends_with("_id")) continue;  // the number of a row
            ++figures;
            const auto widest = bounds_of(field.kind);
            EXPECT_LT(field.lowest, field.highest) << noun << "." << field.name;
            EXPECT_GE(field.lowest, widest.lowest) << noun << "." << field.name;
            EXPECT_LE(field.highest, widest.highest) << noun << "." << field.name;
        }
    }
    EXPECT_GT(figures, 50U);
}

TEST(Descriptions, BoundTheLengthOfEveryText) {
    std::size_t texts = 0;
    for (const auto& [noun, description] : kDescribedNouns) {
        for (const auto& field : description->fields) {
            const bool text = field.kind == FieldKind::Text || field.kind == FieldKind::Json;
            if (!text || !field.pinyin_of.empty()) continue;  // the name's bound is the reading's
            ++texts;
            EXPECT_GT(field.max_length, 0U) << noun << "." << field.name;
        }
    }
    EXPECT_GT(texts, 30U);
}

TEST_P(DescriptionsSuite, GuardEveryNounThatHasARegion) {
    for (const auto& [noun, description] : kDescribedNouns) {
        const auto* region = description->find("region_id");
        if (region == nullptr || !description->has("version")) continue;
        EXPECT_TRUE(region->guard == Guard::Region || region->guard == Guard::OwnRegion)
            << noun << " has a region and shows it to everybody";
    }
}

}  // namespace
}  // namespace bihuan
