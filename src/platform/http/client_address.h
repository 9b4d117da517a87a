#pragma once

#include <string>
#include <string_view>

#include "platform/http/headers.h"

namespace bihuan::http {

/// The client's address as the proxy in front saw it: the last item of the last X-Forwarded-For
/// line. What stands before was sent by the client and may say anything. `peer`, the proxy's own
/// address, when there is no address.
std::string forwarded_address(const Headers& headers, std::string_view peer);

/// Addresses that belong to one network connection count as one: a whole /64 of IPv6.
std::string address_share(std::string_view address);

}  // namespace bihuan::http
