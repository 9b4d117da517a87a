#include "business/sales/facts/facts.h"

#include <map>

#include <gtest/gtest.h>

#include "base/random.h"
#include "business/company/products/brand.h"
#include "business/company/regions/regions.h"
#include "business/sales/facts/outlet_moves.h"
#include "support/databases.h"

namespace bihuan::facts {

/// A month's sum of a region.
struct MonthSum {
    Month month;
    Id<Region> region_id;
    std::int64_t quantity = 0;
    std::int64_t fact_rows = 0;
};

struct Worth {
    std::int64_t value = 0;
};

}  // namespace bihuan::facts

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::Worth> =
    bihuan::describe<bihuan::facts::Worth>("", field("value", &bihuan::facts::Worth::value));

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::MonthSum> =
    bihuan::describe<bihuan::facts::MonthSum>("",
                                              field("month", &bihuan::facts::MonthSum::month),
                                              field("region_id",
                                                    &bihuan::facts::MonthSum::region_id),
                                              field("quantity", &bihuan::facts::MonthSum::quantity),
                                              field("fact_rows",
                                                    &bihuan::facts::MonthSum::fact_rows));

namespace bihuan::facts {
namespace {

const Query kMonthSums{"test.month_sums",
                       "SELECT month, region_id, CAST(SUM(quantity) AS BIGINT) AS quantity, "
                       "CAST(SUM(fact_rows) AS BIGINT) AS fact_rows FROM sales_months "
                       "GROUP BY month, region_id ORDER BY month, region_id",
                       {}};

class FactsSuite : public DatabaseTest {
protected:
    void SetUp() override {
        for (const char* code : {"EAST", "WEST"}) {
            Values values = to_values(Region{.code = code, .name = code});
            write([&](Transaction& t) { add_row(t, regions::resource(), values, ""); });
            regions_.push_back(from_row<Region>(values));
        }
        write([&](Transaction& t) {
            channel_ = {.code = "MT", .name = "现代渠道"};
            t.insert(channel_);
            Brand brand{.code = "B", .name = "B", .own = true};
            t.insert(brand);
            for (int i = 0; i < 3; ++i) {
                Product product{.code = "P" + std::to_string(i),
                                .name = "P",
                                .brand_id = brand.id,
                                .own = i != 2};
                t.insert(product);
                products_.push_back(product);
            }
        });
        for (std::size_t i = 0; i < 4; ++i) {
            Values values = to_values(Outlet{.code = "O" + std::to_string(i),
                                             .name = "O",
                                             .region_id = regions_[i % 2].id,
                                             .channel_id = channel_.id});
            write([&](Transaction& t) { add_row(t, outlets_resource(), values, ""); });
            outlets_.push_back(from_row<Outlet>(values));
        }
    }

    FactRow row(std::size_t outlet, std::size_t product, Day day, std::int64_t quantity) const {
        return {.outlet_id = outlets_[outlet].id,
                .product_id = products_[product].id,
                .day = day,
                .quantity = {quantity},
                .value = {quantity * 350},
                .price = Money{350}};
    }

    FactCounts import(std::vector<FactRow> rows,
                      FactKind kind = FactKind::SellOut,
                      Amounts amounts = Amounts::Told) {
        return write([&](Transaction& t) {
            std::size_t i = 0;
            const auto next_row = [&](FactRow& next) {
                if (i == rows.size()) return false;
                next = rows[i++];
                next.row_number = static_cast<std::int64_t>(i);
                return true;
            };
            const auto counts = add_facts(t, kind, new_id<ImportTag>(), next_row, amounts);
            t.record({.action = "facts.imported", .subject_kind = "imports"});
            return counts;
        });
    }

    std::vector<MonthSum> sums() {
        return read([](Session& s) { return s.query<MonthSum>(kMonthSums, {}); });
    }

