#pragma once

#include <string>
#include <string_view>

namespace bihuan {

/// What a name is found and sorted by: its reading in plain lower-case letters, a space, and the
/// first letters of its syllables: "重庆" gives "chongqing cq", "Tropicana 64 oz" gives
/// "tropicana64oz t6o". By ICU's Han–Latin rules.
std::string pinyin_of(std::string_view name);

}  // namespace bihuan
