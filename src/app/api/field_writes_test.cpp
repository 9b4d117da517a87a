#include <chrono>
#include <functional>
#include <thread>

#include <fmt/format.h>

#include "app/api/field_company.h"
#include "app/resources.h"
#include "business/company/people/people.h"
#include "platform/identity/account.h"

// Who may write what is another's: docs/security.md, "Who writes what".
namespace bihuan::api {
namespace {

using http::Method;
using nlohmann::json;

class FieldWrites : public FieldCompany {
protected:
    std::string person(const char* code) const { return std::to_string(people_.at(code).id.value); }

    json proposal_of(const char* code, Id<Region> region) const {
        return {{"target_month", "2026-11"},
                {"representative_id", person(code)},
                {"region_id", std::to_string(region.value)},
                {"product_id", std::to_string(milk_.id.value)},
                {"quantity", 7}};
    }

    int post_proposal(const char* code, Id<Region> region) {
        return ask(Method::Post, "/v1/target-proposals", proposal_of(code, region)).status;
    }

    json correction(const json& more) const {
        json change{{"month", "2026-10"},
                    {"target_month", "2026-11"},
                    {"product_id", std::to_string(tea_.id.value)},
                    {"region_id", std::to_string(own_city_.value)},
                    {"layer", "sales_override"},
                    {"quantity_change", 2},
                    {"reason", "r"}};
        change.update(more);
        return change;
    }

    /// What a person's roles become while nobody looks.
    void change_person(const char* code, const std::function<void(Person&)>& change) {
        auto person = read([&](Session& s) { return s.get(people_.at(code).id); });
        change(person);
        Values values = to_values(person);
        write([&](Transaction& t) {
            change_row(t, *resource_of_table("people"), values, person.version, "");
        });
    }

