#include "platform/http/transport.h"

#include <poll.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace bihuan::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

template <class Stream>
asio::awaitable<Transport::Count> read_some(Stream& stream, asio::mutable_buffer buffer) {
    const auto [failure, size] = co_await stream.async_read_some(buffer, kTuple);
    co_return Transport::Count{failure, size};
}

template <class Stream>
asio::awaitable<error_code> write_all(Stream& stream, Transport::Buffers buffers) {
    const auto [failure, size] = co_await asio::async_write(stream, buffers, kTuple);
    co_return failure;
}

bool has_hung_up(int descriptor) {
    pollfd state{.fd = descriptor, .events = POLLRDHUP, .revents = 0};
    return ::poll(&state, 1, 0) > 0;
}

class Plain final : public Transport {
public:
    explicit Plain(tcp::socket socket)
        : socket_(std::move(socket)), descriptor_(socket_.native_handle()) {}

    asio::any_io_executor executor() override { return socket_.get_executor(); }
    bool is_secure() const override { return false; }
    asio::awaitable<error_code> open() override { co_return error_code{}; }
    asio::awaitable<Count> read(asio::mutable_buffer buffer) override {
        return read_some(socket_, buffer);
    }
    asio::awaitable<error_code> write(Buffers buffers) override {
        return write_all(socket_, buffers);
    }
    asio::awaitable<void> end_writing() override {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        co_return;
    }
    void cancel() override {
        error_code ignored;
        socket_.cancel(ignored);
    }
    void close() override {
        error_code ignored;
        socket_.close(ignored);
    }
    bool is_gone() const override { return has_hung_up(descriptor_); }

private:
    tcp::socket socket_;
    int descriptor_;
};

class Tls final : public Transport {
public:
    Tls(tcp::socket socket, asio::ssl::context& context)
        : stream_(std::move(socket), context), descriptor_(stream_.next_layer().native_handle()) {}

    asio::any_io_executor executor() override { return stream_.get_executor(); }
    bool is_secure() const override { return true; }
    asio::awaitable<error_code> open() override {
        const auto [failure] =
            co_await stream_.async_handshake(asio::ssl::stream_base::server, kTuple);
        co_return failure;
    }
    asio::awaitable<Count> read(asio::mutable_buffer buffer) override {
        return read_some(stream_, buffer);
    }
    asio::awaitable<error_code> write(Buffers buffers) override {
        return write_all(stream_, buffers);
    }
    asio::awaitable<void> end_writing() override {
        // A client that is gone already is no matter.
        co_await stream_.async_shutdown(kTuple);
    }
    void cancel() override {
        error_code ignored;
        stream_.next_layer().cancel(ignored);
    }
    void close() override {
        error_code ignored;
        stream_.next_layer().close(ignored);
    }
    bool is_gone() const override { return has_hung_up(descriptor_); }

private:
    asio::ssl::stream<tcp::socket> stream_;
    int descriptor_;
};

}  // namespace

std::unique_ptr<Transport> make_transport(tcp::socket socket, asio::ssl::context* tls) {
    if (tls == nullptr) return std::make_unique<Plain>(std::move(socket));
    return std::make_unique<Tls>(std::move(socket), *tls);
}

}  // namespace bihuan::http
