#include "platform/files/formula.h"

#include <algorithm>
#include <array>

namespace bihuan::files {

namespace {

constexpr std::array<std::string_view, 12> kSigns{
    "=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"};
/// Blanks of one byte, the blank that does not break, and the ideographic one.
constexpr std::array<std::string_view, 9> kSkipped{
    "'", " ", "\t", "\r", "\n", "\v", "\f", "\u00A0", "\u3000"};

template <class List>
std::size_t length_of_first(std::string_view text, const List& list) {
    const auto found =
        std::ranges::find_if(list, [&](std::string_view word) { return text.starts_with(word); });
    return found == list.end() ? 0 : found->size();
}

}  // namespace

bool may_run_as_formula(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    if (text.empty()) return false;
    if (std::string_view("\t\r\n").find(text.front()) != std::string_view::npos) return true;
    while (const auto length = length_of_first(text, kSkipped)) text.remove_prefix(length);
    return length_of_first(text, kSigns) > 0;
}

}  // namespace bihuan::files
