#include "platform/http/server.h"

#include <algorithm>
#include <condition_variable>
#include <list>
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
#include "platform/http/connection.h"

namespace bihuan::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

std::unique_ptr<asio::ssl::context> make_tls(const TlsFiles& files) {
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv3 |
                         asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
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
    using Place = std::list<std::weak_ptr<Connection>>::iterator;

    Parts(const Dispatcher& dispatcher_, ServerOptions options_)
        : dispatcher(dispatcher_), options(std::move(options_)) {}

    void listen();
    asio::awaitable<void> accept();
    void begin(tcp::socket socket);
    void end(Place place, const std::exception_ptr& failed);
    bool wait_for_end(std::optional<std::chrono::milliseconds> time);
    void tell_connections(void (Connection::*message)());

    const Dispatcher& dispatcher;
    const ServerOptions options;
    asio::io_context io{std::max(1, options.io_threads)};
    asio::executor_work_guard<asio::io_context::executor_type> guard = make_work_guard(io);
    asio::thread_pool workers{static_cast<std::size_t>(std::max(1, options.workers))};
    asio::thread_pool heavy_workers{static_cast<std::size_t>(std::max(1, options.heavy_workers))};
    Shared shared{dispatcher, options, workers, heavy_workers};
    std::unique_ptr<asio::ssl::context> tls;
    asio::strand<asio::io_context::executor_type> accept_strand = asio::make_strand(io);
    tcp::acceptor acceptor{accept_strand};
    std::vector<std::jthread> threads;

    std::mutex mutex;
    std::condition_variable ended;
    std::list<std::weak_ptr<Connection>> connections;
    bool accepting = false;
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
            begin(std::move(socket));
            continue;
        }
        // Out of file descriptors: wait until some connections have ended.
        asio::steady_timer pause(accept_strand, kPause);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    const std::lock_guard lock(mutex);
    accepting = false;
    ended.notify_all();
}

void Server::Parts::begin(tcp::socket socket) {
    error_code failure;
    const auto peer = socket.remote_endpoint(failure);
    if (failure) return;
    socket.set_option(tcp::no_delay(true), failure);
    const auto executor = socket.get_executor();
    auto connection = std::make_shared<Connection>(
        make_transport(std::move(socket), tls.get()), peer.address().to_string(), shared);
    auto place = connections.end();
    {
        const std::lock_guard lock(mutex);
        if (connections.size() >= options.most_connections) return;
        place = connections.insert(connections.end(), connection);
    }
    if (auto* metrics = dispatcher.metrics()) metrics->connection_opened();
    asio::co_spawn(
        executor,
        [connection] { return connection->run(); },
        [this, place](const std::exception_ptr& failed) { end(place, failed); });
}

void Server::Parts::end(Place place, const std::exception_ptr& failed) {
    if (failed) {
        try {
            std::rethrow_exception(failed);
        } catch (const std::exception& error) {
            dispatcher.report("", error.what());
        }
    }
    if (auto* metrics = dispatcher.metrics()) metrics->connection_closed();
    const std::lock_guard lock(mutex);
    connections.erase(place);
    ended.notify_all();
}

bool Server::Parts::wait_for_end(std::optional<std::chrono::milliseconds> time) {
    std::unique_lock lock(mutex);
    const auto all_ended = [this] { return connections.empty() && !accepting; };
    if (time) return ended.wait_for(lock, *time, all_ended);
    ended.wait(lock, all_ended);
    return true;
}

void Server::Parts::tell_connections(void (Connection::*message)()) {
    const std::lock_guard lock(mutex);
    for (const auto& weak : connections)
        if (const auto connection = weak.lock()) ((*connection).*message)();
}

Server::Server(const Dispatcher& dispatcher, const ServerOptions& options)
    : parts_(std::make_unique<Parts>(dispatcher, options)) {
    parts_->listen();
    parts_->accepting = true;
    asio::co_spawn(parts_->accept_strand, parts_->accept(), asio::detached);
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
    parts.tell_connections(&Connection::stop);
    if (!parts.wait_for_end(parts.options.stop_time)) {
        parts.tell_connections(&Connection::abort);
        // What is left are handlers, which end by themselves; cutting the threads off under them
        // would leave a transaction half told.
        parts.wait_for_end(std::nullopt);
    }
    parts.workers.join();
    parts.heavy_workers.join();
    parts.guard.reset();
    parts.io.stop();
    parts.threads.clear();
}

}  // namespace bihuan::http
