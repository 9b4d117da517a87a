#pragma once

#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace bihuan::http {

/// Content-Security-Policy, X-Content-Type-Options, Referrer-Policy, Permissions-Policy,
/// X-Frame-Options, Cross-Origin-Opener-Policy, and HSTS when `secure`.
void add_security_headers(Headers& headers, bool secure);

/// False when a browser says that the request comes from another site (Sec-Fetch-Site, or an
/// Origin that is not the Host). Checked for every unsafe method, on top of the CSRF token.
bool comes_from_own_site(const Request& request);

/// Compares in constant time; false when either is empty.
bool same_secret(std::string_view a, std::string_view b);

/// 15 bytes that stand for a text of any length, as a key in memory: SHA-256, cut.
std::string short_digest(std::string_view text);

/// The session cookie: HttpOnly, SameSite=Strict, Path=/, Secure when `secure`.
std::string session_cookie(std::string_view name, std::string_view value, bool secure);
/// The cookie that removes it.
std::string expired_cookie(std::string_view name, bool secure);

/// The address is this machine (127.0.0.0/8 or ::1).
bool is_loopback(std::string_view address);

}  // namespace bihuan::http
