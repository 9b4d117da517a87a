#pragma once

#include <string>
#include <string_view>

namespace bihuan::http {

/// The bytes in gzip form, at a fast level.
std::string gzip(std::string_view bytes);

}  // namespace bihuan::http
