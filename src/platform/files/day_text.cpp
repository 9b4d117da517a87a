#include "platform/files/day_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

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

/// 年 月 日 号 behind the last part.
bool take_mark(std::string_view& text, DateParts& parts) {
    constexpr std::array<std::pair<std::string_view, DateMark>, 4> kWords{{{"年", DateMark::Year},
                                                                           {"月", DateMark::Month},
                                                                           {"日", DateMark::Day},
                                                                           {"号", DateMark::Day}}};
    bool taken = false;
    for (const auto& [word, mark] : kWords) {
        if (!take_word(text, word)) continue;
        parts.mark[parts.count - 1] = mark;
        taken = true;
    }
    return taken;
}

/// ~ 至 到, and a stroke behind 月: from one to another.
bool take_range(std::string_view& text, bool behind_word) {
    for (const std::string_view word : {"~", "至", "到"})
        if (take_word(text, word)) return true;
    return behind_word && take_word(text, "-");
}

/// What stands between two parts: - / . , ~ or 年 月 日 号, with blanks around, or a blank alone.
Separator take_separator(std::string_view& text, DateParts& parts) {
    constexpr std::string_view kMarks = "-/.,";
    auto rest = text;
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    auto found = rest.size() < text.size() ? Separator::Blank : Separator::None;
    char& between = parts.between[parts.count - 1];
    if (take_mark(rest, parts)) found = Separator::Chinese;
    if (take_range(rest, found == Separator::Chinese)) {
        between = '~';
        found = std::max(found, Separator::Mark);
    } else if (found != Separator::Chinese && !rest.empty() &&
               kMarks.find(rest.front()) != std::string_view::npos) {
        between = rest.front();
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

/// 年 behind the first, 月 behind the next; 6月5日 leaves the year out. 1年2年, 6月2026年 say
/// nothing.
bool marks_fit(const DateParts& parts) {
    std::optional<std::size_t> shift;
    for (std::size_t i = 0; i < parts.count; ++i) {
        if (parts.mark[i] == DateMark::None) continue;
        const auto place = static_cast<std::size_t>(parts.mark[i]) - 1;
        if (place < i || (shift && *shift != place - i)) return false;
        shift = place - i;
    }
    return !shift || *shift + parts.count <= parts.part.size();
}

/// 1-2月, 05-06月, 2026年1-2月, 2026.1-2, 2026-1/2, 5~6月, Jan-Feb 2026: no day, and no month
/// alone.
bool is_range(const DateParts& parts) {
    constexpr int kMonths = 12;
    const auto& first = parts.part[0];
    const auto& between = parts.between;
    const auto names = std::count_if(
        parts.part.begin(), parts.part.begin() + static_cast<std::ptrdiff_t>(parts.count), is_name);
    if (between[0] == '~' || between[1] == '~' || names > 1) return true;
    if (parts.count == 2)
        return parts.mark[1] == DateMark::Month && parts.mark[0] != DateMark::Year &&
               first.digits <= 2 && first.value <= kMonths;
    if (parts.count < 2 || names > 0) return false;
    const bool by_word = parts.mark[2] == DateMark::Month;
    const bool behind_year = parts.mark[0] == DateMark::Year && between[1] == '-';
    const bool mixed = between[0] != between[1] && between[0] != 0 && between[1] != 0 &&
                       (between[0] == '-' || between[1] == '-');
    return by_word || behind_year || mixed;
}

constexpr std::array<std::string_view, 2> kUtc{"UTC", "GMT"};
constexpr std::array<std::string_view, 5> kAfternoon{"PM", "pm", "p.m.", "下午", "晚上"};

/// Behind a time: Z, UTC, GMT, +00:00. But GMT+0800 is China's.
bool says_utc(std::string_view zone) {
    const auto sign = zone.find_first_of("+-");
    const bool zero = sign != std::string_view::npos && sign + 1 < zone.size() &&
                      zone.find_first_of("123456789", sign) == std::string_view::npos;
    if (sign != std::string_view::npos) return zero;
    return zone.starts_with('Z') || zone.starts_with('z') || holds_one_of(zone, kUtc);
}

}  // namespace

bool is_next_day_in_china(std::string_view text) {
    constexpr int kFirstOfNextDay = 16;
    constexpr int kNoon = 12;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_digit(text[colon - 1])) return false;
    const bool two = colon > 1 && is_digit(text[colon - 2]);
    int hour = text[colon - 1] - '0' + (two ? 10 * (text[colon - 2] - '0') : 0);
    const auto behind = std::min(text.find_first_not_of("0123456789:. ", colon), text.size());
    if (holds_one_of(text, kAfternoon)) hour = hour % kNoon + kNoon;
    return hour >= kFirstOfNextDay && says_utc(text.substr(behind));
}

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
    parts.range = is_range(parts);
    parts.wrong = parts.count == 0 || !is_tail(text) || (!parts.range && !marks_fit(parts));
    return parts;
}

}  // namespace bihuan::files
