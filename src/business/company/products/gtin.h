#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/database/resource.h"

// Barcodes (GTIN), as forms, the API and imports take them: by the same rules.
namespace bihuan {

/// A barcode as people and spreadsheets write it, as its bare digits: 690 1234 567892 and
/// 690-1234-567892 as they are printed below the bars, '6901234567892 and 6901234567892.0 as a
/// spreadsheet keeps it. Any other text stays as it is.
std::string plain_gtin(std::string_view written);

/// Whether a GTIN has 8, 12, 13 or 14 digits and the right check digit (GS1 General
/// Specifications, section 7.9: weights 3 and 1 from the right, complement to ten).
bool is_gtin(std::string_view text);

/// Why bare digits are no product's barcode: "bad_gtin" for what is no GTIN, "placeholder_gtin" for
/// one that stands where there is none, as 00000000 and 1111111111116. None when they are one.
std::optional<std::string_view> gtin_fault(std::string_view plain);

/// What a barcode is looked up by: it is the same number with zeros before it (GS1 General
/// Specifications, section 1.5), so it is found however a workbook stored it. Empty when the text
/// is none.
std::string gtin_key(std::string_view written);

/// A placeholder that a product is newly given; one that it has may stay, so that the rest of it
/// can be changed. `before` is empty for a new product.
Issues new_placeholder_issues(const Values& before, const Values& after);

/// Has products take a barcode as it was written, keep its bare digits and refuse a new
/// placeholder.
void keep_plain_gtins(Resource& products);

}  // namespace bihuan
