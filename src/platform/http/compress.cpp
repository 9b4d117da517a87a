#include "platform/http/compress.h"

#include <zlib.h>

#include "base/error.h"

namespace bihuan::http {

std::string gzip(std::string_view bytes) {
    constexpr int kFast = 3;
    constexpr int kGzipWindow = 15 + 16;
    constexpr int kDefaultMemory = 8;
    z_stream stream{};
    BIHUAN_CHECK(
        deflateInit2(&stream, kFast, Z_DEFLATED, kGzipWindow, kDefaultMemory, Z_DEFAULT_STRATEGY) ==
        Z_OK);
    std::string result(deflateBound(&stream, bytes.size()), '\0');
    // zlib's interface predates const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    const int outcome = deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    BIHUAN_CHECK(outcome == Z_STREAM_END);
    return result;
}

}  // namespace bihuan::http
