#include <gtest/gtest.h>

#include "business/company/outlets/outlet.h"
#include "business/company/people/people.h"
#include "business/company/products/brand.h"
#include "business/company/products/product.h"
#include "business/company/regions/regions.h"
#include "business/demand/forecasts/override.h"
#include "business/marketing/prices/price.h"
#include "business/marketing/promotions/promotion.h"
#include "business/sales/targets/target_proposal.h"
#include "support/databases.h"

// Every noun that a region guards, seen by a manager of the east: theirs are there; those of the
// west are not found, not listed, not counted, not searched, not changed and not removed.
namespace bihuan {
namespace {

class ViewerFilterSuite : public DatabaseTest {
protected:
    void SetUp() override {
        china_ = add_region("CN", {});
        east_ = add_region("EAST", china_.id);
        west_ = add_region("WEST", china_.id);
        Values values = to_values(Person{.code = "manager",
                                         .name = "manager",
                                         .roles = {Role::RegionalManager},
                                         .region_ids = {east_.id}});
        write([&](Transaction& t) { add_row(t, people::resource(), values, ""); });
        person_ = from_row<Person>(values);
        manager_ = people::viewer_of(person_);
        write([&](Transaction& t) {
            t.insert(channel_);
            t.insert(brand_);
            product_.brand_id = brand_.id;
            t.insert(product_);
        });
    }

    Region add_region(const std::string& code, Id<Region> parent) {
        Values values = to_values(Region{.code = code, .name = code, .parent_id = parent});
        write([&](Transaction& t) { add_row(t, regions::resource(), values, ""); });
        return from_row<Region>(values);
    }

    template <class T>
    T added(T noun) {
        write([&](Transaction& t) { t.insert(noun); });
        return noun;
    }

    template <class Work>
    auto as_manager(Work&& work) {
        return database().read(manager_, std::forward<Work>(work));
    }

    template <class Work>
    auto written_by_manager(Work&& work) {
        return database().write(manager_, clock, std::forward<Work>(work));
    }

    /// Reads of every kind give `mine` and never `theirs`.
    template <class T>
    void expect_only_mine_is_read(const T& mine, const T& theirs) {
        EXPECT_TRUE(as_manager([&](Session& s) { return s.find(mine.id).has_value(); }));
        EXPECT_FALSE(as_manager([&](Session& s) { return s.find(theirs.id).has_value(); }));
        EXPECT_THROW(as_manager([&](Session& s) { return s.get(theirs.id); }), Error);
        const auto page = as_manager([](Session& s) { return s.list<T>({}); });
        EXPECT_EQ(page.total, 1) << "a count must not tell of hidden rows";
        ASSERT_EQ(page.items.size(), 1U);
        EXPECT_EQ(page.items.front().id, mine.id);
        const auto by_id = as_manager([&](Session& s) {
            return s.list<T>({.filters = {{"id", {Value{theirs.id.value}}}}});
        });
        EXPECT_EQ(by_id.total, 0);
        EXPECT_EQ(as_manager([](Session& s) { return s.all<T>().size(); }), 1U);
    }

    template <class T>
    void expect_theirs_is_not_written(T mine, T theirs) {
        EXPECT_THROW(written_by_manager([&](Transaction& t) { t.update(theirs, theirs.version); }),
                     Error);
        EXPECT_THROW(
            written_by_manager([&](Transaction& t) { t.erase(theirs.id, theirs.version); }), Error);
        auto moved = mine;
        moved.region_id = west_.id;
        EXPECT_THROW(written_by_manager([&](Transaction& t) { t.update(moved, mine.version); }),
                     Error)
            << "a row must not be moved out of one's sight";
        auto planted = theirs;
        planted.id = {};
        EXPECT_THROW(written_by_manager([&](Transaction& t) { t.insert(planted); }), Error);
        EXPECT_EQ(read([&](Session& s) { return s.get(theirs.id).version; }), theirs.version);
        EXPECT_EQ(read([&](Session& s) { return s.get(mine.id).region_id; }), east_.id);
    }

