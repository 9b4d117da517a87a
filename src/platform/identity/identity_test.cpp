#include "platform/identity/identity.h"

#include <gtest/gtest.h>

#include "platform/http/problem.h"
#include "platform/identity/identity_suite.h"

namespace bihuan::identity {
namespace {

class SignInTest : public IdentityTest {};

INSTANTIATE_TEST_SUITE_P(Both, SignInTest, both_databases(), dialect_name);

TEST_P(SignInTest, TakesAnySpellingOfTheLoginAndFindsTheCallerByToken) {
    const auto session = identity.sign_in(" WANG ", kPassword, "1.2.3.4");

    const auto caller = identity.find_caller(session.token, "5.6.7.8");

    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->viewer.person_id, 7);
    EXPECT_EQ(caller->viewer.address, "5.6.7.8");
    EXPECT_EQ(caller->csrf_token, session.caller.csrf_token);
    EXPECT_FALSE(identity.find_caller(session.token + "x"));
    EXPECT_FALSE(identity.find_caller(""));
}

TEST_P(SignInTest, SaysTheSameForAWrongPasswordAndAnUnknownLogin) {
    EXPECT_EQ(sign_in_failure("wrong"), "unauthenticated");
    EXPECT_THROW(identity.sign_in("nobody", kPassword, "1.2.3.4"), Error);
}

TEST_P(SignInTest, TakesNoLoginThatADatabaseWouldReadAsAnother) {
    for (const auto& login : {std::string("wang\0", 5), std::string("wang\0x", 6), std::string()})
        try {
            identity.sign_in(login, kPassword, "1.2.3.4");
            ADD_FAILURE() << "signed in";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::Unauthenticated);
        }
}

TEST_P(SignInTest, WrongTriesFromAnywhereDoNotShutTheOwnerOut) {
    const auto known = sign_in().browser_token;
    for (int i = 0; i < 40; ++i) failure_of("wrong", {.address = "10.0.0." + std::to_string(i)});

    EXPECT_EQ(failure_of(kPassword, {.address = "1.2.3.4", .token = known}), "")
        << "a browser that the person used before";
    EXPECT_EQ(failure_of(kPassword, {.address = "198.51.100.7"}), "") << "and a new one";
}

TEST_P(SignInTest, ABrowserIsKnownForThoseWhoSignedInByItOnly) {
    identity.set_password(own(8), {.person_id = 8, .login = "li"}, kOtherPassword);
    const auto token = identity.sign_in("li", kOtherPassword, {.address = "1.2.3.4"}).browser_token;
    for (int i = 0; i < 10; ++i) failure_of("wrong", {.address = "1.2.3.4", .token = token});

    EXPECT_EQ(failure_of(kPassword, {.address = "1.2.3.4", .token = token}), "too_many")
        << "li's browser has no better right to wang's login";
    EXPECT_NO_THROW(identity.sign_in("li", kOtherPassword, {.address = "1.2.3.4", .token = token}));
}

TEST_P(SignInTest, OneBrowserMayServeSeveralPeopleAndIsForgottenAfterHalfAYear) {
    identity.set_password(own(8), {.person_id = 8, .login = "li"}, kOtherPassword);
    const Browser first{.address = "1.2.3.4", .token = sign_in().browser_token};
    const auto second = identity.sign_in("li", kOtherPassword, first);
    EXPECT_EQ(second.browser_token, first.token);
    EXPECT_EQ(sign_in(first).browser_token, first.token);

    moving.pass(std::chrono::hours{181 * 24});
    EXPECT_NE(sign_in(first).browser_token, first.token);
    EXPECT_NE(sign_in({.address = "x", .token = std::string(43, 'a')}).browser_token,
              std::string(43, 'a'))
        << "a token that we never gave out is not taken";
}

