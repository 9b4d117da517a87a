#include <atomic>
#include <charconv>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/http/events.h"
#include "platform/http/server.h"
#include "platform/http/service.h"
#include "platform/http/test_client.h"

// What one client, or a thousand, may do without anybody else noticing.
namespace bihuan::http {
namespace {

using testing::body_of;
using testing::eventually;
using testing::header_of;
using testing::status_of;
using testing::TestClient;
using std::chrono_literals::operator""ms;

Operation operation(Method method, std::string path, Handler handler) {
    return {.method = method,
            .path = path,
            .id = std::string(method_name(method)) + path,
            .permission = std::string(kPublic),
            .summary = "For the test.",
            .tag = "test",
            .answers = {{.description = "Good."}},
            .handler = std::move(handler)};
}

/// A server that knows the person N by the cookie s=N as long as `gate_opens`, with operations that
/// wait: one goes on for each release of `may_go`.
class AbuseTest : public ::testing::Test {
protected:
    EventHub hub;
    std::atomic<bool> gate_opens = true;
    std::atomic<int> rights = 1;
    std::atomic<int> began = 0;
    std::counting_semaphore<> may_go{0};
    std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
    std::filesystem::path log_file =
        std::filesystem::path(::testing::TempDir()) / "bihuan-abuse-test.log";
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<Server> server;

    void start(ServerOptions options = {}) {
        std::filesystem::remove(log_file);
        Router router;
        router.add(service_operations(metrics, [] { return std::nullopt; }));
        router.add(operations());
        dispatcher = std::make_unique<Dispatcher>(Dispatcher::Parts{
            .router = std::move(router),
            .gate = [this](const Operation& asked, Request& request) { gate(asked, request); },
            .assets = Assets(std::vector<Assets::File>{{"index.html", "<html>"}}),
            .log = Log::to_file(log_file),
            .metrics = metrics});
        options.port = 0;
        options.session_cookie = "s";
        server = std::make_unique<Server>(*dispatcher, options);
    }

