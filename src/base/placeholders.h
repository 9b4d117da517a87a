#pragma once

#include <string_view>

namespace bihuan {

/// Whether a text says that there is nothing to name: -, /, ?, 0, 无, N/A, 待定. No code or name of
/// anything that is made.
bool stands_for_none(std::string_view text);

}  // namespace bihuan
