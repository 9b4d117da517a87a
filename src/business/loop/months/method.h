#pragma once

#include <string>

namespace bihuan::months {

/// Names the way in which this program works a month out: a hash of all sources that decide a
/// figure. A month that another method worked out is worked out anew.
std::string method_of_program();

}  // namespace bihuan::months