TEST_P(SignInTest, EndsTheBrowsersFormerSession) {
    const auto former = sign_in();
    const auto elsewhere = sign_in();

    const auto now = sign_in({.address = "1.2.3.4", .former_session = former.token});

    EXPECT_FALSE(identity.find_caller(former.token));
    EXPECT_TRUE(identity.find_caller(elsewhere.token));
    EXPECT_TRUE(identity.find_caller(now.token));
    EXPECT_EQ(events("accounts.session_ended").size(), 1U);
}

TEST_P(SignInTest, AFailedSignInEndsNoSession) {
    const auto former = sign_in();
    failure_of("wrong", {.address = "1.2.3.4", .former_session = former.token});
    EXPECT_TRUE(identity.find_caller(former.token));
}

TEST_P(SignInTest, HashesAnewOnceHashesCostMore) {
    const auto stored = [&] {
        return read([](Session& session) { return all_accounts(session).front().password_hash; });
    };
    const auto before = stored();
    auto dearer = options();
    dearer.cost.passes = 2;
    Identity today(database(), moving, members(), dearer);

    today.sign_in("wang", kPassword, "1.2.3.4");

    EXPECT_NE(stored(), before);
    today.sign_in("wang", kPassword, "1.2.3.4");
}

TEST_P(SignInTest, ThrottlesAPeerWhateverLoginsItTries) {
    auto strict = options();
    strict.rates.per_address = {.burst = 3, .refill = std::chrono::seconds{300}};
    Identity throttled(database(), moving, members(), strict);

    for (const auto* login : {"a", "b", "c"})
        EXPECT_THROW(throttled.sign_in(login, "x", "5.6.7.8"), Error);
    EXPECT_THROW(throttled.sign_in("wang", kPassword, "5.6.7.8"), http::Throttled);
    for (int i = 0; i < 5; ++i)
        EXPECT_NO_THROW(throttled.sign_in("wang", kPassword, "9.9.9.9"))
            << "good ones do not count";
}

class PasswordTest : public IdentityTest {
protected:
    std::string issue_of_change(const Caller& caller,
                                std::string_view old_password,
                                std::string_view new_password) {
        try {
            identity.change_password(caller, old_password, new_password, {.address = "1.2.3.4"});
        } catch (const Error& error) {
            return error.issues().empty() ? std::string(error.what()) : error.issues()[0].code;
        }
        return "";
    }
};

INSTANTIATE_TEST_SUITE_P(Both, PasswordTest, both_databases(), dialect_name);

TEST_P(PasswordTest, ANewOneEndsAllSessionsAndThisOneGoesOnUnderAnotherToken) {
    const auto mine = sign_in();
    const auto other = sign_in();
    EXPECT_EQ(issue_of_change(mine.caller, "wrong", kOtherPassword), "wrong_password");
    EXPECT_EQ(issue_of_change(mine.caller, kPassword, "short"), "password_short");

    const auto renewed =
        identity.change_password(mine.caller, kPassword, kOtherPassword, {.address = "1.2.3.4"});

    EXPECT_FALSE(identity.find_caller(mine.token)) << "a stolen token is worth nothing now";
    EXPECT_FALSE(identity.find_caller(other.token));
    const auto caller = identity.find_caller(renewed.token);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->csrf_token, renewed.caller.csrf_token);
    EXPECT_NE(caller->csrf_token, mine.caller.csrf_token);
    EXPECT_EQ(sign_in_failure(kPassword), "unauthenticated");
    EXPECT_EQ(sign_in_failure(kOtherPassword), "");
    EXPECT_EQ(events("accounts.password_changed").size(), 1U);
}

TEST_P(PasswordTest, ADemoPasswordIsNotChangedByTypingItAgain) {
    identity.set_password(
        viewer, {.person_id = 8, .login = "finance", .demo_password = true}, "bihuan-demo");
    const auto session = identity.sign_in("finance", "bihuan-demo", "127.0.0.1");

    EXPECT_EQ(issue_of_change(session.caller, "bihuan-demo", "bihuan-demo"), "password_unchanged");
    EXPECT_EQ(issue_of_change(session.caller, "bihuan-demo", "Bihuan-Demo"), "password_common");
    EXPECT_TRUE(read([](Session& s) { return has_demo_passwords(s); }));
    EXPECT_EQ(issue_of_change(session.caller, "bihuan-demo", kOtherPassword), "");
    EXPECT_FALSE(read([](Session& s) { return has_demo_passwords(s); }));
}

