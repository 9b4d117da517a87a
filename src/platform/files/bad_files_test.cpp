#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "platform/files/messages.h"
#include "platform/files/table_reader.h"
#include "support/bad_files.h"

namespace bihuan::files {
namespace {

/// The first issue of opening or reading the file to its end.
Issue first_issue(std::string bytes) {
    auto opened = open_table_bytes(std::move(bytes));
    if (!opened) return opened.error().front();
    Issue of_row;
    while (const auto row = (*opened)->next()) {
        if (!row->issues.empty() && of_row.code.empty()) of_row = row->issues.front();
    }
    return (*opened)->issues().empty() ? of_row : (*opened)->issues().front();
}

TEST(BadFiles, AreEachAnsweredByTheirCodeInBothLanguages) {
    auto files = testing::bad_files();
    EXPECT_GE(files.size(), 60U);
    for (auto& file : files) {
        const auto issue = first_issue(std::move(file.bytes));
        EXPECT_EQ(issue.code, file.code) << file.name;
        EXPECT_NE(message(file.code, Language::Chinese), file.code) << file.name;
        EXPECT_NE(message(file.code, Language::English), file.code) << file.name;
    }
}

TEST(BadFiles, CutAnywhereNeverCrash) {
    for (auto& file : testing::bad_files()) {
        constexpr std::size_t kSmall = 4096;
        if (file.bytes.size() > kSmall) continue;
        for (std::size_t length = 0; length < file.bytes.size(); length += 7) {
            first_issue(file.bytes.substr(0, length));
        }
    }
}

}  // namespace
}  // namespace bihuan::files
