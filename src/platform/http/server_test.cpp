#include "platform/http/server.h"

#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/http/events.h"
#include "platform/http/json_body.h"
#include "platform/http/service.h"
#include "platform/http/test_client.h"

namespace bihuan::http {
namespace {

using testing::body_of;
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

/// A server with a few operations; `gate_opens` and `hub` may be played with.
class ServerTest : public ::testing::Test {
protected:
    std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
    EventHub hub;
    std::atomic<bool> gate_opens = true;
    std::promise<void> slow_began;
    std::promise<void> slow_may_end;
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<Server> server;

    void start(ServerOptions options = {}) {
        Router router;
        router.add(service_operations(metrics, [] { return std::nullopt; }));
        router.add(simple_operations());
        router.add(body_operations());
        dispatcher = std::make_unique<Dispatcher>(
            Dispatcher::Parts{.router = std::move(router),
                              .gate =
                                  [this](const Operation&, Request&) {
                                      if (!gate_opens)
                                          throw Error(ErrorCode::Unauthenticated, "Sign in.");
                                  },
                              .metrics = metrics});
        options.port = 0;
        options.hosts = {"x", "us.cn"};
        server = std::make_unique<Server>(*dispatcher, options);
    }

    std::vector<Operation> simple_operations() {
        std::vector<Operation> operations{
            operation(Method::Get,
                      "/v1/hello/{name}",
                      [](const Request& request) {
                          return Response::text("Hello " + request.path_value("name"));
                      }),
            operation(Method::Get,
                      "/v1/broken",
                      [](const Request&) -> Response { throw std::runtime_error("secret: 1234"); }),
            operation(Method::Get,
                      "/v1/inject",
                      [](const Request& request) {
                          auto response = Response::text("x");
                          response.headers.set("X-Echo", request.query.get("value"));
                          return response;
                      }),
            operation(Method::Get, "/v1/news", [this](const Request& request) {
                auto channel = hub.subscribe("news");
                channel->push({.id = "1",
                               .name = "hello",
                               .data = std::string(request.headers.get("Last-Event-ID"))});
                return Response::events(channel);
            })};
        auto slow = operation(Method::Get, "/v1/slow", [this](const Request&) {
            slow_began.set_value();
            slow_may_end.get_future().wait();
            return Response::text("done");
        });
        slow.lane = Lane::Heavy;
        operations.push_back(std::move(slow));
        return operations;
    }

