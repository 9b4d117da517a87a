#include "platform/http/host_names.h"

#include <algorithm>

#include <boost/asio/ip/address.hpp>

#include "platform/http/security.h"

namespace bihuan::http {

namespace {

/// The one way to write an address; lower case and no last dot for a name.
std::string normal_host(std::string_view host) {
    boost::system::error_code failure;
    const auto address = boost::asio::ip::make_address(std::string(host), failure);
    if (!failure) {
        const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
        if (!mapped) return address.to_string();
        return make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    if (host.ends_with('.')) host.remove_suffix(1);
    std::string name(host);
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

bool is_port(std::string_view text) {
    constexpr std::size_t kMostDigits = 5;
    return text.size() <= kMostDigits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::string> host_of_authority(std::string_view authority) {
    std::string_view host = authority;
    std::string_view port;
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        host = authority.substr(1, end - 1);
        port = authority.substr(end + 1);
    } else if (const auto colon = authority.find(':'); colon != std::string_view::npos) {
        host = authority.substr(0, colon);
        port = authority.substr(colon);
    }
    const bool good =
        !host.empty() && (port.empty() || (port[0] == ':' && is_port(port.substr(1))));
    if (!good) return std::nullopt;
    return normal_host(host);
}

HostNames::HostNames(const std::vector<std::string>& names) {
    for (const auto& name : names) names_.push_back(normal_host(name));
}

bool HostNames::accepts(std::string_view host_header, std::string_view local_address) const {
    const auto host = host_of_authority(host_header);
    if (!host) return false;
    return *host == "localhost" || is_loopback(*host) || *host == normal_host(local_address) ||
           std::ranges::find(names_, *host) != names_.end();
}

}  // namespace bihuan::http