    void TearDown() override {
        may_go.release(10'000);
        if (server) server->stop();
    }

    void gate(const Operation& asked, Request& request) {
        const auto cookie = request.cookie("s");
        std::int64_t person = 0;
        std::from_chars(cookie.data(), cookie.data() + cookie.size(), person);
        if (gate_opens && person > 0)
            request.signed_in = SignedIn{
                .person_id = person, .login = "login" + cookie, .standing = std::to_string(rights)};
        if (asked.permission != kPublic && !request.signed_in)
            throw Error(ErrorCode::Unauthenticated, "Sign in.");
    }

    Handler waiting_handler() {
        return [this](const Request& request) {
            ++began;
            may_go.acquire();
            return Response::text("done " + request.query.get("n"));
        };
    }

    std::vector<Operation> operations() {
        auto heavy = operation(Method::Get, "/v1/heavy", waiting_handler());
        heavy.lane = Lane::Heavy;
        heavy.permission = std::string(kSignedIn);
        auto news = operation(Method::Get, "/v1/news", [this](const Request&) {
            auto channel = hub.subscribe("news");
            channel->push({.data = "first"});
            return Response::events(channel);
        });
        news.permission = std::string(kSignedIn);
        auto leave = operation(
            Method::Post, "/v1/leave", [](const Request&) { return Response::text("bye"); });
        leave.changes_rights = true;
        auto large = operation(Method::Get, "/v1/large", [](const Request&) {
            return Response::text(std::string(std::size_t{64} << 20U, 'a'));
        });
        auto echo = operation(Method::Post, "/v1/echo", [](const Request& request) {
            return Response::text(request.body);
        });
        echo.body = BodyKind::Json;
        echo.body_limit = 1000;
        auto upload = operation(
            Method::Post, "/v1/upload", [](const Request&) { return Response::text("kept"); });
        upload.permission = std::string(kSignedIn);
        upload.body = BodyKind::Upload;
        upload.body_limit = 1000;
        return {heavy,
                news,
                upload,
                leave,
                large,
                echo,
                operation(Method::Get, "/v1/wait", waiting_handler()),
                operation(Method::Post, "/v1/save", waiting_handler()),
                operation(Method::Get, "/v1/who", [](const Request& request) {
                    return Response::text(request.peer);
                })};
    }

    static std::string get(std::string_view path, int person = 0, std::string_view more = {}) {
        return fmt::format(
            "GET {} HTTP/1.1\r\nHost: localhost\r\nCookie: s={}\r\n{}\r\n", path, person, more);
    }

    std::string ask(std::string_view request) {
        TestClient client(server->port());
        client.send(request);
        return client.read_answer();
    }

    std::unique_ptr<TestClient> asking(std::string_view request) {
        auto client = std::make_unique<TestClient>(server->port());
        client->send(request);
        return client;
    }

    std::string log_text() {
        std::ifstream file(log_file);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    int times_logged(std::string_view words) {
        const auto text = log_text();
        int times = 0;
        for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
            ++times;
        return times;
    }
};

TEST_F(AbuseTest, LivesOnWhenALastChunkComesInPieces) {
    start();
    TestClient client(server->port());
    client.send(
        "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "1\r\na\r\n0\r\n");
    // The network's one thread has read a piece once it answers somebody who came after it.
    EXPECT_EQ(status_of(ask(get("/healthz"))), 200);
    client.send("\r");
    EXPECT_EQ(status_of(ask(get("/healthz"))), 200);
    client.send("\n");
    EXPECT_EQ(body_of(client.read_answer()), "a");
}

TEST_F(AbuseTest, RefusesATrailerWithoutEnd) {
    start();
    TestClient client(server->port());
    client.send(
        "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
    for (int i = 0; i < 60; ++i) client.send("X: " + std::string(1000, 'a') + "\r\n");

    EXPECT_EQ(status_of(client.read_answer()), 431);
}

TEST_F(AbuseTest, AnswersHealthAndPagesWhileEveryThreadIsHeld) {
    start({.lanes = {.read = {.threads = 1}, .write = {.threads = 1}}});
    const auto reader = asking(get("/v1/wait"));
    const auto writer = asking("POST /v1/save HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_TRUE(eventually([this] { return began == 2; }));

    EXPECT_EQ(status_of(ask(get("/healthz", 1))), 200);
    EXPECT_EQ(status_of(ask(get("/metrics"))), 200);
    EXPECT_EQ(body_of(ask(get("/months/2026-10"))), "<html>");
    EXPECT_EQ(status_of(ask(get("/v1/nothing"))), 404);
    EXPECT_EQ(status_of(ask("OPTIONS /v1/wait HTTP/1.1\r\nHost: localhost\r\n\r\n")), 204);
}

TEST_F(AbuseTest, ReadsWhileWritersWait) {
    start({.lanes = {.write = {.threads = 3}}});  // one of which is left to others
    std::vector<std::unique_ptr<TestClient>> writers;
    for (int i = 0; i < 20; ++i)
        writers.push_back(asking("POST /v1/save HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(eventually([this] { return began == 2; }));

    EXPECT_EQ(status_of(ask(get("/v1/who"))), 200);
    may_go.release(20);
    for (const auto& writer : writers) EXPECT_EQ(status_of(writer->read_answer()), 200);
}

TEST_F(AbuseTest, SendsAnAnswerBeforeTheNextRequestHasRun) {
    start({.lanes = {.read = {.threads = 1}}});
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(asking(get(fmt::format("/v1/wait?n={}", i))));
        EXPECT_TRUE(eventually([&] { return began >= 1; }));
    }

    for (int i = 0; i < 5; ++i) {
        may_go.release();
        EXPECT_EQ(body_of(clients[static_cast<std::size_t>(i)]->read_answer()),
                  fmt::format("done {}", i));
        EXPECT_TRUE(eventually([&] { return began >= std::min(i + 2, 5); }));
        EXPECT_EQ(began, std::min(i + 2, 5));
    }
}

TEST_F(AbuseTest, RefusesAPersonsManyHeavyRequestsAndNobodyElses) {
    start({.lanes = {.heavy = {.threads = 1, .open_each = 3}}});
    may_go.release(2);
    ASSERT_EQ(status_of(ask(get("/v1/heavy", 1))), 200);  // now the sessions are known
    ASSERT_EQ(status_of(ask(get("/v1/heavy", 2))), 200);
    std::vector<std::unique_ptr<TestClient>> many;
    for (int i = 0; i < 3; ++i) many.push_back(asking(get("/v1/heavy", 1)));
    EXPECT_TRUE(eventually([this] { return began == 3; }));

    const auto refused = ask(get("/v1/heavy", 1));
    const auto other = asking(get("/v1/heavy", 2));

    EXPECT_EQ(status_of(refused), 429);
    EXPECT_EQ(header_of(refused, "Retry-After"), "5");
    EXPECT_NE(body_of(refused).find("\"code\":\"too_many\""), std::string::npos);
    may_go.release(4);
    EXPECT_EQ(status_of(other->read_answer()), 200);
}

TEST_F(AbuseTest, CountsMadeUpSessionsAsOneStranger) {
    start({.lanes = {.heavy = {.threads = 1, .open_each_address = 2}}});
    gate_opens = false;
    const auto reader = asking(get("/v1/wait"));
    std::vector<std::unique_ptr<TestClient>> many;
    for (int i = 1; i <= 400; ++i) many.push_back(asking(get("/v1/heavy", i)));

    for (const auto& client : many) {
        const auto status = status_of(client->read_answer());
        EXPECT_TRUE(status == 401 || status == 429) << status;
    }
    EXPECT_EQ(began, 1) << "the reader";
}

TEST_F(AbuseTest, DropsTheWorkOfClientsThatHaveLeft) {
    start({.lanes = {.heavy = {.threads = 1}}});
    const auto first = asking(get("/v1/heavy", 1));
    EXPECT_TRUE(eventually([this] { return began == 1; }));
    for (int i = 0; i < 5; ++i) asking(get("/v1/heavy", 1));  // and gone
    const auto last = asking(get("/v1/heavy?n=last", 1));
    EXPECT_TRUE(eventually([this] { return times_logged("\"status\":499") == 5; }));

    may_go.release(2);
    EXPECT_EQ(status_of(first->read_answer()), 200);
    EXPECT_EQ(body_of(last->read_answer()), "done last");
    EXPECT_EQ(began, 2);
}

TEST_F(AbuseTest, ServesAClientThatOnlyStoppedSendingIfItNeedNotWait) {
    start({.lanes = {.read = {.threads = 1}}});
    TestClient client(server->port());
    client.send(get("/v1/who"));
    client.end_sending();
    EXPECT_EQ(status_of(client.read_answer()), 200);

    const auto running = asking(get("/v1/wait"));
    EXPECT_TRUE(eventually([this] { return began == 1; }));
    const auto waiting = asking(get("/v1/wait"));
    waiting->end_sending();
    EXPECT_TRUE(waiting->is_closed());
}

TEST_F(AbuseTest, KeepsWhatIsPipelinedWhileARequestWaits) {
    start({.lanes = {.read = {.threads = 1}}});
    const auto first = asking(get("/v1/wait"));
    EXPECT_TRUE(eventually([this] { return began == 1; }));
    const auto pipelined = asking(get("/v1/wait?n=1") + get("/v1/wait?n=2") + get("/healthz"));

    may_go.release(3);
    EXPECT_EQ(status_of(first->read_answer()), 200);
    EXPECT_EQ(body_of(pipelined->read_answer()), "done 1");
    EXPECT_EQ(body_of(pipelined->read_answer()), "done 2");
    EXPECT_EQ(body_of(pipelined->read_answer()), "ok\n");
}

TEST_F(AbuseTest, ClosesTheIdlestConnectionForANewOne) {
    start({.most_connections = 3});
    const auto busy = asking(get("/v1/wait"));
    EXPECT_TRUE(eventually([this] { return began == 1; }));
    TestClient idlest(server->port());
    ASSERT_EQ(status_of(ask(get("/healthz"))), 200);
    TestClient younger(server->port());
    younger.send("GET /heal");

    EXPECT_EQ(status_of(ask(get("/healthz"))), 200);
    EXPECT_TRUE(idlest.is_closed());
    younger.send("thz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(status_of(younger.read_answer()), 200);
    may_go.release();
    EXPECT_EQ(status_of(busy->read_answer()), 200);
}

TEST_F(AbuseTest, GivesOneAddressNoMoreThanItsShareOfConnections) {
    start({.most_connections_each = 10});
    std::vector<std::unique_ptr<TestClient>> idle;
    for (int i = 0; i < 50; ++i) idle.push_back(std::make_unique<TestClient>(server->port()));

    EXPECT_EQ(status_of(ask(get("/healthz"))), 200);
    for (std::size_t i = 0; i < 40; ++i) EXPECT_TRUE(idle[i]->is_closed()) << i;
    idle.back()->send(get("/healthz"));
    EXPECT_EQ(status_of(idle.back()->read_answer()), 200);
}

TEST_F(AbuseTest, ExemptsAProxyFromTheShareOfOneAddress) {
    start({.most_connections_each = 2, .behind_proxy = true});
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 20; ++i) clients.push_back(std::make_unique<TestClient>(server->port()));

    for (const auto& client : clients) {
        client->send(get("/healthz"));
        EXPECT_EQ(status_of(client->read_answer()), 200);
    }
}

TEST_F(AbuseTest, LimitsTheEventStreamsOfOnePerson) {
    start({.most_streams_each = 2});
    const auto one = asking(get("/v1/news", 1));
    auto two = asking(get("/v1/news", 1));
    for (const auto& client : {one.get(), two.get()}) client->read_until("first\n\n");

    const auto refused = ask(get("/v1/news", 1));
    EXPECT_EQ(status_of(refused), 429);
    EXPECT_NE(header_of(refused, "Retry-After"), "");
    EXPECT_EQ(status_of(asking(get("/v1/news", 2))->read_until("first\n\n")), 200);
    two.reset();
    EXPECT_TRUE(eventually([this] {
        hub.publish("news", {.data = "x"});
        return status_of(asking(get("/v1/news", 1))->read_until("\r\n\r\n")) == 200;
    }));
}

TEST_F(AbuseTest, EndsEventStreamsWithTheSessionThatAskedForThem) {
    start({.heartbeat = 10'000ms});
    const auto stream = asking(get("/v1/news", 1));
    stream->read_until("first\n\n");
    const auto leave = "POST /v1/leave HTTP/1.1\r\nHost: localhost\r\n\r\n";
    ASSERT_EQ(status_of(ask(leave)), 200);
    hub.publish("news", {.data = "second"});
    EXPECT_NE(stream->read_until("second\n\n").find("second"), std::string::npos);

    gate_opens = false;
    ASSERT_EQ(status_of(ask(leave)), 200);
    EXPECT_TRUE(stream->is_closed());
}

TEST_F(AbuseTest, EndsEventStreamsWhoseSessionEndedElsewhere) {
    start({.heartbeat = 50ms});
    const auto stream = asking(get("/v1/news", 1));
    EXPECT_NE(stream->read_until(": still here").find(": still here"), std::string::npos);

    rights = 2;  // by another server, or on the command line
    EXPECT_TRUE(stream->is_closed());
}

TEST_F(AbuseTest, AnswersOnlyToItsNames) {
    start({.hosts = {"plan.example.cn"}});
    const auto asked_as = [this](std::string_view host) {
        return ask(fmt::format("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", host));
    };

    const auto foreign = asked_as("evil.example");
    EXPECT_EQ(status_of(foreign), 421);
    EXPECT_NE(body_of(foreign).find("--host evil.example"), std::string::npos);
    EXPECT_NE(body_of(foreign).find("\"code\":\"unknown_host\""), std::string::npos);
    EXPECT_EQ(status_of(asked_as("plan.example.cn:8443")), 200);
    EXPECT_EQ(status_of(asked_as("[::1]:80")), 200);
    EXPECT_EQ(status_of(ask("GET /healthz HTTP/1.0\r\n\r\n")), 200);
    EXPECT_EQ(status_of(ask("GET /healthz HTTP/1.0\r\nHost: evil.example\r\n\r\n")), 421);
}

TEST_F(AbuseTest, BelievesNoForwardedHost) {
    start({.behind_proxy = true});

    EXPECT_EQ(status_of(ask("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: "
                            "localhost\r\n\r\n")),
              421);
}

TEST_F(AbuseTest, TakesTheAddressThatTheProxyWroteLast) {
    start({.behind_proxy = true});

    const auto answer =
        ask(get("/v1/who", 0, "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n"));

    EXPECT_EQ(body_of(answer), "2.2.2.2");
}

TEST_F(AbuseTest, LogsWhoAskedAndFromWhere) {
    start({.behind_proxy = true});
    const std::string upload = "POST /v1/upload HTTP/1.1\r\nHost: localhost\r\n";
    ask(get("/v1/who", 17));
    ask(get("/v1/heavy"));
    EXPECT_EQ(status_of(ask(upload + "X-Forwarded-For: 2.2.2.2\r\nContent-Length: 500\r\n\r\n")),
              401);
    EXPECT_EQ(status_of(ask(upload + "Cookie: s=18\r\nX-Forwarded-For: 3.3.3.3\r\n"
                                     "Content-Length: 5000\r\n\r\n")),
              413);
    EXPECT_TRUE(eventually([this] { return times_logged("\"event\":\"request\"") >= 4; }));

    const auto text = log_text();
    EXPECT_NE(text.find("\"login\":\"login17\""), std::string::npos) << text;
    EXPECT_NE(text.find("\"person\":17"), std::string::npos);
    EXPECT_NE(text.find("\"peer\":\"127.0.0.1\""), std::string::npos);
    EXPECT_EQ(text.find("\"login\":\"\""), std::string::npos) << "a stranger has none";
    // Refused before their body: one line and one count each, as of any other request.
    EXPECT_EQ(times_logged("\"operation\":\"POST/v1/upload\""), 1) << text;
    EXPECT_EQ(times_logged("\"peer\":\"2.2.2.2\""), 1) << text;
    EXPECT_EQ(times_logged("\"peer\":\"3.3.3.3\""), 1) << text;
    EXPECT_EQ(times_logged("\"path\":\"/v1/upload\""), 2) << text;
    EXPECT_NE(metrics->text().find(
                  R"(bihuan_http_requests_total{operation="POST/v1/upload",status="401"} 1)"),
              std::string::npos);
}

TEST_F(AbuseTest, DropsAClientThatDoesNotReadItsAnswer) {
    start({.write_time = 200ms, .slowest_upload = std::size_t{1} << 30U});
    TestClient client(server->port());
    client.send(get("/v1/large"));
    client.read_until("\r\n\r\n");
    EXPECT_TRUE(eventually(
        [this] { return metrics->text().find("bihuan_http_connections 0") != std::string::npos; }));

    EXPECT_LT(client.read_to_end().size(), std::size_t{64} << 20U);
}

TEST_F(AbuseTest, RefusesATooLongBodyBeforeSayingContinue) {
    start();

    const auto answer =
        ask("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
            "Expect: 100-continue\r\n\r\n");

    EXPECT_EQ(status_of(answer), 413);
}

TEST_F(AbuseTest, StopsWhileRequestsWaitForTheirTurn) {
    start({.lanes = {.read = {.threads = 1}}, .stop_time = 200ms});
    const auto running = asking(get("/v1/wait"));
    EXPECT_TRUE(eventually([this] { return began == 1; }));
    std::vector<std::unique_ptr<TestClient>> waiting;
    for (int i = 0; i < 10; ++i) waiting.push_back(asking(get("/v1/wait")));
    // The server has them once it answers a later connection.
    ASSERT_EQ(status_of(ask(get("/healthz"))), 200);

    std::jthread stopper([this] { server->stop(); });
    for (const auto& client : waiting) EXPECT_TRUE(client->is_closed());
    may_go.release();
    stopper.join();
    EXPECT_EQ(began, 1);
}

}  // namespace
}  // namespace bihuan::http
