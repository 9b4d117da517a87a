#include "business/company/people/people.h"

#include <gtest/gtest.h>

#include "business/company/regions/regions.h"
#include "support/databases.h"

namespace bihuan {
namespace {

class PeopleSuite : public DatabaseTest {
protected:
    Region add_region(const std::string& code, Id<Region> parent = {}) {
        const auto resource = regions::resource();
        Values values = to_values(Region{.code = code, .name = code, .parent_id = parent});
        write([&](Transaction& t) { add_row(t, resource, values, "test"); });
        return from_row<Region>(values);
    }
    Person add_person(const std::string& code,
                      std::vector<Role> roles,
                      std::vector<Id<Region>> own) {
        const auto resource = people::resource();
        Values values = to_values(Person{
            .code = code, .name = code, .roles = std::move(roles), .region_ids = std::move(own)});
        write([&](Transaction& t) { add_row(t, resource, values, "test"); });
        return from_row<Person>(values);
    }
    std::vector<std::string> seen_by(const Person& person) {
        return database().read(people::viewer_of(person), [](Session& s) {
            std::vector<std::string> codes;
            for (const auto& region : s.list<Region>({.sort = "code"}).items)
                codes.push_back(region.code);
            return codes;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Both, PeopleSuite, both_databases(), dialect_name);

TEST_P(PeopleSuite, ARepresentativeSeesTheirRegionsWithAllBelow) {
    const auto china = add_region("CN");
    const auto south = add_region("S", china.id);
    add_region("N", china.id);
    add_region("GD", south.id);
    const auto rep = add_person("rep", {Role::Representative}, {south.id});
    const auto manager = add_person("mm", {Role::MarketingManager}, {});

    EXPECT_EQ(seen_by(rep), (std::vector<std::string>{"GD", "S"}));
    EXPECT_EQ(seen_by(manager), (std::vector<std::string>{"CN", "GD", "N", "S"}));
}

TEST_P(PeopleSuite, ANewRegionBelowIsSeenAtOnceAndAMovedOneNoMore) {
    const auto china = add_region("CN");
    const auto south = add_region("S", china.id);
    const auto rep = add_person("rep", {Role::Representative}, {south.id});
    auto city = add_region("GZ", south.id);
    EXPECT_EQ(seen_by(rep), (std::vector<std::string>{"GZ", "S"}));

    city.parent_id = china.id;
    Values values = to_values(city);
    write([&](Transaction& t) { change_row(t, regions::resource(), values, 1, "moved"); });
    EXPECT_EQ(seen_by(rep), (std::vector<std::string>{"S"}));
}

TEST_P(PeopleSuite, OneOfTheFieldKnowsThoseOfTheirRegionsAndTheirManagersUpToTheTop) {
    const auto china = add_region("CN");
    const auto south = add_region("S", china.id);
    const auto north = add_region("N", china.id);
    const auto city = add_region("GZ", south.id);
    const auto rep = add_person("rep", {Role::Representative}, {city.id});
    const auto head = add_person("sales", {Role::SalesManager}, {});
    const auto manager = add_person("manager", {Role::RegionalManager}, {south.id});
    add_person("colleague", {Role::Merchandiser}, {city.id});
    add_person("stranger", {Role::Representative}, {north.id});
    add_person("marketing", {Role::MarketingManager}, {china.id});
    const auto known_to = [&](const Person& person) {
        return database().read(people::viewer_of(person), [](Session& s) {
            std::vector<std::string> codes;
            for (const auto& one : s.list<Person>({.sort = "code"}).items)
                codes.push_back(one.code);
            return codes;
        });
    };
    using Codes = std::vector<std::string>;
    EXPECT_EQ(known_to(rep), (Codes{"colleague", "manager", "rep", "sales"}));
    EXPECT_EQ(known_to(manager), (Codes{"colleague", "manager", "rep", "sales"}));
    EXPECT_EQ(known_to(head).size(), 6U);

    auto moved = manager;
    moved.region_ids = {north.id};
    Values values = to_values(moved);
    write([&](Transaction& t) { change_row(t, people::resource(), values, 1, "moved"); });
    EXPECT_EQ(known_to(rep), (Codes{"colleague", "rep", "sales"}));
    EXPECT_EQ(known_to(moved), (Codes{"manager", "sales", "stranger"}));

    auto below = city;
    below.parent_id = north.id;
    values = to_values(below);
    write([&](Transaction& t) { change_row(t, regions::resource(), values, 1, "moved"); });
    EXPECT_EQ(known_to(rep), (Codes{"colleague", "manager", "rep", "sales", "stranger"}));
}

TEST_P(PeopleSuite, AStrangerIsToldByNameWhereReferredTo) {
    const auto north = add_region("N");
    const auto south = add_region("S");
    const auto rep = add_person("rep", {Role::Representative}, {south.id});
    const auto stranger = add_person("stranger", {Role::Representative}, {north.id});

    database().read(people::viewer_of(rep), [&](Session& s) {
        EXPECT_FALSE(s.find(stranger.id));
        EXPECT_EQ(people::name_of(s, stranger.id), "stranger");
        EXPECT_FALSE(people::name_of(s, Id<Person>{4711}));
    });
}

TEST_P(PeopleSuite, ARegionCannotLieBelowItself) {
    auto china = add_region("CN");
    const auto south = add_region("S", china.id);
    china.parent_id = south.id;
    Values values = to_values(china);
    EXPECT_THROW(write([&](Transaction& t) { change_row(t, regions::resource(), values, 1, ""); }),
                 Error);
    EXPECT_FALSE(read([&](Session& s) { return s.get(china.id); }).parent_id);
}

TEST(Roles, GiveTheFieldNoRightThatShowsTheNation) {
    for (const auto role : {Role::Merchandiser, Role::RegionalManager, Role::Representative})
        for (const auto* permission :
             {"production.read", "budgets.read", "jobs.read", "audit.read", "months.close"})
            EXPECT_FALSE(std::ranges::count(permissions_of({role}), permission))
                << choice_name(role) << " " << permission;
    EXPECT_TRUE(std::ranges::count(permissions_of({Role::Purchasing}), "production.read"));
}

TEST(Roles, GrantOnlyPermissionsThatExist) {
    const auto administrator = permissions_of({Role::Administrator});
    EXPECT_TRUE(std::ranges::count(administrator, "people.write"));
    EXPECT_FALSE(std::ranges::count(permissions_of({Role::Representative}), "months.close"));
    EXPECT_TRUE(permissions_of({}).empty());
}

}  // namespace
}  // namespace bihuan