    json end_of(Id<jobs::Job> id) {
        for (;;) {
            const auto job = jobs_->get(viewer, id);
            if (job.is_finished()) return jobs::job_json(job);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    /// The newest event of an action, as an administrator reads it.
    json event_of(const std::string& action) {
        sign_in("administrator");
        return get("/v1/events?limit=1&filter[action]=" + action).json()["items"][0];
    }
};

INSTANTIATE_TEST_SUITE_P(Both, FieldWrites, both_databases(), dialect_name);

TEST_P(FieldWrites, ARepresentativeProposesForThemselvesAlone) {
    sign_in("representative");

    EXPECT_EQ(post_proposal("neighbour", own_city_), 403);
    EXPECT_EQ(post_proposal("stranger", own_city_), 403);
    EXPECT_EQ(post_proposal("representative", far_city_), 403);
    EXPECT_EQ(post_proposal("representative", own_city_), 201);
    const auto refused =
        ask(Method::Post, "/v1/target-proposals", proposal_of("neighbour", own_city_));
    EXPECT_EQ(refused.json()["issues"][0]["code"], "not_yours");
}

TEST_P(FieldWrites, AProposalIsChangedAndRemovedByItsRepresentativeOrTheirManager) {
    sign_in("administrator");
    const auto made =
        ask(Method::Post, "/v1/target-proposals", proposal_of("manager", own_city_)).json();
    const std::string path = "/v1/target-proposals/" + made["id"].get<std::string>();
    const std::string own = "/v1/target-proposals/" + id("proposal of representative");

    sign_in("representative");
    EXPECT_EQ(ask(Method::Patch, path, {{"quantity", 9}}, "\"1\"").status, 403);
    EXPECT_EQ(ask(Method::Delete, path).status, 403);
    EXPECT_EQ(ask(Method::Patch, own, {{"representative_id", person("neighbour")}}, "\"1\"").status,
              403)
        << "one's own is not given to another either";
    EXPECT_EQ(ask(Method::Patch, own, {{"quantity", 9}}, "\"1\"").status, 200);
    sign_in("manager");
    EXPECT_EQ(ask(Method::Patch, own, {{"quantity", 8}}, "\"2\"").status, 200);
    EXPECT_EQ(post_proposal("neighbour", near_city_), 201);
    EXPECT_EQ(post_proposal("stranger", near_city_), 403) << "nobody of another line";
    sign_in("administrator");
    EXPECT_EQ(ask(Method::Delete, path).status, 204);
    EXPECT_EQ(event_of("target_proposals.removed")["person_id"], person("administrator"));
}

TEST_P(FieldWrites, AWhatIfCopyIsItsMakersToCorrectCloseAndRemove) {
    add_person("planner", Role::TradePlanning, china_, nullptr, kNation.mark);
    sign_in("marketing");
    const auto made =
        ask(Method::Post, "/v1/scenarios", {{"name", "低价"}, {"month", "2026-10"}}).json();
    const std::string path = "/v1/scenarios/" + made["id"].get<std::string>();

    sign_in("sales");
    EXPECT_EQ(ask(Method::Post, "/v1/overrides", correction({{"scenario", "低价"}})).status, 403);
    EXPECT_EQ(ask(Method::Delete, path).status, 403);
    sign_in("planner");
    EXPECT_EQ(ask(Method::Delete, path).status, 403);
    EXPECT_EQ(ask(Method::Post, "/v1/months/2026-10/close", {{"scenario", "低价"}}).status, 403);
    EXPECT_EQ(ask(Method::Post, "/v1/months/2026-10/steps/supply", {{"scenario", "低价"}}).status,
              403);
    sign_in("marketing");
    EXPECT_EQ(ask(Method::Post,
                  "/v1/overrides",
                  correction({{"scenario", "低价"}, {"layer", "marketing_override"}}))
                  .status,
              201);
    EXPECT_EQ(ask(Method::Delete, path).status, 204);
    sign_in("administrator");
    EXPECT_EQ(ask(Method::Delete, "/v1/scenarios/" + id("copy")).status, 204);
    EXPECT_EQ(event_of("scenarios.removed")["person_id"], person("administrator"));
}

TEST_P(FieldWrites, ACorrectionIsWithdrawnByItsMakerOrTheHeadOffice) {
    add_person("deputy", Role::RegionalManager, own_city_, kOwn.mark, kOwn.mark);
    const std::string path = "/v1/overrides/" + id("OWNMARK override");

    sign_in("deputy");
    EXPECT_EQ(ask(Method::Delete, path).status, 403);
    sign_in("representative");
    EXPECT_EQ(ask(Method::Delete, path).status, 403);
    sign_in("manager");
    EXPECT_EQ(ask(Method::Delete, "/v1/overrides/" + id("NATIONMARK override")).status, 404);
    EXPECT_EQ(ask(Method::Delete, path).status, 204);
    sign_in("sales");
    EXPECT_EQ(ask(Method::Delete, "/v1/overrides/" + id("NEARMARK override")).status, 204);
}

TEST_P(FieldWrites, APreviewTellsTheFieldNothingOfTheNationsProduction) {
    sign_in("manager");
    const auto preview =
        ask(Method::Post, "/v1/forecasts/preview", correction(json::object())).json();
    EXPECT_EQ(preview["after"]["layers"]["sales_override"],
              preview["before"]["layers"]["sales_override"].get<int>() + 2);
    EXPECT_TRUE(preview["production_change"].is_null());
    sign_in("sales");
    EXPECT_FALSE(ask(Method::Post, "/v1/forecasts/preview", correction(json::object()))
                     .json()["production_change"]
                     .is_null());
}

TEST_P(FieldWrites, NobodyAsksByWhatTheyDoNotSee) {
    sign_in("representative");
    for (const auto* question : {"promotions?sort=budget",
                                 "promotions?filter[budget]=300000000",
                                 "promotions?filter[budget][from]=1",
                                 "promotions/export?sort=-budget",
                                 "people?sort=clearance",
                                 "people?filter[clearance]=secret"})
        EXPECT_EQ(get(std::string("/v1/") + question).status, 403) << question;
    sign_in("sales");
    EXPECT_EQ(get("/v1/promotions?sort=budget").status, 200);
    EXPECT_EQ(get("/v1/people?filter[clearance]=secret").status, 403);
    EXPECT_TRUE(get("/v1/people/" + person("manager")).json()["clearance"].is_null());
    EXPECT_EQ(get("/v1/people/" + person("sales")).json()["clearance"], "secret");
    sign_in("administrator");
    EXPECT_EQ(get("/v1/people?filter[clearance]=secret").status, 200);
    EXPECT_EQ(get("/v1/people/" + person("manager")).json()["clearance"], "secret");
}

TEST_P(FieldWrites, AnImportOfAnotherIsOpenToWhoMayWriteItsKindAndSeesTheCompany) {
    add_person("buyer", Role::Purchasing, china_, nullptr, kNation.mark);
    const std::string path = "/v1/imports/" + id("import of marketing");

    for (const auto* who : {"buyer", "representative", "manager"}) {
        sign_in(who);
        EXPECT_EQ(get(path).status, 404) << who;
        EXPECT_EQ(get(path + "/errors.xlsx").status, 404) << who;
        // Who may import nothing is stopped before anything is looked up.
        const int refused = who == std::string_view("manager") ? 404 : 403;
        EXPECT_EQ(ask(Method::Post, path + "/acceptance", nullptr, "\"1\"").status, refused) << who;
        EXPECT_EQ(ask(Method::Delete, path).status, refused) << who;
    }
    sign_in("buyer");
    EXPECT_EQ(get("/v1/imports").json()["total"], 0);
    sign_in("sales");
    const auto seen = get(path);
    EXPECT_EQ(seen.status, 200);
    const auto etag = fmt::format("\"{}\"", seen.json()["version"].get<std::int64_t>());
    EXPECT_EQ(ask(Method::Post, path + "/acceptance", nullptr, etag).status, 202);
}

TEST_P(FieldWrites, AJobIsNotDoneForWhoLostTheRightOrLeftWhileItWaited) {
    add_person("planner", Role::TradePlanning, china_, nullptr, kNation.mark);
    add_person("director", Role::GeneralManager, china_, nullptr, kNation.mark);
    add_jobs({database(), clock, *identity_, *jobs_, metrics_, kinds_, folder_});
    const auto close = [&](const char* who) {
        sign_in(who);
        const auto job = ask(Method::Post, "/v1/months/2026-10/close", json::object()).json();
        return Id<jobs::Job>{std::stoll(job["job_id"].get<std::string>())};
    };
    const auto demoted = close("planner");
    const auto left = close("marketing");
    const auto without_account = close("director");
    change_person("planner", [](Person& one) { one.roles = {Role::Purchasing}; });
    change_person("marketing", [](Person& one) { one.active_to = Day(2026, 11, 2); });
    write([&](Transaction& t) { identity::erase_account(t, people_.at("director").id.value); });
    jobs_->start();

    for (const auto id : {demoted, left, without_account}) {
        const auto job = end_of(id);
        EXPECT_EQ(job["status"], "failed");
        EXPECT_EQ(job["error"]["code"], "forbidden") << job["error"];
    }
    EXPECT_EQ(end_of(demoted)["error"]["message"],
              "Who started the job may no longer do this; it needs the permission months.close.");
}

}  // namespace
}  // namespace bihuan::api
