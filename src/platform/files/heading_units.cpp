#include "platform/files/heading_units.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platform/files/text.h"

namespace bihuan::files {

ScaledUnit scaled_unit(std::string_view unit) {
    // The longer before what they begin with.
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 11> kScales{
        {{"千亿", 100'000'000'000},
         {"百亿", 10'000'000'000},
         {"十亿", 1'000'000'000},
         {"千万", 10'000'000},
         {"百万", 1'000'000},
         {"十万", 100'000},
         {"亿", 100'000'000},
         {"万", 10'000},
         {"千", 1'000},
         {"million", 1'000'000},
         {"thousand", 1'000}}};
    if (unit.starts_with("千克")) return {.unit = unit};
    for (const auto& [word, scale] : kScales)
        if (unit.starts_with(word)) return {.scale = scale, .unit = trim(unit.substr(word.size()))};
    return {.unit = unit};
}

std::vector<std::string_view> heading_statements(std::string_view text) {
    constexpr std::array<std::string_view, 5> kMarks{",", ";", ":", "、", "|"};
    constexpr std::array<std::string_view, 5> kIntroductions{
        "计量单位", "金额单位", "单位", "units", "unit"};
    std::vector<std::string_view> found;
    const auto add = [&](std::string_view statement) {
        statement = trim(statement);
        for (const auto word : kIntroductions)
            if (statement.starts_with(word)) statement = trim(statement.substr(word.size()));
        if (!statement.empty()) found.push_back(statement);
    };
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto rest = text.substr(at);
        const auto* const mark = std::find_if(
            kMarks.begin(), kMarks.end(), [&](auto word) { return rest.starts_with(word); });
        if (mark == kMarks.end()) continue;
        add(text.substr(begin, at - begin));
        begin = at + mark->size();
        at = begin - 1;
    }
    add(text.substr(begin));
    return found;
}

std::int64_t heading_scale(std::string_view text) {
    for (const auto statement : heading_statements(text))
        if (const auto scale = scaled_unit(statement).scale; scale != 1) return scale;
    return 1;
}

}  // namespace bihuan::files
