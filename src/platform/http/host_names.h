#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bihuan::http {

/// The host of a Host header or an authority ("Shop.CN.:8080" gives "shop.cn", "[::1]:80" gives
/// "::1"); none when it is not one host with at most a port.
std::optional<std::string> host_of_authority(std::string_view authority);

/// The names under which the server is reached. A page of another site that has its own name
/// resolve to this machine (DNS rebinding) sends that name, and is turned away.
class HostNames {
public:
    /// Besides these it answers to localhost and every loopback address.
    explicit HostNames(const std::vector<std::string>& names);

    /// Whether the Host header is one of the names, or the address that the connection came in at.
    bool accepts(std::string_view host_header, std::string_view local_address) const;

private:
    std::vector<std::string> names_;
};

}  // namespace bihuan::http
