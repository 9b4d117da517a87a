#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "business/demand/forecasts/forecasts_api.h"
#include "business/loop/handovers/handovers_api.h"
#include "business/loop/months/closing_suite.h"
#include "business/loop/months/months_api.h"
#include "business/loop/months/production_preview.h"
#include "platform/http/router.h"
#include "platform/identity/identity_api.h"

namespace bihuan::months {
namespace {

using nlohmann::json;

/// The rooms' operations as a signed-in planner of the whole company calls them.
class LoopApiSuite : public ClosingSuite {
protected:
    void SetUp() override {
        ClosingSuite::SetUp();
        close();
        router_.add(operations(database(), clock, jobs_));
        router_.add(handovers::operations(database(), clock));
        router_.add(forecasts::operations(database(), clock, preview_production));
        caller_.viewer = people::viewer_of(planner_);
    }

    json ask(http::Method method, const std::string& target, const json& body = nullptr) {
        const auto question = target.find('?');
        http::Request request{.method = method, .path = target.substr(0, question)};
        if (question != std::string::npos)
            request.query = http::Query::parse(target.substr(question + 1)).value();
        request.headers.set("Content-Type", "application/json");
        if (!body.is_null()) request.body = body.dump();
        request.caller = std::make_shared<const identity::Caller>(caller_);
        const auto match = router_.find(method, request.path);
        BIHUAN_CHECK(match.operation != nullptr);
        request.path_values = match.path_values;
        const auto response = match.operation->handler(request);
        const auto& text = std::get<std::string>(response.body);
        return text.empty() ? json() : json::parse(text);
    }
    json get(const std::string& target) { return ask(http::Method::Get, target); }
    json post(const std::string& target, const json& body) {
        return ask(http::Method::Post, target, body);
    }

    json milk_change() {
        return {{"month", "2026-10"},
                {"target_month", "2026-11"},
                {"product_id", std::to_string(milk_.id.value)},
                {"layer", "marketing_override"},
                {"quantity_change", 48}};
    }

