#include "platform/files/day_text.h"

#include <algorithm>
#include <optional>
#include <string>

#include "platform/files/text.h"

namespace bihuan::files {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view take_letters(std::string_view& text) {
    const auto* const end = std::find_if_not(text.begin(), text.end(), is_letter);
    const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(word.size());
    return word;
}

std::string lower(std::string_view word) {
    std::string text(word);
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// Whether a word is a name or its beginning of at least three letters: oct, sept, october.
bool abbreviates(std::string_view word, std::string_view name) {
    constexpr std::size_t kShortest = 3;
    return word.size() >= kShortest && name.starts_with(word);
}

/// Takes an English month's name off the front; 0 for none.
int take_english_month(std::string_view& text) {
    auto rest = text;
    const auto month = month_of_name(take_letters(rest));
    if (month) text = rest;
    return month.value_or(0);
}

/// 十月, 十二月; 0 for none. The mark 月 stays for whoever takes separators.
int take_chinese_month(std::string_view& text) {
    constexpr std::array<std::string_view, 12> kNumbers{
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
    for (std::size_t i = kNumbers.size(); i-- > 0;) {
        if (!text.starts_with(kNumbers[i])) continue;
        if (!text.substr(kNumbers[i].size()).starts_with("月")) continue;
        text.remove_prefix(kNumbers[i].size());
        return static_cast<int>(i) + 1;
    }
    return 0;
}

bool take_word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

bool take_weekday(std::string_view& text) {
    for (const std::string_view prefix : {"星期", "礼拜", "周"}) {
        auto rest = text;
        if (!take_word(rest, prefix)) continue;
        for (const std::string_view day : {"一", "二", "三", "四", "五", "六", "日", "天"}) {
            if (!take_word(rest, day)) continue;
            text = rest;
            return true;
        }
    }
    auto rest = text;
    const auto word = lower(take_letters(rest));
    for (const std::string_view day :
         {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) {
        if (!abbreviates(word, day)) continue;
        text = rest;
        return true;
    }
    return false;
}

/// 08:30, 8:30:00.000, 8时30分: from a digit to where no time goes on.
bool take_time(std::string_view& text) {
    const auto end = std::min(text.size(), text.find_first_not_of("0123456789:."));
    const auto clock = text.substr(0, end);
    const bool chinese = text.substr(end).starts_with("时") || text.substr(end).starts_with("点");
    if (clock.empty() || (clock.find(':') == std::string_view::npos && !chinese)) return false;
    text.remove_prefix(end);
    if (!chinese) return true;
    for (const std::string_view mark : {"时", "点", "分", "秒"}) {
        if (!take_word(text, mark)) continue;
        text.remove_prefix(std::min(text.size(), text.find_first_not_of("0123456789")));
    }
    return true;
}

/// What may stand behind a day and says nothing of it.
bool take_tail(std::string_view& text) {
    constexpr std::string_view kMarks = " ,()[]Tt+-Zz";
    if (take_weekday(text) || take_time(text)) return true;
    for (const std::string_view word : {"AM",
                                        "PM",
                                        "am",
                                        "pm",
                                        "a.m.",
                                        "p.m.",
                                        "上午",
                                        "下午",
                                        "凌晨",
                                        "早上",
                                        "中午",
                                        "晚上",
                                        "UTC",
                                        "GMT",
                                        "CST"}) {
        if (take_word(text, word)) return true;
    }
    if (text.empty() || kMarks.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

/// A time zone's hours, +0800: digits that no colon makes a time.
void take_zone(std::string_view& text) {
    constexpr std::size_t kDigits = 4;
    if (!text.starts_with('+') && !text.starts_with('-')) return;
    const auto digits = text.substr(1, text.find_first_not_of("0123456789", 1) - 1);
    if (digits.size() == kDigits || digits.size() == 2) {
        if (!text.substr(1 + digits.size()).starts_with(':')) text.remove_prefix(1 + digits.size());
    }
}

bool is_tail(std::string_view text) {
    bool timed = false;
    while (!text.empty()) {
        if (timed) take_zone(text);
        const auto before = text;
        if (text.empty()) return true;
        if (!take_tail(text)) return false;
        timed = timed || before.front() == 'T' || is_digit(before.front());
    }
    return true;
}

enum class Separator : std::uint8_t { None, Blank, Mark, Chinese };

/// What stands between two parts: - / . , or 年 月 日 号, with blanks around, or a blank alone.
Separator take_separator(std::string_view& text, DateParts& parts) {
    constexpr std::string_view kMarks = "-/.,";
    auto rest = text;
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    auto found = rest.size() < text.size() ? Separator::Blank : Separator::None;
    for (const std::string_view word : {"年", "月", "日", "号"}) {
        if (take_word(rest, word)) found = Separator::Chinese;
    }
    if (found != Separator::Chinese && !rest.empty() &&
        kMarks.find(rest.front()) != std::string_view::npos) {
        parts.point = parts.count == 1 && rest.front() == '.';
        rest.remove_prefix(1);
        found = Separator::Mark;
    }
    if (found == Separator::None) return found;
    if (found == Separator::Chinese) parts.chinese = true;
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    text = rest;
    return found;
}

/// 1st, 2nd, 3rd, 4th.
void take_ordinal(std::string_view& text) {
    auto rest = text;
    const auto word = lower(take_letters(rest));
    if (word == "st" || word == "nd" || word == "rd" || word == "th") text = rest;
}

std::optional<DatePart> take_part(std::string_view& text) {
    constexpr std::size_t kMostDigits = 8;
    if (const auto month = take_english_month(text)) return DatePart{.value = month};
    if (const auto month = take_chinese_month(text)) return DatePart{.value = month};
    DatePart part;
    while (!text.empty() && is_digit(text.front()) && part.digits < kMostDigits) {
        part.value = part.value * 10 + (text.front() - '0');
        ++part.digits;
        text.remove_prefix(1);
    }
    if (part.digits == 0) return std::nullopt;
    if (part.digits <= 2) take_ordinal(text);
    return part;
}

bool is_name(const DatePart& part) {
    return part.digits == 0;
}

/// Takes the next part with what stands before it; false when the day ends here.
bool take_next(std::string_view& text, DateParts& parts) {
    auto rest = text;
    auto read = parts;
    const auto separator = take_separator(rest, read);
    const auto part = take_part(rest);
    const bool named = part && (is_name(*part) || is_name(parts.part[parts.count - 1]));
    // A blank, or nothing, stands only beside a month's name; behind it may also begin a time.
    const bool joined = separator >= Separator::Mark || parts.chinese || named;
    if (part && joined && !rest.starts_with(':') && parts.count < parts.part.size()) {
        text = rest;
        parts = read;
        parts.part[parts.count++] = *part;
        return true;
    }
    if (separator == Separator::Chinese) {
        take_separator(text, parts);
    }
    return false;
}

/// Oct 01 15:00:00 CST 2026, as date(1) and Java write it.
void take_year_at_end(std::string_view& text, DateParts& parts) {
    constexpr std::size_t kYear = 4;
    if (parts.count != 2 || !is_name(parts.part[0]) || text.size() <= kYear) return;
    auto year = text.substr(text.size() - kYear);
    const auto between = text.substr(0, text.size() - kYear);
    if (!between.ends_with(' ') || !std::all_of(year.begin(), year.end(), is_digit)) return;
    parts.part[parts.count++] = *take_part(year);
    text = between;
}

}  // namespace

std::optional<int> month_of_name(std::string_view word) {
    constexpr std::array<std::string_view, 12> kMonths{"january",
                                                       "february",
                                                       "march",
                                                       "april",
                                                       "may",
                                                       "june",
                                                       "july",
                                                       "august",
                                                       "september",
                                                       "october",
                                                       "november",
                                                       "december"};
    const auto name = lower(word);
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (abbreviates(name, kMonths[i])) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

DateParts split_date(std::string_view text) {
    DateParts parts;
    while (take_weekday(text)) {
        while (text.starts_with(' ') || text.starts_with(',')) text.remove_prefix(1);
    }
    if (const auto first = take_part(text)) {
        parts.part[parts.count++] = *first;
        while (take_next(text, parts)) continue;
    }
    take_year_at_end(text, parts);
    parts.wrong = parts.count == 0 || !is_tail(text);
    return parts;
}

}  // namespace bihuan::files
