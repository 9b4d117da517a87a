#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "business/company/imports/imports_suite.h"
#include "business/company/imports/units.h"

// In what a file counts: each product's own unit, its box, and words that mean one thing to one
// trade and another to the next.
namespace bihuan::imports {

struct Count {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::Count> =
    bihuan::describe<bihuan::imports::Count>("",
                                             field("quantity", &bihuan::imports::Count::quantity),
                                             field("value", &bihuan::imports::Count::value));

namespace bihuan::imports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Query kCounts{"test.counts", "SELECT quantity, value FROM sell_out ORDER BY day", {}};

class ImportUnitsTest : public ImportsSuite {
protected:
    std::vector<std::int64_t> quantities() {
        std::vector<std::int64_t> found;
        for (const auto& sold : read([](Session& s) { return s.query<Count>(kCounts, {}); }))
            found.push_back(sold.quantity);
        return found;
    }
    /// What corrections leave.
    static std::int64_t net(const std::vector<std::int64_t>& figures) {
        return std::accumulate(figures.begin(), figures.end(), std::int64_t{0});
    }
    std::vector<std::int64_t> values() {
        std::vector<std::int64_t> found;
        for (const auto& sold : read([](Session& s) { return s.query<Count>(kCounts, {}); }))
            found.push_back(sold.value);
        return found;
    }
};

INSTANTIATE_TEST_SUITE_P(Both, ImportUnitsTest, both_databases(), dialect_name);

TEST_P(ImportUnitsTest, APieceThatMayBeABoxIsRefusedWithBothReadings) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,单位,销售额\n2026-10-01,S1,P1,10,件,480\n"
                               "2026-10-02,S1,P2,10,整件,480\n2026-10-03,S1,P1,2,箱,96\n"
                               "2026-10-04,S1,P1,3,瓶,12\n");

    EXPECT_THAT(codes(report), ElementsAre("E2 ambiguous_unit", "E3 ambiguous_unit"));
    EXPECT_EQ(report.issues[0].found, "件 = 1 瓶 / 12 瓶");
    EXPECT_THAT(quantities(), ElementsAre(24, 3));
    EXPECT_THAT(report.units_in_doubt, ElementsAre("件", "整件"));
}

TEST_P(ImportUnitsTest, APersonSaysWhatAWordMeansInAFile) {
    import_company();
    auto file = request("sell-out",
                        "日期,门店,产品,数量,单位,销售额\n2026-10-01,S1,P1,10,件,480\n"
                        "2026-10-02,S1,P1,3,个,12\n2026-10-03,S1,P2,1,件,50\n");
    file.reading.units = {{"件", UnitLevel::Box}, {"个", UnitLevel::Base}};

    const auto report = run(file);

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_THAT(quantities(), ElementsAre(120, 3, 24));
}

TEST_P(ImportUnitsTest, AnotherProductsUnitIsNotTakenForThisOnes) {
    import_company();
    import("products", "编码,名称,品牌,单位,箱规\nP3,盐汽水,汇源,罐,24\n");

    const auto report =
        import("sell-out",
               "日期,门店,产品,数量,单位,销售额\n2026-10-01,S1,P1,1,盒,4\n"
               "2026-10-02,S1,P1,1,支,4\n2026-10-03,S1,P1,1,袋,4\n2026-10-04,S1,P1,1,罐,4\n"
               "2026-10-05,S1,P1,1,个,4\n2026-10-06,S1,P3,1,听,4\n2026-10-07,S1,P3,2,can,4\n"
               "2026-10-08,S1,P1,3,Bottles,12\n2026-10-09,S1,P1,4,pcs,16\n"
               "2026-10-10,S1,P1,5,EA,20\n2026-10-11,S1,P1,1,提,16\n");

    EXPECT_THAT(codes(report),
                ElementsAre("E2 unknown_unit",
                            "E3 unknown_unit",
                            "E4 unknown_unit",
                            "E5 unknown_unit",
                            "E6 unknown_unit",
                            "E12 unknown_unit"));
    EXPECT_EQ(report.issues[0].found, "盒 ≠ 瓶");
    EXPECT_THAT(quantities(), ElementsAre(1, 2, 3, 4, 5));
}

