#include "base/describe.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/describe_json.h"

namespace bihuan {

enum class Taste { Sweet, Sour };
template <>
inline constexpr std::array<std::string_view, 2> kChoices<Taste>{"sweet", "sour"};

struct Juice {
    Id<Juice> id;
    std::string name;
    Taste taste = Taste::Sweet;
    std::vector<Id<Juice>> mixes;
    std::optional<Day> bottled;
    Money price;
    bool cloudy = false;
    Share pulp;
    Json notes;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Juice> =
    describe<Juice>("juices",
                    field("id", &Juice::id, read_only),
                    field("name", &Juice::name, required, at_most(4), searchable),
                    field("taste", &Juice::taste),
                    field("mixes", &Juice::mixes, refers_to("juices")),
                    field("bottled", &Juice::bottled),
                    field("price", &Juice::price),
                    field("cloudy", &Juice::cloudy),
                    field("pulp", &Juice::pulp),
                    field("notes", &Juice::notes),
                    field("version", &Juice::version, read_only));

void find_issues(const Juice& juice, Issues& issues) {
    if (juice.price.minor < 0)
        issues.push_back({"negative", "/price", "A price is zero or more.", ""});
}

namespace {

using nlohmann::json;

TEST(Description, KnowsKindsChoicesAndMarks) {
    const auto& description = description_of<Juice>();
    EXPECT_EQ(description.table, "juices");
    EXPECT_EQ(description.find("taste")->choices.size(), 2U);
    EXPECT_EQ(description.find("mixes")->kind, FieldKind::Ids);
    EXPECT_TRUE(description.find("bottled")->optional);
    EXPECT_TRUE(description.find("name")->required);
    EXPECT_EQ(description.find("colour"), nullptr);
}

TEST(Description, CarriesANounThroughJsonAndBack) {
    const Juice juice{.id = {7},
                      .name = "橙汁",
                      .taste = Taste::Sour,
                      .mixes = {{1}, {2}},
                      .bottled = Day(2026, 10, 1),
                      .price = {387},
                      .cloudy = true,
                      .pulp = Share(0.25),
                      .notes = {R"({"a":1})"}};
    const json object = to_json_object(juice);
    EXPECT_EQ(object["id"], "7");
    EXPECT_EQ(object["mixes"], json({"1", "2"}));
    EXPECT_EQ(object["notes"]["a"], 1);

    json edit = object;
    edit.erase("id");
    const auto back = from_json_object<Juice>(edit);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->mixes, juice.mixes);
    EXPECT_EQ(back->bottled, juice.bottled);
    EXPECT_EQ(to_json_object(*back)["taste"], "sour");
}

TEST(Description, ReportsEveryIssueWithItsPlace) {
    const auto wrong = from_json_object<Juice>(json::parse(
        R"({"name":5,"taste":"salty","colour":"red","bottled":"2026-02-30","version":3})"));
    ASSERT_FALSE(wrong.has_value());
    std::vector<std::string> found;
    for (const auto& issue : wrong.error()) found.push_back(issue.code + " " + issue.field);
    EXPECT_EQ(found,
              (std::vector<std::string>{
                  "unknown_field /colour", "not_text /name", "read_only /version"}));

    const auto values = from_json_object<Juice>(
        json::parse(R"({"name":"很长的名字","taste":"salty","bottled":"2026-02-30"})"));
    ASSERT_FALSE(values.has_value());
    found.clear();
    for (const auto& issue : values.error()) found.push_back(issue.code + " " + issue.field);
    EXPECT_EQ(
        found,
        (std::vector<std::string>{"too_long /name", "not_choice /taste", "not_day /bottled"}));
}

TEST(Description, AppliesTheRulesOfTheNoun) {
    const auto wrong = from_json_object<Juice>(json::parse(R"({"name":"橙","price":-1})"));
    ASSERT_FALSE(wrong.has_value());
    EXPECT_EQ(wrong.error().front().code, "negative");
    EXPECT_EQ(from_json_object<Juice>(json::parse(R"({"name":""})")).error().front().code,
              "missing");
}

TEST(Description, ReadsRowsAndTreatsAnAbsentIdAsNone) {
    auto values = to_values(Juice{.name = "a"});
    EXPECT_TRUE(std::holds_alternative<std::monostate>(values[0]));
    EXPECT_FALSE(from_row<Juice>(values).id);
}

std::string codes_of(const char* body) {
    const auto read = from_json_object<Juice>(json::parse(body));
    std::string codes;
    if (!read)
        for (const auto& issue : read.error()) codes += issue.code + " " + issue.field + ";";
    return codes;
}

TEST(Description, HoldsEveryFigureToTheBoundOfItsKind) {
    EXPECT_EQ(codes_of(R"({"name":"a","price":1000000000000})"), "");
    EXPECT_EQ(codes_of(R"({"name":"a","price":1000000000001})"), "number_too_large /price;");
    EXPECT_EQ(codes_of(R"({"name":"a","price":-1000000000001})"),
              "number_too_large /price;negative /price;");
    EXPECT_EQ(codes_of(R"({"name":"a","price":9223372036854775807})"), "number_too_large /price;");
    EXPECT_EQ(codes_of(R"({"name":"a","price":9223372036854775808})"), "number_too_large /price;");
    EXPECT_EQ(codes_of(R"({"name":"a","price":1e300})"), "number_too_large /price;");
    EXPECT_EQ(codes_of(R"({"name":"a","price":1.5})"), "not_money /price;");
    EXPECT_EQ(codes_of(R"({"name":"a","pulp":1.01})"), "not_share /pulp;");
}

TEST(Description, KeepsTextsComposedAndWithoutSpacesAtTheirEnds) {
    const auto read = from_json_object<Juice>(json::parse("{\"name\":\"  e\\u0301 \"}"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, "é");
}

TEST(Description, RefusesSignsThatCannotBeSeenOrStored) {
    EXPECT_EQ(codes_of("{\"name\":\"a\\u0000b\"}"), "control_character /name;");
    EXPECT_EQ(codes_of("{\"name\":\"a\\nb\"}"), "control_character /name;");
    EXPECT_EQ(codes_of("{\"name\":\"a\\uffff\"}"), "control_character /name;");
    EXPECT_EQ(codes_of("{\"name\":\"a\",\"notes\":{\"x\":[\"\\u0000\"]}}"),
              "control_character /notes;");
}

TEST(Description, EndsAListOfIssuesThatHelpsNobody) {
    json body{{"name", "a"}};
    for (int i = 0; i < 90'000; ++i) body["no" + std::to_string(i)] = 1;
    EXPECT_EQ(from_json_object<Juice>(body).error().size(), 100U);
}

}  // namespace
}  // namespace bihuan
