#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "platform/http/incoming.h"
#include "platform/http/server.h"
#include "platform/http/transport.h"

// Private to platform/http.
namespace bihuan::http {

/// What all connections of a server share.
struct Shared {
    const Dispatcher& dispatcher;
    const ServerOptions& options;
    boost::asio::thread_pool& workers;
    boost::asio::thread_pool& heavy_workers;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> waiting = 0;  ///< Requests in the hands of the workers.
};

/// One client, from accept to close: request after request. Everything runs on the transport's
/// strand; `stop` and `abort` may be called from any thread.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(std::unique_ptr<Transport> transport, std::string peer, Shared& shared);

    boost::asio::awaitable<void> run();
    /// Ends idle waits and event streams; a running request finishes.
    void stop();
    /// Ends whatever the connection waits for.
    void abort();

private:
    using Milliseconds = std::chrono::milliseconds;

    // One request (connection.cpp).
    boost::asio::awaitable<bool> exchange();
    boost::asio::awaitable<bool> receive_head(Incoming& incoming);
    boost::asio::awaitable<bool> receive_body(Incoming& incoming,
                                              Request& request,
                                              const Admission& admission);
    boost::asio::awaitable<bool> pass_gate(const Incoming& incoming, const Request& request);
    boost::asio::awaitable<bool> receive_upload(Incoming& incoming, Request& request);
    boost::asio::awaitable<bool> pump_body(Incoming& incoming, const Request& request);
    boost::asio::awaitable<bool> feed();
    enum class Work : std::uint8_t { GateOnly, Light, Heavy };
    boost::asio::awaitable<std::optional<Response>> work(Request request, Work kind);
    boost::asio::awaitable<bool> refuse(int status, std::string request_id);
    void advance(Incoming& incoming);
    void describe_client(Request& request) const;

    // One answer (reply.cpp).
    boost::asio::awaitable<bool> send(Response response, bool head_only, bool keep_alive);
    boost::asio::awaitable<bool> send_bytes(std::string head, std::string_view body);
    boost::asio::awaitable<bool> send_file(const FileBody& body, std::uint64_t size);
    boost::asio::awaitable<void> send_events(EventChannel& channel);
    boost::asio::awaitable<std::string> next_events(EventChannel& channel);
    boost::asio::awaitable<bool> write(std::string_view first, std::string_view second);
    boost::asio::awaitable<void> linger();

    // The deadline of the present phase. It is absolute; only bytes that flow faster than
    // `slowest_upload` move it.
    void arm(Milliseconds time);
    void count_bytes(std::size_t bytes);
    void watch();
    void disarm();

    std::unique_ptr<Transport> transport_;
    std::string peer_;
    Shared& shared_;
    boost::asio::steady_timer deadline_;
    std::shared_ptr<boost::asio::steady_timer> news_;  ///< Shared with the channel's wake-up.
    std::chrono::steady_clock::time_point phase_start_;
    Milliseconds phase_time_{};
    std::size_t phase_bytes_ = 0;
    bool armed_ = false;
    bool timed_out_ = false;
    bool aborted_ = false;
    bool idle_ = true;
    bool dirty_ = false;  ///< Bytes that nobody reads may still be on their way.
    std::vector<char> buffer_;
    std::size_t filled_ = 0;
};

}  // namespace bihuan::http
