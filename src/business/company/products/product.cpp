#include "business/company/products/product.h"

#include "business/company/products/gtin.h"

namespace bihuan {

namespace {

void find_gtin_issues(const std::string& gtin, Issues& issues) {
    const auto wrong = gtin_fault(gtin);
    if (!wrong) return;
    const bool placeholder = *wrong == "placeholder_gtin";
    issues.push_back(
        {std::string(*wrong),
         "/gtin",
         placeholder
             ? "This number stands where there is no barcode; leave the field empty."
             : "A GTIN has 8, 12, 13 or 14 digits, and its last digit must check the others.",
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
