#include "app/company_place.h"

#include <vector>

#include <gtest/gtest.h>

namespace bihuan {
namespace {

/// The command line as the kernel shows it after the program has read it.
std::vector<std::string> shown_after(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    hide_passwords(static_cast<int>(arguments.size()), arguments.data());
    for (auto& word : words) word = word.c_str();  // up to what was cut off
    return words;
}

TEST(HiddenPasswords, LeaveTheRestOfTheCommandLineAsItIs) {
    EXPECT_EQ(
        shown_after({"bihuan", "check", "--company", "postgres://anna:geheim@db/bihuan"}),
        (std::vector<std::string>{"bihuan", "check", "--company", "postgres://anna@db/bihuan"}));
    EXPECT_EQ(shown_after({"bihuan", "--company=postgres://anna:geheim@db/bihuan", "x"}),
              (std::vector<std::string>{"bihuan", "--company=postgres://anna@db/bihuan", "x"}));
    const std::vector<std::string> harmless{
        "bihuan", "check", "--company", "postgres://anna@db/bihuan", "--company"};
    EXPECT_EQ(shown_after(harmless), harmless);
    EXPECT_EQ(
        shown_after({"bihuan", "--company", "host=db user=anna password=geheim"})[2].find("geheim"),
        std::string::npos);
}

TEST(ImportFolder, LiesBesideAFileUnlessOneIsChosen) {
    EXPECT_EQ(import_folder("a/company.db", ""), "a/company.db.imports");
    EXPECT_EQ(import_folder("postgres://anna@db/bihuan", ""), "bihuan.imports");
    EXPECT_EQ(import_folder("company.db", "/srv/imports"), "/srv/imports");
}

}  // namespace
}  // namespace bihuan
