#include "platform/http/client_address.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <boost/asio/ip/address.hpp>

namespace bihuan::http {

namespace {

namespace ip = boost::asio::ip;

std::optional<ip::address> parse(std::string_view text) {
    boost::system::error_code failure;
    auto address = ip::make_address(std::string(text), failure);
    if (failure) return std::nullopt;
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return make_address_v4(ip::v4_mapped, address.to_v6());
    return address;
}

std::string_view last_item(std::string_view list) {
    if (const auto comma = list.rfind(','); comma != std::string_view::npos)
        list.remove_prefix(comma + 1);
    const auto first = list.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return list.substr(first, list.find_last_not_of(" \t") - first + 1);
}

/// Some proxies add the port: "1.2.3.4:5678", "[::1]:5678".
std::string_view without_port(std::string_view item) {
    if (item.starts_with('[')) return item.substr(1, item.find(']') - 1);
    return std::ranges::count(item, ':') == 1 ? item.substr(0, item.find(':')) : item;
}

}  // namespace

std::string forwarded_address(const Headers& headers, std::string_view peer) {
    const auto item = last_item(headers.last("X-Forwarded-For"));
    const auto address = parse(without_port(item));
    return address ? address->to_string() : std::string(peer);
}

std::string address_share(std::string_view text) {
    constexpr std::size_t kNetworkBytes = 8;
    const auto address = parse(text);
    if (!address || address->is_v4()) return address ? address->to_string() : std::string(text);
    auto bytes = address->to_v6().to_bytes();
    std::fill(bytes.begin() + kNetworkBytes, bytes.end(), std::uint8_t{0});
    return ip::address_v6(bytes).to_string();
}

}  // namespace bihuan::http
