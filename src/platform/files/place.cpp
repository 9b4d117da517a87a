#include "platform/files/place.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace bihuan::files {

std::string column_letters(std::size_t column) {
    constexpr std::size_t kLetters = 26;
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / kLetters) {
        letters.push_back(static_cast<char>('A' + (rest - 1) % kLetters));
    }
    std::reverse(letters.begin(), letters.end());
    return letters;
}

std::string row_place(std::int64_t row) {
    return fmt::format("/{}", row);
}

std::string cell_place(std::int64_t row, std::size_t column) {
    return fmt::format("/{}/{}", row, column_letters(column));
}

std::string shown(std::string_view text) {
    constexpr std::size_t kLongest = 100;
    const auto front = cut(text, kLongest);
    return presentable(front) + (front.size() < text.size() ? "…" : "");
}

}  // namespace bihuan::files
