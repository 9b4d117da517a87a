#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/forecast_file.h"

// What tests of plain files share.
namespace bihuan {

/// A file in the test's own folder.
inline std::filesystem::path written_file(const std::string& text) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    const auto path =
        std::filesystem::path(::testing::TempDir()) / fmt::format("read_{}.csv", test->name());
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

inline Result<std::deque<FileGroup>> read(const std::string& text,
                                          const ForecastFileOptions& options = {}) {
    return read_forecast_file(written_file(text), options);
}

inline Result<std::deque<FileGroup>> benchmark(const std::string& rows) {
    return read("id,freq,horizon,category,start,values\n" + rows,
                {.format = ForecastFormat::Benchmark});
}

inline std::string code_of(const Result<std::deque<FileGroup>>& result) {
    return result ? "accepted" : result.error().front().code;
}

/// Whether a note says so; false where the file is refused.
inline bool notes(const Result<std::deque<FileGroup>>& result, std::string_view code) {
    return result && std::any_of(result->front().notes.begin(),
                                 result->front().notes.end(),
                                 [&](const FileNote& note) { return note.code == code; });
}

/// The names of the series; the code of the first issue where the file is refused.
inline std::vector<std::string> names_of(const Result<std::deque<FileGroup>>& result) {
    if (!result) return {result.error().front().code};
    std::vector<std::string> names;
    for (const FileSeries& row : result->front().rows) names.push_back(row.name);
    return names;
}

}  // namespace bihuan
