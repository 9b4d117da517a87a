#include "app/forecast_period_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "platform/files/day_text.h"

namespace bihuan {

namespace {

enum class Word : std::uint8_t {
    Number,
    Year,     ///< Behind its number.
    Fiscal,   ///< Before or behind the year.
    Quarter,  ///< Before or behind its number, as those below.
    Half,
    Month,
    Period,  ///< The month of a fiscal year by its number.
    Week,
    TenDays,
    MonthName,  ///< With its number, as those below.
    HalfYear,
    HalfMonth,
    ThirdOfMonth,
    Nothing,  ///< 第, and what stands between.
};

struct Token {
    Word word = Word::Number;
    int value = 0;
    std::size_t digits = 0;
    bool letters = false;  ///< Q, not 季度.
};

using Tokens = std::span<const Token>;

struct KnownWord {
    std::string_view text;
    Word word;
    int value = 0;
};

/// The longer one first where one begins another.
constexpr std::array<KnownWord, 31> kChinese{{{"财政年度", Word::Fiscal},
                                              {"会计年度", Word::Fiscal},
                                              {"财年", Word::Fiscal},
                                              {"年度", Word::Year},
                                              {"年份", Word::Year},
                                              {"年", Word::Year},
                                              {"季度", Word::Quarter},
                                              {"季", Word::Quarter},
                                              {"上半年度", Word::HalfYear, 1},
                                              {"下半年度", Word::HalfYear, 2},
                                              {"上半年", Word::HalfYear, 1},
                                              {"下半年", Word::HalfYear, 2},
                                              {"上半月", Word::HalfMonth, 1},
                                              {"下半月", Word::HalfMonth, 2},
                                              {"半年", Word::Half},
                                              {"月份", Word::Month},
                                              {"月", Word::Month},
                                              {"周", Word::Week},
                                              {"週", Word::Week},
                                              {"上旬", Word::ThirdOfMonth, 1},
                                              {"中旬", Word::ThirdOfMonth, 2},
                                              {"下旬", Word::ThirdOfMonth, 3},
                                              {"旬", Word::TenDays},
                                              {"第", Word::Nothing},
                                              {"’", Word::Nothing},
                                              {"‘", Word::Nothing},
                                              {"元月", Word::MonthName, 1},
                                              {"–", Word::Nothing},
                                              {"—", Word::Nothing},
                                              {"、", Word::Nothing},
                                              {"·", Word::Nothing}}};

constexpr std::array<KnownWord, 19> kEnglish{{{"fy", Word::Fiscal},
                                              {"fiscal", Word::Fiscal},
                                              {"year", Word::Nothing},
                                              {"q", Word::Quarter},
                                              {"qtr", Word::Quarter},
                                              {"quarter", Word::Quarter},
                                              {"h", Word::Half},
                                              {"half", Word::Half},
                                              {"m", Word::Month},
                                              {"month", Word::Month},
                                              {"p", Word::Period},
                                              {"period", Word::Period},
                                              {"w", Word::Week},
                                              {"wk", Word::Week},
                                              {"week", Word::Week},
                                              {"st", Word::Nothing},
                                              {"nd", Word::Nothing},
                                              {"rd", Word::Nothing},
                                              {"th", Word::Nothing}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view take_while(std::string_view& text, bool (*is)(char)) {
    const auto* const end = std::find_if_not(text.begin(), text.end(), is);
    const auto taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

/// 十一 is 11, 二十 is 20, 二〇二四 is 2024; none where no such sign stands in front.
std::optional<Token> take_chinese_number(std::string_view& text) {
    constexpr std::array<std::string_view, 11> kDigits{
        "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "零"};
    constexpr std::string_view kTen = "十";
    constexpr int kMost = 2500;
    Token number;
    int tens = -1;
    while (number.value <= kMost) {
        if (text.starts_with(kTen) && tens < 0) {
            tens = number.digits == 0 ? 1 : number.value;
            number.value = 0;
            ++number.digits;
            text.remove_prefix(kTen.size());
            continue;
        }
        const auto* const digit = std::find_if(
            kDigits.begin(), kDigits.end(), [&](auto each) { return text.starts_with(each); });
        if (digit == kDigits.end()) break;
        number.value = number.value * 10 + static_cast<int>(digit - kDigits.begin()) % 10;
        ++number.digits;
        text.remove_prefix(digit->size());
    }
    if (number.digits == 0) return std::nullopt;
    if (tens >= 0) number.value += tens * 10;
    return number;
}

std::optional<Token> take_figure(std::string_view& text) {
    constexpr std::size_t kMostDigits = 4;
    const auto digits = take_while(text, is_digit);
    if (digits.size() > kMostDigits) return std::nullopt;
    Token number{.digits = digits.size()};
    for (const char digit : digits) number.value = number.value * 10 + (digit - '0');
    return number;
}

std::optional<Token> take_english(std::string_view& text) {
    std::string word(take_while(text, is_letter));
    std::transform(word.begin(), word.end(), word.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto* const known = std::find_if(
        kEnglish.begin(), kEnglish.end(), [&](const auto& each) { return each.text == word; });
    if (known != kEnglish.end()) return Token{known->word, known->value, 0, /*letters=*/true};
    const auto month = files::month_of_name(word);
    if (!month) return std::nullopt;
    return Token{Word::MonthName, *month, 0, /*letters=*/true};
}

std::optional<Token> take_token(std::string_view& text) {
    if (is_digit(text.front())) return take_figure(text);
    if (is_letter(text.front())) return take_english(text);
    for (const auto& known : kChinese) {
        if (!text.starts_with(known.text)) continue;
        text.remove_prefix(known.text.size());
        return Token{known.word, known.value};
    }
    return take_chinese_number(text);
}

/// Empty where something stands in the text that belongs to no period, or no word does.
std::vector<Token> tokens_of(std::string_view text) {
    constexpr std::string_view kBetween = " \t-_/.,'";
    std::vector<Token> tokens;
    bool words = false;
    while (!text.empty()) {
        if (kBetween.find(text.front()) != std::string_view::npos) {
            text.remove_prefix(1);
            continue;
        }
        const auto token = take_token(text);
        if (!token) return {};
        words = words || (token->word != Word::Number && token->word != Word::Nothing);
        if (token->word != Word::Nothing) tokens.push_back(*token);
    }
    return words ? tokens : std::vector<Token>{};
}

FilePeriod month_of(int year, int month) {
    return {PeriodKind::Month, Month(year, static_cast<unsigned>(month)).number()};
}

/// ISO 8601: the week of 4 January is the first; the Thursday's year is that of the week.
std::optional<FilePeriod> week_of(int year, int week) {
    const Day monday = Day(year, 1, 4).week() + 7 * (week - 1);
    if (week < 1 || static_cast<int>((monday + 3).date().year()) != year) return std::nullopt;
    return FilePeriod{PeriodKind::Week, monday.number()};
}

/// The part of a year that a word counts.
std::optional<FilePeriod> counted(int year, Word word, int number) {
    const auto up_to = [number](int most) { return number >= 1 && number <= most; };
    switch (word) {
        case Word::Quarter:
            if (up_to(4)) return FilePeriod{PeriodKind::Quarter, year * 4 + number - 1};
            break;
        case Word::Half:
            if (up_to(2)) return FilePeriod{PeriodKind::HalfYear, year * 2 + number - 1};
            break;
        case Word::Month:
        case Word::Period:
            if (up_to(12)) return month_of(year, number);
            break;
        case Word::Week:
            return week_of(year, number);
        default:
            break;
    }
    return std::nullopt;
}

/// 上旬, 第1旬, 下半月 behind a month.
std::optional<FilePeriod> part_of_month(int year, Tokens part) {
    if (part.empty() || part.front().word != Word::Number) return std::nullopt;
    const auto month = counted(year, Word::Month, part.front().value);
    part = part.subspan(1);
    if (!part.empty() && part.front().word == Word::Month) part = part.subspan(1);
    const bool by_number =
        part.size() == 2 && part[0].word == Word::Number && part[1].word == Word::TenDays;
    if (!month || (part.size() != 1 && !by_number)) return std::nullopt;
    const int place = part.front().value;
    const bool third = by_number || part.front().word == Word::ThirdOfMonth;
    if (!third && part.front().word != Word::HalfMonth) return std::nullopt;
    const int parts = third ? 3 : 2;
    if (place < 1 || place > parts) return std::nullopt;
    return FilePeriod{third ? PeriodKind::TenDays : PeriodKind::HalfMonth,
                      month->number * parts + place - 1};
}

/// What stands beside the year: Q1, 1Q, 第1季度, Q1季度, 上半年, 1月, Jan, W05, 10月上旬.
std::optional<FilePeriod> part_of_year(int year, Tokens part) {
    const auto is_number = [&](std::size_t i) { return part[i].word == Word::Number; };
    if (part.size() == 1 && part[0].word == Word::MonthName)
        return counted(year, Word::Month, part[0].value);
    if (part.size() == 1 && part[0].word == Word::HalfYear)
        return counted(year, Word::Half, part[0].value);
    const bool twice = part.size() == 3 && part[0].word == part[2].word && is_number(1);
    if ((part.size() == 2 && !is_number(0) && is_number(1)) || twice)
        return counted(year, part[0].word, part[1].value);
    if (part.size() == 2 && is_number(0) && !is_number(1))
        if (const auto period = counted(year, part[1].word, part[0].value)) return period;
    return part_of_month(year, part);
}

bool is_full_year(const Token& token) {
    return token.word == Word::Number && token.digits == 4 && token.value >= kFirstYear &&
           token.value <= kLastYear;
}

/// 24 is 2024, 70 is 1970 (POSIX).
int year_of(const Token& token) {
    constexpr int kFirstOfLastCentury = 70;
    if (token.digits > 2) return token.value;
    return token.value + (token.value < kFirstOfLastCentury ? 2000 : 1900);
}

/// How a year's tokens may stand.
struct Marks {
    bool year = false;         ///< 年 stands behind the first number.
    bool year_at_end = false;  ///< … behind all.
    bool fiscal = false;
};

/// How many of what a word counts a year has; 0 for other words.
int most_in_year(Word word) {
    switch (word) {
        case Word::Half:
            return 2;
        case Word::Quarter:
            return 4;
        case Word::Month:
        case Word::Period:
        case Word::ThirdOfMonth:
        case Word::HalfMonth:
            return 12;
        case Word::Week:
            return 53;
        default:
            return 0;
    }
}

/// 05-06月, 01-02季度: from one to another, and no year 2005.
bool is_range(int number, Tokens part) {
    if (part.size() < 2 || part[0].word != Word::Number) return false;
    const int most = most_in_year(part[1].word);
    const bool months = most == 12;  // 12-01月 too
    return number >= 1 && number <= most && (months || number < part[0].value);
}

/// Behind 24: Q1, 上半年, 1月, but no 月 of its own (24月05), no name (Excel shows a day as 24-Jan)
/// and no second end of a range.
bool may_be_part_behind(int number, Tokens part) {
    if (part.empty() || part.front().word == Word::MonthName) return false;
    if (part.front().word == Word::Number) return !is_range(number, part);
    return part.front().letters || most_in_year(part.front().word) == 0;
}

bool may_be_year(const Token& token, const Marks& marks, Tokens part) {
    if (is_full_year(token)) return true;
    if (token.word != Word::Number || token.digits != 2) return false;
    return marks.year || marks.fiscal || may_be_part_behind(token.value, part);
}

/// 2024-25 and 24/25: a fiscal year by both its years.
bool is_span(Tokens tokens) {
    if (tokens.size() < 2 || tokens[1].word != Word::Number) return false;
    const bool alike = tokens[0].digits == tokens[1].digits || tokens[1].digits == 2;
    return alike && (is_full_year(tokens[0]) || tokens[0].digits == 2) &&
           year_of(tokens[1]) == year_of(tokens[0]) + 1;
}

std::optional<FilePeriod> year_or_part(int year, Tokens part, const Marks& marks) {
    if (part.empty() && (marks.year || marks.fiscal)) return FilePeriod{PeriodKind::Year, year};
    return part_of_year(year, part);
}

std::optional<FilePeriod> year_first(Tokens tokens, const Marks& marks) {
    const auto part = tokens.subspan(1);
    if (!may_be_year(tokens[0], marks, part)) return std::nullopt;
    return year_or_part(year_of(tokens[0]), part, marks);
}

/// The year is that in which it ends.
std::optional<FilePeriod> span_first(Tokens tokens, const Marks& marks) {
    if (!marks.fiscal || !is_span(tokens)) return std::nullopt;
    auto period = year_or_part(year_of(tokens[1]), tokens.subspan(2), marks);
    if (period) period->two_years = true;
    return period;
}

std::optional<FilePeriod> year_last(Tokens tokens, const Marks& marks) {
    const auto part = tokens.first(tokens.size() - 1);
    const Token& year = tokens.back();
    const bool short_year = year.word == Word::Number && year.digits == 2;
    if (part.empty() || (!is_full_year(year) && !short_year)) return std::nullopt;
    // W05 24 and 1Q24; but 05W24 may be either, and 12月24 is a day.
    const bool letter_first = part.front().letters;
    const bool one_digit = part.front().digits == 1 && part.back().letters;
    const bool told = marks.fiscal || marks.year_at_end;
    // W23-24: two weeks, or a week of 2024.
    const bool next = part.size() > 1 && year.value == part.back().value + 1;
    if (short_year && !told && letter_first && next) return std::nullopt;
    if (short_year && !told && !letter_first && !one_digit) return std::nullopt;
    return part_of_year(year_of(year), part);
}

/// Takes the words out that only say which number is the year; none where one has no year.
std::optional<Marks> take_marks(std::vector<Token>& tokens) {
    Marks marks;
    std::vector<Token> rest;
    for (const Token& token : tokens) {
        if (token.word == Word::Fiscal) {
            marks.fiscal = true;
        } else if (token.word != Word::Year) {
            rest.push_back(token);
        } else if (rest.size() == 1 || (rest.size() == 2 && is_span(rest))) {
            marks.year = true;
            marks.fiscal = marks.fiscal || rest.size() == 2;  // 2024-25年度
        } else if (&token == &tokens.back()) {
            marks.year_at_end = true;
        } else {
            return std::nullopt;
        }
    }
    tokens = std::move(rest);
    return marks;
}

}  // namespace

std::optional<FilePeriod> parse_period_in_words(std::string_view text) {
    auto tokens = tokens_of(text);
    const bool by_number = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
        return token.word == Word::Period;
    });
    const auto marks = take_marks(tokens);
    if (!marks || tokens.empty()) return std::nullopt;
    auto period = year_first(tokens, *marks);
    if (!period) period = span_first(tokens, *marks);
    if (!period && !marks->year) period = year_last(tokens, *marks);
    if (!period) return std::nullopt;
    period->fiscal = marks->fiscal;
    period->by_number = marks->fiscal && by_number;
    const bool of_any_year =
        period->kind == PeriodKind::Year || period->kind == PeriodKind::Month ||
        period->kind == PeriodKind::Quarter || period->kind == PeriodKind::HalfYear;
    return !period->fiscal || of_any_year ? period : std::nullopt;
}

}  // namespace bihuan
