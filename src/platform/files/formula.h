#pragma once

#include <string_view>

namespace bihuan::files {

/// Whether a spreadsheet may run the text as a formula when it opens a CSV file: = + - @, also in
/// full width, behind blanks, tabs and line ends. Apostrophes in front do not count, so that a
/// shield that the writer puts is known by the reader, and one that stood there before is not taken
/// for it.
bool may_run_as_formula(std::string_view text);

}  // namespace bihuan::files
