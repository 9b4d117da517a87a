#include "platform/http/test_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "base/error.h"
#include "platform/http/headers.h"

namespace bihuan::http::testing {

bool eventually(const std::function<bool()>& condition) {
    constexpr std::chrono::milliseconds kBetween{5};
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    bool holds = condition();
    while (!holds && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kBetween);
        holds = condition();
    }
    return holds;
}

TestClient::TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    BIHUAN_CHECK(::connect(socket_, generic, sizeof(address)) == 0);
}

TestClient::~TestClient() {
    ::close(socket_);
}

void TestClient::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void TestClient::end_sending() const {
    ::shutdown(socket_, SHUT_WR);
}

bool TestClient::read_more() {
    pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, 5000) <= 0) return false;
    std::array<char, 65536> buffer{};
    const auto size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    closed_ = size <= 0;
    if (size > 0) pending_.append(buffer.data(), static_cast<std::size_t>(size));
    return size > 0;
}

std::string TestClient::read_until(std::string_view text) {
    auto found = pending_.find(text);
    while (found == std::string::npos && read_more()) found = pending_.find(text);
    const auto size = found == std::string::npos ? pending_.size() : found + text.size();
    auto result = pending_.substr(0, size);
    pending_.erase(0, size);
    return result;
}

std::string TestClient::read_answer() {
    auto head = read_until("\r\n\r\n");
    const auto length = header_of(head, "Content-Length");
    const auto size = static_cast<std::size_t>(std::atoll(length.c_str()));
    while (pending_.size() < size && read_more()) {
    }
    head += pending_.substr(0, size);
    pending_.erase(0, size);
    return head;
}

std::string TestClient::read_to_end() {
    while (read_more()) {
    }
    auto result = pending_;
    pending_.clear();
    return result;
}

bool TestClient::is_closed() {
    while (!closed_ && read_more()) {
    }
    return closed_;
}

int status_of(std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 ")) return 0;
    return std::atoi(std::string(answer.substr(9, 3)).c_str());
}

std::string body_of(std::string_view answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? "" : std::string(answer.substr(end + 4));
}

std::string header_of(std::string_view answer, std::string_view name) {
    auto head = answer.substr(0, answer.find("\r\n\r\n"));
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        const auto line = head.substr(0, end);
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos && same_name(line.substr(0, colon), name))
            return std::string(line.substr(colon + 2));
        if (end == std::string_view::npos) break;
        head.remove_prefix(end + 2);
    }
    return {};
}

}  // namespace bihuan::http::testing
