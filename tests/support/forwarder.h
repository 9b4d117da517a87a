#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace bihuan::testing {

/// A port on loopback that leads to the PostgreSQL server of BIHUAN_TEST_POSTGRES, which listens on
/// a socket only. Cutting it looks like a server that went away.
class Forwarder {
public:
    /// `address` is 127.0.0.1 or ::1.
    explicit Forwarder(const std::string& address = "127.0.0.1");
    ~Forwarder();
    Forwarder(const Forwarder&) = delete;
    Forwarder& operator=(const Forwarder&) = delete;

    std::uint16_t port() const;
    /// Ends every connection and refuses new ones.
    void cut();
    /// On the same port again.
    void mend();

    /// Keeps every connection, takes new ones, and lets nothing through: a server that is silent
    /// but not gone.
    void hold();
    void go_on();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Whether the machine has IPv6 on loopback.
bool has_ipv6();

}  // namespace bihuan::testing