    http::EventHub hub_;
    jobs::Jobs jobs_{database(), clock, hub_, [](Session&, std::optional<std::int64_t>) {
                         return Viewer::system("test");
                     }};
    http::Router router_;
    identity::Caller caller_;
};

INSTANTIATE_TEST_SUITE_P(Both, LoopApiSuite, both_databases(), dialect_name);

TEST_P(LoopApiSuite, AMonthShowsItsVerdictStepsAndHandovers) {
    const auto month = get("/v1/months/2026-10");

    EXPECT_EQ(month["steps"].size(), 7U);
    EXPECT_EQ(month["steps"][0]["status"], "done");
    EXPECT_EQ(month["handovers"].size(), 14U);
    EXPECT_EQ(month["plan"]["state"], "delivered");
    EXPECT_GT(month["verdict"]["demand"].get<std::int64_t>(), 0);
    EXPECT_FALSE(month["verdict"]["waiting"].empty());
    EXPECT_TRUE(get("/v1/months/2025-01")["verdict"].is_null());
}

TEST_P(LoopApiSuite, ClosingAndStepsAreJobs) {
    EXPECT_TRUE(post("/v1/months/2026-10/close", json::object()).contains("job_id"));
    EXPECT_TRUE(post("/v1/months/2026-10/steps/supply", json::object()).contains("job_id"));
    EXPECT_THROW(post("/v1/months/2026-10/steps/dance", json::object()), Error);
    EXPECT_THROW(post("/v1/months/2026-13/close", json::object()), Error);
}

TEST_P(LoopApiSuite, ABodyOfAnotherKindIsRefusedWithItsPlace) {
    const auto place_of_fault = [this](const std::string& target, const json& body) {
        try {
            post(target, body);
        } catch (const Error& error) {
            EXPECT_EQ(http_status(error.code()), 422);
            return error.issues().empty() ? std::string() : error.issues().front().field;
        }
        return std::string("none");
    };
    for (const json& force : {json("yes"), json(nullptr), json(1)})
        EXPECT_EQ(place_of_fault("/v1/months/2026-10/close", {{"force", force}}), "/force");
    EXPECT_EQ(place_of_fault("/v1/months/2026-10/close", {{"scenario", 7}}), "/scenario");
    const json long_name(std::string(900'000, 'a'));
    EXPECT_EQ(place_of_fault("/v1/scenarios", {{"name", long_name}, {"month", "2026-10"}}),
              "/name");
    EXPECT_EQ(place_of_fault("/v1/months/2026-10/close", {{"scenario", long_name}}), "/scenario");
    auto change = milk_change();
    change["scenario"] = 7;
    EXPECT_EQ(place_of_fault("/v1/forecasts/preview", change), "/scenario");
    EXPECT_TRUE(get("/v1/scenarios")["items"].empty());
}

TEST_P(LoopApiSuite, AWhatIfIsMadeListedAndDropped) {
    const auto made = post("/v1/scenarios", {{"name", "低价"}, {"month", "2026-10"}});
    EXPECT_EQ(get("/v1/scenarios")["items"].size(), 1U);
    EXPECT_EQ(get("/v1/months/2026-10?scenario=" + made["id"].get<std::string>())["scenario"],
              "低价");
    ask(http::Method::Delete, "/v1/scenarios/" + made["id"].get<std::string>());
    EXPECT_TRUE(get("/v1/scenarios")["items"].empty());
}

TEST_P(LoopApiSuite, AHandoverIsReadAndDecidedFrom) {
    const auto id = get("/v1/months/2026-10")["handovers"][9]["handover_id"].get<std::string>();
    post("/v1/handovers/" + id + "/acknowledgement", {{"question", "为什么?"}});
    post("/v1/handovers/" + id + "/decision", {{"decision", "加单"}});

    const auto handover = get("/v1/handovers/" + id);
    EXPECT_EQ(handover["code"], "S2M-5");
    EXPECT_EQ(handover["receipts"][0]["person"], "林静");
    EXPECT_EQ(handover["receipts"][0]["question"], "为什么?");
    EXPECT_EQ(handover["decisions"][0]["decision"], "加单");
    EXPECT_EQ(handover["document_hash"].get<std::string>().size(), 64U);
}

TEST_P(LoopApiSuite, AnOverrideIsPreviewedKeptShownAndWithdrawn) {
    const auto preview = post("/v1/forecasts/preview", milk_change());
    const auto before = preview["before"]["quantity"].get<std::int64_t>();
    EXPECT_EQ(preview["after"]["quantity"], before + 48);
    EXPECT_EQ(preview["after"]["layers"]["marketing_override"], 48);
    EXPECT_GE(preview["production_change"]["after"], preview["production_change"]["before"]);
    EXPECT_TRUE(get("/v1/overrides?month=2026-10")["items"].empty()) << "a preview keeps nothing";

    EXPECT_THROW(post("/v1/overrides", milk_change()), Error) << "without a reason";
    auto change = milk_change();
    change["reason"] = "大客户订单";
    const auto kept = post("/v1/overrides", change);
    EXPECT_EQ(kept["person"], "林静");
    const auto product = std::to_string(milk_.id.value);
    const auto view = get("/v1/forecasts?month=2026-10&product_id=" + product);
    EXPECT_EQ(view["forecast"][0]["quantity"], before + 48);
    const auto why = get("/v1/explanations/forecast?month=2026-10&product_id=" + product);
    EXPECT_EQ(why["layers"].back()["reason"], "大客户订单");
    EXPECT_EQ(get("/v1/overrides?month=2026-10")["items"].size(), 1U);

    ask(http::Method::Delete, "/v1/overrides/" + kept["id"].get<std::string>());
    EXPECT_TRUE(get("/v1/overrides?month=2026-10")["items"].empty());
}

TEST_P(LoopApiSuite, SalesMayNotSpeakForMarketing) {
    auto person = planner_;
    person.roles = {Role::SalesManager};
    caller_.viewer = people::viewer_of(person);
    auto change = milk_change();
    change["reason"] = "x";
    EXPECT_THROW(post("/v1/overrides", change), Error);
}

TEST_P(LoopApiSuite, TablesAndAccuracyAnswer) {
    EXPECT_EQ(get("/v1/forecast-table?month=2026-10")["items"].size(), 2U);
    EXPECT_FALSE(get("/v1/accuracy?month=2026-10")["rows"].empty());
    EXPECT_THROW(get("/v1/forecasts?month=never"), Error);
    EXPECT_THROW(get("/v1/forecasts?month=2026-10&product_id=7"), Error);
}

}  // namespace
}  // namespace bihuan::months
