#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

// Private to platform/http: a byte stream, plain or TLS. Virtual, because templates over both
// would compile the whole server twice.
namespace bihuan::http {

class Transport {
public:
    using Count = std::pair<boost::system::error_code, std::size_t>;
    using Buffers = std::array<boost::asio::const_buffer, 2>;

    virtual ~Transport() = default;
    virtual boost::asio::any_io_executor executor() = 0;
    virtual bool is_secure() const = 0;
    virtual boost::asio::awaitable<boost::system::error_code> open() = 0;
    virtual boost::asio::awaitable<Count> read(boost::asio::mutable_buffer buffer) = 0;
    /// All of both buffers.
    virtual boost::asio::awaitable<boost::system::error_code> write(Buffers buffers) = 0;
    /// Tells the client that nothing more comes; reading stays possible.
    virtual boost::asio::awaitable<void> end_writing() = 0;
    /// What is being waited for ends with operation_aborted.
    virtual void cancel() = 0;
    virtual void close() = 0;
    /// The client has closed its side, or all of it. Reads nothing; from any thread, until close().
    virtual bool is_gone() const = 0;
};

/// Without `tls` a plain stream.
std::unique_ptr<Transport> make_transport(boost::asio::ip::tcp::socket socket,
                                          boost::asio::ssl::context* tls);

}  // namespace bihuan::http
