#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"
#include "business/company/people/people.h"

// What an import may make besides its rows: what its sender may write, and nothing else.
namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;

class ImportRights : public ImportsSuite {
protected:
    ImportRights() {
        import("products", "编码,名称,品牌,自有,单位,箱规\nP1,橙汁,汇源,是,瓶,12\n");
        import("outlets",
               "门店编码,门店名称,区域,渠道\nS1,一店,华东,现代渠道\nS2,二店,华北,现代渠道\n");
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportRights, both_databases(), dialect_name);

/// Sees the whole company and writes outlets, products and figures, but not the company's tree.
Viewer seller() {
    return {.person_id = 7,
            .name = "王",
            .permissions = {"facts.write", "outlets.write", "products.read"},
            .whole_company = true};
}

TEST_P(ImportRights, MakeNothingThatTheSenderMayNotWriteAndSaySoAtTheCell) {
    const auto regions_before = read([](Session& s) { return s.all<Region>().size(); });
    viewer = seller();
    for (const bool dry_run : {true, false}) {
        auto sent = request("outlets",
                            "编码,名称,区域,渠道\nN1,n,NEWREGION,现代渠道\nN2,n,华东,NEWCHANNEL\n"
                            "N3,n,华东,现代渠道\n");
        sent.reading.create_missing = true;
        sent.dry_run = dry_run;

        const auto report = run(sent);

        EXPECT_THAT(codes(report), ElementsAre("C2 not_yours_to_make", "D3 not_yours_to_make"));
        EXPECT_TRUE(report.created.empty());
        EXPECT_EQ(report.rows_added, 1) << "what is there may be referred to";
    }
    viewer = Viewer::system("test");
    EXPECT_EQ(read([](Session& s) { return s.all<Region>().size(); }), regions_before);
    EXPECT_FALSE(
        read([](Session& s) { return s.find_by<Channel>("code", std::string("NEWCHANNEL")); }));
}

TEST_P(ImportRights, FiguresMakeNoOutletOrProductForWhoMayNotWriteThem) {
    viewer = seller();
    auto sent =
        request("sell-out", "日期,门店,产品,数量\n2026-10-01,S7,P1,1\n2026-10-01,S1,P7,1\n");
    sent.reading.create_missing = true;
    for (const bool dry_run : {true, false}) {
        sent.dry_run = dry_run;
        const auto report = run(sent);
        EXPECT_THAT(codes(report), ElementsAre("B2 not_yours_to_make", "C3 not_yours_to_make"));
        EXPECT_TRUE(report.created.empty());
    }
    viewer = Viewer::system("test");
    EXPECT_FALSE(read([](Session& s) { return s.find_by<Region>("code", std::string("未分配")); }));
}

TEST_P(ImportRights, ACodeOfAHiddenRowIsToldInItsRowAndTheOthersStand) {
    const auto east = find<Region>("华东").id;
    Person person{.code = "m", .name = "m", .roles = {Role::RegionalManager}, .region_ids = {east}};
    auto values = to_values(person);
    write([&](Transaction& t) { add_row(t, people::resource(), values, ""); });
    viewer = people::viewer_of(from_row<Person>(values));
    auto sent = request("outlets",
                        "门店编码,门店名称,区域,渠道\nN1,新店,华东,现代渠道\n"
                        "S2,抢码,华东,现代渠道\nN2,又一店,华东,现代渠道\n");
    for (const bool dry_run : {true, false}) {
        sent.dry_run = dry_run;
        const auto report = run(sent);
        EXPECT_THAT(codes(report), ElementsAre("A3 not_unique"));
        EXPECT_EQ(report.rows_added, 2);
    }
}

}  // namespace
}  // namespace bihuan::imports
