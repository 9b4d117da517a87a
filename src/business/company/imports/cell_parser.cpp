#include "business/company/imports/cell_parser.h"

#include <algorithm>
#include <array>
#include <optional>

#include "business/company/imports/dictionary.h"
#include "business/company/imports/report.h"
#include "business/company/products/gtin.h"
#include "business/company/products/product.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

using files::CellFault;
using files::CellResult;

tl::unexpected<CellFault> fault(std::string_view code) {
    return tl::unexpected(CellFault{code});
}

template <class T, class Turn>
CellResult<Value> turned(const CellResult<T>& parsed, const Turn& turn) {
    if (!parsed) return tl::unexpected(parsed.error());
    return Value{turn(*parsed)};
}

CellResult<Value> scaled(const CellResult<std::int64_t>& parsed, std::int64_t scale) {
    if (!parsed) return tl::unexpected(parsed.error());
    std::int64_t product = 0;
    if (__builtin_mul_overflow(*parsed, scale, &product)) return fault("number_too_large");
    return Value{product};
}

/// "千" in a header multiplies after the decimals were read, so 1.5 万元 is exact.
CellResult<Value> parse_figure(std::string_view text, int decimals, std::int64_t scale) {
    if (scale == 1) {
        return scaled(
            decimals == 0 ? files::parse_whole(text) : files::parse_decimal(text, decimals), 1);
    }
    int zeros = 0;
    for (auto rest = scale; rest > 1; rest /= 10) ++zeros;
    constexpr int kMostDecimals = 9;
    const int extra = std::min(zeros, kMostDecimals - decimals);
    std::int64_t left = 1;
    for (int i = extra; i < zeros; ++i) left *= 10;
    return scaled(files::parse_decimal(text, decimals + extra), left);
}

std::optional<std::string> choice_named(const FieldDescription& field, std::string_view text) {
    const auto wanted = files::header_key(text);
    for (const auto choice : field.choices) {
        if (files::header_key(choice) == wanted) return std::string(choice);
        for (const auto& word : choice_words(choice)) {
            if (files::header_key(word) == wanted) return std::string(choice);
        }
    }
    return std::nullopt;
}

CellResult<Value> parse_choices(const FieldDescription& field, std::string_view text) {
    std::vector<std::string> names;
    for (const auto& part : split_list(text)) {
        auto name = choice_named(field, part);
        if (!name) return fault("not_a_choice");
        names.push_back(std::move(*name));
    }
    return Value{list_to_json(names)};
}

CellResult<Value> parse_barcode(std::string_view text) {
    auto plain = plain_gtin(text);
    if (!is_gtin(plain)) return fault("bad_gtin");
    return Value{std::move(plain)};
}

CellResult<Value> parse_text(const FieldDescription& field, std::string_view text) {
    if (const auto wrong = files::text_fault(text)) return tl::unexpected(*wrong);
    const bool barcode = field.name == "gtin";
    if (!field.unique && !barcode) return Value{std::string(files::trim(text))};
    if (const auto wrong = files::code_fault(text)) return tl::unexpected(*wrong);
    if (barcode) return parse_barcode(text);
    std::string scratch;
    return Value{std::string(files::normalise_code(text, scratch))};
}

/// What the noun's description says of a figure or a text.
CellResult<Value> kept(const FieldDescription& field, CellResult<Value> parsed) {
    if (!parsed) return parsed;
    Issues issues;
    *parsed = detail::in_order(field, *parsed);
    detail::check_value(field, *parsed, issues);
    if (issues.empty()) return parsed;
    return fault(known_code(issues.front().code));
}

}  // namespace

namespace {

CellResult<Value> parse_kind(const FieldDescription& field,
                             std::string_view text,
                             std::int64_t scale,
                             files::DayOrder day_order) {
    constexpr int kMoneyDecimals = 2;
    const auto same = [](auto value) { return value; };
    const auto written = [](auto value) { return to_string(value); };
    switch (field.kind) {
        case FieldKind::Flag:
            return turned(files::parse_flag(text),
                          [](bool flag) { return std::int64_t{flag ? 1 : 0}; });
        case FieldKind::Count:
        case FieldKind::Quantity:
            return parse_figure(text, 0, scale);
        case FieldKind::Money:
            return parse_figure(text, kMoneyDecimals, scale);
        case FieldKind::Real:
            return turned(files::parse_number(text),
                          [&](double value) { return value * static_cast<double>(scale); });
        case FieldKind::Share:
            return turned(files::parse_share(text), same);
        case FieldKind::Day:
            return turned(files::parse_day(text, day_order), written);
        case FieldKind::Month:
            return turned(files::parse_month(text), written);
        case FieldKind::Choice: {
            auto name = choice_named(field, text);
            if (!name) return fault("not_a_choice");
            return Value{std::move(*name)};
        }
        case FieldKind::Choices:
            return parse_choices(field, text);
        default:
            return parse_text(field, text);
    }
}

}  // namespace

files::CellResult<Value> parse_cell(const FieldDescription& field,
                                    std::string_view text,
                                    std::int64_t scale,
                                    files::DayOrder day_order) {
    return kept(field, parse_kind(field, text, scale, day_order));
}

std::vector<std::string> split_list(std::string_view text) {
    constexpr std::array<std::string_view, 9> kSeparators{
        "、", "，", "；", ",", ";", "|", "\n", "\r", "／"};
    std::vector<std::string> parts(1);
    while (!text.empty()) {
        const auto* separator = std::find_if(kSeparators.begin(),
                                             kSeparators.end(),
                                             [&](auto mark) { return text.starts_with(mark); });
        if (separator != kSeparators.end()) {
            parts.emplace_back();
            text.remove_prefix(separator->size());
        } else {
            parts.back().push_back(text.front());
            text.remove_prefix(1);
        }
    }
    std::vector<std::string> kept;
    for (const auto& part : parts) {
        if (const auto trimmed = files::trim(part); !trimmed.empty()) kept.emplace_back(trimmed);
    }
    return kept;
}

}  // namespace bihuan::imports
