#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bihuan::http {

/// Header fields in the order they were set; names compare without regard to case. A value with
/// CR, LF or NUL cannot be stored, so no answer can carry a header somebody else wrote.
class Headers {
public:
    using Field = std::pair<std::string, std::string>;

    /// Replaces every field of that name. Throws Error(Internal) when name or value is not legal.
    void set(std::string_view name, std::string_view value);
    /// Adds one more field of that name (Set-Cookie).
    void add(std::string_view name, std::string_view value);
    void erase(std::string_view name);

    /// The first value; empty when there is none.
    std::string_view get(std::string_view name) const;
    /// The value that was added last; empty when there is none.
    std::string_view last(std::string_view name) const;
    bool has(std::string_view name) const;
    /// How often the name occurs.
    std::size_t count(std::string_view name) const;

    const std::vector<Field>& fields() const { return fields_; }

private:
    std::vector<Field> fields_;
};

/// Equal but for the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b);

/// True when a comma-separated header value names the token, as "gzip" in "br, gzip;q=0.8";
/// a token with q=0 does not count.
bool has_token(std::string_view value, std::string_view token);

}  // namespace bihuan::http
