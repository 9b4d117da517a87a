#include "app/forecast_warm_file.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace bihuan {

namespace {

using forecast::WarmStart;
using nlohmann::json;

constexpr const char* kFormat = "bihuan warm start 1";

/// Fitted parameters mean nothing to series of other periods.
std::string kind_of(const FileGroup& group) {
    static constexpr std::array kFrequencies{
        "daily", "weekly", "monthly", "quarterly", "yearly", "other"};
    return fmt::format("{} {}",
                       kFrequencies.at(static_cast<std::size_t>(group.problem.frequency)),
                       group.problem.season);
}

json parsed(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    auto kept = json::parse(stream, nullptr, /*allow_exceptions=*/false);
    const auto format = kept.is_object() ? kept.find("format") : kept.end();
    if (!kept.is_object() || format == kept.end() || *format != kFormat ||
        !kept["groups"].is_object())
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("{} was not written by an earlier run with --warm. Name a file "
                                "that is not there yet, or the one of the last run.",
                                path.string()));
    return kept;
}

WarmStart start_of(const FileGroup& group, const json& kept) {
    WarmStart start;
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
        const auto found = kept.find(group.rows[i].name);
        if (found == kept.end() || !found->is_array() ||
            found->size() != WarmStart::kParametersPerKey ||
            !std::ranges::all_of(*found, [](const json& each) { return each.is_number(); }))
            continue;
        start.keys.push_back(group.problem.series[i].key);
        for (const auto& parameter : *found) start.parameters.push_back(parameter.get<double>());
    }
    return start;
}

}  // namespace

std::vector<WarmStart> read_warm_file(const std::filesystem::path& path,
                                      const std::deque<FileGroup>& groups) {
    std::vector<WarmStart> starts(groups.size());
    if (!std::filesystem::exists(path)) return starts;
    const auto kept = parsed(path);
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (const auto found = kept["groups"].find(kind_of(groups[i]));
            found != kept["groups"].end() && found->is_object())
            starts[i] = start_of(groups[i], *found);
    return starts;
}

void write_warm_file(const std::filesystem::path& path,
                     const std::deque<FileGroup>& groups,
                     const std::vector<forecast::Outcome>& outcomes) {
    json kept{{"format", kFormat}, {"groups", json::object()}};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto& series = kept["groups"][kind_of(groups[i])];
        const auto& warm = outcomes[i].warm;
        for (std::size_t k = 0; k < warm.keys.size(); ++k) {
            const auto from = warm.parameters.begin() +
                              static_cast<std::ptrdiff_t>(k * WarmStart::kParametersPerKey);
            series[groups[i].rows[static_cast<std::size_t>(warm.keys[k])].name] =
                std::vector<double>(from, from + WarmStart::kParametersPerKey);
        }
    }
    auto new_path = path;
    new_path += ".new";
    std::ofstream stream(new_path, std::ios::binary);
    stream << kept << '\n';
    stream.close();
    std::error_code failure;
    if (stream) std::filesystem::rename(new_path, path, failure);
    if (!stream || failure)
        throw Error(ErrorCode::Unavailable, fmt::format("Cannot write {}.", path.string()));
}

}  // namespace bihuan
