#include "business/company/products/gtin.h"

#include <algorithm>

#include "business/company/products/product.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

constexpr std::string_view kDigits = "0123456789";

/// One digit over and over, or 1234567890123…: nobody is given such a number. The last digit
/// checks the others and is what it must be.
bool is_placeholder(std::string_view gtin) {
    constexpr std::string_view kCounted = "1234567890123";
    const auto body = gtin.substr(0, gtin.size() - 1);
    return body.find_first_not_of(body.front()) == std::string_view::npos ||
           body == kCounted.substr(0, body.size());
}

}  // namespace

std::string plain_gtin(std::string_view written) {
    std::string scratch;
    std::string spaced(files::normalise_code(written, scratch));
    std::erase_if(spaced, [](char c) { return c == ' ' || c == '-'; });
    const std::string plain(files::without_number_marks(spaced));
    const bool digits = plain.find_first_not_of(kDigits) == std::string::npos;
    return digits && !plain.empty() ? plain : std::string(written);
}

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

std::optional<std::string_view> gtin_fault(std::string_view plain) {
    if (!is_gtin(plain)) return "bad_gtin";
    if (is_placeholder(plain)) return "placeholder_gtin";
    return std::nullopt;
}

std::string gtin_key(std::string_view written) {
    constexpr std::size_t kFewest = 6;
    constexpr std::size_t kMost = 14;
    const auto plain = plain_gtin(written);
    std::string_view text(plain);
    const bool digits = text.find_first_not_of(kDigits) == std::string_view::npos;
    text.remove_prefix(std::min(text.size(), text.find_first_not_of('0')));
    return digits && text.size() >= kFewest && text.size() <= kMost ? std::string(text) : "";
}

Issues new_placeholder_issues(const Values& before, const Values& after) {
    const auto at = description_of<Product>().index_of("gtin");
    if (after.empty() || (!before.empty() && before[at] == after[at])) return {};
    const auto* const gtin = std::get_if<std::string>(&after[at]);
    if (gtin == nullptr || gtin_fault(*gtin) != "placeholder_gtin") return {};
    return {{"placeholder_gtin",
             "/gtin",
             "This number stands where there is no barcode; leave the field empty.",
             *gtin}};
}

void keep_plain_gtins(Resource& products) {
    products.changed = [changed = products.changed](
                           Transaction& t, const Values& before, const Values& after) {
        if (auto issues = new_placeholder_issues(before, after); !issues.empty())
            throw Error(
                ErrorCode::InvalidInput, "This row of products has issues.", std::move(issues));
        if (changed) changed(t, before, after);
    };
    products.check = [check = products.check](std::span<const Value> values) {
        Values put(values.begin(), values.end());
        auto& gtin = put[description_of<Product>().index_of("gtin")];
        if (const auto* written = std::get_if<std::string>(&gtin)) gtin = plain_gtin(*written);
        return check(put);
    };
}

}  // namespace bihuan
