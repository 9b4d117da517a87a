#include "platform/files/encoding_guess.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace bihuan::files {

namespace {

/// A character's place in its standard.
enum class Use : std::uint8_t { Daily, Sign, Rare, Invalid };

struct Character {
    std::size_t bytes = 1;
    Use use = Use::Invalid;
};

bool between(unsigned value, unsigned first, unsigned last) {
    return value >= first && value <= last;
}

// Each reads the character that begins with a byte of 80 or more; `second` is the byte behind it.

/// GB 2312-1980: level 1 (lead B0 … D7) holds 99 % of ordinary text.
Character read_gb18030(unsigned lead, unsigned second) {
    if (!between(lead, 0x81, 0xFE)) return {};
    if (between(second, 0x30, 0x39)) return {4, Use::Rare};
    if (!between(second, 0x40, 0xFE) || second == 0x7F) return {};
    if (second < 0xA1) return {2, Use::Rare};
    if (between(lead, 0xA1, 0xA3)) return {2, Use::Sign};
    return {2, between(lead, 0xB0, 0xD7) ? Use::Daily : Use::Rare};
}

/// Big5: level 1 is A440 … C67E.
Character read_big5(unsigned lead, unsigned second) {
    const bool trail = between(second, 0x40, 0x7E) || between(second, 0xA1, 0xFE);
    if (!between(lead, 0x81, 0xFE) || !trail) return {};
    if (between(lead, 0xA1, 0xA3)) return {2, Use::Sign};
    const auto code = lead << 8U | second;
    return {2, between(code, 0xA440, 0xC67E) ? Use::Daily : Use::Rare};
}

/// JIS X 0208: kana and level 1 (889F … 9872). Half-width kana take one byte.
Character read_shift_jis(unsigned lead, unsigned second) {
    if (between(lead, 0xA1, 0xDF)) return {1, Use::Rare};
    const bool double_byte = between(lead, 0x81, 0x9F) || between(lead, 0xE0, 0xFC);
    if (!double_byte || !between(second, 0x40, 0xFC) || second == 0x7F) return {};
    if (lead == 0x81) return {2, Use::Sign};
    const auto code = lead << 8U | second;
    const bool daily = between(code, 0x8260, 0x8396) || between(code, 0x889F, 0x9872);
    return {2, daily ? Use::Daily : Use::Rare};
}

/// KS X 1001: the 2,350 syllables B0A1 … C8FE.
Character read_euc_kr(unsigned lead, unsigned second) {
    if (!between(lead, 0x81, 0xFE) || !between(second, 0x41, 0xFE)) return {};
    if (second < 0xA1) return {2, Use::Rare};
    if (between(lead, 0xA1, 0xA3)) return {2, Use::Sign};
    return {2, between(lead, 0xB0, 0xC8) ? Use::Daily : Use::Rare};
}

/// Of the different characters: how many there are, and which share of them is of daily use.
struct Reading {
    std::size_t characters = 0;
    double daily = 0;
};

/// Bytes beyond ASCII stand alone or in pairs, as letters with accents do; characters of two bytes
/// come several at a time.
bool is_western(std::string_view sample) {
    constexpr std::size_t kLongestRun = 2;
    std::size_t run = 0;
    for (const char c : sample) {
        run = static_cast<unsigned char>(c) < 0x80 ? 0 : run + 1;
        if (run > kLongestRun) return false;
    }
    return true;
}

/// Different ones, because a column repeats its few words a thousand times. None when a character
/// is invalid.
template <class Read>
std::optional<Reading> read_as(std::string_view sample, const Read& read) {
    constexpr std::size_t kCodes = 0x10000;
    std::vector<bool> seen(kCodes);
    Reading reading;
    std::size_t daily = 0;
    for (std::size_t at = 0; at < sample.size();) {
        const auto lead = static_cast<unsigned char>(sample[at]);
        if (lead < 0x80) {
            ++at;
            continue;
        }
        if (at + 1 == sample.size()) break;
        const auto second = static_cast<unsigned char>(sample[at + 1]);
        const Character character = read(lead, second);
        if (character.use == Use::Invalid) return std::nullopt;
        at += character.bytes;
        const std::size_t code = character.bytes == 1 ? lead : std::size_t{lead} << 8U | second;
        if (character.use == Use::Sign || seen[code]) continue;
        seen[code] = true;
        ++reading.characters;
        if (character.use == Use::Daily) ++daily;
    }
    if (reading.characters > 0)
        reading.daily = static_cast<double>(daily) / static_cast<double>(reading.characters);
    return reading;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view sample) {
    // By how much more of daily use another reading must be, and how many characters that takes:
    // those of daily use overlap by half (Big5, Shift JIS), or wholly (three Chinese characters of
    // five lie where the Korean syllables do).
    constexpr double kMargin = 0.2;
    constexpr double kLikely = 0.85;
    constexpr std::size_t kTooFew = 4;
    constexpr std::size_t kTellsKorean = 12;
    const auto gb18030 = read_as(sample, read_gb18030);
    const auto chinese = gb18030.value_or(Reading{});
    EncodingGuess best;
    double most = chinese.daily;
    double second = 0;
    std::size_t characters = chinese.characters;
    const auto consider = [&](std::string_view name, const std::optional<Reading>& reading) {
        if (!reading || reading->characters == 0) return;
        if (reading->daily > most + kMargin) {
            second = most;
            most = reading->daily;
            characters = reading->characters;
            best.name = name;
        } else {
            second = std::max(second, reading->daily);
        }
    };
    consider("Big5", read_as(sample, read_big5));
    consider("Shift_JIS", read_as(sample, read_shift_jis));
    const auto korean = read_as(sample, read_euc_kr);
    const bool all_korean = korean && korean->characters >= kTellsKorean && korean->daily == 1;
    if (best.name == "GB18030" && all_korean) {
        best = {.name = "EUC-KR", .doubtful = korean->characters < 2 * kTellsKorean};
        return best;
    }
    if (!gb18030 && best.name == "GB18030" && is_western(sample))
        return {.name = "windows-1252", .doubtful = true};
    best.doubtful = most < kLikely || characters < kTooFew || second > most - kMargin;
    return best;
}

std::string_view guess_utf16(std::string_view sample) {
    std::array<std::size_t, 2> nuls{};
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (sample[i] == '\0') ++nuls[i % 2];
    }
    // A table has at least its separators, line ends and figures in ASCII; of Chinese characters
    // few end in 00 (一 is one).
    const auto fits = [&](std::size_t high, std::size_t low) {
        constexpr std::size_t kFew = 4;
        return high >= kFew && high * 8 >= sample.size() / 2 && low * 8 <= high;
    };
    if (fits(nuls[0], nuls[1])) return "UTF-16BE";
    return fits(nuls[1], nuls[0]) ? "UTF-16LE" : "";
}

}  // namespace bihuan::files
