#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"
#include "business/company/products/brand.h"

namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;

class ImportBoundsSuite : public ImportsSuite {};

INSTANTIATE_TEST_SUITE_P(Both, ImportBoundsSuite, both_databases(), dialect_name);

TEST_P(ImportBoundsSuite, AFigureBeyondTheBoundIsRefusedWithItsCell) {
    import_company();
    const auto report = import("sell-out",
                               "outlet,product,date,quantity,unit,value,price\n"
                               "S1,P1,2026-10-01,1000000000000,瓶,1,\n"
                               "S1,P1,2026-10-02,1000000000001,瓶,1,\n"
                               "S1,P1,2026-10-03,100000000000,箱,1,\n"
                               "S1,P1,2026-10-04,9223372036854775807,瓶,1,\n"
                               "S1,P1,2026-10-05,1,瓶,10000000000.01,\n"
                               "S1,P1,2026-10-06,1000000,瓶,,10000000\n"
                               "S1,P1,2026-10-07,-1000000000001,瓶,1,\n");
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(codes(report),
                ElementsAre("D3 number_too_large",
                            "D4 number_too_large",
                            "D5 number_too_large",
                            "F6 number_too_large",
                            "G7 number_too_large",
                            "D8 number_too_large"));
}

TEST_P(ImportBoundsSuite, AFigureOfANounIsHeldToTheBoundOfItsField) {
    const auto report = import("products",
                               "code,name,brand,own,unit,units_per_box\n"
                               "P1,a,B,yes,瓶,1000000\nP2,b,B,yes,瓶,1000001\nP3,c,B,yes,瓶,0\n");
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(codes(report), ElementsAre("F3 number_too_large", "F4 not_positive"));
}

TEST_P(ImportBoundsSuite, NamesMayBeginWithAnySign) {
    const auto report = import(
        "brands",
        "code,name\n1,★店\n2,·\n3,￥\n4,α\n5,あ\n6,한\n7,😀\n8,Cafe\xCC\x81\n9,\xF0\xA0\xAE\xB7\n");
    EXPECT_EQ(report.rows_added, 9);
    EXPECT_THAT(codes(report), ElementsAre());
    const auto cafe =
        read([](Session& s) { return s.find_by<Brand>("code", std::string("8")).value(); });
    EXPECT_EQ(cafe.name, "Café");
}

TEST_P(ImportBoundsSuite, SignsThatCannotBeSeenAreIssuesOfTheirRows) {
    const auto report = import("brands",
                               "code,name\n1,a\x07z\n2,b\xC2\x85z\n3,c\xEF\xBF\xBEz\nA\x01"
                               "B,d\n5,good\n");
    EXPECT_EQ(report.rows_added, 1);
    EXPECT_THAT(codes(report),
                ElementsAre("B2 control_character",
                            "B3 control_character",
                            "B4 control_character",
                            "A5 control_character"));
    import_company();
    const auto facts = import("sell-out",
                              "outlet,product,date,quantity,note\n"
                              "S1,P1,2026-10-01,1,ok\nS1,P1,2026-10-02,1,a\x07z\n");
    EXPECT_EQ(facts.rows_added, 1);
    ASSERT_EQ(facts.issues.size(), 1U);
    EXPECT_EQ(facts.issues.front().code, "control_character");
}

}  // namespace
}  // namespace bihuan::imports
