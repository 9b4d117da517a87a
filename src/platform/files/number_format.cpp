#include "platform/files/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "platform/files/heading_scale.h"
#include "platform/files/heading_units.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

/// A sign of a format code: a place for a digit, a command, or a text that is shown.
struct Sign {
    enum class Kind : std::uint8_t { Pattern, Text, Nothing } kind = Kind::Pattern;
    std::string_view text;
    std::size_t end = 0;  ///< Where the next sign begins.
};

Sign bracketed(std::string_view code, std::size_t begin, char close) {
    const auto end = std::min(code.find(close, begin + 1), code.size());
    return {.text = code.substr(begin + 1, end - begin - 1), .end = end + 1};
}

Sign sign_at(std::string_view code, std::size_t i) {
    Sign sign{.text = code.substr(i, 1), .end = i + 1};
    switch (code[i]) {
        case '"':
            sign = bracketed(code, i, '"');
            sign.kind = Sign::Kind::Text;
            break;
        case '[':
            sign = bracketed(code, i, ']');
            sign.kind = Sign::Kind::Nothing;
            break;
        case '\\':
        case '!':  // the same in Chinese
            sign = {.kind = Sign::Kind::Text, .text = code.substr(i + 1, 1), .end = i + 2};
            break;
        case '_':
        case '*':
            sign = {.kind = Sign::Kind::Nothing, .end = i + 2};
            break;
        default:
            break;
    }
    return sign;
}

/// Reads the section for positive numbers.
class Section {
public:
    explicit Section(std::string_view code) {
        for (std::size_t i = 0; i < code.size();) {
            if (code.substr(i).starts_with(kGeneral)) {
                take_digit();
                scaled_ = true;
                i += kGeneral.size();
                continue;
            }
            const auto sign = sign_at(code, i);
            if (sign.kind == Sign::Kind::Pattern && code[i] == ';') break;
            if (sign.kind != Sign::Kind::Nothing) see_written_share(code, i, sign);
            if (sign.kind == Sign::Kind::Pattern)
                take(code[i]);
            else if (sign.kind == Sign::Kind::Text)
                take_text(sign.text);
            else if (sign.text.starts_with('$'))  // [$€-407]
                take_currency(sign.text.substr(1, sign.text.find('-') - 1));
            i = sign.end;
        }
    }

    NumberFormat format() const {
        if (day_) return {.shows_day = true};
        if (percent_) return {.percent = true};
        if (scaled_) return {.share_sign = share_sign_, .suffix = suffix(), .divisor = divisor()};
        NumberFormat format{.least_decimals = zeros_behind_,
                            .share_sign = share_sign_,
                            .suffix = suffix(),
                            .divisor = divisor()};
        // A text behind the last digit is a unit, no part of a code.
        constexpr std::size_t kFilled = 2;  // a single 0 fills nothing up
        const auto last = picture_.rfind(NumberFormat::kPlace);
        if (zeros_ >= kFilled && !grouped_ && !decimals_)
            format.picture = picture_.substr(0, last + 1);
        return format;
    }

private:
    static constexpr std::string_view kGeneral = "General";

    /// A point that is a text, or a comma behind the last digit, makes the number smaller than it
    /// is.
    std::string suffix() const {
        const auto text = trim(suffix_);
        if (text.empty()) return currency_;
        return divisor() > 1 ? std::string(scaled_unit(fold(text)).unit) : std::string(text);
    }

    std::int64_t divisor() const {
        constexpr std::size_t kMost = 9;
        std::int64_t result = 1;
        for (std::size_t i = 0; i < std::min(3 * commas_ + behind_text_point_, kMost); ++i)
            result *= 10;
        return result;
    }

    void take_text(std::string_view text) {
        if (!decimals_) picture_ += text;
        text_point_ = text_point_ || text == ".";
        suffix_ += text;
    }

    /// Other money than ¥, by what the format says or shows before the number.
    void take_currency(std::string_view text) {
        constexpr std::array<std::string_view, 10> kOthers{
            "$", "€", "£", "₩", "USD", "EUR", "HKD", "GBP", "JPY", "TWD"};
        text = trim(text);
        if (std::any_of(kOthers.begin(), kOthers.end(), [&](std::string_view other) {
                return text.find(other) != std::string_view::npos;
            }))
            currency_ = text;
    }

    /// A place for a digit: what stood before it is no suffix.
    void take_digit() {
        take_currency(suffix_);
        behind_text_point_ += text_point_ ? 1 : 0;
        suffix_.clear();
        commas_ = 0;
    }

    /// ‰ scales nothing, and neither does a % that stands as a text.
    void see_written_share(std::string_view code, std::size_t begin, const Sign& sign) {
        const bool text = sign.kind == Sign::Kind::Text;
        if (text && sign.text.find('%') != std::string_view::npos) share_sign_ = "%";
        const auto shown = text ? code.substr(begin, sign.end - begin + 2) : code.substr(begin);
        if (text ? shown.find("‰") != std::string_view::npos : shown.starts_with("‰"))
            share_sign_ = "‰";
    }

