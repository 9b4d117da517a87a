#include "platform/http/server.h"

#include <algorithm>
#include <latch>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/error.h"
#include "platform/http/client_address.h"
#include "platform/http/connections.h"
#include "platform/http/descriptors.h"

namespace bihuan::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

std::unique_ptr<asio::ssl::context> make_tls(const TlsFiles& files) {
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv3 |
                         asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 |
                         asio::ssl::context::no_compression);
    auto* native = context->native_handle();
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    // TLS 1.2: forward secrecy and authenticated encryption only. TLS 1.3 has nothing else.
    BIHUAN_CHECK(SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1);
    error_code failure;
    context->use_certificate_chain_file(files.certificate_chain.string(), failure);
    if (!failure)
        context->use_private_key_file(files.private_key.string(), asio::ssl::context::pem, failure);
    if (failure)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("The TLS files cannot be used: {}.", failure.message()));
    return context;
}

tcp::endpoint endpoint_of(const ServerOptions& options) {
    error_code failure;
    const auto address = asio::ip::make_address(options.address, failure);
    if (failure)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("{} is no address to listen on.", options.address));
    return {address, options.port};
}

}  // namespace

struct Server::Parts {
    Parts(const Dispatcher& dispatcher_, const ServerOptions& options_)
        : dispatcher(dispatcher_),
          options(options_),
          connections({.all = fitting_connections(options.most_connections),
                       .each_address =
                           options.behind_proxy ? std::size_t(-1) : options.most_connections_each}),
          shared{dispatcher,
                 options,
                 HostNames(names_of(options)),
                 Askers(options.session_cookie, options.browser_cookie),
                 Shares(options.most_streams_each),
                 Lanes(options.lanes),
                 [this] { connections.tell_all(&Connection::look_again); }} {}

    static std::vector<std::string> names_of(const ServerOptions& options) {
        auto names = options.hosts;
        names.push_back(options.address);
        return names;
    }

    void listen();
    asio::awaitable<void> accept();
    asio::awaitable<void> drop_gone();
    void begin(tcp::socket socket);
    void end(Connections::Place place, const std::exception_ptr& failed);

    const Dispatcher& dispatcher;
    const ServerOptions options;
    Connections connections;
    Shared shared;
    std::unique_ptr<asio::ssl::context> tls;
    // What is queued here when the server stops may hold connections, which use what stands above.
    asio::io_context io{std::max(1, options.io_threads)};
    asio::executor_work_guard<asio::io_context::executor_type> guard = make_work_guard(io);
    asio::strand<asio::io_context::executor_type> accept_strand = asio::make_strand(io);
    tcp::acceptor acceptor{accept_strand};
    std::vector<std::jthread> threads;
    std::latch accept_ended{1};
    std::mutex stop_mutex;
    bool stopped = false;
    std::uint16_t port = 0;
};

void Server::Parts::listen() {
    if (options.tls) tls = make_tls(*options.tls);
    const auto endpoint = endpoint_of(options);
    error_code failure;
    acceptor.open(endpoint.protocol(), failure);
    if (!failure) acceptor.set_option(tcp::acceptor::reuse_address(true), failure);
    if (!failure) acceptor.bind(endpoint, failure);
    if (!failure) acceptor.listen(tcp::acceptor::max_listen_connections, failure);
    if (failure)
        throw Error(
            ErrorCode::Unavailable,
            fmt::format(
                "Cannot listen on {}:{}: {}.", options.address, options.port, failure.message()));
    port = acceptor.local_endpoint().port();
}

asio::awaitable<void> Server::Parts::accept() {
    constexpr std::chrono::milliseconds kPause{100};
    while (!shared.stopping.load()) {
        auto [failure, socket] = co_await acceptor.async_accept(
            asio::make_strand(io), asio::as_tuple(asio::use_awaitable));
        if (failure == asio::error::operation_aborted) break;
        if (!failure) {
            try {
                begin(std::move(socket));
            } catch (const std::exception& error) {
                dispatcher.report("", error.what());  // one client is lost, no later one
            }
            continue;
        }
        // Out of file descriptors: wait until some connections have ended.
        asio::steady_timer pause(accept_strand, kPause);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    accept_ended.count_down();
}

asio::awaitable<void> Server::Parts::drop_gone() {
    constexpr std::chrono::milliseconds kEvery{200};
    asio::steady_timer pause(accept_strand);
    while (true) {
        pause.expires_after(kEvery);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
        try {
            shared.lanes.drop_gone();
        } catch (const std::exception& failure) {
            dispatcher.report("", failure.what());  // the next time, then
        }
    }
}

void Server::Parts::begin(tcp::socket socket) {
    error_code failure;
    const auto peer = socket.remote_endpoint(failure);
    if (failure) return;
    const auto local = socket.local_endpoint(failure);
    if (failure) return;
    socket.set_option(tcp::no_delay(true), failure);
    const auto executor = socket.get_executor();
    const Ends ends{peer.address().to_string(), local.address().to_string()};
    auto connection =
        std::make_shared<Connection>(make_transport(std::move(socket), tls.get()), ends, shared);
    const auto place = connections.add(connection, address_share(ends.peer));
    if (!place) return;
    if (auto* metrics = dispatcher.metrics()) metrics->connection_opened();
    asio::co_spawn(
        executor,
        [connection] { return connection->run(); },
        [this, place = *place](const std::exception_ptr& failed) { end(place, failed); });
}

void Server::Parts::end(Connections::Place place, const std::exception_ptr& failed) {
    if (failed) {
        try {
            std::rethrow_exception(failed);
        } catch (const std::exception& error) {
            dispatcher.report("", error.what());
        }
    }
    if (auto* metrics = dispatcher.metrics()) metrics->connection_closed();
    connections.remove(place);
}

Server::Server(const Dispatcher& dispatcher, const ServerOptions& options)
    : parts_(std::make_unique<Parts>(dispatcher, options)) {
    parts_->listen();
    asio::co_spawn(parts_->accept_strand, parts_->accept(), asio::detached);
    asio::co_spawn(parts_->accept_strand, parts_->drop_gone(), asio::detached);
    for (int i = 0; i < std::max(1, options.io_threads); ++i)
        parts_->threads.emplace_back([parts = parts_.get()] { parts->io.run(); });
}

Server::~Server() {
    try {
        stop();
    } catch (const std::exception&) {
        std::terminate();  // its threads run on and would use what is gone
    }
}

std::uint16_t Server::port() const {
    return parts_->port;
}

void Server::stop() {
    auto& parts = *parts_;
    const std::lock_guard once(parts.stop_mutex);
    if (std::exchange(parts.stopped, true)) return;
    parts.shared.stopping = true;
    asio::post(parts.accept_strand, [&parts] {
        error_code ignored;
        parts.acceptor.close(ignored);
    });
    parts.accept_ended.wait();
    parts.connections.tell_all(&Connection::stop);
    if (!parts.connections.wait_until_empty(parts.options.stop_time)) {
        parts.connections.tell_all(&Connection::abort);
        parts.shared.lanes.drop_waiting();
        // What is left are handlers, which end by themselves; cutting the threads off under them
        // would leave a transaction half told.
        parts.connections.wait_until_empty(std::nullopt);
    }
    parts.shared.lanes.join();
    parts.shared.disk.join();
    parts.guard.reset();
    parts.io.stop();
    parts.threads.clear();
}

}  // namespace bihuan::http
