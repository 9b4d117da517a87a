#include "business/company/products/product.h"

namespace bihuan {

bool is_gtin(std::string_view text) {
    const auto length = text.size();
    if (length != 8 && length != 12 && length != 13 && length != 14) return false;
    int sum = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const char c = text[length - 1 - i];
        if (c < '0' || c > '9') return false;
        sum += (c - '0') * (i % 2 == 1 ? 3 : 1);
    }
    return sum % 10 == 0;
}

void find_issues(const Product& product, Issues& issues) {
    if (product.gtin && !product.gtin->empty() && !is_gtin(*product.gtin))
        issues.push_back(
            {"bad_gtin",
             "/gtin",
             "A GTIN has 8, 12, 13 or 14 digits, and its last digit must check the others.",
             *product.gtin});
    if (product.active_from && product.active_to && *product.active_to < *product.active_from)
        issues.push_back({"ends_before_start",
                          "/active_to",
                          "The last day lies before the first.",
                          to_string(*product.active_to)});
}

}  // namespace bihuan