TEST_P(ImportUnitsTest, TheHeadingsUnitIsHeldAgainstTheProductToo) {
    import_company();

    const auto pieces =
        import("sell-out", "日期,门店,产品,数量（件）,销售额\n2026-10-01,S1,P1,10,480\n");
    const auto counted =
        import("sell-out", "日期,门店,产品,件数,销售额\n2026-10-01,S1,P1,10,480\n");
    const auto boxes = import("sell-out", "日期,门店,产品,箱数,销售额\n2026-10-01,S1,P1,10,480\n");
    const auto bags =
        import("sell-out", "日期,门店,产品,数量(袋),销售额\n2026-10-02,S1,P1,10,480\n");
    const auto weight =
        import("sell-out", "日期,门店,产品,数量(千克),销售额\n2026-10-02,S1,P1,10,480\n");
    const auto note =
        import("sell-out", "日期,门店,产品,销量(本月),销售额\n2026-10-03,S1,P1,10,480\n");

    EXPECT_THAT(codes(pieces), ElementsAre("D2 ambiguous_unit"));
    EXPECT_THAT(codes(counted), ElementsAre("D2 ambiguous_unit"));
    EXPECT_THAT(codes(boxes), IsEmpty());
    EXPECT_THAT(codes(bags), ElementsAre("D2 unknown_unit"));
    EXPECT_THAT(codes(weight), ElementsAre("D2 unknown_unit"));
    EXPECT_THAT(codes(note), IsEmpty());
    EXPECT_THAT(quantities(), ElementsAre(120, 10));
}

TEST_P(ImportUnitsTest, AHeadingMaySayItsUnitInOtherWords) {
    import_company();

    for (const auto* const heading : {"数量（单位：箱）",
                                      "数量（箱数）",
                                      "数量(按箱)",
                                      "数量（按箱计）",
                                      "销量（箱/周）",
                                      "数量（每箱）",
                                      "箱数（本月）",
                                      "数量（含税，箱）",
                                      "quantity (per box)"}) {
        const auto report = import(
            "sell-out", fmt::format("日期,门店,产品,{},销售额\n2026-10-01,S1,P2,5,480\n", heading));
        EXPECT_THAT(codes(report), IsEmpty()) << heading;
        EXPECT_EQ(net(quantities()), 120) << heading;
        import("sell-out", "日期,门店,产品,数量,销售额\n2026-10-01,S1,P2,1,1\n");
    }
}

TEST_P(ImportUnitsTest, AColumnThatAPersonChoseCountsWhatItsHeadingSays) {
    import_company();
    auto file = request("sell-out", "日期,门店,产品,销售箱数,销售额\n2026-10-01,S1,P2,5,480\n");
    file.reading.mapping = {{"quantity", "销售箱数"}};

    EXPECT_THAT(codes(run(file)), IsEmpty());
    EXPECT_THAT(quantities(), ElementsAre(120));
}

TEST_P(ImportUnitsTest, AHeadingThatSpeaksOfBoxesUnclearlyIsRefusedUntilAPersonSays) {
    import_company();
    auto file =
        request("sell-out", "日期,门店,产品,数量（折箱后散货）,销售额\n2026-10-01,S1,P2,5,480\n");

    const auto refused = run(file);
    file.reading.units = {{"折箱后散货", UnitLevel::Base}};
    const auto chosen = run(file);
    const auto both =
        import("sell-out", "日期,门店,产品,数量（箱/瓶）,销售额\n2026-10-01,S1,P2,5,480\n");

    EXPECT_THAT(codes(refused), ElementsAre("D2 ambiguous_unit"));
    EXPECT_THAT(refused.units_in_doubt, ElementsAre("折箱后散货"));
    EXPECT_THAT(codes(chosen), IsEmpty());
    EXPECT_THAT(codes(both), ElementsAre("D2 ambiguous_unit"));
    EXPECT_THAT(quantities(), ElementsAre(5));
}

