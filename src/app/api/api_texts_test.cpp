#include <set>
#include <string>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "app/api/api_suite.h"
#include "base/text.h"

namespace bihuan::api {
namespace {

class ApiTextsTest : public ApiTest {};

INSTANTIATE_TEST_SUITE_P(Both, ApiTextsTest, both_databases(), dialect_name);

/// Of every plane some characters, first of all those that a name may begin with.
std::vector<std::string> characters_of_all_planes() {
    std::vector<std::string> signs{"★", "·", "￥", "α", "あ", "한", "😀", "é", "ß", "𠮷", "〇"};
    constexpr UChar32 kStep = 997;
    for (UChar32 sign = 0xA0; sign <= UCHAR_MAX_VALUE; sign += kStep) {
        if (u_charType(sign) == U_UNASSIGNED || u_charType(sign) == U_SURROGATE) continue;
        std::string text;
        icu::UnicodeString(sign).toUTF8String(text);
        if (!find_text_fault(text, TextShape::Code) && !trim(text).empty()) signs.push_back(text);
    }
    return signs;
}

TEST_P(ApiTextsTest, NamesThatBeginWithAnyCharacterAreSavedListedAndFound) {
    const auto signs = characters_of_all_planes();
    ASSERT_GT(signs.size(), 150U);
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const auto name = compose(signs[i] + "店" + signs[i]);
        const auto code = "C" + std::to_string(i);
        const auto made = post("/v1/brands", {{"code", code}, {"name", name}, {"own", true}});
        ASSERT_EQ(made.status, 201) << name << made.body.dump();
        EXPECT_EQ(made.body["name"], name);
        names[code] = name;
    }
    for (const char* sort : {"name", "pinyin", "-name", "code"}) {
        const auto page = get(fmt::format("/v1/brands?limit=1000&sort={}", sort));
        ASSERT_EQ(page.status, 200);
        ASSERT_EQ(page.body["items"].size(), signs.size());
        for (const auto& row : page.body["items"])
            EXPECT_EQ(row["name"], names[row["code"].get<std::string>()]);
    }
    for (std::size_t i = 0; i < signs.size(); i += 7) {
        const auto found = get("/v1/brands?limit=1000&search=" +
                               http::percent_encode(names["C" + std::to_string(i)]));
        ASSERT_EQ(found.status, 200);
        EXPECT_GE(found.body["total"], 1) << names["C" + std::to_string(i)];
    }
}

TEST_P(ApiTextsTest, RefusesSignsThatCannotBeSeenOrStoredAtTheirPlace) {
    using namespace std::string_literals;
    for (const auto& sign : {"\0"s, "\x01"s, "\x7F"s, "\u0085"s, "\uFFFE"s, "\n"s}) {
        for (const char* field : {"code", "name"}) {
            json brand{{"code", "A"}, {"name", "A"}};
            brand[field] = "x" + sign + "y";
            const auto reply = post("/v1/brands", brand);
            EXPECT_EQ(reply.status, 422);
            EXPECT_EQ(reply.body["issues"][0]["code"], "control_character");
            EXPECT_EQ(reply.body["issues"][0]["field"], std::string("/") + field);
        }
    }
    EXPECT_EQ(post("/v1/brands", {{"code", "P\u202E1"}, {"name", "A"}}).status, 422);
    EXPECT_EQ(get("/v1/brands").body["total"], 0);
    const auto search = get("/v1/brands?search=%01");
    EXPECT_EQ(search.status, 422);
    EXPECT_EQ(search.body["issues"][0]["field"], "/query/search");
    EXPECT_EQ(get("/v1/brands?filter[code]=%07").status, 422);
    const auto reason = post("/v1/brands?reason=%07", {{"code", "A"}, {"name", "A"}});
    EXPECT_EQ(reason.status, 422);
    EXPECT_EQ(reason.body["issues"][0]["field"], "/reason");
}

TEST_P(ApiTextsTest, RefusesNamesAndReasonsOfAnyLength) {
    const std::string endless(900'000, 'x');
    EXPECT_EQ(post("/v1/brands", {{"code", "A"}, {"name", endless}}).body["issues"][0]["code"],
              "too_long");
    const auto reason =
        post("/v1/brands?reason=" + endless.substr(0, 3000), {{"code", "A"}, {"name", "A"}});
    EXPECT_EQ(reason.status, 422);
    EXPECT_EQ(reason.body["issues"][0]["code"], "too_long");
}

TEST_P(ApiTextsTest, TheDescriptionOfEachFigureHasItsBounds) {
    const auto document = json::parse(
        http::openapi_document(dispatcher.router(), make_schemas(), {.version = "test"}));
    const auto& box =
        document["components"]["schemas"]["ProductNew"]["properties"]["units_per_box"];
    EXPECT_EQ(box["minimum"], 1);
    EXPECT_EQ(box["maximum"], 1'000'000);
    const auto& quantity =
        document["components"]["schemas"]["TargetProposalNew"]["properties"]["quantity"];
    EXPECT_EQ(quantity["minimum"], 0);
    EXPECT_EQ(quantity["maximum"], 1'000'000'000'000);
}

}  // namespace
}  // namespace bihuan::api
