#pragma once

#include <string>
#include <string_view>

namespace bihuan {

/// A barcode as people and spreadsheets write it, as its bare digits: 690 1234 567892 and
/// 690-1234-567892 as they are printed below the bars, '6901234567892 and 6901234567892.0 as a
/// spreadsheet keeps it. Any other text stays as it is.
std::string plain_gtin(std::string_view written);

}  // namespace bihuan