TEST_P(ImportUnitsTest, AmountsCountByTheWholeScaleOfTheirHeading) {
    import_company();

    for (const auto* const heading :
         {"销售额（千万元）", "销售额（单位：千万元）", "销售额（含税，千万元）"}) {
        import("sell-out",
               fmt::format("日期,门店,产品,数量,{}\n2026-10-01,S1,P1,5,0.0001\n", heading));
        EXPECT_EQ(net(values()), 100'000) << heading;
        import("sell-out", "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,1,1\n");
    }
    import("sell-out", "日期,门店,产品,数量（十万瓶）,销售额\n2026-10-01,S1,P1,2,1\n");

    EXPECT_EQ(net(quantities()), 200'000);
}

TEST_P(ImportUnitsTest, AScaleWithinANameIsNoScaleAndAHundredBottlesAreAHundred) {
    import_company();
    const auto sold = [&](const std::string& heading) {
        const auto report = import(
            "sell-out", fmt::format("日期,门店,产品,{},销售额\n2026-10-01,S1,P1,2,9\n", heading));
        EXPECT_THAT(codes(report), IsEmpty()) << heading;
        const auto now = net(quantities());
        import("sell-out", "日期,门店,产品,数量,销售额\n2026-10-01,S1,P1,1,1\n");
        return now;
    };
    for (const auto* const heading : {"销量（万达店）",
                                      "销量（百事专柜）",
                                      "销量（千禧店）",
                                      "销量（十里河店）",
                                      "销量（亿家）"})
        EXPECT_EQ(sold(heading), 2) << heading;
    EXPECT_EQ(sold("销量（百瓶）"), 200);
    EXPECT_EQ(sold("销量（万瓶/月）"), 20'000);
    EXPECT_EQ(sold("销量（单位：百箱）"), 2'400);
    EXPECT_EQ(sold("销量（十）"), 20);

    const auto row = import("sell-out",
                            "日期,门店,产品,数量,单位,销售额\n2026-10-01,S1,P1,2,百瓶,9\n"
                            "2026-10-02,S1,P1,2,万瓶,9\n");
    const auto other =
        import("sell-out", "日期,门店,产品,数量（万瓶）,单位,销售额\n2026-10-03,S1,P1,2,百瓶,9\n");
    EXPECT_THAT(codes(row), ElementsAre("E2 unknown_unit", "E3 unknown_unit"));
    EXPECT_THAT(codes(other), ElementsAre("E2 unknown_unit"));
}

TEST_P(ImportUnitsTest, AUnitStatedAboveTheHeaderCountsForTheWholeTable) {
    import_company();
    const auto columns = std::string("日期,门店,产品,数量,销售额\n2026-10-01,S1,P2,5,9.6\n");

    const auto boxes = import("sell-out", "单位：箱,,,,\n" + columns);
    EXPECT_THAT(codes(boxes), IsEmpty());
    EXPECT_THAT(remarks(boxes), ElementsAre("stated_unit_taken 0 A1 单位：箱 → 数量 "));
    EXPECT_EQ(net(quantities()), 120);

    import("sell-out", "销售日报（单位：千瓶、万元）,,,,\n" + columns);
    EXPECT_EQ(net(quantities()), 5'000);
    EXPECT_EQ(net(values()), 9'600'000);

    import("sell-out", "打印日期：,2026-01-05,单位：,箱,\n" + columns);
    EXPECT_EQ(net(quantities()), 120);
    EXPECT_EQ(net(values()), 960);

    for (const auto* const above : {"(RMB in thousands)",
                                    "单位：RMB thousand",
                                    "人民币千元",
                                    "10月销售报表（千元）",
                                    "All figures in RMB thousands",
                                    "数量单位：瓶；金额单位：千元",
                                    "金额：千元"}) {
        import("sell-out", above + (",,,,\n" + columns));
        EXPECT_EQ(net(values()), 960'000) << above;
    }

    import("sell-out", "年销售额突破千万元,,,,\n" + columns);
    EXPECT_EQ(net(values()), 960);
    import("sell-out",
           "单位：千元,,,,\n日期,门店,产品,数量,销售额（含税）\n2026-10-01,S1,P2,5,9.6\n");
    EXPECT_EQ(net(values()), 960'000);

    const auto firm = import("sell-out", "购货单位：万家箱包,,,,\n" + columns);
    EXPECT_THAT(remarks(firm), IsEmpty());
    EXPECT_EQ(net(quantities()), 5);

    const auto stock = import("stock", "单位：箱,,,\n日期,门店,产品,库存\n2026-10-01,S1,P2,5\n");
    EXPECT_THAT(remarks(stock), ElementsAre("stated_unit_taken 0 A1 单位：箱 → 库存 "));
}

TEST_P(ImportUnitsTest, ThousandsAreReadHoweverAHeadingWritesThem) {
    import_company();
    const auto sold = [&](const std::string& heading) {
        const auto report =
            import("sell-out", fmt::format("日期,门店,产品,{}\n2026-10-01,S1,P1,2\n", heading));
        EXPECT_THAT(codes(report), IsEmpty()) << heading;
        return net(quantities());
    };
    for (const auto* const heading : {"Qty (000)",
                                      "数量（K）",
                                      "数量(x1000)",
                                      "数量(千)",
                                      "Qty '000",
                                      "\"数量（1,000）\"",
                                      "数量千瓶",
                                      "数量（'000 瓶）"})
        EXPECT_EQ(sold(heading), 2'000) << heading;
    EXPECT_EQ(sold("数量千箱"), 24'000);
    EXPECT_EQ(sold("数量（必填）（千箱）"), 24'000);
    EXPECT_EQ(sold("数量（1000ml）"), 2);

    const auto money =
        import("sell-out", "日期,门店,产品,数量,销售额（K）\n2026-10-01,S1,P1,2,1.5\n");
    EXPECT_THAT(codes(money), IsEmpty());
    EXPECT_EQ(net(values()), 150'000);
}

TEST_P(ImportUnitsTest, AScaleThatIsNotUnderstoodRefusesTheFile) {
    import_company();
    for (const auto* const heading : {"单价（元/千瓶）",
                                      "单价（千瓶）",
                                      "price (1000)",
                                      "单价（元/10瓶）",
                                      "销售额（RMB ths.）",
                                      "销售额（net k）",
                                      "销售额（w）",
                                      "销售额（元/1000）",
                                      "数量（10^3）"}) {
        const auto quantity = std::string(heading).starts_with("数量") ? "单价" : "数量";
        const auto report =
            import("sell-out",
                   fmt::format("日期,门店,产品,{},{}\n2026-10-01,S1,P1,2,3\n", quantity, heading));
        ASSERT_EQ(report.refusal.size(), 1U) << heading;
        EXPECT_EQ(report.refusal[0].code, "scale_unclear") << heading;
        EXPECT_EQ(report.refusal[0].field, "/1/E");
    }
    for (const auto* const heading :
         {"销售额（USD thousand）", "Amount (k€)", "Amount (HKD'000)"}) {
        const auto report = import(
            "sell-out", fmt::format("日期,门店,产品,数量,{}\n2026-10-01,S1,P1,2,3\n", heading));
        ASSERT_EQ(report.refusal.size(), 1U) << heading;
        EXPECT_EQ(report.refusal[0].code, "not_in_yuan") << heading;
    }
    EXPECT_THAT(quantities(), IsEmpty());
}

TEST_P(ImportUnitsTest, ACellThatSaysItsScaleItselfCountsOnce) {
    import_company();
    const auto sold = [&](const std::string& cell) {
        return import("sell-out",
                      "日期,门店,产品,数量,销售额（万元）\n2026-10-01,S1,P1,2," + cell + "\n");
    };
    for (const auto* const cell : {"7万元", "7万", "7"}) {
        EXPECT_THAT(codes(sold(cell)), IsEmpty()) << cell;
        EXPECT_EQ(net(values()), 7'000'000) << cell;
    }
    for (const auto* const cell : {"7元", "7千元"})
        EXPECT_THAT(codes(sold(cell)), ElementsAre("E2 units_differ")) << cell;
}

TEST_P(ImportUnitsTest, ARowOfUnitsBelowTheHeadingsCountsForItsColumns) {
    import_company();
    const auto data = std::string("2026-10-01,S1,P2,5,9.6\n");
    const auto header = std::string("日期,门店,产品,数量,销售额\n");

    const auto boxes = import("sell-out", header + "年/月/日,,,（箱）,千元\n" + data);
    EXPECT_THAT(codes(boxes), IsEmpty());
    EXPECT_THAT(remarks(boxes), ElementsAre("stated_unit_below 0 数量 箱、销售额 千元 "));
    EXPECT_EQ(net(quantities()), 120);
    EXPECT_EQ(net(values()), 960'000);

    const auto same = import("sell-out", "日期,门店,产品,数量（瓶）,销售额\n,,,瓶,元\n" + data);
    EXPECT_THAT(codes(same), IsEmpty());
    EXPECT_EQ(net(quantities()), 5);

    const auto other = import("sell-out", "日期,门店,产品,数量（瓶）,销售额\n,,,箱,元\n" + data);
    ASSERT_EQ(other.refusal.size(), 1U);
    EXPECT_EQ(other.refusal[0].code, "units_differ");
    EXPECT_EQ(other.refusal[0].field, "/2/D");

    for (const auto& [heading, below] :
         std::vector<std::pair<std::string, std::string>>{{"数量（箱）,销售额", "千瓶,元"},
                                                          {"数量,销售额（元）", ",千元"},
                                                          {"数量,销售额（USD）", ",元"}}) {
        const auto differs =
            import("sell-out", fmt::format("日期,门店,产品,{}\n,,,{}\n", heading, below) + data);
        ASSERT_EQ(differs.refusal.size(), 1U) << heading;
        EXPECT_EQ(differs.refusal[0].code, "units_differ") << heading;
    }

    import("sell-out", "日期,门店,产品,数量（千）,销售额\n日期,代码,代码,瓶,元\n" + data);
    EXPECT_EQ(net(quantities()), 5'000);
    import("sell-out", "日期,门店,产品,数量（瓶）,销售额\n必填,代码,代码,bottle,元\n" + data);
    EXPECT_EQ(net(quantities()), 5);

    for (const auto* const unclear : {"瓶,人民币（万元）", "瓶,M", "按箱,千元"}) {
        const auto refused = import("sell-out", header + ",,," + unclear + "\n" + data);
        ASSERT_EQ(refused.refusal.size(), 1U) << unclear;
        EXPECT_EQ(refused.refusal[0].code, "scale_unclear") << unclear;
    }
    import("sell-out", header + ",,,单位：箱,'000\n" + data);
    EXPECT_EQ(net(quantities()), 120);
    EXPECT_EQ(net(values()), 960'000);

    const auto sum = import("sell-out", header + ",,,1000,\n" + data);
    EXPECT_EQ(sum.rows_failed, 1);
    EXPECT_EQ(net(quantities()), 5);

    const auto row = import("sell-out", header + "2026-10-02,S1,P2,箱,9.6\n" + data);
    EXPECT_THAT(codes(row), ElementsAre("D2 not_a_number"));
}

TEST_P(ImportUnitsTest, AHeadingsOwnUnitIsNearerThanOneStatedAbove) {
    import_company();

    import("sell-out",
           "单位：箱、万元,,,,\n日期,门店,产品,数量（瓶）,销售额（元）\n2026-10-01,S1,P2,5,9.6\n");

    EXPECT_THAT(quantities(), ElementsAre(5));
    EXPECT_THAT(values(), ElementsAre(960));
}

TEST_P(ImportUnitsTest, AUnitStatedAboveThatNobodyUnderstandsRefusesTheFile) {
    import_company();

    for (const auto* const note : {"单位：折箱", "单位：箱、瓶", "单位：元/箱", "单位：万"}) {
        const auto report = import(
            "sell-out",
            fmt::format("{},,,,\n日期,门店,产品,数量,销售额\n2026-10-01,S1,P2,5,9.6\n", note));
        ASSERT_EQ(report.refusal.size(), 1U) << note;
        EXPECT_EQ(report.refusal[0].code, "stated_unit_unclear");
        EXPECT_EQ(report.refusal[0].field, "/1/A");
    }
    EXPECT_THAT(quantities(), IsEmpty());
}

TEST_P(ImportUnitsTest, AUnitColumnThatContradictsTheHeadingIsRefused) {
    import_company();

    const auto report = import("sell-out",
                               "日期,门店,产品,数量（箱）,单位,销售额\n2026-10-01,S1,P1,10,瓶,480\n"
                               "2026-10-02,S1,P1,10,箱,480\n2026-10-03,S1,P1,10,,480\n");

    EXPECT_THAT(codes(report), ElementsAre("E2 units_differ"));
    EXPECT_EQ(report.issues[0].found, "瓶 ≠ 数量（箱）");
    EXPECT_THAT(quantities(), ElementsAre(120, 120));
}

TEST_P(ImportUnitsTest, APriceIsForTheUnitThatItsHeadingNames) {
    import_company();

    const auto report =
        import("sell-out",
               "日期,门店,产品,数量（瓶）,单价（元/箱）\n2026-10-01,S1,P1,36,48.00\n"
               "2026-10-02,S1,P1,1,48.00\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_THAT(values(), ElementsAre(14400, 400));
}

TEST_P(ImportUnitsTest, AListWhosePricesAreOfBoxesIsRefusedAsAWhole) {
    import_company();

    const auto boxes =
        import("prices", "产品,价格类型,价格（元/箱）,开始日期\nP1,零售价,48,2026-01-01\n");
    const auto pieces =
        import("prices", "产品,价格类型,价格（元/瓶）,开始日期\nP1,零售价,4,2026-01-01\n");

    ASSERT_EQ(boxes.refusal.size(), 1U);
    EXPECT_EQ(boxes.refusal[0].code, "not_in_base_units");
    EXPECT_EQ(boxes.refusal[0].found, "价格（元/箱）");
    EXPECT_EQ(pieces.rows_added, 1);
}

TEST_P(ImportUnitsTest, AProductWithoutAUnitOfItsOwnIsCountedByOneAndSaidSo) {
    import_company();
    import("products", "编码,名称,品牌,箱规\nP4,散货,汇源,6\nP5,新品,汇源,1\n");

    const auto report = import("sell-out",
                               "日期,门店,产品,数量,单位,销售额\n2026-10-01,S1,P4,3,件,12\n"
                               "2026-10-02,S1,P4,4,瓶,12\n2026-10-03,S1,P5,5,箱,60\n"
                               "2026-10-04,S1,P5,6,个,12\n");

    EXPECT_THAT(codes(report), IsEmpty());
    EXPECT_THAT(quantities(), ElementsAre(3, 4, 5, 6));
    EXPECT_THAT(report.units_in_doubt, ElementsAre("件")) << "so that a person may say a box";
    EXPECT_THAT(remarks(report),
                ElementsAre("piece_taken 1  2", "unit_not_stated 1  3", "box_of_one 1  4"));
}

TEST(Units, AreAsAPersonChoseBeforeAnythingElse) {
    const Pack pack{.unit = "瓶", .units_per_box = 12, .boxes_per_pallet = 40};

    EXPECT_EQ(unit_size("瓶", pack, {{"瓶", UnitLevel::Box}})->units, 12);
    EXPECT_EQ(unit_size("托", pack, {})->units, 480);
    EXPECT_EQ(unit_size("box", {.unit = "盒", .units_per_box = 6}, {}).error().code,
              "ambiguous_unit");
    EXPECT_EQ(unit_size("箱", {.unit = "箱"}, {})->units, 1);
    EXPECT_EQ(unit_level_of("箱"), UnitLevel::Box);
    EXPECT_THROW(unit_level_of("瓶"), Error);
}

}  // namespace
}  // namespace bihuan::imports
