#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/dispatcher.h"
#include "platform/http/lanes.h"

namespace bihuan::http {

struct TlsFiles {
    std::filesystem::path certificate_chain;  ///< PEM
    std::filesystem::path private_key;        ///< PEM
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free port
    int io_threads = 1;
    LaneOptions lanes{};
    std::size_t most_connections = 4000;       ///< Fewer where the limit of open files is lower.
    std::size_t most_connections_each = 1000;  ///< Of one address; not behind a proxy.
    std::size_t most_streams_each = 16;        ///< Event streams of one person.
    std::size_t header_limit = std::size_t{16} * 1024;
    std::chrono::milliseconds head_time{10'000};  ///< From the first wait to the end of the head.
    std::chrono::milliseconds body_time{30'000};  ///< Plus what `slowest_upload` allows.
    std::chrono::milliseconds write_time{30'000};
    std::size_t slowest_upload =
        std::size_t{16} * 1024;                   ///< Bytes per second an upload must reach.
    std::chrono::milliseconds heartbeat{15'000};  ///< Of streams; the gate is asked as often.
    std::chrono::milliseconds stop_time{10'000};  ///< What requests get to finish at stop().
    std::optional<TlsFiles> tls;
    bool behind_proxy = false;            ///< Believe X-Forwarded-For and X-Forwarded-Proto.
    std::vector<std::string> hosts;       ///< Names it is reached by; see HostNames.
    std::string session_cookie;           ///< The cookie's name, to know who asks.
    std::string browser_cookie;           ///< The same of a browser without session.
    std::filesystem::path upload_folder;  ///< Empty: the system's temporary folder.
};

/// Listens and serves until stopped. Listening starts in the constructor, which throws
/// Error(Unavailable) when the address is taken and Error(InvalidInput) for a bad certificate.
class Server {
public:
    Server(const Dispatcher& dispatcher, const ServerOptions& options);
    /// Stops.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    /// Takes no more connections, lets running requests finish within `stop_time`, closes idle
    /// ones and event streams at once, then returns. Idempotent; call from any other thread.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace bihuan::http
