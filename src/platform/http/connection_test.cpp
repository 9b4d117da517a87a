#include "platform/http/connection.h"

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>

#include "platform/http/dispatcher.h"
#include "platform/http/test_client.h"

namespace bihuan::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using testing::eventually;
using testing::TestClient;

Dispatcher one_guarded_upload() {
    Router router;
    router.add({.method = Method::Post,
                .path = "/v1/upload",
                .id = "upload",
                .permission = std::string(kSignedIn),
                .summary = "For the test.",
                .tag = "test",
                .body = BodyKind::Upload,
                .body_limit = 1000,
                .answers = {{.description = "Good."}},
                .handler = [](const Request&) { return Response::text("x"); }});
    router.add({.method = Method::Get,
                .path = "/v1/read",
                .id = "read",
                .permission = std::string(kPublic),
                .summary = "For the test.",
                .tag = "test",
                .answers = {{.description = "Good."}},
                .handler = [](const Request&) { return Response::text("x"); }});
    return Dispatcher({.router = std::move(router)});
}

Errand of_address(std::function<void()> run) {
    return {.asker = {"address 127.0.0.1", false},
            .run = std::move(run),
            .gone = [] { return false; },
            .drop = [] {}};
}

/// One connection whose request waits behind another asker's, and is dropped there.
class ConnectionTest : public ::testing::TestWithParam<const char*> {};

TEST_P(ConnectionTest, GivesItsPlaceBackWhenItsRequestIsDropped) {
    const auto dispatcher = one_guarded_upload();
    const ServerOptions options{.lanes = {.read = {.threads = 1, .open_each_address = 1}}};
    asio::io_context io;
    std::shared_ptr<Connection> connection;  // outlives what it shares, as one in a queue might
    Shared shared{dispatcher, options, HostNames({}), Askers("s"), Shares(1), Lanes(options.lanes)};
    std::promise<void> may_end;
    std::promise<void> began;
    auto slow = of_address([&] {
        began.set_value();
        may_end.get_future().wait();
    });
    slow.asker = {"person 1", true};
    auto holder = shared.lanes.enter(Lane::Read, std::move(slow));
    began.get_future().wait();

    tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    const TestClient client(acceptor.local_endpoint().port());
    client.send(GetParam());
    auto socket = acceptor.accept(asio::make_strand(io));
    const auto executor = socket.get_executor();
    connection = std::make_shared<Connection>(
        make_transport(std::move(socket), nullptr), Ends{"127.0.0.1", "127.0.0.1"}, shared);
    std::atomic<bool> ended = false;
    asio::co_spawn(
        executor,
        [connection] { return connection->run(); },
        [&ended](const std::exception_ptr&) { ended = true; });
    std::jthread network([&io] { io.run(); });

    EXPECT_TRUE(eventually([&] {
        shared.lanes.drop_waiting();
        return ended.load();
    }));
    EXPECT_EQ(shared.lanes.enter(Lane::Read, of_address([] {})).answer, FairQueue::Answer::Taken)
        << "the connection holds the address's place";
    may_end.set_value();
}

INSTANTIATE_TEST_SUITE_P(BeforeTheBodyAndAfter,
                         ConnectionTest,
                         ::testing::Values("GET /v1/read HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                           "POST /v1/upload HTTP/1.1\r\nHost: localhost\r\n"
                                           "Content-Length: 10\r\n\r\n"));

}  // namespace
}  // namespace bihuan::http