    void take(char c) {
        constexpr std::string_view kOfDays = "yYmMdDhHsS";
        if (c == '0' || c == '#' || c == '?') take_digit();
        if (kOfDays.find(c) != std::string_view::npos) {
            day_ = true;
        } else if (c == '0') {
            ++(decimals_ ? zeros_behind_ : zeros_);
            if (!decimals_) picture_ += NumberFormat::kPlace;
        } else if (c == '.') {
            decimals_ = true;
        } else if (c == ',') {
            grouped_ = true;
            ++commas_;
        } else if (c == '%' || c == 'E' || c == 'e' || c == '@' || c == '/') {
            scaled_ = true;
            percent_ = percent_ || c == '%';
        } else if (c != '#' && c != '?') {
            take_text(std::string_view(&c, 1));
        }
    }

    std::string picture_;
    std::string suffix_;
    std::string currency_;
    std::size_t commas_ = 0;  ///< Behind the last digit.
    bool text_point_ = false;
    std::size_t behind_text_point_ = 0;  ///< Digits.
    std::string_view share_sign_;
    std::size_t zeros_ = 0;
    std::size_t zeros_behind_ = 0;
    bool day_ = false;
    bool decimals_ = false;
    bool grouped_ = false;
    bool scaled_ = false;
    bool percent_ = false;
};

bool is_built_in_day(int id) {
    constexpr std::array<std::pair<int, int>, 4> kDays{{{14, 22}, {27, 36}, {45, 47}, {50, 58}}};
    return std::any_of(kDays.begin(), kDays.end(), [id](const auto& range) {
        return id >= range.first && id <= range.second;
    });
}

bool is_short_plain_number(std::string_view raw) {
    constexpr std::size_t kExactDigits = 15;
    return raw.size() <= kExactDigits && std::all_of(raw.begin(), raw.end(), [](char c) {
               return (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

std::optional<double> to_double(std::string_view text) {
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// Without the zeros behind the point, as spreadsheets on the web and Java libraries write them.
std::string without_zeros_behind(std::string_view raw) {
    std::string text(raw);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" || text == "-" || text.empty() ? "0" : text;
}

/// None when the text is no number.
std::optional<std::string> plain_number(std::string_view raw) {
    const auto value = to_double(raw);
    if (!value) return std::nullopt;
    if (is_short_plain_number(raw)) return without_zeros_behind(raw);
    constexpr double kExactWhole = 1e21;
    const bool whole = std::abs(*value) < kExactWhole && std::floor(*value) == *value;
    return whole ? fmt::format("{:.0f}", *value) : fmt::format("{:.15g}", *value);
}

/// A hundred times a plain number, digit by digit: 0.153 gives 15.3.
std::string times_hundred(std::string text) {
    if (const auto power = text.find('e'); power != std::string::npos)
        return fmt::format("{}e{}", text.substr(0, power), std::stoi(text.substr(power + 1)) + 2);
    const bool negative = text.starts_with('-');
    if (negative) text.erase(0, 1);
    const auto point = std::min(text.find('.'), text.size());
    std::string digits = text.substr(0, point) + text.substr(std::min(point + 1, text.size()));
    if (digits.size() < point + 2) digits.append(point + 2 - digits.size(), '0');
    digits.insert(point + 2, ".");
    const auto first = std::min(digits.find_first_not_of('0'), point + 1);
    return (negative ? "-" : "") + without_zeros_behind(digits.substr(first));
}

/// The digits laid into the picture from its end; what is left over stands at the first place.
std::string lay_into(const std::string& picture, std::string_view digits) {
    const auto first = picture.find(NumberFormat::kPlace);
    std::string shown;
    for (std::size_t i = picture.size(); i-- > 0;) {
        if (picture[i] != NumberFormat::kPlace) {
            shown += picture[i];
            continue;
        }
        shown += digits.empty() ? '0' : digits.back();
        if (!digits.empty()) digits.remove_suffix(1);
        if (i == first) shown.append(digits.rbegin(), digits.rend());
    }
    std::reverse(shown.begin(), shown.end());
    return shown;
}

}  // namespace

NumberFormat read_number_format(int id, std::string_view code) {
    if (!code.empty()) return Section(code).format();
    constexpr int kTwoDecimals = 2;
    constexpr int kTwoDecimalsGrouped = 4;
    constexpr int kPercent = 9;
    constexpr int kPercentWithDecimals = 10;
    NumberFormat format{.shows_day = is_built_in_day(id),
                        .percent = id == kPercent || id == kPercentWithDecimals};
    if (id == kTwoDecimals || id == kTwoDecimalsGrouped) format.least_decimals = 2;
    return format;
}

void append_number(std::string_view raw, const NumberFormat& format, std::string& out) {
    const auto number = plain_number(raw);
    if (!number) {
        out += raw;
        return;
    }
    if (format.percent) {
        out += times_hundred(*number) + '%';
        return;
    }
    if (!format.share_sign.empty()) {
        out += *number;
        out += format.share_sign;
        return;
    }
    const bool digits_only = number->find_first_not_of("0123456789") == std::string::npos;
    if (digits_only && !format.picture.empty()) {
        out += lay_into(format.picture, *number);
        return;
    }
    out += *number;
    const auto point = number->find('.');
    if (point == std::string::npos || number->find('e') != std::string::npos) return;
    const auto decimals = number->size() - point - 1;
    if (decimals < format.least_decimals) out.append(format.least_decimals - decimals, '0');
}

}  // namespace bihuan::files
