#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace bihuan::http::testing {

/// A plain socket that says exactly what the test wants said.
class TestClient {
public:
    explicit TestClient(std::uint16_t port);
    ~TestClient();
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;

    void send(std::string_view bytes) const;
    /// Closes the sending side only.
    void end_sending() const;
    /// What comes until the text was seen, the other side closed, or five seconds have passed.
    std::string read_until(std::string_view text);
    /// One whole answer by its Content-Length.
    std::string read_answer();
    std::string read_to_end();
    /// The other side has closed; waits at most five seconds for it.
    bool is_closed();

private:
    bool read_more();

    int socket_ = -1;
    std::string pending_;
    bool closed_ = false;
};

/// Whether it comes to hold; asked for ten seconds at most.
bool eventually(const std::function<bool()>& condition);

/// The number after "HTTP/1.1 "; 0 when there is none.
int status_of(std::string_view answer);
std::string body_of(std::string_view answer);
/// The value of a header of the answer; empty when there is none.
std::string header_of(std::string_view answer, std::string_view name);

}  // namespace bihuan::http::testing
