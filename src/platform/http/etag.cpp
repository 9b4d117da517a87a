#include "platform/http/etag.h"

#include <charconv>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::http {

std::string etag_of(std::int64_t version) {
    return fmt::format("\"{}\"", version);
}

std::optional<std::int64_t> expected_version(const Request& request) {
    auto text = request.headers.get("If-Match");
    if (text.empty()) return std::nullopt;
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (failure == std::errc{} && end == text.data() + text.size()) return version;
    throw Error(ErrorCode::InvalidInput,
                "If-Match is not the row's ETag.",
                {{"wrong_etag", "/headers/if-match", "Send the ETag that GET gave.", ""}});
}

std::int64_t required_version(const Request& request) {
    if (const auto expected = expected_version(request)) return *expected;
    throw Error(ErrorCode::InvalidInput,
                "Send the row's ETag as If-Match.",
                {{"required", "/headers/if-match", "Send the ETag that GET gave.", ""}});
}

Parameter if_match_parameter(std::string_view what, bool required) {
    return {.name = "If-Match",
            .description = fmt::format("The ETag the {} was read with.", what),
            .place = Parameter::Place::Header,
            .required = required};
}

}  // namespace bihuan::http
