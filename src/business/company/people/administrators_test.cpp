#include "business/company/people/administrators.h"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <thread>

#include <gtest/gtest.h>

#include "business/company/people/people.h"
#include "platform/identity/account.h"
#include "support/databases.h"

namespace bihuan::people {
namespace {

class AdministratorsSuite : public DatabaseTest {
protected:
    Person add(const std::string& code, std::vector<Role> roles, std::optional<Day> last_day = {}) {
        Values values = to_values(
            Person{.code = code, .name = code, .roles = std::move(roles), .active_to = last_day});
        write([&](Transaction& t) {
            add_row(t, resource(), values, "test");
            const auto person = from_row<Person>(values);
            identity::store_account(t, {.person_id = person.id.value, .login = code});
        });
        return from_row<Person>(values);
    }

    /// "" when the change is made, else the first issue's code.
    std::string failure_of(const std::function<void(Transaction&)>& change) {
        try {
            write(change);
        } catch (const Error& error) {
            return error.issues().empty() ? std::string(error.what()) : error.issues()[0].code;
        }
        return "";
    }
    std::string changing(const Person& person) {
        return failure_of([&](Transaction& t) {
            Values values = to_values(person);
            change_row(t, resource(), values, t.get(person.id).version, "test");
        });
    }
    std::string removing(const Person& person) {
        return failure_of([&](Transaction& t) {
            remove_row(t, resource(), person.id.value, t.get(person.id).version, "test");
        });
    }
    std::string erasing_account(const Person& person) {
        return failure_of([&](Transaction& t) {
            require_an_administrator(t, t.get(person.id), std::nullopt);
            identity::erase_account(t, person.id.value);
        });
    }

    /// Everything that would leave the company without this administrator.
    void expect_kept(const Person& person) {
        auto demoted = person;
        demoted.roles = {Role::Auditor};
        EXPECT_EQ(changing(demoted), "last_administrator");
        auto leaving = person;
        leaving.active_to = Day(2026, 12, 31);
        EXPECT_EQ(changing(leaving), "last_administrator");
        auto coming = person;
        coming.active_from = Day(2026, 12, 1);
        EXPECT_EQ(changing(coming), "last_administrator");
        EXPECT_EQ(removing(person), "last_administrator");
        EXPECT_EQ(erasing_account(person), "last_administrator");
    }
};

INSTANTIATE_TEST_SUITE_P(Both, AdministratorsSuite, both_databases(), dialect_name);

TEST_P(AdministratorsSuite, TheLastOneStays) {
    const auto last = add("last", {Role::Administrator, Role::Finance});
    add("other", {Role::SalesManager});

    expect_kept(last);
    auto renamed = last;
    renamed.name = "a new name";
    renamed.roles = {Role::Administrator};
    EXPECT_EQ(changing(renamed), "") << "other changes are nobody's danger";
}

TEST_P(AdministratorsSuite, OneOfTwoMayGoAndTheOtherStays) {
    const auto first = add("first", {Role::Administrator});
    const auto second = add("second", {Role::Administrator});
    auto demoted = first;
    demoted.roles = {};

    EXPECT_EQ(changing(demoted), "");
    expect_kept(second);
}

TEST_P(AdministratorsSuite, WhoCannotSignInOrLeavesIsNoOther) {
    const auto last = add("last", {Role::Administrator});
    add("leaving", {Role::Administrator}, Day(2026, 12, 31));
    const auto without = add("without", {Role::Administrator});
    EXPECT_EQ(erasing_account(without), "");

    expect_kept(last);
}

TEST_P(AdministratorsSuite, ACompanyWithoutAnyMayBeChanged) {
    const auto person = add("sales", {Role::SalesManager});
    auto changed = person;
    changed.roles = {Role::Finance};
    EXPECT_EQ(changing(changed), "");
    EXPECT_EQ(removing(changed), "");
}

TEST_P(AdministratorsSuite, TwoWhoRemoveEachOtherAtTheSameTimeLeaveOne) {
    for (int round = 0; round < 10; ++round) {
        const auto suffix = std::to_string(round);
        const auto first = add("first" + suffix, {Role::Administrator});
        const auto second = add("second" + suffix, {Role::Administrator});
        std::barrier start(2);
        std::atomic<int> done = 0;
        {
            const std::jthread one([&] {
                start.arrive_and_wait();
                auto demoted = second;
                demoted.roles = {};
                if (changing(demoted).empty()) ++done;
            });
            const std::jthread other([&] {
                start.arrive_and_wait();
                if (erasing_account(first).empty()) ++done;
            });
        }
        EXPECT_EQ(done, 1) << "round " << round;
        // The one who is left goes by hand, so that the next round begins without any.
        write([&](Transaction& t) {
            for (const auto& account : identity::all_accounts(t))
                identity::erase_account(t, account.person_id);
        });
    }
}

TEST_P(AdministratorsSuite, ANewRoleIsAnEventOfItsOwn) {
    add("last", {Role::Administrator});
    auto person = add("li", {Role::Finance});
    person.roles = {Role::Administrator};
    EXPECT_EQ(changing(person), "");

    const auto events = read([](Session& s) {
        return s
            .list<StoredEvent>(
                {.filters = {{"action", {Value{std::string("people.roles_changed")}}}}})
            .items;
    });
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].subject_id, person.id.value);
    EXPECT_EQ(events[0].before_state, R"({"roles":["finance"]})");
    EXPECT_EQ(events[0].after_state, R"({"roles":["administrator"]})");
}

}  // namespace
}  // namespace bihuan::people
