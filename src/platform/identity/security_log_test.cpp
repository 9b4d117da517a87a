#include "platform/identity/security_log.h"

#include <gtest/gtest.h>

#include "platform/identity/identity_suite.h"

namespace bihuan::identity {
namespace {

class SecurityLogTest : public IdentityTest {
protected:
    static std::int64_t tries_of(const StoredEvent& event) {
        return nlohmann::json::parse(*event.after_state)["tries"];
    }
    std::int64_t all_events() {
        return read([](Session& session) { return session.list<StoredEvent>({}).total; });
    }
};

INSTANTIATE_TEST_SUITE_P(Both, SecurityLogTest, both_databases(), dialect_name);

TEST_P(SecurityLogTest, AFailedSignInTellsTheAccountAndTheAddress) {
    failure_of("wrong", {.address = "203.0.113.9"});

    const auto failed = events("accounts.sign_in_failed");

    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed[0].subject_id, 7);
    EXPECT_EQ(failed[0].address, "203.0.113.9");
    EXPECT_FALSE(failed[0].person_id) << "who it was is not known";
    EXPECT_EQ(tries_of(failed[0]), 1);
}

TEST_P(SecurityLogTest, AnUnknownLoginIsCountedButNotWrittenDown) {
    for (const auto* login : {"my password by mistake", "nobody"})
        EXPECT_THROW(identity.sign_in(login, "x", "203.0.113.9"), Error);

    const auto failed = events("accounts.sign_in_failed");

    ASSERT_EQ(failed.size(), 1U);
    EXPECT_FALSE(failed[0].subject_id);
    EXPECT_EQ(tries_of(failed[0]), 2);
    EXPECT_EQ(failed[0].reason.find("mistake"), std::string::npos);
}

TEST_P(SecurityLogTest, EveryEventOfARequestCarriesItsAddressAndTheChainHolds) {
    const auto session = sign_in({.address = "192.0.2.1"});
    identity.sign_out(*identity.find_caller(session.token, "192.0.2.2"));

    EXPECT_EQ(events("accounts.signed_in")[0].address, "192.0.2.1");
    EXPECT_EQ(events("accounts.signed_out")[0].address, "192.0.2.2");
    EXPECT_FALSE(events("accounts.password_set")[0].address) << "the command line has none";
    EXPECT_TRUE(read([](Session& s) { return find_broken_events(s); }).empty());
}

TEST_P(SecurityLogTest, OneEventTellsTheFirstTryOfAQuarterAndOneTheRest) {
    SecurityLog log(database(), moving);
    const Refusal refusal{.action = "access.refused", .reason = "close_month", .person_id = 7};
    log.note(refusal);
    log.flush();
    EXPECT_EQ(events("access.refused").size(), 1U);

    for (int i = 0; i < 500; ++i) log.note(refusal);
    moving.pass(std::chrono::minutes{16});
    log.note(refusal);
    log.flush();

    const auto told = events("access.refused");
    ASSERT_LE(told.size(), 3U);
    std::int64_t sum = 0;
    for (const auto& event : told) sum += tries_of(event);
    EXPECT_EQ(sum, 502) << "nothing is lost";
    EXPECT_EQ(told[0].person_id, 7);
}

TEST_P(SecurityLogTest, AFloodOfStrangersDoesNotGrowTheLogWithoutBound) {
    const auto before = all_events();
    {
        SecurityLog log(database(), moving);
        for (int i = 0; i < 20'000; ++i)
            log.note({.action = "accounts.sign_in_failed",
                      .subject_kind = "accounts",
                      .address = "10." + std::to_string(i % 251) + "." + std::to_string(i / 251)});
    }
    EXPECT_LE(all_events() - before, 2 * static_cast<std::int64_t>(SecurityLog::kMostKinds) + 2);
    std::int64_t sum = 0;
    for (const auto& event : events("accounts.sign_in_failed")) sum += tries_of(event);
    EXPECT_EQ(sum, 20'000);
}

TEST_P(SecurityLogTest, TriesThatCameTooEarlyAreToldToo) {
    for (int i = 0; i < 15; ++i) failure_of("wrong", {.address = "203.0.113.9"});

    ASSERT_EQ(events("accounts.sign_in_delayed").size(), 1U);
    EXPECT_EQ(tries_of(events("accounts.sign_in_delayed")[0]), 5);
}

}  // namespace
}  // namespace bihuan::identity
