#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/supply_json.h"

namespace bihuan {
namespace {

using nlohmann::json;

std::string golden(const std::string& name) {
    const std::ifstream stream(std::string(BIHUAN_SOURCE_DIR) + "/tests/golden/supply/" + name);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<std::int64_t> quantities(const json& product) {
    std::vector<std::int64_t> result;
    for (const auto& bucket : product["buckets"])
        result.push_back(bucket["quantity"].get<std::int64_t>());
    return result;
}

using Units = std::vector<std::int64_t>;

TEST(SupplyFile, RefusesANumberThatNoComputerHolds) {
    const auto problem = read_supply_problem(R"({"service_level": 1e400})");

    ASSERT_FALSE(problem.has_value());
    EXPECT_EQ(problem.error().front().code, "number_too_large");
}

TEST(SupplyFile, GivesThePlanOfTheHandCalculation) {
    const auto problem = read_supply_problem(golden("two_products/problem.json"));
    ASSERT_TRUE(problem.has_value());

    const auto plan = supply_outcome_json(*problem, supply::plan_production(*problem, {}));

    EXPECT_EQ(plan["status"], "optimal");
    EXPECT_NEAR(plan["cost"].get<double>(), 32, 1e-9);
    EXPECT_EQ(quantities(plan["products"][0]), (Units{40, 60, 40}));
    EXPECT_EQ(quantities(plan["products"][1]), (Units{20, 30, 80}));
    EXPECT_EQ(plan["products"][0]["buckets"][1]["layers"],
              (json{{"demand", 40}, {"capacity", 20}}));
    EXPECT_EQ(plan["products"][1]["buckets"][0]["layers"],
              (json{{"demand", 30}, {"opening_stock", -10}}));
    EXPECT_NEAR(plan["lines"][0]["buckets"][2]["hour_price"].get<double>(), 10, 1e-6);
    EXPECT_NEAR(plan["lines"][0]["buckets"][2]["overtime_hours"].get<double>(), 2, 1e-9);
}

TEST(SupplyFile, NamesABatchThatALineCannotMakeInAWeek) {
    const auto problem = read_supply_problem(R"({"plan_day": "2026-11-02",
        "buckets": [{"first_day": "2026-11-02"}, {"first_day": "2026-11-09"},
                    {"first_day": "2026-11-16"}, {"first_day": "2026-11-23"}],
        "lines": [{"code": "L1", "hours": [40, 40, 40, 40]}],
        "products": [{"code": "A", "line": "L1", "hours_per_unit": 0.1, "smallest_batch": 1000,
                      "multiple": 100, "demand": [100, 300, 300, 300], "opening_stock": 0}]})");
    ASSERT_TRUE(problem.has_value());

    const auto plan = supply_outcome_json(*problem, supply::plan_production(*problem, {}));

    const auto made = quantities(plan["products"][0]);
    EXPECT_EQ(made[0] + made[1] + made[2] + made[3], 1000);
    EXPECT_TRUE(plan["shortages"].empty());
    EXPECT_EQ(plan["bindings"][0]["cause"], "smallest_batch");
    EXPECT_EQ(plan["bindings"][0]["line"], "L1");
    EXPECT_EQ(plan["bindings"][0]["limit"], 1000);
}

std::vector<std::string> fields(const std::string& text) {
    std::vector<std::string> result;
    if (const auto problem = read_supply_problem(text); !problem)
        for (const auto& issue : problem.error()) result.push_back(issue.field);
    return result;
}

using Fields = std::vector<std::string>;

TEST(SupplyFile, NamesThePlaceOfEveryIssue) {
    const auto found = fields(R"({
        "plan_day": "2026-02-30", "buckets": [{"first_day": "2026-11-02", "dayz": 7}],
        "lines": [{"code": 7}],
        "products": [{"code": "A", "line": "none", "demand": [1.5, "x"], "a/b": 1}]})");

    EXPECT_EQ(found,
              (Fields{"/plan_day",
                      "/buckets/0/dayz",
                      "/lines/0/code",
                      "/products/0/line",
                      "/products/0/demand/0",
                      "/products/0/demand/1",
                      "/products/0/a~1b"}));
}

TEST(SupplyFile, TakesAWholeNumberAsOtherProgramsWriteIt) {
    EXPECT_EQ(fields(R"({"plan_day": "2026-11-02", "buckets": [{"first_day": "2026-11-02",
        "days": 7.0}], "products": [{"code": "A", "demand": [100.0]}]})"),
              Fields{});
}

TEST(SupplyFile, NamesContradictionsOnceTheKindsAreRight) {
    EXPECT_EQ(fields(R"({"plan_day": "2026-11-02",
        "buckets": [{"first_day": "2026-11-02"}],
        "products": [{"code": "A", "demand": [1, 2]}]})"),
              (Fields{"/products/0/demand"}));
}

TEST(SupplyFile, HoldsEveryFigureToTheBoundOfACompanys) {
    const auto code_of = [](const std::string& figure) {
        const auto problem = read_supply_problem(R"({"plan_day": "2026-11-02",
            "buckets": [{"first_day": "2026-11-02"}],
            "products": [{"code": "A", "opening_stock": )" +
                                                 figure + R"(, "demand": [)" + figure + "]}]}");
        return problem ? "" : problem.error().front().code;
    };
    EXPECT_EQ(code_of("1000000000000"), "");
    for (const char* figure : {"1000000000001",
                               "9223372036854775807",
                               "9223372036854775808",
                               "-9223372036854775808",
                               "99999999999999999999999",
                               "1e300"})
        EXPECT_EQ(code_of(figure), "number_too_large") << figure;
}

TEST(SupplyFile, RefusesWhatIsNoJsonOrNoObject) {
    EXPECT_EQ(fields("{"), (Fields{""}));
    EXPECT_FALSE(fields("[]").empty());
    EXPECT_FALSE(fields("").empty());
    EXPECT_FALSE(fields(R"({"plan_day": 99999999999999999999})").empty());
}

}  // namespace
}  // namespace bihuan