TEST_P(PasswordTest, OneThatSomebodyElseGaveMustBeChanged) {
    identity.set_password(viewer, {.person_id = 8, .login = "li"}, kPassword);
    const auto session = identity.sign_in("li", kPassword, "1.2.3.4");
    EXPECT_TRUE(session.caller.must_change_password);
    EXPECT_TRUE(identity.find_caller(session.token)->must_change_password);
    EXPECT_EQ(issue_of_change(session.caller, kPassword, kPassword), "password_unchanged");

    const auto renewed =
        identity.change_password(session.caller, kPassword, kOtherPassword, {.address = "1.2.3.4"});

    EXPECT_FALSE(identity.find_caller(renewed.token)->must_change_password);
    EXPECT_FALSE(identity.sign_in("li", kOtherPassword, "1.2.3.4").caller.must_change_password);
    const auto set = events("accounts.password_set").back();
    EXPECT_NE(set.after_state->find(R"("must_change_password":true)"), std::string::npos);
}

TEST_P(PasswordTest, EveryEventOfOneHoldsADigestOfTheAccountAndNoHash) {
    const auto stored = [this] {
        return read([](Session& session) { return *find_account_of(session, 7); });
    };
    const auto digests = [this](const std::string& action) {
        const auto state = nlohmann::json::parse(*events(action).back().after_state);
        return std::pair(state.at("former_digest").get<std::string>(),
                         state.at("digest").get<std::string>());
    };
    const auto first = digest_of(stored());
    EXPECT_EQ(digests("accounts.password_set"), std::pair(std::string(), first));

    auto dearer = options();
    dearer.cost.passes = 2;
    Identity stronger(database(), moving, members(), dearer);
    const auto session = stronger.sign_in("wang", kPassword, {.address = "1.2.3.4"});
    const auto anew = digest_of(stored());
    EXPECT_NE(anew, first);
    EXPECT_EQ(digests("accounts.password_rehashed"), std::pair(first, anew));

    stronger.change_password(session.caller, kPassword, kOtherPassword, {.address = "1.2.3.4"});
    EXPECT_EQ(digests("accounts.password_changed"), std::pair(anew, digest_of(stored())));

    for (const auto* action :
         {"accounts.password_set", "accounts.password_rehashed", "accounts.password_changed"})
        EXPECT_EQ(events(action).back().after_state->find("argon2"), std::string::npos);
}

TEST_P(PasswordTest, CommonOnesAreRefusedFromAnAdministratorToo) {
    for (const auto* password : {"password12", "wang123456", "1qaz2wsx3edc", "bihuan-demo"})
        EXPECT_THROW(identity.set_password(viewer, {.person_id = 9, .login = "wang9"}, password),
                     Error)
            << password;
}

TEST_P(PasswordTest, WhatIsKnownOfThePersonIsAskedOfTheCompany) {
    auto known = options();
    known.known_words = [](Session&, std::int64_t) {
        return std::vector<std::string>{"清泉饮料", "橘子汽水"};
    };
    Identity strict(database(), moving, members(), known);

    EXPECT_THROW(strict.set_password(viewer, {.person_id = 9, .login = "li"}, "qingquanyinliao1"),
                 Error);
    EXPECT_NO_THROW(strict.set_password(viewer, {.person_id = 9, .login = "li"}, kOtherPassword));
}