    static std::vector<Operation> body_operations() {
        auto echo = operation(Method::Post, "/v1/echo", [](const Request& request) {
            return Response::text(request.body);
        });
        echo.body = BodyKind::Json;
        echo.body_limit = 1000;
        auto upload = operation(Method::Post, "/v1/uploads", [](const Request& request) {
            std::ifstream file(request.upload->path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            return Response::text(std::to_string(bytes.size()) + bytes.substr(0, 5) + ' ' +
                                  request.upload->path().string());
        });
        upload.body = BodyKind::Upload;
        upload.body_limit = std::size_t{8} << 20U;
        auto file = operation(Method::Get, "/v1/file", [](const Request&) {
            const auto path = std::string(BIHUAN_SOURCE_DIR) + "/CMakeLists.txt";
            return Response::file({path, nullptr}, "text/plain", "报表 1.txt");
        });
        auto guarded = echo;
        guarded.path = guarded.id = "/v1/guarded";
        guarded.permission = std::string(kSignedIn);
        guarded.body_limit = std::size_t{1} << 20U;
        return {echo, upload, file, guarded};
    }

    std::string ask(std::string_view request) {
        TestClient client(server->port());
        client.send(request);
        return client.read_answer();
    }
};

TEST_F(ServerTest, AnswersWithSecurityHeadersAndRequestId) {
    start();

    const auto answer = ask("GET /v1/hello/%E5%BC%A0 HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_EQ(status_of(answer), 200);
    EXPECT_EQ(body_of(answer), "Hello 张");
    EXPECT_NE(header_of(answer, "X-Request-Id"), "");
    EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_NE(header_of(answer, "Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string::npos);
    EXPECT_EQ(header_of(answer, "Strict-Transport-Security"), "");
}

TEST_F(ServerTest, KeepsConnectionsAndAnswersPipelinedRequestsInOrder) {
    start();
    TestClient client(server->port());

    client.send(
        "GET /v1/hello/a HTTP/1.1\r\nHost: x\r\n\r\nHEAD /v1/hello/b HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_EQ(body_of(client.read_answer()), "Hello a");
    const auto head = client.read_until("\r\n\r\n");
    EXPECT_EQ(header_of(head, "Content-Length"), "7");
    client.send("GET /v1/hello/c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(body_of(client.read_answer()), "Hello c");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, TellsProblemsByRfc9457WithoutInnerDetails) {
    start();

    const auto broken = ask("GET /v1/broken HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto missing = ask("GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto wrong_method = ask("DELETE /v1/broken HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_EQ(status_of(broken), 500);
    EXPECT_EQ(header_of(broken, "Content-Type"), "application/problem+json");
    EXPECT_EQ(broken.find("1234"), std::string::npos);
    EXPECT_EQ(status_of(missing), 404);
    EXPECT_NE(body_of(missing).find("\"code\":\"not_found\""), std::string::npos);
    EXPECT_EQ(status_of(wrong_method), 405);
    EXPECT_EQ(header_of(wrong_method, "Allow"), "GET, HEAD");
}

TEST_F(ServerTest, RefusesHeadersThatAreTooLong) {
    start();

    const auto answer =
        ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(64 * 1024, 'a') + "\r\n\r\n");

    EXPECT_EQ(status_of(answer), 431);
}

TEST_F(ServerTest, RefusesBodiesThatAreTooLongWhetherAnnouncedOrNot) {
    start();
    const std::string long_body(70'000, 'a');

    const auto announced =
        ask("POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n" + long_body);
    const auto chunked =
        ask("POST /v1/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
            "chunked\r\n\r\n11170\r\n" +
            long_body + "\r\n0\r\n\r\n");

    EXPECT_EQ(status_of(announced), 413);
    EXPECT_EQ(status_of(chunked), 413);
}

TEST_F(ServerTest, ReadsChunkedBodies) {
    start();

    const auto answer =
        ask("POST /v1/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
            "chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");

    EXPECT_EQ(body_of(answer), "abcde");
}

TEST_F(ServerTest, RefusesWhatCouldBeReadInTwoWays) {
    start();
    const std::string start_line = "POST /v1/echo HTTP/1.1\r\nHost: x\r\n";

    for (const auto* headers : {
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
             "Transfer-Encoding: gzip\r\n",
             "Content-Length: 5\r\nContent-Length: 5\r\n",
             "Content-Length: 5\r\nContent-Length: 6\r\n",
             "Content-Length: -1\r\n",
             "Content-Length: 5x\r\n",
             "Content-Length : 5\r\n",
             "Host: y\r\n",
             "Bad Header: 1\r\n",
         }) {
        const auto answer = ask(start_line + headers + "\r\n0\r\n\r\n");
        EXPECT_EQ(status_of(answer), 400) << headers;
    }
    for (const auto* line : {"GET /v1/hello/a HTTP/1.1\r\n\r\n",
                             "GET http://evil/ HTTP/1.1\r\nHost: x\r\n\r\n",
                             "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                             "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                             "GET /%ff HTTP/1.1\r\nHost: x\r\n\r\n",
                             "GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n",
                             "\x16\x03\x01\x02\r\n\r\n"}) {
        EXPECT_EQ(status_of(ask(line)), 400) << line;
    }
}

TEST_F(ServerTest, NeverSendsAHeaderSomebodyElseWrote) {
    start();

    const auto answer =
        ask("GET /v1/inject?value=v%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_EQ(status_of(answer), 500);
    EXPECT_EQ(header_of(answer, "Set-Cookie"), "");
}

TEST_F(ServerTest, StreamsUploadsIntoAFileThatGoesAfterwards) {
    start();
    const std::string bytes(5'000'000, 'b');

    const auto answer =
        ask("POST /v1/uploads?name=a.csv HTTP/1.1\r\nHost: x\r\nContent-Length: "
            "5000000\r\n\r\n" +
            bytes);

    const auto text = body_of(answer);
    ASSERT_EQ(text.substr(0, 13), "5000000bbbbb ");
    EXPECT_FALSE(std::filesystem::exists(text.substr(13)));
}

TEST_F(ServerTest, AsksTheGateBeforeItTakesAnUpload) {
    start();
    gate_opens = false;
    TestClient client(server->port());

    client.send("POST /v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");

    EXPECT_EQ(status_of(client.read_answer()), 401);
}

TEST_F(ServerTest, AsksTheGateBeforeItTakesALargeBodyOfAGuardedOperation) {
    start();
    gate_opens = false;
    TestClient large(server->port());
    TestClient small(server->port());

    large.send("POST /v1/guarded HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n");
    small.send("POST /v1/guarded HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

    EXPECT_EQ(status_of(large.read_answer()), 401);
    EXPECT_EQ(status_of(small.read_answer()), 401);
}

TEST_F(ServerTest, AnswersPagesWhileHeavyOperationsRun) {
    start({.lanes = {.read = {.threads = 1}, .heavy = {.threads = 1}}});
    TestClient heavy(server->port());
    heavy.send("GET /v1/slow HTTP/1.1\r\nHost: x\r\n\r\n");
    slow_began.get_future().wait();

    EXPECT_EQ(status_of(ask("GET /v1/hello/a HTTP/1.1\r\nHost: x\r\n\r\n")), 200);

    slow_may_end.set_value();
    EXPECT_EQ(body_of(heavy.read_answer()), "done");
}

TEST_F(ServerTest, SaysContinueToAClientThatWaitsForIt) {
    start();
    TestClient client(server->port());

    client.send(
        "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: "
        "100-continue\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ok");

    EXPECT_EQ(body_of(client.read_answer()), "ok");
}

TEST_F(ServerTest, RefusesUnsafeRequestsOfOtherSites) {
    start();

    const auto foreign =
        ask("POST /v1/echo HTTP/1.1\r\nHost: us.cn\r\nOrigin: "
            "https://evil.cn\r\nContent-Length: 2\r\n\r\n{}");
    const auto own =
        ask("POST /v1/echo HTTP/1.1\r\nHost: us.cn\r\nOrigin: "
            "https://us.cn\r\nContent-Length: 2\r\n\r\n{}");

    EXPECT_EQ(status_of(foreign), 403);
    EXPECT_EQ(status_of(own), 200);
}

TEST_F(ServerTest, SendsFilesWithNamesInAnyScript) {
    start();

    const auto answer = ask("GET /v1/file HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_NE(body_of(answer).find("project(bihuan"), std::string::npos);
    EXPECT_EQ(header_of(answer, "Content-Disposition"),
              "attachment; filename=\"_______1.txt\"; "
              "filename*=UTF-8''%E6%8A%A5%E8%A1%A8%201.txt");
}

TEST_F(ServerTest, ServesOthersWhileSlowClientsTrickleAndThenDropsThem) {
    start({.head_time = 300ms});
    std::vector<std::unique_ptr<TestClient>> slow;
    for (int i = 0; i < 100; ++i) {
        slow.push_back(std::make_unique<TestClient>(server->port()));
        slow.back()->send("GET / HTTP/1.1\r\nX: ");
    }

    EXPECT_EQ(status_of(ask("GET /v1/hello/a HTTP/1.1\r\nHost: x\r\n\r\n")), 200);

    for (auto& client : slow) {
        client->send("a");
        EXPECT_EQ(status_of(client->read_answer()), 408);
        EXPECT_TRUE(client->is_closed());
    }
}

TEST_F(ServerTest, DropsBodiesThatDoNotArrive) {
    start({.body_time = 200ms});
    TestClient client(server->port());

    client.send("POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab");

    EXPECT_EQ(status_of(client.read_answer()), 408);
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, ClosesIdleConnectionsWithoutAWord) {
    start({.head_time = 100ms});
    TestClient client(server->port());

    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, StreamsEventsWithHeartbeats) {
    start({.heartbeat = 50ms});
    TestClient client(server->port());

    client.send("GET /v1/news HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 7\r\n\r\n");

    const auto head = client.read_until("\r\n\r\n");
    EXPECT_EQ(header_of(head, "Content-Type"), "text/event-stream");
    EXPECT_EQ(client.read_until("\n\n"), "id: 1\nevent: hello\ndata: 7\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ": still here\n\n");
    hub.publish("news", {.id = "2", .data = "two\nlines"});
    hub.finish("news");
    EXPECT_NE(client.read_to_end().find("id: 2\ndata: two\ndata: lines\n\n"), std::string::npos);
    EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, StopsByFinishingRequestsAndEndingStreamsAndIdleOnes) {
    start();
    TestClient idle(server->port());
    idle.send("GET /v1/hello/a HTTP/1.1\r\nHost: x\r\n\r\n");
    idle.read_answer();
    TestClient listener(server->port());
    listener.send("GET /v1/news HTTP/1.1\r\nHost: x\r\n\r\n");
    listener.read_until("\n\n");
    TestClient busy(server->port());
    busy.send("GET /v1/slow HTTP/1.1\r\nHost: x\r\n\r\n");
    slow_began.get_future().wait();

    std::jthread stopper([this] { server->stop(); });
    EXPECT_TRUE(idle.is_closed());
    EXPECT_TRUE(listener.is_closed());
    slow_may_end.set_value();

    const auto answer = busy.read_answer();
    EXPECT_EQ(body_of(answer), "done");
    EXPECT_EQ(header_of(answer, "Connection"), "close");
    stopper.join();
}

TEST_F(ServerTest, RefusesAnAddressThatIsTaken) {
    start();

    const ServerOptions taken{.port = server->port()};

    EXPECT_THROW(Server(*dispatcher, taken), Error);
}

TEST_F(ServerTest, ShowsMetricsToThisMachineOnly) {
    start();
    ask("GET /v1/hello/a HTTP/1.1\r\nHost: x\r\n\r\n");

    const auto here = ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto proxied =
        ask("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n");

    EXPECT_NE(body_of(here).find("bihuan_http_requests_total"), std::string::npos);
    EXPECT_EQ(status_of(proxied), 403);
    EXPECT_EQ(body_of(ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")), "ok\n");
}

TEST_F(ServerTest, BelievesAProxyOnlyWhenToldTo) {
    start({.behind_proxy = true});

    const auto answer =
        ask("GET /v1/hello/a HTTP/1.1\r\nHost: x\r\nX-Forwarded-Proto: https\r\n\r\n");

    EXPECT_NE(header_of(answer, "Strict-Transport-Security"), "");
}

}  // namespace
}  // namespace bihuan::http
