#include "platform/identity/sessions.h"

#include <gtest/gtest.h>

#include "platform/identity/identity_suite.h"

namespace bihuan::identity {
namespace {

class SessionsTest : public IdentityTest {
protected:
    void listen() {
        identity.on_session_end(
            [this](const EndedSession& session) { ended.push_back(session.token_hash); });
    }

    std::vector<std::string> ended;
};

INSTANTIATE_TEST_SUITE_P(Both, SessionsTest, both_databases(), dialect_name);

TEST_P(SessionsTest, EndByRestByAgeAndWithThePerson) {
    const auto session = sign_in();
    active = false;
    EXPECT_FALSE(identity.find_caller(session.token));
    active = true;

    for (int i = 0; i < 16; ++i) {
        EXPECT_TRUE(identity.find_caller(session.token)) << i;
        identity.store_touches();
        moving.pass(std::chrono::hours{10});
    }
    moving.pass(std::chrono::hours{9});
    EXPECT_FALSE(identity.find_caller(session.token));

    const auto other = sign_in();
    moving.pass(std::chrono::hours{13});
    EXPECT_FALSE(identity.find_caller(other.token));
}

TEST_P(SessionsTest, OfWhoMayGiveAccountsEndAfterHalfAnHourOfRest) {
    const auto session = sign_in();
    permissions = {"accounts.write"};
    moving.pass(std::chrono::minutes{29});
    EXPECT_TRUE(identity.find_caller(session.token));
    identity.store_touches();
    moving.pass(std::chrono::minutes{29});
    EXPECT_TRUE(identity.find_caller(session.token)) << "it was used";
    identity.store_touches();
    moving.pass(std::chrono::minutes{31});
    EXPECT_FALSE(identity.find_caller(session.token));

    auto patient = options();
    patient.administrator_idle_time = std::chrono::hours{2};
    EXPECT_TRUE(Identity(database(), moving, members(), patient).find_caller(session.token))
        << "as the company chooses";
}

TEST_P(SessionsTest, EndWhenThePersonSignsOut) {
    const auto session = sign_in();

    identity.sign_out(session.caller);

    EXPECT_FALSE(identity.find_caller(session.token));
    EXPECT_EQ(events("accounts.signed_out").size(), 1U);
}

TEST_P(SessionsTest, AreListedWithWhatAPersonKnowsThemByAndEndedOneByOne) {
    const auto mine =
        sign_in({.address = "192.0.2.1", .name = "Mozilla/5.0 \x01\xff" + std::string(300, 'x')});
    moving.pass(std::chrono::minutes{5});
    const auto other = sign_in({.address = "192.0.2.2", .name = "curl"});
    identity.set_password(own(8), {.person_id = 8, .login = "li"}, kOtherPassword);
    const auto theirs = identity.sign_in("li", kOtherPassword, "1.2.3.4");

    const auto own = identity.own_sessions(mine.caller);
    ASSERT_EQ(own.size(), 2U);
    EXPECT_EQ(own[0].address, "192.0.2.2");
    EXPECT_FALSE(own[0].current);
    EXPECT_TRUE(own[1].current);
    EXPECT_EQ(own[1].browser.size(), 200U);
    EXPECT_EQ(own[1].browser.substr(0, 14), "Mozilla/5.0 ??");

    identity.end_session(mine.caller, own[0].id);
    EXPECT_FALSE(identity.find_caller(other.token));
    EXPECT_THROW(identity.end_session(mine.caller, own[0].id), Error) << "it has ended";
    const auto id_of_theirs = identity.own_sessions(theirs.caller).front().id;
    EXPECT_THROW(identity.end_session(mine.caller, id_of_theirs), Error) << "another's";
    EXPECT_TRUE(identity.find_caller(theirs.token));
    EXPECT_TRUE(identity.find_caller(mine.token));
}

TEST_P(SessionsTest, AllOthersEndAtOnceOnDemand) {
    const auto mine = sign_in();
    const auto first = sign_in();
    const auto second = sign_in();

    EXPECT_EQ(identity.end_other_sessions(mine.caller), 2U);

    EXPECT_TRUE(identity.find_caller(mine.token));
    EXPECT_FALSE(identity.find_caller(first.token));
    EXPECT_FALSE(identity.find_caller(second.token));
    EXPECT_EQ(events("accounts.session_ended").size(), 2U);
}

TEST_P(SessionsTest, TellWhoListensWhateverEndsThem) {
    listen();
    const auto hash_of = [](const NewSession& session) { return session.caller.session_hash; };

    const auto out = sign_in();
    identity.sign_out(out.caller);
    EXPECT_EQ(ended, std::vector{hash_of(out)});

    const auto former = sign_in();
    const auto next = sign_in({.address = "1.2.3.4", .former_session = former.token});
    EXPECT_EQ(ended.back(), hash_of(former));

    const auto renewed =
        identity.change_password(next.caller, kPassword, kOtherPassword, {.address = "1.2.3.4"});
    EXPECT_EQ(ended.back(), hash_of(next));

    identity.set_password(viewer, {.person_id = 7, .login = "wang"}, kPassword);
    EXPECT_EQ(ended.back(), hash_of(renewed));

    const auto resting = sign_in();
    moving.pass(std::chrono::hours{13});
    EXPECT_FALSE(identity.find_caller(resting.token));
    EXPECT_EQ(ended.back(), hash_of(resting));

    const auto last = sign_in();
    identity.erase_account(viewer, 7);
    EXPECT_EQ(ended.back(), hash_of(last));
}

TEST_P(SessionsTest, AreAskedForByStreamsThatAnotherProcessOrADemotionCutsOff) {
    const auto session = sign_in();
    EXPECT_TRUE(identity.is_live(session.caller.session_hash));
    active = false;
    EXPECT_FALSE(identity.is_live(session.caller.session_hash));
    active = true;

    Identity other_process(database(), moving, members(), options());
    other_process.sign_out(session.caller);

    EXPECT_FALSE(identity.is_live(session.caller.session_hash));
}

TEST_P(SessionsTest, ThatExpiredAreSweptWithAnEvent) {
    sign_in();
    moving.pass(std::chrono::hours{13});

    sign_in();

    const auto expired = events("accounts.session_ended");
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].reason, "expired");
}

}  // namespace
}  // namespace bihuan::identity
