#include <cstddef>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/http/json_body.h"

using namespace bihuan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

/// Any bytes as a JSON body: a value or an Error, nothing else.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    http::Request request;
    request.body.assign(bytes, bytes + size);
    request.headers.set("Content-Type", "application/json");
    try {
        const auto body = http::parse_json_body(request);
        const auto text = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        BIHUAN_CHECK(!text.empty());
    } catch (const Error& error) {
        BIHUAN_CHECK(http_status(error.code()) < 500);
    }
    return 0;
}
