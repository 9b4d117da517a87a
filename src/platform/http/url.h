#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bihuan::http {

/// Decodes %XX; none when an escape is broken or the result holds a NUL or is no UTF-8.
std::optional<std::string> percent_decode(std::string_view text);
/// Encodes all but RFC 3986 unreserved characters.
std::string percent_encode(std::string_view text);

/// The parameters of a query string, decoded, in their order.
class Query {
public:
    /// None when an escape is broken. "+" is a space, as browsers' forms write it.
    static std::optional<Query> parse(std::string_view text);

    std::optional<std::string_view> find(std::string_view name) const;
    /// The first value, or the fallback.
    std::string get(std::string_view name, std::string_view fallback = {}) const;
    std::vector<std::string_view> all(std::string_view name) const;
    /// Throws Error(InvalidInput) with the pointer "/query/<name>" when the value is no whole
    /// number in [low, high].
    std::int64_t integer(std::string_view name,
                         std::int64_t fallback,
                         std::int64_t low,
                         std::int64_t high) const;

    const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }

private:
    std::vector<std::pair<std::string, std::string>> items_;
};

bool is_utf8(std::string_view text);

/// The value of one cookie of a Cookie header.
std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

/// The media type of a file by its ending; application/octet-stream when not known.
std::string_view media_type(std::string_view path);

}  // namespace bihuan::http