TEST_P(PasswordTest, WhatAnAdministratorSetsBetweenTheProofAndTheWriteStays) {
    auto interrupted = options();
    interrupted.known_words = [&](Session&, std::int64_t person) {
        // On its own connection, as another request would: while the new password is looked at.
        std::thread([&, person] {
            identity.set_password(viewer, {.person_id = person, .login = "wang"}, kOtherPassword);
        }).join();
        return std::vector<std::string>{};
    };
    const auto session = sign_in();
    Identity slow(database(), moving, members(), interrupted);

    EXPECT_THROW(
        slow.change_password(session.caller, kPassword, "quiet mill by the weir", {.address = "1"}),
        Error);

    EXPECT_EQ(sign_in_failure(kOtherPassword), "");
}

TEST_P(PasswordTest, AnAccountErasedBetweenTheProofAndTheWriteStaysErased) {
    auto interrupted = options();
    interrupted.known_words = [&](Session&, std::int64_t person) {
        std::thread([&, person] { identity.erase_account(viewer, person); }).join();
        return std::vector<std::string>{};
    };
    const auto session = sign_in();
    Identity slow(database(), moving, members(), interrupted);

    EXPECT_THROW(
        slow.change_password(session.caller, kPassword, "quiet mill by the weir", {.address = "1"}),
        Error);

    EXPECT_TRUE(read([](Session& s) { return all_accounts(s); }).empty());
}

TEST_P(SignInTest, OpensNoSessionWithAPasswordThatWasChangedMeanwhile) {
    int asked = 0;
    const auto all = members();
    const MemberSource interrupted = [&](Session& s, std::int64_t person) {
        if (++asked == 1)
            std::thread([&] {
                identity.set_password(viewer, {.person_id = 7, .login = "wang"}, kOtherPassword);
            }).join();
        return all(s, person);
    };
    Identity slow(database(), moving, interrupted, options());

    EXPECT_THROW(slow.sign_in("wang", kPassword, "1.2.3.4"), Error);
    EXPECT_EQ(sign_in_failure(kOtherPassword), "");
}

TEST_P(PasswordTest, GuessingTheOldOneIsSlowedDownForThatPersonOnly) {
    identity.set_password(own(8), {.person_id = 8, .login = "li"}, kOtherPassword);
    const auto session = sign_in();
    for (int i = 0; i < 10; ++i) issue_of_change(session.caller, "wrong", kOtherPassword);

    EXPECT_EQ(issue_of_change(session.caller, kPassword, "quiet mill by the weir"),
              "Too many attempts; wait a little.");
    const auto other = identity.sign_in("li", kOtherPassword, "1.2.3.4");
    EXPECT_EQ(issue_of_change(other.caller, kOtherPassword, "quiet mill by the weir"), "");
    EXPECT_EQ(sign_in_failure(kPassword), "") << "signing in has tries of its own";
}

TEST_P(PasswordTest, ALoginBelongsToOnePersonOnly) {
    EXPECT_THROW(identity.set_password(viewer, {.person_id = 9, .login = "wang"}, kPassword),
                 Error);
    identity.erase_account(viewer, 7);
    EXPECT_NO_THROW(identity.set_password(viewer, {.person_id = 9, .login = "wang"}, kPassword));
    EXPECT_EQ(read([](Session& session) { return all_accounts(session).size(); }), 1U);
}

TEST_P(PasswordTest, TheGuardDecidesWhetherAnAccountMayGo) {
    auto guarded = options();
    guarded.may_erase = [](Transaction&, std::int64_t) {
        throw Error(ErrorCode::Conflict, "the last one");
    };
    Identity strict(database(), moving, members(), guarded);

    EXPECT_THROW(strict.erase_account(viewer, 7), Error);
    EXPECT_EQ(sign_in_failure(kPassword), "");
}

TEST(NormalLogin, IsOneFormOfAllSpellings) {
    EXPECT_EQ(normal_login("  Zhang.San \n"), "zhang.san");
    EXPECT_EQ(normal_login("   "), "");
}

}  // namespace
}  // namespace bihuan::identity
