#include "app/resources.h"

#include <limits>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/describe_json.h"
#include "business/company/imports/cell_parser.h"
#include "business/company/imports/kind.h"
#include "support/databases.h"

namespace bihuan {
namespace {

using nlohmann::json;

bool is_figure(const FieldDescription& field) {
    return field.lowest < field.highest;
}

bool is_whole(const FieldDescription& field) {
    return field.kind == FieldKind::Count || field.kind == FieldKind::Quantity ||
           field.kind == FieldKind::Money;
}

/// At the bounds, one beyond them, at the ends of 64 bits, and anywhere.
std::vector<std::int64_t> figures_around(const FieldDescription& field, std::mt19937_64& random) {
    const auto low = static_cast<std::int64_t>(field.lowest);
    const auto high = static_cast<std::int64_t>(field.highest);
    std::vector<std::int64_t> figures{low,
                                      low - 1,
                                      high,
                                      high + 1,
                                      std::numeric_limits<std::int64_t>::max(),
                                      std::numeric_limits<std::int64_t>::min()};
    std::uniform_int_distribution<std::int64_t> inside(low, high);
    std::uniform_int_distribution<std::int64_t> anywhere(std::numeric_limits<std::int64_t>::min());
    for (int i = 0; i < 50; ++i) {
        figures.push_back(inside(random));
        figures.push_back(anywhere(random));
    }
    return figures;
}

bool fits(const FieldDescription& field, double figure) {
    return figure >= field.lowest && figure <= field.highest;
}

/// Whether an issue of the field says that its figure is beyond the bounds.
bool refused(const Issues& issues, const FieldDescription& field) {
    return std::ranges::any_of(issues, [&](const Issue& issue) {
        const bool of_figure = issue.code == "number_too_large" || issue.code == "negative" ||
                               issue.code == "not_positive" || issue.code == "out_of_range" ||
                               issue.code == "not_share";
        return of_figure && issue.field == fmt::format("/{}", field.name);
    });
}

Issues issues_of(const Resource& resource, const FieldDescription& field, const json& figure) {
    Values values = resource.defaults;
    auto issues =
        lay_json_over(*resource.description, json{{std::string(field.name), figure}}, values);
    if (!issues.empty()) return issues;
    const auto checked = resource.check(values);
    return checked ? Issues{} : checked.error();
}

TEST(FiguresOfEveryNoun, AreHeldToTheirBoundsByTheApi) {
    std::mt19937_64 random(8);
    int fields = 0;
    for (const auto& resource : all_resources())
        for (const auto& field : resource.description->fields) {
            if (!is_figure(field) || field.read_only) continue;
            ++fields;
            for (const auto figure : figures_around(field, random)) {
                const auto at = static_cast<double>(figure);
                // A real bound may be open: a service level of 1 is none.
                const bool open = !is_whole(field) && (at == field.lowest || at == field.highest);
                if (open) continue;
                EXPECT_EQ(refused(issues_of(resource, field, figure), field), !fits(field, at))
                    << resource.path << "." << field.name << " " << figure;
            }
            EXPECT_TRUE(refused(issues_of(resource, field, 1e19), field) ||
                        field.kind == FieldKind::Share)
                << resource.path << "." << field.name;
        }
    EXPECT_GT(fields, 12);
}

TEST(FiguresOfEveryNoun, AreHeldToTheSameBoundsByImports) {
    const imports::Kinds kinds(all_resources());
    std::mt19937_64 random(9);
    int columns = 0;
    for (const auto& kind : kinds.all())
        for (const auto& column : kind.columns) {
            if (!is_whole(column.field)) continue;
            ++columns;
            for (const auto figure : figures_around(column.field, random)) {
                // Money is written in yuan.
                const auto text =
                    column.field.kind == FieldKind::Money
                        ? fmt::format("{}.{:02}", figure / 100, std::abs(figure % 100))
                        : std::to_string(figure);
                if (column.field.kind == FieldKind::Money && figure < 0 && figure > -100) continue;
                const auto parsed = imports::parse_cell(column.field, text, 1);
                EXPECT_EQ(parsed.has_value(), fits(column.field, static_cast<double>(figure)))
                    << kind.name << "." << column.name << " " << text;
                if (parsed) {
                    EXPECT_EQ(std::get<std::int64_t>(*parsed), figure);
                }
            }
        }
    EXPECT_GT(columns, 12);
}

class TreesOfEveryNoun : public DatabaseTest {
protected:
    Values add(const Resource& resource, const std::string& code, Value above) {
        Values values = resource.defaults;
        for (const auto field : {"code", "name"})
            values[resource.description->index_of(field)] = code;
        values[parent_of(resource)] = std::move(above);
        write([&](Transaction& t) { add_row(t, resource, values, ""); });
        return values;
    }
    static std::size_t parent_of(const Resource& resource) {
        const auto& fields = resource.description->fields;
        return static_cast<std::size_t>(
            std::ranges::find(fields, resource.description->table, &FieldDescription::references) -
            fields.begin());
    }
    static Value id_of(const Resource& resource, const Values& row) {
        return row[resource.description->index_of("id")];
    }
    /// The codes of the issues when the row is moved below another.
    std::vector<std::string> move(const Resource& resource, Values row, Value above) {
        row[parent_of(resource)] = std::move(above);
        try {
            write([&](Transaction& t) { change_row(t, resource, row, 1, ""); });
        } catch (const Error& error) {
            std::vector<std::string> codes;
            for (const auto& issue : error.issues()) codes.push_back(issue.code + issue.field);
            return codes;
        }
        return {};
    }
};

INSTANTIATE_TEST_SUITE_P(Both, TreesOfEveryNoun, both_databases(), dialect_name);

TEST_P(TreesOfEveryNoun, LieBelowThemselvesNowhere) {
    int trees = 0;
    for (const auto& resource : all_resources()) {
        if (parent_of(resource) == resource.description->fields.size()) continue;
        ++trees;
        const auto top = add(resource, "TOP", {});
        const auto middle = add(resource, "MID", id_of(resource, top));
        const auto low = add(resource, "LOW", id_of(resource, middle));
        const std::vector<std::string> refused{"own_parent/parent_id"};

        EXPECT_EQ(move(resource, top, id_of(resource, top)), refused) << resource.path;
        EXPECT_EQ(move(resource, top, id_of(resource, low)), refused) << resource.path;
        EXPECT_EQ(move(resource, low, id_of(resource, top)), std::vector<std::string>{})
            << resource.path;
    }
    EXPECT_EQ(trees, 2);
}

TEST_P(TreesOfEveryNoun, OfAnOlderVersionMayHoldARingAndTheirRowsAreWrittenAllTheSame) {
    const auto* channels = resource_of_table("channels");
    ASSERT_NE(channels, nullptr);
    const auto one = add(*channels, "ONE", {});
    const auto two = add(*channels, "TWO", id_of(*channels, one));
    const auto other = add(*channels, "OTHER", {});
    auto ring = one;
    ring[parent_of(*channels)] = id_of(*channels, two);
    write([&](Transaction& t) { t.update_values(*channels->description, ring, 1, "as once"); });

    EXPECT_EQ(move(*channels, other, id_of(*channels, two)), std::vector<std::string>{});
    EXPECT_EQ(move(*channels, two, {}), std::vector<std::string>{});
}

}  // namespace
}  // namespace bihuan
