#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"
#include "platform/http/url.h"

using namespace bihuan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

/// Any bytes as the query of an address.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(bytes, bytes + size);
    const auto query = http::Query::parse(text);
    if (!query) return 0;
    for (const auto& [name, value] : query->items()) {
        BIHUAN_CHECK(query->find(name).has_value());
        try {
            query->integer(name, 0, -1000, 1000);
        } catch (const Error& error) {
            BIHUAN_CHECK(error.code() == ErrorCode::InvalidInput);
        }
    }
    return 0;
}
