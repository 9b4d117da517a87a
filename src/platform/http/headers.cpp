#include "platform/http/headers.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_token(std::string_view name) {
    constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
               kSigns.find(c) != std::string_view::npos;
    });
}

void require_legal(std::string_view name, std::string_view value) {
    constexpr std::string_view kBreaks("\r\n\0", 3);
    if (!is_token(name) || value.find_first_of(kBreaks) != std::string_view::npos)
        throw Error(ErrorCode::Internal, fmt::format("The header {} has an illegal value.", name));
}

bool has_zero_weight(std::string_view parameters) {
    const auto at = parameters.find("q=");
    if (at == std::string_view::npos) return false;
    const auto digits = trim(parameters.substr(at + 2));
    return !digits.empty() && digits.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lower(x) == lower(y);
           });
}

void Headers::set(std::string_view name, std::string_view value) {
    require_legal(name, value);
    erase(name);
    fields_.emplace_back(name, value);
}

void Headers::add(std::string_view name, std::string_view value) {
    require_legal(name, value);
    fields_.emplace_back(name, value);
}

void Headers::erase(std::string_view name) {
    std::erase_if(fields_, [&](const Field& field) { return same_name(field.first, name); });
}

std::string_view Headers::get(std::string_view name) const {
    for (const auto& [key, value] : fields_)
        if (same_name(key, name)) return value;
    return {};
}

std::string_view Headers::last(std::string_view name) const {
    std::string_view value;
    for (const auto& [key, text] : fields_)
        if (same_name(key, name)) value = text;
    return value;
}

bool Headers::has(std::string_view name) const {
    return count(name) > 0;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(fields_.begin(), fields_.end(), [&](const Field& field) {
            return same_name(field.first, name);
        }));
}

bool has_token(std::string_view value, std::string_view token) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        const auto item = value.substr(0, comma);
        const auto semicolon = item.find(';');
        if (same_name(trim(item.substr(0, semicolon)), token))
            return semicolon == std::string_view::npos || !has_zero_weight(item.substr(semicolon));
        if (comma == std::string_view::npos) break;
        value.remove_prefix(comma + 1);
    }
    return false;
}

}  // namespace bihuan::http
