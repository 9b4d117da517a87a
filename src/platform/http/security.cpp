#include "platform/http/security.h"

#include <string>

#include <fmt/format.h>
#include <openssl/crypto.h>

namespace bihuan::http {

namespace {

// Ant Design writes its styles into the page, hence 'unsafe-inline' for styles only.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

std::string_view host_of(std::string_view origin) {
    const auto scheme = origin.find("://");
    return scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
}

}  // namespace

void add_security_headers(Headers& headers, bool secure) {
    headers.set("Content-Security-Policy", kContentSecurityPolicy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Permissions-Policy",
                "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (secure) headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

bool comes_from_own_site(const Request& request) {
    const auto site = request.headers.get("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin" && site != "none") return false;
    const auto origin = request.headers.get("Origin");
    return origin.empty() || same_name(host_of(origin), request.headers.get("Host"));
}

bool same_secret(std::string_view a, std::string_view b) {
    return !a.empty() && a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string session_cookie(std::string_view name, std::string_view value, bool secure) {
    return fmt::format(
        "{}={}; Path=/; HttpOnly; SameSite=Strict{}", name, value, secure ? "; Secure" : "");
}

std::string expired_cookie(std::string_view name, bool secure) {
    return session_cookie(name, "", secure) + "; Max-Age=0";
}

bool is_loopback(std::string_view address) {
    return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

}  // namespace bihuan::http
