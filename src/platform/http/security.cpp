#include "platform/http/security.h"

#include <array>
#include <string>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <boost/asio/ip/address.hpp>

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

std::string short_digest(std::string_view text) {
    constexpr std::size_t kKept = 15;  // what a string holds without memory of its own
    std::array<unsigned char, SHA256_DIGEST_LENGTH> whole{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), whole.data());
    return {whole.begin(), whole.begin() + kKept};
}

std::string session_cookie(std::string_view name, std::string_view value, bool secure) {
    return fmt::format(
        "{}={}; Path=/; HttpOnly; SameSite=Strict{}", name, value, secure ? "; Secure" : "");
}

std::string expired_cookie(std::string_view name, bool secure) {
    return session_cookie(name, "", secure) + "; Max-Age=0";
}

bool is_loopback(std::string_view text) {
    // Parsed, because 127.evil.example is a name like any other.
    boost::system::error_code failure;
    const auto address = boost::asio::ip::make_address(std::string(text), failure);
    if (failure) return false;
    const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
    return mapped ? make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).is_loopback()
                  : address.is_loopback();
}

}  // namespace bihuan::http
