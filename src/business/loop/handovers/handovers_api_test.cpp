#include "business/loop/handovers/handovers_api.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "business/loop/handovers/handover.h"
#include "platform/identity/identity_api.h"
#include "support/databases.h"

namespace bihuan::handovers {
namespace {

using nlohmann::json;

class HandoversApiSuite : public DatabaseTest {
protected:
    void SetUp() override {
        write([&](Transaction& t) {
            t.insert(reader_);
            handover_.due_day = Day(2026, 11, 5);
            handover_.delivered_at = t.now();
            t.insert(handover_);
        });
        viewer.person_id = reader_.id.value;
    }

    http::Response ask(std::size_t operation, const std::string& body = {}) {
        http::Request request{.body = body};
        request.path_values["id"] = std::to_string(handover_.id.value);
        request.headers.set("Content-Type", "application/json");
        request.caller =
            std::make_shared<const identity::Caller>(identity::Caller{.viewer = viewer});
        return operations(database(), clock)[operation].handler(request);
    }

    Person reader_{.code = "P1", .name = "王芳", .roles = {Role::SalesManager}};
    Handover handover_{.month = Month(2026, 10),
                       .code = "M2S-4",
                       .owner_role = "marketing_manager",
                       .missing = "[]",
                       .document = R"({"title":"t","facts":[],"tables":[]})",
                       .document_hash = "h"};
};

INSTANTIATE_TEST_SUITE_P(Both, HandoversApiSuite, both_databases(), dialect_name);

TEST_P(HandoversApiSuite, AnswersWithWhoReadItAndWhatWasDecided) {
    EXPECT_EQ(ask(1, R"({"question":"为什么华东多?"})").status, 204);
    EXPECT_EQ(ask(2, R"({"decision":"按此执行"})").status, 204);

    const auto told = json::parse(std::get<std::string>(ask(0).body));

    ASSERT_EQ(told["receipts"].size(), 1U);
    EXPECT_EQ(told["receipts"][0]["question"], "为什么华东多?");
    ASSERT_EQ(told["decisions"].size(), 1U);
    EXPECT_EQ(told["decisions"][0]["person"], "王芳");
    EXPECT_EQ(told["decisions"][0]["decision"], "按此执行");
}

}  // namespace
}  // namespace bihuan::handovers
