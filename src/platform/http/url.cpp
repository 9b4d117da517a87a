#include "platform/http/url.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::http {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::optional<std::string> decode_form(std::string_view text) {
    std::string spaced(text);
    for (char& c : spaced)
        if (c == '+') c = ' ';
    return percent_decode(spaced);
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0') return std::nullopt;
        result.push_back(c);
    }
    if (!is_utf8(result)) return std::nullopt;
    return result;
}

std::string percent_encode(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (is_unreserved(c)) {
            result.push_back(c);
        } else {
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return result;
}

std::optional<Query> Query::parse(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto item = text.substr(0, end);
        const auto equals = item.find('=');
        auto name = decode_form(item.substr(0, equals));
        auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                      : decode_form(item.substr(equals + 1));
        if (!name || !value) return std::nullopt;
        if (!item.empty()) query.items_.emplace_back(std::move(*name), std::move(*value));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return query;
}

std::optional<std::string_view> Query::find(std::string_view name) const {
    for (const auto& [key, value] : items_)
        if (key == name) return value;
    return std::nullopt;
}

std::string Query::get(std::string_view name, std::string_view fallback) const {
    return std::string(find(name).value_or(fallback));
}

std::vector<std::string_view> Query::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : items_)
        if (key == name) values.emplace_back(value);
    return values;
}

std::int64_t Query::integer(std::string_view name,
                            std::int64_t fallback,
                            std::int64_t low,
                            std::int64_t high) const {
    const auto text = find(name);
    if (!text) return fallback;
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (failure == std::errc{} && end == text->data() + text->size() && value >= low &&
        value <= high)
        return value;
    Issue issue{.code = "not_in_range",
                .field = fmt::format("/query/{}", name),
                .message = fmt::format("Write a whole number from {} to {}.", low, high),
                .found = std::string(text->substr(0, 100))};
    throw Error(ErrorCode::InvalidInput,
                fmt::format("The parameter {} is not valid.", name),
                {std::move(issue)});
}

namespace {

/// Whether a sequence of so many bytes may stand for the code point: none but the shortest may,
/// and no half of a UTF-16 pair.
bool may_encode(std::uint32_t point, std::size_t bytes) {
    constexpr std::array<std::uint32_t, 4> kSmallest{0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xD800 && point < 0xE000;
    return !surrogate && point <= 0x10FFFF && point >= kSmallest.at(bytes - 1);
}

/// Bytes of the character that the text starts with; 0 when it starts with none.
std::size_t utf8_character(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return 1;
    const std::size_t bytes = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4 || bytes > text.size()) return 0;
    std::uint32_t point = first & (0x7FU >> bytes);
    for (const char c : text.substr(1, bytes - 1)) {
        const auto next = static_cast<unsigned char>(c);
        if ((next & 0xC0U) != 0x80U) return 0;
        point = point << 6U | (next & 0x3FU);
    }
    return may_encode(point, bytes) ? bytes : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t bytes = utf8_character(text);
        if (bytes == 0) return false;
        text.remove_prefix(bytes);
    }
    return true;
}

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = header.find(';');
        auto item = header.substr(0, end);
        item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
        const auto equals = item.find('=');
        if (equals != std::string_view::npos && item.substr(0, equals) == name)
            return item.substr(equals + 1);
        if (end == std::string_view::npos) break;
        header.remove_prefix(end + 1);
    }
    return std::nullopt;
}

std::string_view media_type(std::string_view path) {
    struct Row {
        std::string_view ending;
        std::string_view type;
    };
    constexpr std::array<Row, 20> kTypes{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".gif", "image/gif"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".wasm", "application/wasm"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    }};
    for (const auto& row : kTypes)
        if (path.ends_with(row.ending)) return row.type;
    return "application/octet-stream";
}

}  // namespace bihuan::http