    Region china_;
    Region east_;
    Region west_;
    Channel channel_{.code = "MT", .name = "现代渠道"};
    Brand brand_{.code = "B", .name = "B", .own = true};
    Product product_{.code = "P", .name = "P", .own = true};
    Person person_;
    Viewer manager_;
};

INSTANTIATE_TEST_SUITE_P(Both, ViewerFilterSuite, both_databases(), dialect_name);

TEST_P(ViewerFilterSuite, HidesRegions) {
    expect_only_mine_is_read(east_, west_);
    EXPECT_EQ(as_manager([](Session& s) { return s.list<Region>({.search = "WEST"}).total; }), 0);
    EXPECT_FALSE(as_manager([&](Session& s) { return s.find(china_.id).has_value(); }));
}

TEST_P(ViewerFilterSuite, HidesOutlets) {
    Outlet mine{.code = "OE", .name = "东店", .region_id = east_.id, .channel_id = channel_.id};
    Outlet theirs{.code = "OW", .name = "西店", .region_id = west_.id, .channel_id = channel_.id};
    mine = added(mine);
    theirs = added(theirs);

    expect_only_mine_is_read(mine, theirs);
    expect_theirs_is_not_written(mine, theirs);
    EXPECT_EQ(as_manager([](Session& s) { return s.list<Outlet>({.search = "西店"}).total; }), 0);
    EXPECT_EQ(as_manager([](Session& s) { return s.list<Outlet>({.search = "店"}).total; }), 1);
    EXPECT_FALSE(as_manager([](Session& s) {
        return s.find_by<Outlet>("code", Value{std::string("OW")}).has_value();
    }));
}

TEST_P(ViewerFilterSuite, HidesPricesOfOtherRegionsAndShowsThoseOfNone) {
    Price price{.product_id = product_.id, .region_id = east_.id, .first_day = Day(2026, 1, 1)};
    const auto mine = added(price);
    price.region_id = west_.id;
    const auto theirs = added(price);

    expect_only_mine_is_read(mine, theirs);
    expect_theirs_is_not_written(mine, theirs);
    price.region_id = {};
    const auto everywhere = added(price);
    EXPECT_TRUE(as_manager([&](Session& s) { return s.find(everywhere.id).has_value(); }));
}

TEST_P(ViewerFilterSuite, HidesTargetProposals) {
    TargetProposal proposal{.target_month = Month(2026, 11),
                            .representative_id = person_.id,
                            .region_id = east_.id,
                            .product_id = product_.id,
                            .quantity = {10}};
    const auto mine = added(proposal);
    proposal.region_id = west_.id;
    const auto theirs = added(proposal);

    expect_only_mine_is_read(mine, theirs);
    expect_theirs_is_not_written(mine, theirs);
}

TEST_P(ViewerFilterSuite, HidesOverrides) {
    Override made{.month = Month(2026, 10),
                  .target_month = Month(2026, 11),
                  .product_id = product_.id,
                  .region_id = east_.id,
                  .quantity_change = 5,
                  .reason = "a new dealer",
                  .person_id = person_.id,
                  .created_at = clock.now()};
    const auto mine = added(made);
    made.region_id = west_.id;
    const auto theirs = added(made);

    expect_only_mine_is_read(mine, theirs);
    expect_theirs_is_not_written(mine, theirs);
    made.region_id = {};
    const auto everywhere = added(made);
    EXPECT_FALSE(as_manager([&](Session& s) { return s.find(everywhere.id).has_value(); }))
        << "a correction of no region is the whole company's";
}

TEST_P(ViewerFilterSuite, HidesPromotionsThatTouchNoneOfOnesRegions) {
    const auto city = add_region("CITY", east_.id);
    const auto add = [&](const char* code, std::vector<Id<Region>> where) {
        return added(Promotion{.code = code,
                               .name = code,
                               .first_day = Day(2026, 11, 1),
                               .last_day = Day(2026, 11, 2),
                               .region_ids = std::move(where),
                               .budget = {7}});
    };
    const auto below = add("BELOW", {city.id});
    const auto above = add("ABOVE", {china_.id});
    const auto mixed = add("MIXED", {east_.id, west_.id});
    auto theirs = add("WEST", {west_.id});
    add("ALL", {});

    const auto seen = as_manager([](Session& s) { return s.list<Promotion>({.sort = "code"}); });

    std::vector<std::string> codes;
    for (const auto& promotion : seen.items) {
        codes.push_back(promotion.code);
        EXPECT_EQ(promotion.budget.minor, 0) << "a budget needs budgets.read";
    }
    EXPECT_EQ(codes, (std::vector<std::string>{"ABOVE", "ALL", "BELOW", "MIXED"}));
    EXPECT_EQ(seen.total, 4);
    EXPECT_EQ(as_manager([&](Session& s) { return s.get(mixed.id); }).region_ids,
              (std::vector<Id<Region>>{east_.id}));
    EXPECT_EQ(as_manager([&](Session& s) { return s.get(above.id); }).region_ids.size(), 1U);

    theirs.region_ids = {city.id};
    write([&](Transaction& t) { t.update(theirs, 1); });
    EXPECT_TRUE(as_manager([&](Session& s) { return s.find(theirs.id).has_value(); }));
    write([&](Transaction& t) { t.erase(below.id, 1); });
    EXPECT_EQ(as_manager([](Session& s) { return s.list<Promotion>({}).total; }), 4);
}

TEST_P(ViewerFilterSuite, OverwritesNothingThatTheWriterDoesNotSee) {
    auto promotion = added(Promotion{.code = "P",
                                     .name = "P",
                                     .first_day = Day(2026, 11, 1),
                                     .last_day = Day(2026, 11, 2),
                                     .region_ids = {east_.id, west_.id},
                                     .budget = {700}});
    written_by_manager([&](Transaction& t) {
        auto values = *t.find_values(description_of<Promotion>(), promotion.id.value);
        values[description_of<Promotion>().index_of("name")] = std::string("new");
        t.update_values(description_of<Promotion>(), values, 1, "");
        values[description_of<Promotion>().index_of("budget")] = std::int64_t{1};
        EXPECT_THROW(t.update_values(description_of<Promotion>(), values, 2, ""), Error);
    });
    const auto stored = read([&](Session& s) { return s.get(promotion.id); });
    EXPECT_EQ(stored.name, "new");
    EXPECT_EQ(stored.budget.minor, 700);
    EXPECT_EQ(stored.region_ids.size(), 2U);
}

TEST_P(ViewerFilterSuite, HidesWhatIfCopiesOfOthers) {
    const auto copy = [&](const char* name, Id<Person> whose) {
        return added(Scenario{.name = name, .person_id = whose, .created_at = clock.now()});
    };
    const auto mine = copy("mine", person_.id);
    const auto theirs = copy("theirs", {4711});
    const auto nobodys = copy("made by the command line", {});

    EXPECT_TRUE(as_manager([&](Session& s) { return s.find(mine.id).has_value(); }));
    EXPECT_FALSE(as_manager([&](Session& s) { return s.find(theirs.id).has_value(); }));
    EXPECT_FALSE(as_manager([&](Session& s) { return s.find(nobodys.id).has_value(); }));
    EXPECT_EQ(as_manager([](Session& s) { return s.list<Scenario>({}).total; }), 1);
}

TEST_P(ViewerFilterSuite, AQueryWithTheFilterGivesOnlyOnesOwnRows) {
    added(Outlet{.code = "E", .name = "E", .region_id = east_.id, .channel_id = channel_.id});
    added(Outlet{.code = "W", .name = "W", .region_id = west_.id, .channel_id = channel_.id});
    constexpr Query kVisible{"test.visible",
                             "SELECT r.ancestor_id, r.region_id, r.depth FROM region_paths r "
                             "JOIN outlets o ON o.region_id = r.region_id "
                             "WHERE r.depth = 0 AND {{visible:o}} ORDER BY r.region_id",
                             {}};

    const auto rows = as_manager([&](Session& s) { return s.query<RegionPath>(kVisible, {}); });

    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().region_id, east_.id);
    EXPECT_EQ(read([&](Session& s) { return s.query<RegionPath>(kVisible, {}).size(); }), 2U);
}

}  // namespace
}  // namespace bihuan
