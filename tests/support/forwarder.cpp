#include "support/forwarder.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <list>
#include <thread>

#include "base/error.h"
#include "platform/database/company_address.h"

namespace bihuan::testing {

namespace {

constexpr int kLookEvery = 20;  // milliseconds

int listen_on(const std::string& address, std::uint16_t port) {
    const bool six = address.find(':') != std::string::npos;
    const int listener = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0) return -1;
    const int yes = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_storage place{};
    socklen_t size = 0;
    if (six) {
        auto* place6 = reinterpret_cast<sockaddr_in6*>(&place);
        *place6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
        ::inet_pton(AF_INET6, address.c_str(), &place6->sin6_addr);
        size = sizeof *place6;
    } else {
        auto* place4 = reinterpret_cast<sockaddr_in*>(&place);
        *place4 = {.sin_family = AF_INET, .sin_port = htons(port)};
        ::inet_pton(AF_INET, address.c_str(), &place4->sin_addr);
        size = sizeof *place4;
    }
    if (::bind(listener, reinterpret_cast<sockaddr*>(&place), size) == 0 &&
        ::listen(listener, SOMAXCONN) == 0)
        return listener;
    ::close(listener);
    return -1;
}

std::uint16_t port_of(int listener) {
    sockaddr_storage place{};
    socklen_t size = sizeof place;
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&place), &size);
    return ntohs(place.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&place)->sin6_port
                                             : reinterpret_cast<sockaddr_in*>(&place)->sin_port);
}

int connect_to_server() {
    const auto server = PostgresAddress::parse(std::getenv("BIHUAN_TEST_POSTGRES"));
    const auto path = server.value("host") + "/.s.PGSQL.5432";
    sockaddr_un place{.sun_family = AF_UNIX};
    BIHUAN_CHECK(path.size() < sizeof place.sun_path);
    std::strcpy(place.sun_path, path.c_str());
    const int server_socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(server_socket, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0)
        return server_socket;
    ::close(server_socket);
    return -1;
}

/// What came in on one side goes out on the other; false once a side has ended.
bool pass_on(int from, int to) {
    std::array<char, 65536> bytes{};
    const auto size = ::read(from, bytes.data(), bytes.size());
    if (size <= 0) return false;
    for (ssize_t sent = 0; sent < size;) {
        const auto more =
            ::send(to, bytes.data() + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
        if (more <= 0) return false;
        sent += more;
    }
    return true;
}

void forward(int client, const std::atomic<bool>& cut, const std::atomic<bool>& held) {
    const int server = connect_to_server();
    std::array<pollfd, 2> sides{
        {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN}}};
    while (server >= 0 && !cut) {
        if (held) {
            std::this_thread::sleep_for(std::chrono::milliseconds(kLookEvery));
            continue;
        }
        if (::poll(sides.data(), sides.size(), kLookEvery) <= 0) continue;
        if (sides[0].revents != 0 && !pass_on(client, server)) break;
        if (sides[1].revents != 0 && !pass_on(server, client)) break;
    }
    if (server >= 0) ::close(server);
    ::close(client);
}

}  // namespace

struct Forwarder::Parts {
    explicit Parts(std::string address_of) : address(std::move(address_of)) {}

    void run(int listener) {
        pollfd waiting{.fd = listener, .events = POLLIN};
        while (!cut) {
            if (::poll(&waiting, 1, kLookEvery) <= 0) continue;
            const int client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (client >= 0)
                connections.emplace_back([this, client] { forward(client, cut, held); });
        }
        ::close(listener);
    }

    std::string address;
    std::uint16_t port = 0;
    std::atomic<bool> cut = true;
    std::atomic<bool> held = false;
    std::list<std::jthread> connections;
    std::jthread acceptor;
};

Forwarder::Forwarder(const std::string& address) : parts_(std::make_unique<Parts>(address)) {
    mend();
}

Forwarder::~Forwarder() {
    cut();
}

std::uint16_t Forwarder::port() const {
    return parts_->port;
}

void Forwarder::cut() {
    parts_->cut = true;
    if (parts_->acceptor.joinable()) parts_->acceptor.join();
    parts_->connections.clear();
}

void Forwarder::mend() {
    const int listener = listen_on(parts_->address, parts_->port);
    BIHUAN_CHECK(listener >= 0);
    parts_->port = port_of(listener);
    parts_->cut = false;
    parts_->acceptor = std::jthread([this, listener] { parts_->run(listener); });
}

void Forwarder::hold() {
    parts_->held = true;
}

void Forwarder::go_on() {
    parts_->held = false;
}

bool has_ipv6() {
    const int listener = listen_on("::1", 0);
    if (listener >= 0) ::close(listener);
    return listener >= 0;
}

}  // namespace bihuan::testing
