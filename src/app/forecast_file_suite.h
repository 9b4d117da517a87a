#pragma once

#include <filesystem>
#include <fstream>
#include <string>

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

}  // namespace bihuan
