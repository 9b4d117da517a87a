#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "platform/http/askers.h"
#include "platform/http/client_address.h"
#include "platform/http/descriptors.h"
#include "platform/http/fair_queue.h"
#include "platform/http/host_names.h"
#include "platform/http/lanes.h"
#include "platform/http/shares.h"
#include "platform/http/throttle.h"

namespace bihuan::http {
namespace {

using Answer = FairQueue::Answer;

Errand errand(
    std::string asker, std::function<bool()> gone = [] { return false; }) {
    return {
        .asker = {std::move(asker), true}, .run = [] {}, .gone = std::move(gone), .drop = [] {}};
}

Errand stranger(std::string address) {
    auto made = errand(std::move(address));
    made.asker.known = false;
    return made;
}

std::string run_all(FairQueue& queue) {
    std::string order;
    while (const auto next = queue.next()) {
        order += next->asker.key;
        queue.end_run(next->asker.key);
        queue.close(next->asker.key);
    }
    return order;
}

TEST(FairQueue, LetsOnePersonsThousandRequestsMakeNobodyElseWait) {
    FairQueue queue({.open_each = 1000, .waiting = 1003});
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(queue.add(errand("a")), Answer::Taken);
    for (const auto* other : {"b", "c", "b"}) EXPECT_EQ(queue.add(errand(other)), Answer::Taken);

    EXPECT_EQ(run_all(queue).substr(0, 8), "abcabaaa");
}

TEST(FairQueue, KeepsTheOrderOfOneAsker) {
    FairQueue queue({});
    std::string order;
    for (const char c : std::string("1234")) {
        auto one = errand("a");
        one.run = [&order, c] { order += c; };
        queue.add(std::move(one));
    }
    while (const auto next = queue.next()) {
        next->run();
        queue.end_run("a");
    }

    EXPECT_EQ(order, "1234");
}

TEST(FairQueue, CountsWhatWaitsRunsAndIsBeingSentAgainstAPerson) {
    FairQueue queue({.open_each = 2});
    queue.add(errand("a"));
    queue.add(errand("a"));
    EXPECT_EQ(queue.add(errand("a")), Answer::TooManyOfOne);
    EXPECT_EQ(queue.add(errand("b")), Answer::Taken);

    ASSERT_EQ(queue.next()->asker.key, "a");
    queue.end_run("a");
    EXPECT_EQ(queue.add(errand("a")), Answer::TooManyOfOne) << "the answer is on its way";
    queue.close("a");
    EXPECT_EQ(queue.add(errand("a")), Answer::Taken);
}

TEST(FairQueue, GivesNobodyEveryThread) {
    FairQueue queue({.threads = 3});
    for (int i = 0; i < 3; ++i) queue.add(errand("a"));
    queue.add(errand("b"));

    std::string running;
    while (const auto next = queue.next()) running += next->asker.key;
    EXPECT_EQ(running, "aba");
    queue.end_run("a");
    EXPECT_EQ(queue.next()->asker.key, "a");
}

TEST(FairQueue, KeepsRoomForPersonsHoweverManyStrangersCome) {
    FairQueue queue({.open_each_address = 2, .waiting = 10, .waiting_strangers = 4});
    for (const auto* address : {"s", "s", "t", "t"})
        EXPECT_EQ(queue.add(stranger(address)), Answer::Taken);

    EXPECT_EQ(queue.add(stranger("s")), Answer::TooManyOfOne);
    EXPECT_EQ(queue.add(stranger("u")), Answer::Full);
    for (int i = 0; i < 6; ++i) EXPECT_EQ(queue.add(errand("a")), Answer::Taken);
    EXPECT_EQ(queue.add(errand("b")), Answer::Full);
    run_all(queue);
    EXPECT_EQ(queue.add(stranger("u")), Answer::Taken);
}

TEST(FairQueue, TakesOutWhatNobodyWaitsForAnyMore) {
    FairQueue queue({});
    bool left = false;
    const auto watched = [&left] { return left; };
    queue.add(errand("a", watched));
    queue.add(errand("b"));
    queue.add(errand("a"));
    queue.add(errand("c", watched));
    EXPECT_TRUE(queue.take_gone().empty());

    left = true;
    EXPECT_EQ(queue.take_gone().size(), 2U);
    EXPECT_EQ(queue.waiting(), 2U);
    EXPECT_EQ(run_all(queue), "ab");
}

TEST(LaneOptions, LeaveAThreadAndHalfTheQueueToOthersHoweverFewThreadsThereAre) {
    const LaneOptions usual;
    for (const int workers : {usual.read.threads, 1, 2, 3}) {
        LaneOptions options;
        options.read.threads = workers;  // --workers
        for (const auto lane : {Lane::Read, Lane::Write, Lane::Heavy, Lane::Password}) {
            const auto& limits = options.of(lane);
            SCOPED_TRACE(fmt::format("lane {}, {} threads", int(lane), limits.threads));
            FairQueue queue(limits);
            while (queue.add(stranger("one")) == Answer::Taken) continue;
            EXPECT_EQ(queue.add(stranger("other")), Answer::Taken);

            int others = 0;
            while (queue.add(stranger(std::to_string(others))) == Answer::Taken) ++others;
            EXPECT_EQ(queue.add(stranger("late")), Answer::Full);
            std::size_t persons = 0;
            while (queue.add(errand(fmt::format("person {}", persons))) == Answer::Taken) ++persons;
            EXPECT_GE(persons, limits.waiting / 2);

            std::map<std::string, int> running;
            while (const auto next = queue.next()) ++running[next->asker.key];
            EXPECT_EQ(running["one"], std::max(1, limits.threads - 1));
        }
    }
}

TEST(Lanes, LiveOnWhenAnErrandThrows) {
    Lanes lanes({.read = {.threads = 1}});
    std::promise<void> may_end;
    std::promise<void> began;
    auto slow = errand("a");
    slow.run = [&] {
        began.set_value();
        may_end.get_future().wait();
        throw std::runtime_error("of an errand");
    };
    std::vector<Lanes::Entry> entries;
    entries.push_back(lanes.enter(Lane::Read, std::move(slow)));
    began.get_future().wait();
    int dropped = 0;
    for (int i = 0; i < 3; ++i) {
        auto gone = errand("a", [] { return true; });
        gone.drop = [&dropped] {
            ++dropped;
            throw std::runtime_error("of a drop");
        };
        entries.push_back(lanes.enter(Lane::Read, std::move(gone)));
    }
    EXPECT_NO_THROW(lanes.drop_gone());
    EXPECT_EQ(dropped, 3) << "one that throws must not keep the others waiting";

    std::promise<void> ran;
    auto after = errand("a");
    after.run = [&] { ran.set_value(); };
    entries.push_back(lanes.enter(Lane::Read, std::move(after)));
    may_end.set_value();
    EXPECT_EQ(ran.get_future().wait_for(std::chrono::seconds{10}), std::future_status::ready);
    lanes.join();
}

TEST(Lanes, RunOthersWhileOneHoldsItsThreads) {
    Lanes lanes({.read = {.threads = 2}});
    std::promise<void> may_end;
    std::promise<void> began;
    auto slow = errand("a");
    slow.run = [&] {
        began.set_value();
        may_end.get_future().wait();
    };
    auto entry = lanes.enter(Lane::Read, std::move(slow));
    began.get_future().wait();
    auto after = errand("a");
    std::atomic<bool> ran = false;
    after.run = [&] { ran = true; };
    const auto waits = lanes.enter(Lane::Read, std::move(after));

    std::promise<void> other_ran;
    auto other = errand("b");
    other.run = [&] { other_ran.set_value(); };
    const auto others = lanes.enter(Lane::Read, std::move(other));
    other_ran.get_future().wait();
    EXPECT_FALSE(ran);
    may_end.set_value();
    lanes.join();
    EXPECT_TRUE(ran);
}

TEST(Lanes, RunOrDropEveryErrandOnceHoweverManyCome) {
    constexpr int kEach = 500;
    std::atomic<int> run = 0;
    std::atomic<int> dropped = 0;
    std::vector<Lanes::Place> places;
    std::mutex mutex;
    int taken = 0;
    {
        Lanes lanes({.read = {.threads = 3, .open_each = 5000}});
        std::vector<std::jthread> askers;
        for (const auto* asker : {"a", "b", "c"})
            askers.emplace_back([&, asker] {
                for (int i = 0; i < kEach; ++i) {
                    auto one = errand(asker, [i] { return i % 7 == 0; });
                    one.run = [&] { ++run; };
                    one.drop = [&] { ++dropped; };
                    auto entry = lanes.enter(Lane::Read, std::move(one));
                    if (i % 50 == 0) lanes.drop_gone();
                    const std::lock_guard lock(mutex);
                    if (entry.answer == Answer::Taken) ++taken;
                    places.push_back(std::move(entry.place));
                }
            });
        askers.clear();
        lanes.join();
        places.clear();
    }

    EXPECT_EQ(run + dropped, taken);
    EXPECT_GT(dropped, 0);
}

TEST(Askers, KnowAPersonOnlyOnceTheGateHasLetThemIn) {
    Askers askers("session");
    Request request{.peer = "10.0.0.7"};
    request.headers.set("Cookie", "session=made-up");
    EXPECT_EQ(askers.of(request).key, "address 10.0.0.7");
    EXPECT_FALSE(askers.of(request).known);

    askers.remember(request);
    EXPECT_FALSE(askers.of(request).known) << "the gate found nobody";

    request.signed_in = SignedIn{.person_id = 17};
    askers.remember(request);
    request.signed_in.reset();
    request.peer = "10.0.0.8";
    EXPECT_EQ(askers.of(request).key, "person 17");
    EXPECT_TRUE(askers.of(request).known);
}

TEST(Askers, KnowABrowserWhoseSessionHasEnded) {
    Askers askers("session", "browser");
    Request request{.peer = "10.0.0.7"};
    request.headers.set("Cookie", "session=good; browser=used");
    request.signed_in = SignedIn{.person_id = 17};
    askers.remember(request);

    Request signs_in{.peer = "10.0.0.8"};
    signs_in.headers.set("Cookie", "browser=used");
    EXPECT_EQ(askers.of(signs_in).key, "person 17");
    signs_in.headers.set("Cookie", "session=made-up; browser=used");
    EXPECT_TRUE(askers.of(signs_in).known);
    signs_in.headers.set("Cookie", "session=made-up; browser=made-up");
    EXPECT_FALSE(askers.of(signs_in).known);
}

TEST(ClientAddress, IsWhatTheLastProxySawAndNothingThatTheClientWrote) {
    Headers headers;
    EXPECT_EQ(forwarded_address(headers, "127.0.0.1"), "127.0.0.1");
    headers.add("X-Forwarded-For", "1.1.1.1, 2.2.2.2");
    EXPECT_EQ(forwarded_address(headers, "127.0.0.1"), "2.2.2.2");
    headers.add("X-Forwarded-For", "3.3.3.3");  // HAProxy adds a line of its own
    EXPECT_EQ(forwarded_address(headers, "127.0.0.1"), "3.3.3.3");
    headers.add("X-Forwarded-For", "9.9.9.9, [2001:db8::7]:443");
    EXPECT_EQ(forwarded_address(headers, "127.0.0.1"), "2001:db8::7");
    headers.add("X-Forwarded-For", "9.9.9.9, anything");
    EXPECT_EQ(forwarded_address(headers, "127.0.0.1"), "127.0.0.1");
}

TEST(ClientAddress, SharesOneNetworkOfVersionSix) {
    EXPECT_EQ(address_share("2001:db8:1:2:3:4:5:6"), address_share("2001:db8:1:2:ffff::1"));
    EXPECT_NE(address_share("2001:db8:1:2::1"), address_share("2001:db8:1:3::1"));
    EXPECT_EQ(address_share("::ffff:10.0.0.1"), "10.0.0.1");
}

TEST(HostNames, AnswerToThisMachineItsAddressAndTheNamesGiven) {
    const HostNames hosts({"Plan.Example.CN", "10.0.0.5", "::"});
    for (const auto* host : {"localhost",
                             "LOCALHOST:8080",
                             "localhost.",
                             "127.0.0.1:1",
                             "127.8.9.1",
                             "[::1]:8080",
                             "[0:0:0:0:0:0:0:1]",
                             "[::ffff:127.0.0.1]",
                             "plan.example.cn:443",
                             "PLAN.EXAMPLE.CN.",
                             "10.0.0.5:8080",
                             "192.168.7.7"})
        EXPECT_TRUE(hosts.accepts(host, "192.168.7.7")) << host;
    for (const auto* host : {"evil.example",
                             "127.evil.example",
                             "127.0.0.1.evil.example",
                             "localhost.evil.example",
                             "plan.example.cn.evil.example",
                             "evil.example:80:80",
                             "localhost:x",
                             "localhost:123456",
                             "user@localhost",
                             "[::1",
                             "[::1]x",
                             "192.168.7.8",
                             "",
                             ":80",
                             "localhost localhost"})
        EXPECT_FALSE(hosts.accepts(host, "192.168.7.7")) << host;
}

TEST(Descriptors, AreRaisedAndLimitTheConnections) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    auto low = before;
    low.rlim_cur = 1200;
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &low), 0);
    EXPECT_EQ(fitting_connections(4000), 500U) << "each may have a file beside its socket";
    EXPECT_EQ(fitting_connections(10), 10U);

    raise_descriptor_limit();
    rlimit raised{};
    getrlimit(RLIMIT_NOFILE, &raised);
    EXPECT_EQ(raised.rlim_cur, std::min<rlim_t>(before.rlim_max, 65'536));
    setrlimit(RLIMIT_NOFILE, &before);
}

TEST(Shares, AreGivenBack) {
    Shares shares(2);
    auto one = shares.take("a");
    auto two = shares.take("a");
    EXPECT_TRUE(one);
    EXPECT_FALSE(shares.take("a"));
    EXPECT_TRUE(shares.take("b"));
    two = std::move(one);
    EXPECT_TRUE(shares.take("a"));
}

const Instant kNow{Day(2026, 11, 1).value()};

TEST(Throttle, StaysShutForWhoUsedItUpHoweverManyOthersCome) {
    Throttle throttle({.burst = 10, .refill = std::chrono::seconds{300}, .most_keys = 1000});
    for (int i = 0; i < 10; ++i) EXPECT_EQ(throttle.take("attacker", kNow), 0);

    for (int i = 0; i < 5000; ++i) throttle.take(std::to_string(i), kNow);

    EXPECT_LE(throttle.keys(), 1000U);
    EXPECT_GT(throttle.take("attacker", kNow), 0);
}

TEST(Throttle, TakesLongKeysApartWithoutKeepingThem) {
    Throttle throttle({.burst = 1});
    const std::string long_login(4000, 'a');

    EXPECT_EQ(throttle.take(long_login + "1", kNow), 0);
    EXPECT_EQ(throttle.take(long_login + "2", kNow), 0);
    EXPECT_GT(throttle.take(long_login + "1", kNow), 0);
    throttle.forgive(long_login + "1");
    EXPECT_EQ(throttle.take(long_login + "1", kNow), 0);
}

}  // namespace
}  // namespace bihuan::http