    std::vector<Region> regions_;
    std::vector<Product> products_;
    std::vector<Outlet> outlets_;
    Channel channel_;
};

INSTANTIATE_TEST_SUITE_P(Both, FactsSuite, both_databases(), dialect_name);

TEST_P(FactsSuite, TheSameFileTwiceChangesNothing) {
    const std::vector<FactRow> file{row(0, 0, Day(2026, 10, 1), 5), row(1, 1, Day(2026, 10, 2), 7)};

    EXPECT_EQ(import(file).added, 2);
    const auto again = import(file);

    EXPECT_EQ(again.added, 0);
    EXPECT_EQ(again.changed, 0);
    EXPECT_EQ(again.unchanged, 2);
    EXPECT_EQ(sums().size(), 2U);
}

TEST_P(FactsSuite, AnImportTellsTheMonthsInWhichSomethingChanges) {
    const auto kept = row(0, 0, Day(2026, 9, 1), 5);
    const auto first =
        import({row(1, 1, Day(2026, 10, 2), 7), kept, row(1, 1, Day(2026, 10, 9), 7)});
    const std::vector<FactRow> second{
        kept, row(1, 1, Day(2026, 10, 2), 8), row(0, 1, Day(2026, 7, 31), 1)};

    const auto checked = database().rehearse(viewer, clock, [&](Transaction& t) {
        std::size_t i = 0;
        return compare_facts(t, FactKind::SellOut, [&](FactRow& next) {
            if (i == second.size()) return false;
            next = second[i++];
            next.row_number = static_cast<std::int64_t>(i);
            return true;
        });
    });
    const auto written = import(second);

    EXPECT_EQ(first.months, (std::vector<Month>{{2026, 9}, {2026, 10}}));
    EXPECT_EQ(written.months, (std::vector<Month>{{2026, 7}, {2026, 10}}));
    EXPECT_EQ(checked.months, written.months);
    EXPECT_TRUE(import(second).months.empty());
}

// A warehouse's list of pieces must not erase what the till told of money.
TEST_P(FactsSuite, AFileWithoutAmountsLeavesThoseThatAreKnown) {
    for (const auto kind : {FactKind::SellOut, FactKind::SellIn}) {
        auto stated = row(0, 0, Day(2026, 10, 1), 5);
        auto corrected = row(1, 1, Day(2026, 10, 2), 7);
        import({stated, corrected}, kind);
        const auto without_amounts = [](FactRow fact, std::int64_t quantity) {
            fact.quantity = {quantity};
            fact.value = {};
            fact.price = std::nullopt;
            return fact;
        };
        const std::vector<FactRow> pieces{without_amounts(stated, 5),
                                          without_amounts(corrected, 14),
                                          without_amounts(row(0, 1, Day(2026, 10, 3), 2), 2)};
        const auto counts = import(pieces, kind, Amounts::Untold);
        EXPECT_EQ(counts.unchanged, 1);
        EXPECT_EQ(counts.changed, 1);
        EXPECT_EQ(counts.added, 1);
    }
    const auto values = read([](Session& s) {
        return s.query<Worth>(
            {"test.worth", "SELECT CAST(SUM(value) AS BIGINT) AS value FROM sales_months", {}}, {});
    });
    EXPECT_EQ(values.front().value, 5 * 350 + 14 * 350);
}

TEST_P(FactsSuite, AShareThatLostItsLastDigitIsUnchanged) {
    auto shared = row(0, 0, Day(2026, 10, 1), 5);
    shared.feature = 2.0 / 7;
    import({shared});
    shared.feature = 0.285714285714286;
    EXPECT_EQ(import({shared}).unchanged, 1);
    shared.feature = 0.2858;
    EXPECT_EQ(import({shared}).changed, 1);
}

TEST_P(FactsSuite, ACorrectionTakesBackTheOldFigureAndStatesTheNew) {
    import({row(0, 0, Day(2026, 10, 1), 5)});

    const auto counts = import({row(0, 0, Day(2026, 10, 1), 8)});

    EXPECT_EQ(counts.changed, 1);
    EXPECT_EQ(counts.added, 0);
    ASSERT_EQ(sums().size(), 1U);
    EXPECT_EQ(sums()[0].quantity, 8);
    EXPECT_EQ(sums()[0].fact_rows, 1);
    EXPECT_EQ(import({row(0, 0, Day(2026, 10, 1), 5)}).changed, 1);
    EXPECT_EQ(sums()[0].quantity, 5);
}

TEST_P(FactsSuite, AMovedOutletKeepsItsOldMonthsInTheOldRegion) {
    import({row(0, 0, Day(2026, 9, 15), 5), row(0, 0, Day(2026, 10, 15), 7)});

    write([&](Transaction& t) {
        move_outlet(t, outlets_[0].id, regions_[1].id, channel_.id, Day(2026, 10, 1));
    });

    std::map<std::pair<std::string, std::int64_t>, std::int64_t> found;
    for (const auto& sum : sums())
        if (sum.quantity != 0) found[{to_string(sum.month), sum.region_id.value}] = sum.quantity;
    EXPECT_EQ((found[{"2026-09", regions_[0].id.value}]), 5);
    EXPECT_EQ((found[{"2026-10", regions_[1].id.value}]), 7);
    EXPECT_EQ(found.size(), 2U);
}

TEST_P(FactsSuite, AnEditedRegionMovesTheOutletFromTodayOn) {
    import({row(0, 0, Day(2026, 11, 2), 5), row(0, 0, Day(2026, 11, 3), 7)});
    auto outlet = outlets_[0];
    outlet.region_id = regions_[1].id;
    Values values = to_values(outlet);

    write([&](Transaction& t) { change_row(t, outlets_resource(), values, 1, "new district"); });

    std::map<std::int64_t, std::int64_t> found;
    for (const auto& sum : sums()) found[sum.region_id.value] += sum.quantity;
    EXPECT_EQ(found[regions_[0].id.value], 5);
    EXPECT_EQ(found[regions_[1].id.value], 7);
}

TEST_P(FactsSuite, WhatHasFiguresIsNotRemoved) {
    import({row(0, 0, Day(2026, 10, 1), 5)});
    EXPECT_THROW(write([&](Transaction& t) {
                     remove_row(t, outlets_resource(), outlets_[0].id.value, 1, "");
                 }),
                 Error);
    EXPECT_THROW(write([&](Transaction& t) {
                     remove_row(t, products_resource(), products_[0].id.value, 1, "");
                 }),
                 Error);
    write([&](Transaction& t) { remove_row(t, outlets_resource(), outlets_[3].id.value, 1, ""); });
}

TEST_P(FactsSuite, StockAndSellInKnowTheirCorrectionsToo) {
    EXPECT_EQ(import({row(0, 0, Day(2026, 10, 1), 5)}, FactKind::Stock).added, 1);
    EXPECT_EQ(import({row(0, 0, Day(2026, 10, 1), 6)}, FactKind::Stock).changed, 1);
    EXPECT_EQ(import({row(0, 0, Day(2026, 10, 1), 6)}, FactKind::Stock).unchanged, 1);
    EXPECT_EQ(import({row(0, 0, Day(2026, 10, 1), 5)}, FactKind::SellIn).added, 1);
    EXPECT_EQ(import({row(0, 0, Day(2026, 10, 1), 5)}, FactKind::SellIn).unchanged, 1);
    EXPECT_TRUE(sums().empty());
}

TEST_P(FactsSuite, ACheckFindsEveryWrongSumAndTheRegionItIsIn) {
    import({row(0, 0, Day(2026, 10, 1), 5), row(1, 0, Day(2026, 10, 1), 7)});
    import({row(2, 0, Day(2026, 11, 3), 6), row(0, 2, Day(2026, 10, 1), 4)});
    const auto found = [&](const std::string& change) {
        return database().rehearse(viewer, clock, [&](Transaction& t) {
            EXPECT_GT(t.execute(Query{"test.by_hand", change, {}}, {}, Trace::None), 0) << change;
            EXPECT_EQ(check_facts(t).regions.size(), 1U) << change;
            return find_wrong_sums(t);
        });
    };
    const auto east = fmt::format(" WHERE region_id = {}", regions_[0].id.value);

    EXPECT_TRUE(read([](Session& s) { return check_facts(s).regions; }).empty());
    for (const std::string table : {"sales_months", "sales_weeks", "sales_days"}) {
        const auto more = found("UPDATE " + table + " SET quantity = quantity + 3" + east);
        ASSERT_EQ(more.size(), 3U) << table;
        for (const auto& sum : more) {
            EXPECT_EQ(sum.sums, table);
            EXPECT_EQ(sum.region_id, regions_[0].id.value);
            EXPECT_EQ(sum.stored_quantity - sum.right_quantity, 3);
        }
        EXPECT_EQ(found("DELETE FROM " + table + east).size(), 3U);
    }
    // What one sum has too much another lacks.
    const auto moved = found(
        "UPDATE sales_months SET value = value + CASE WHEN month = '2026-10' THEN 100 ELSE -100 "
        "END" +
        east + fmt::format(" AND product_id = {}", products_[0].id.value));
    ASSERT_EQ(moved.size(), 2U);
    EXPECT_EQ(moved[0].stored_value - moved[0].right_value, 100);
    EXPECT_EQ(moved[1].stored_value - moved[1].right_value, -100);
    // Sums that are as far off as numbers reach: 2^63 more in each of two.
    EXPECT_EQ(found("UPDATE sales_days SET quantity = quantity - 9223372036854775807 - 1" + east +
                    " AND day = '2026-10-01'")
                  .size(),
              2U);
}

TEST_P(FactsSuite, AFactThatSomebodyChangedIsInNoSum) {
    import({row(0, 0, Day(2026, 10, 1), 5), row(1, 1, Day(2026, 10, 2), 7)});
    const auto wrong = database().rehearse(viewer, clock, [&](Transaction& t) {
        t.execute(Query{"test.by_hand", "UPDATE sell_out SET quantity = 8 WHERE quantity = 7", {}},
                  {},
                  Trace::None);
        EXPECT_EQ(check_facts(t).changed.size(), 1U);
        return find_wrong_sums(t);
    });
    ASSERT_EQ(wrong.size(), 3U);
    for (const auto& sum : wrong) EXPECT_EQ(sum.right_quantity - sum.stored_quantity, 1);
}

TEST_P(FactsSuite, SumsAgreeWithBruteForceAfterRandomHistories) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        Random random(seed);
        for (int step = 0; step < 12; ++step) {
            if (random.chance(0.3)) {
                const auto outlet = static_cast<std::size_t>(random.below(4));
                const auto region = static_cast<std::size_t>(random.below(2));
                const Day day = Day(2026, 8, 1) + static_cast<int>(random.below(90));
                write([&](Transaction& t) {
                    move_outlet(t, outlets_[outlet].id, regions_[region].id, channel_.id, day);
                });
                continue;
            }
            std::map<std::tuple<std::size_t, std::size_t, Day>, std::int64_t> file;
            for (int i = 0; i < 40; ++i)
                file[{static_cast<std::size_t>(random.below(4)),
                      static_cast<std::size_t>(random.below(3)),
                      Day(2026, 7, 20) + static_cast<int>(random.below(110))}] =
                    random.below(50) - 5;
            std::vector<FactRow> rows;
            for (const auto& [key, quantity] : file)
                rows.push_back(row(std::get<0>(key), std::get<1>(key), std::get<2>(key), quantity));
            import(rows);
        }
        auto product = read([&](Session& s) { return s.get(products_[1].id); });
        product.own = !product.own;
        Values values = to_values(product);
        write([&](Transaction& t) {
            change_row(t, products_resource(), values, product.version, "");
        });
        const auto wrong = read([](Session& s) { return find_wrong_sums(s); });
        EXPECT_TRUE(wrong.empty())
            << "seed " << seed << ": " << wrong.size() << " sums differ, first "
            << wrong.front().sums << " " << wrong.front().period;
    }
}

TEST_P(FactsSuite, AProductsBarcodeIsKeptAsItsDigits) {
    Product product{
        .code = "NEW", .name = "N", .brand_id = products_[0].brand_id, .gtin = "690 1234 567892"};
    Values values = to_values(product);
    write([&](Transaction& t) { add_row(t, products_resource(), values, ""); });

    EXPECT_EQ(read([](Session& s) { return s.find_by<Product>("code", "NEW"); })->gtin,
              "6901234567892");
    product.gtin = "690 1234 567893";
    EXPECT_EQ(products_resource().check(to_values(product)).error().front().code, "bad_gtin");
}

}  // namespace
}  // namespace bihuan::facts
