#include "platform/identity/sign_in_limits.h"

#include <gtest/gtest.h>

#include "platform/http/problem.h"

namespace bihuan::identity {
namespace {

class SignInLimitsTest : public testing::Test {
protected:
    /// 0 when the try is let through, else the seconds to wait.
    int wait_of(const Attempt& attempt) {
        try {
            limits.require(attempt, now);
        } catch (const http::Throttled& error) {
            return error.retry_seconds();
        }
        return 0;
    }
    /// So many tries at the login, each from an address of its own.
    void attack(int tries) {
        for (int i = 0; i < tries; ++i)
            wait_of({.login = "wang",
                     .address = "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250)});
    }

    Instant now{Day(2026, 11, 3).value()};
    SignInLimits limits{SignInRates{}};
    const Attempt known{.login = "wang", .address = "192.0.2.9", .browser = "hash"};
};

TEST_F(SignInLimitsTest, NobodyShutsTheOwnerOutOfABrowserTheyUsedBefore) {
    attack(5000);

    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(wait_of(known), 0);
        limits.forgive(known);
    }
}

TEST_F(SignInLimitsTest, TheAddressOfAnAttackerIsNoHindranceToAKnownBrowserBehindIt) {
    for (int i = 0; i < 1000; ++i)
        wait_of({.login = "login" + std::to_string(i), .address = known.address});

    EXPECT_EQ(wait_of(known), 0);
}

TEST_F(SignInLimitsTest, ANewBrowserWaitsHalfAMinuteAtMostHoweverLongTheAttackGoesOn) {
    const Attempt owner{.login = "wang", .address = "198.51.100.7"};
    attack(1000);

    EXPECT_EQ(wait_of(owner), 0) << "the first try of an address is let through";
    EXPECT_LE(wait_of(owner), 30);
    for (int i = 0; i < 8; ++i) {
        now += std::chrono::seconds{30};
        attack(1000);
        EXPECT_EQ(wait_of(owner), 0) << i;
    }
}

TEST_F(SignInLimitsTest, TheSlownessEndsWithTheAttack) {
    attack(1000);
    now += std::chrono::minutes{5};

    const Attempt owner{.login = "wang", .address = "198.51.100.7"};
    for (int i = 0; i < 10; ++i) EXPECT_EQ(wait_of(owner), 0) << i;
}

TEST_F(SignInLimitsTest, OneAddressHasTenTriesAtALoginAndThirtyAtAny) {
    const Attempt one{.login = "wang", .address = "203.0.113.1"};
    for (int i = 0; i < 10; ++i) EXPECT_EQ(wait_of(one), 0);
    EXPECT_EQ(wait_of(one), 30);

    int let_through = 0;
    for (int i = 0; i < 100; ++i)
        let_through +=
            wait_of({.login = "login" + std::to_string(i), .address = one.address}) == 0 ? 1 : 0;
    EXPECT_EQ(let_through, 20);
}

TEST_F(SignInLimitsTest, GuessesFromAKnownBrowserAreLimitedToo) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(wait_of(known), 0);
    EXPECT_EQ(wait_of(known), 30);
}

TEST_F(SignInLimitsTest, AManyHeadedAttackGetsOneTryInHalfAMinutePerAddress) {
    attack(1000);
    int let_through = 0;
    for (int second = 0; second < 60; ++second, now += std::chrono::seconds{1})
        let_through += wait_of({.login = "wang", .address = "203.0.113.1"}) == 0 ? 1 : 0;

    EXPECT_LE(let_through, 15) << "its own share, and what the login regains in a minute";
}

TEST(AddressGroup, TakesOneCustomersAddressesTogether) {
    EXPECT_EQ(address_group("2001:db8:1:2:3:4:5:6"), address_group("2001:db8:1:2::1"));
    EXPECT_NE(address_group("2001:db8:1:2::1"), address_group("2001:db8:1:3::1"));
    EXPECT_EQ(address_group("::ffff:192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(address_group("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(address_group("fe80::1%eth0"), address_group("fe80::2"));
    EXPECT_EQ(address_group("test"), "test");
}

}  // namespace
}  // namespace bihuan::identity
