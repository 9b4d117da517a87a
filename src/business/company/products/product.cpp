#include "business/company/products/product.h"

#include "business/company/products/gtin.h"

namespace bihuan {

namespace {

/// Whether it is a placeholder is asked of a new one alone (gtin.h).
void find_gtin_issues(const std::string& gtin, Issues& issues) {
    if (is_gtin(gtin)) return;
    issues.push_back(
        {"bad_gtin",
         "/gtin",
         "A GTIN has 8, 12, 13 or 14 digits, and its last digit must check the others.",
         gtin});
}

}  // namespace

void find_issues(const Product& product, Issues& issues) {
    if (product.gtin && !product.gtin->empty()) find_gtin_issues(*product.gtin, issues);
    if (product.active_from && product.active_to && *product.active_to < *product.active_from)
        issues.push_back({"ends_before_start",
                          "/active_to",
                          "The last day lies before the first.",
                          to_string(*product.active_to)});
}

}  // namespace bihuan
