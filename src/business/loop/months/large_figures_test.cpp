#include "business/loop/months/large_figures.h"

#include <limits>

#include "business/demand/production/production_rule.h"
#include "business/loop/months/closing_suite.h"
#include "business/sales/targets/target_proposal.h"

namespace bihuan::months {

struct StoredSum {
    std::int64_t quantity = 0;
};

}  // namespace bihuan::months

template <>
inline constexpr auto bihuan::kDescription<bihuan::months::StoredSum> =
    bihuan::describe<bihuan::months::StoredSum>("",
                                                field("quantity",
                                                      &bihuan::months::StoredSum::quantity));

namespace bihuan::months {
namespace {

constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
constexpr auto kBound = static_cast<std::int64_t>(kMostFigure);

class LargeFiguresSuite : public ClosingSuite {
protected:
    /// A figure that an older program let in.
    void put(const std::string& sql) {
        write([&](Transaction& t) { t.execute(Query{"older", sql, {}}, {}, Trace::None); });
    }

    void propose(std::int64_t units) {
        write([&](Transaction& t) {
            TargetProposal proposal{.target_month = kClosed + 1,
                                    .representative_id = planner_.id,
                                    .region_id = east_.id,
                                    .product_id = milk_.id,
                                    .quantity = {units}};
            t.insert(proposal);
        });
    }

    /// What the close says when it cannot go on; empty when it does.
    std::string close_error() {
        try {
            close();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::Conflict);
            return error.what();
        }
        return "";
    }

    std::string code_of_correction(std::int64_t units) {
        auto override = change(OverrideLayer::SalesOverride, units);
        override.region_id = east_.id;
        try {
            write([&](Transaction& t) { forecasts::add_override(t, override); });
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::InvalidInput);
            const auto& issue = error.issues().at(0);
            return issue.code + " " + issue.field;
        }
        return "";
    }
};

INSTANTIATE_TEST_SUITE_P(Both, LargeFiguresSuite, both_databases(), dialect_name);

TEST_P(LargeFiguresSuite, ACorrectionThatIsTooLargeIsRefusedAtItsPlace) {
    close();
    const auto before = real_month();
    for (const auto units : {kLargest, -kLargest - 1, kBound + 1, -kBound - 1})
        EXPECT_EQ(code_of_correction(units), "number_too_large /quantity_change") << units;
    // Within the bound, but with the forecast below it too large for targets and plan.
    EXPECT_EQ(code_of_correction(kBound), "number_too_large /quantity_change");
    EXPECT_EQ(real_month(), before);
    EXPECT_EQ(code_of_correction(-kBound), "");  // takes what there is
    EXPECT_EQ(code_of_correction(kBound / 2), "");
    EXPECT_EQ(close_error(), "");
}

TEST_P(LargeFiguresSuite, TheCloseSaysWhoseProposalIsTooLarge) {
    propose(120);
    put("UPDATE target_proposals SET quantity = 9223372036854775807");
    const auto error = close_error();
    for (const char* word :
         {"target_proposals", "9223372036854775807", "林静", "E E", "MILK 牛奶", "2026-11"})
        EXPECT_NE(error.find(word), std::string::npos) << word << " in " << error;
    put("UPDATE target_proposals SET quantity = 100");
    EXPECT_EQ(close_error(), "");
}

TEST_P(LargeFiguresSuite, TheCloseSaysWhoseCorrectionIsTooLargeAndWithdrawingItHeals) {
    close();
    auto override = change(OverrideLayer::SalesOverride, 33);
    override.region_id = east_.id;
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    put("UPDATE overrides SET quantity_change = 9223372036854775807");
    put("UPDATE forecasts SET sales_override = 9223372036854775000, "
        "quantity = 9223372036854775807 WHERE sales_override > 0");
    const auto error = close_error();
    for (const char* word : {"overrides", "9223372036854775807", "林静", "E E", "MILK 牛奶"})
        EXPECT_NE(error.find(word), std::string::npos) << word << " in " << error;

    write([&](Transaction& t) { forecasts::withdraw_override(t, override.id, "错了"); });
    EXPECT_EQ(close_error(), "");
    for (const auto& row : rows()) EXPECT_EQ(row.quantity, row.statistical());
}

TEST_P(LargeFiguresSuite, SumsThatDoNotFitAreAnErrorThatNamesTheRow) {
    close();
    put("UPDATE forecasts SET quantity = 9223372036854775807");
    try {
        read([&](Session& session) {
            session.query<StoredSum>(
                Query{"sum", "SELECT CAST(SUM(quantity) AS BIGINT) AS quantity FROM forecasts", {}},
                {});
        });
        FAIL();
    } catch (const FigureTooLarge& error) {
        EXPECT_EQ(error.code(), ErrorCode::Conflict);
        EXPECT_EQ(std::string(error.what()).find("SELECT"), std::string::npos);
    }
    const auto found = read([](Session& session) { return find_large_figures(session, 1, true); });
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().code, "number_too_large");
    EXPECT_NE(found.front().message.find("forecasts: quantity is"), std::string::npos);
}

TEST_P(LargeFiguresSuite, FiguresAtTheBoundPassThroughTheWholeMonth) {
    propose(kBound);
    write([&](Transaction& t) {
        ProductionSite site{.code = "S", .name = "S", .units_per_week = kBound};
        t.insert(site);
        ProductionRule rule{.product_id = milk_.id,
                            .production_site_id = site.id,
                            .minimum_batch = kBound,
                            .batch_multiple = kBound,
                            .lead_weeks = 52,
                            .frozen_weeks = 52};
        t.insert(rule);
        ProductionOrder order{.code = "O",
                              .product_id = milk_.id,
                              .due_day = Day(2026, 11, 20),
                              .quantity = {kBound}};
        t.insert(order);
        Price price{.product_id = milk_.id, .first_day = Day(2024, 1, 1), .price = {kBound}};
        t.insert(price);
        auto milk = t.get(milk_.id);
        milk.units_per_box = 1'000'000;
        milk.boxes_per_pallet = 1'000'000;
        t.update(milk, milk.version);
    });
    EXPECT_EQ(close_error(), "");
}

}  // namespace
}  // namespace bihuan::months
