#include "platform/identity/password_rules.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <span>
#include <unordered_set>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <zxcvbn.h>

#include "base/error.h"
#include "base/pinyin.h"
#include "identity/common_passwords.h"

namespace bihuan::identity {

namespace {

constexpr int kShortest = 10;
constexpr int kLongest = 200;
/// 2^33 guesses, some ten thousand million: zxcvbn's own bound for "very unguessable".
constexpr double kLeastBits = 33;
/// A name of two letters stands within half of all words; one of two Han signs is a name.
constexpr int kShortestWord = 3;

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// One form for all ways of writing the same: full width, case, ligatures.
std::string folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    BIHUAN_CHECK(U_SUCCESS(status));
    std::string result;
    form->normalize(unicode(text), status).toUTF8String(result);
    BIHUAN_CHECK(U_SUCCESS(status));
    return result;
}

bool is_ascii(std::string_view text) {
    return std::ranges::none_of(text,
                                [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
}

using Swap = std::pair<std::string_view, std::string_view>;
/// What the keys say without Shift: !QAZ2wsx is 1qaz2wsx.
constexpr std::array<Swap, 10> kUnshifted{{{"!", "1"},
                                           {"@", "2"},
                                           {"#", "3"},
                                           {"$", "4"},
                                           {"%", "5"},
                                           {"^", "6"},
                                           {"&", "7"},
                                           {"*", "8"},
                                           {"(", "9"},
                                           {")", "0"}}};
/// Letters that digits and signs stand for.
constexpr std::array<Swap, 8> kLetters{{{"0", "o"},
                                        {"1", "i"},
                                        {"3", "e"},
                                        {"4", "a"},
                                        {"@", "a"},
                                        {"5", "s"},
                                        {"$", "s"},
                                        {"7", "t"}}};
constexpr std::array<Swap, 11> kHanDigits{{{"零", "0"},
                                           {"〇", "0"},
                                           {"一", "1"},
                                           {"二", "2"},
                                           {"三", "3"},
                                           {"四", "4"},
                                           {"五", "5"},
                                           {"六", "6"},
                                           {"七", "7"},
                                           {"八", "8"},
                                           {"九", "9"}}};

std::string swapped(std::string text, std::span<const Swap> swaps) {
    for (const auto& [from, to] : swaps)
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at))
            text.replace(at, from.size(), to);
    return text;
}

/// Chinese is guessed by its sound as well: 我爱你1314 is woaini1314. Empty for other texts.
std::string sound_of(const std::string& text) {
    if (is_ascii(text)) return {};
    auto sound = pinyin_of(swapped(text, kHanDigits));
    sound.resize(std::min(sound.size(), sound.find(' ')));
    return sound;
}

bool has_two_signs_at_most(const std::string& text) {
    std::set<char> signs(text.begin(), text.end());
    return signs.size() <= 2;
}

bool has_control_sign(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
}

class CommonPasswords {
public:
    CommonPasswords() {
        const auto& file = embedded::k_common_passwords.front();
        std::string_view text(file.begin, static_cast<std::size_t>(file.end - file.begin));
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            if (end > 0 && text.front() != '#') words_.emplace_back(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        known_.insert(words_.begin(), words_.end());
    }

    bool contains(const std::string& word) const { return known_.contains(word); }
    const std::vector<std::string>& words() const { return words_; }

private:
    std::vector<std::string> words_;
    std::unordered_set<std::string> known_;
};

const CommonPasswords& common_passwords() {
    static const CommonPasswords passwords;
    return passwords;
}

/// The parts of a text as people write it: "zhang.wei@example.com" is three words and a whole.
void add_words(std::string_view text, std::vector<std::string>& words) {
    const auto add = [&](std::string word) {
        const auto length = unicode(word).countChar32();
        if (length >= (is_ascii(word) ? kShortestWord : kShortestWord - 1))
            words.push_back(std::move(word));
    };
    const auto whole = folded(text);
    std::string part;
    std::string letters;
    for (const char c : whole) {
        const bool letter = static_cast<unsigned char>(c) >= 0x80U || (c >= 'a' && c <= 'z') ||
                            (c >= '0' && c <= '9');
        if (letter) {
            part += c;
            letters += c;
        } else {
            add(std::exchange(part, {}));
        }
    }
    add(part);
    add(letters);
    add(whole);
}

/// What people make of a Chinese name of company, brand or person: the sounds and the first letters
/// of its beginnings, 云泉食品 as yunquan and yqsp; and of a person the given name alone and before
/// the surname, 邓国栋 as guodong and guodongdeng.
void add_sounds(std::string_view name, std::vector<std::string>& words) {
    constexpr int kShortestInitials = 4;
    constexpr int kLongestPersonName = 4;
    const auto signs = unicode(name);
    const auto count = signs.countChar32();
    if (count < 2 || is_ascii(name)) return;
    const auto sounds = [&](std::int32_t from, std::int32_t to) {
        std::string part;
        const auto first = signs.moveIndex32(0, from);
        const auto last = signs.moveIndex32(0, to);
        signs.tempSubStringBetween(first, last).toUTF8String(part);
        const auto read = pinyin_of(part);
        const auto gap = std::min(read.size(), read.find(' '));
        return std::pair{read.substr(0, gap), read.substr(std::min(read.size(), gap + 1))};
    };
    for (std::int32_t length = 2; length <= count; ++length) {
        const auto [sound, initials] = sounds(0, length);
        add_words(sound, words);
        if (initials.size() >= kShortestInitials) add_words(initials, words);
    }
    if (count > kLongestPersonName) return;
    for (std::int32_t surname = 1; surname < std::min<std::int32_t>(count, 3); ++surname) {
        const auto given = sounds(surname, count).first;
        add_words(given, words);
        add_words(given + sounds(0, surname).first, words);
    }
}

/// Of the owner, and of everybody: in the order in which they would be tried.
std::vector<std::string> personal_words(const PasswordOwner& owner) {
    std::vector<std::string> words;
    add_words(owner.login, words);
    for (const auto& word : owner.known_words) {
        add_words(word, words);
        add_words(pinyin_of(word), words);
        add_sounds(word, words);
    }
    for (const auto* product : {"bihuan", "闭环"}) words.emplace_back(product);
    return words;
}

struct FreeMatches {
    void operator()(ZxcMatch_t* matches) const { ZxcvbnFreeInfo(matches); }
};

/// How hard a password is to guess, and the kind of its largest part.
struct Strength {
    double bits = 0;
    int kind = NON_MATCH;
    std::string part;  ///< Of the password: to be compared, never shown.
};

Strength strength_of(const std::string& password, std::span<const char*> dictionary) {
    Strength strength;
    ZxcMatch_t* found = nullptr;
    strength.bits = ZxcvbnMatch(password.c_str(), dictionary.data(), &found);
    const std::unique_ptr<ZxcMatch_t, FreeMatches> matches(found);
    int longest = 0;
    for (const auto* match = found; match != nullptr; match = match->Next) {
        const int kind = match->Type & ~MULTIPLE_MATCH;
        if (kind == BRUTE_MATCH || match->Length <= longest) continue;
        longest = match->Length;
        strength.kind = kind;
        strength.part = password.substr(static_cast<std::size_t>(match->Begin),
                                        static_cast<std::size_t>(match->Length));
    }
    return strength;
}

Issues issue(std::string code, std::string message) {
    return {{.code = std::move(code), .field = "/new_password", .message = std::move(message)}};
}

Issues of_a_sequence() {
    return issue("password_sequence",
                 "It repeats or counts up signs. Take four words that have nothing to do with each "
                 "other, or a sentence only you would say.");
}

Issues issue_of(const Strength& strength, std::span<const std::string> personal) {
    const auto letters = swapped(strength.part, kLetters);
    const bool own = std::ranges::any_of(personal, [&](const std::string& word) {
        return strength.part.find(word) != std::string::npos ||
               letters.find(word) != std::string::npos;
    });
    if (own)
        return issue("password_personal",
                     "It is built on the login, the name or the company. Take four words that have "
                     "nothing to do with each other, or a sentence only you would say.");
    if (strength.kind == SPATIAL_MATCH)
        return issue("password_keyboard",
                     "It follows the keys of the keyboard. Take four words that have nothing to do "
                     "with each other, or a sentence only you would say.");
    if (strength.kind == REPEATS_MATCH || strength.kind == SEQUENCE_MATCH) return of_a_sequence();
    return issue("password_weak",
                 "A common word with digits is tried early. Take four words that have nothing to "
                 "do with each other, or a sentence only you would say.");
}

}  // namespace

Issues find_password_issues(const PasswordOwner& owner, std::string_view password) {
    const auto length = unicode(password).countChar32();
    if (length < kShortest)
        return issue("password_short", fmt::format("Take at least {} characters.", kShortest));
    if (length > kLongest)
        return issue("password_long", fmt::format("Take at most {} characters.", kLongest));
    if (has_control_sign(password))
        return issue("password_control", "Take signs that can be typed: no tabs or line breaks.");

    const auto text = folded(password);
    if (has_two_signs_at_most(text)) return of_a_sequence();
    const auto unshifted = swapped(text, kUnshifted);
    if (common_passwords().contains(text) || common_passwords().contains(unshifted))
        return issue("password_common",
                     "It is on the list of passwords that everybody tries. Take four words that "
                     "have nothing to do with each other, or a sentence only you would say.");
    const auto personal = personal_words(owner);
    std::vector<const char*> dictionary;
    for (const auto& word : personal) dictionary.push_back(word.c_str());
    for (const auto& word : common_passwords().words()) dictionary.push_back(word.c_str());
    dictionary.push_back(nullptr);
    for (const auto& form : {text, unshifted, sound_of(text)}) {
        if (form.empty()) continue;
        const auto strength = strength_of(form, dictionary);
        if (strength.bits < kLeastBits) return issue_of(strength, personal);
    }
    return {};
}

}  // namespace bihuan::identity
