#include "app/api/field_company.h"

#include <fstream>

#include <fmt/format.h>

#include "app/api/members.h"
#include "app/resources.h"
#include "business/company/imports/import.h"
#include "business/company/imports/uploads.h"
#include "business/company/people/people.h"
#include "business/company/products/brand.h"
#include "business/company/regions/regions.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/production/production_rule.h"
#include "business/loop/handovers/handover.h"
#include "business/loop/handovers/handovers.h"
#include "business/loop/months/closing.h"
#include "business/loop/months/what_if.h"
#include "business/marketing/prices/price.h"
#include "business/marketing/promotions/promotion.h"
#include "business/sales/facts/outlet_moves.h"
#include "business/sales/targets/target_proposal.h"
#include "platform/files/table_reader.h"
#include "platform/identity/identity_api.h"

namespace bihuan::api {

namespace {

constexpr std::string_view kPassword = "correct horse 电池";
constexpr Month kClosed{2026, 10};
constexpr int kMonths = 26;
const std::vector<Zone> kZones{kOwn, kNear, kFar};

std::string marked(const char* mark, std::string_view text) {
    return fmt::format("{} {}", mark, text);
}

/// A workbook's or CSV file's cells, one row a line.
std::string cells_of(const std::filesystem::path& path) {
    std::string text;
    auto table = files::open_table(path);
    if (!table) return text;
    while (const auto row = (*table)->next()) {
        for (const auto& cell : row->cells) text += fmt::format("{}\t", cell);
        text += '\n';
    }
    return text;
}

}  // namespace

FieldCompany::FieldCompany()
    : folder_(std::filesystem::path(::testing::TempDir()) / fmt::format("field-{}", make_id())),
      kinds_(all_resources()) {
    std::filesystem::create_directories(folder_);
    identity_ = std::make_unique<identity::Identity>(
        database(),
        clock,
        make_members(clock),
        identity::IdentityOptions{.cost = {.passes = 1, .memory_bytes = 8192}});
    jobs_ = std::make_unique<jobs::Jobs>(database(), clock, hub_, make_viewers(clock));
    dispatcher_ = std::make_unique<http::Dispatcher>(http::Dispatcher::Parts{
        .router = make_router({database(), clock, *identity_, *jobs_, metrics_, kinds_, folder_}),
        .gate = identity::make_gate(*identity_)});
}

FieldCompany::~FieldCompany() {
    std::filesystem::remove_all(folder_);
}

void FieldCompany::SetUp() {
    china_ = add_region("CN", {});
    east_ = add_region("EAST", china_);
    own_city_ = add_region(marked(kOwn.mark, "city"), east_);
    near_city_ = add_region(marked(kNear.mark, "city"), east_);
    far_city_ = add_region(marked(kFar.mark, "city"), china_);
    ids_of_zone_[kNear.mark].push_back(std::to_string(near_city_.value));
    ids_of_zone_[kFar.mark].push_back(std::to_string(far_city_.value));
    add_people();
    add_nouns();
    add_promotions();
    add_plans();
    add_facts();
    close_months();
    add_month_work();
}

Id<Region> FieldCompany::add_region(const std::string& code, Id<Region> parent) {
    Values values = to_values(Region{.code = code, .name = code, .parent_id = parent});
    write([&](Transaction& t) { add_row(t, regions::resource(), values, ""); });
    return from_row<Region>(values).id;
}

void FieldCompany::add_person(const std::string& code,
                              Role role,
                              Id<Region> region,
                              const char* name_mark,
                              const char* contact_mark) {
    Person person{.code = code,
                  .name = name_mark == nullptr ? code : marked(name_mark, code),
                  .roles = {role},
                  .region_ids = {region},
                  .clearance = Clearance::Secret,
                  .phone = marked(contact_mark, "phone"),
                  .email = marked(contact_mark, "email")};
    Values values = to_values(person);
    write([&](Transaction& t) { add_row(t, people::resource(), values, ""); });
    people_[code] = from_row<Person>(values);
    // As if they had chosen it: what others give must be changed first.
    auto self = viewer;
    self.person_id = people_[code].id.value;
    identity_->set_password(self, {.person_id = self.person_id, .login = code}, kPassword);
}

void FieldCompany::add_people() {
    add_person("administrator", Role::Administrator, china_, nullptr, kNation.mark);
    add_person("marketing", Role::MarketingManager, china_, nullptr, kNation.mark);
    add_person("sales", Role::SalesManager, china_, nullptr, kOwn.mark);
    add_person("manager", Role::RegionalManager, east_, kOwn.mark, kOwn.mark);
    add_person("representative", Role::Representative, own_city_, kOwn.mark, kOwn.mark);
    add_person("merchandiser", Role::Merchandiser, own_city_, kOwn.mark, kOwn.mark);
    add_person("neighbour", Role::Representative, near_city_, kNear.mark, kNear.mark);
    add_person("stranger", Role::Representative, far_city_, kFar.mark, kFar.mark);
    add_person("far_manager", Role::RegionalManager, far_city_, kFar.mark, kFar.mark);
    for (const auto* code : {"stranger", "far_manager"})
        ids_of_zone_[kFar.mark].push_back(std::to_string(people_[code].id.value));
    ids_of_zone_[kNear.mark].push_back(std::to_string(people_["neighbour"].id.value));
}

void FieldCompany::add_nouns() {
    write([&](Transaction& t) {
        Channel channel{.code = "MT", .name = "现代渠道"};
        t.insert(channel);
        channel_ = channel.id;
        Brand brand{.code = "B", .name = "B", .own = true};
        t.insert(brand);
        ProductLine line{.code = "L", .name = "L", .brand_id = brand.id};
        t.insert(line);
        for (auto* product : {&tea_, &milk_}) {
            product->brand_id = brand.id;
            t.insert(*product);
        }
        Price everywhere{.product_id = tea_.id, .first_day = Day(2024, 1, 1), .price = {5}};
        t.insert(everywhere);
        Price far{.product_id = tea_.id,
                  .region_id = far_city_,
                  .first_day = Day(2024, 1, 1),
                  .price = {kFar.weekly}};
        t.insert(far);
        note("far price", far.id.value);
        ids_of_zone_[kFar.mark].push_back(std::to_string(far.id.value));
    });
    add_outlet(kOwn.mark, own_city_, "A");
    add_outlet(kNear.mark, near_city_, "A");
    add_outlet(kFar.mark, far_city_, "A");
    add_outlet(kNation.mark, china_, "W");
}

void FieldCompany::add_outlet(const std::string& code,
                              Id<Region> region,
                              const char* outlet_class) {
    Values values = to_values(Outlet{.code = code,
                                     .name = code + " outlet",
                                     .region_id = region,
                                     .channel_id = channel_,
                                     .outlet_class = outlet_class,
                                     .address = code + " street"});
    write([&](Transaction& t) { add_row(t, facts::outlets_resource(), values, ""); });
    outlets_[code] = from_row<Outlet>(values).id;
    ids_of_zone_[code].push_back(std::to_string(outlets_[code].value));
}

void FieldCompany::add_promotions() {
    const auto add = [&](const char* mark, std::vector<Id<Region>> where, const char* name) {
        Promotion promotion{.code = marked(mark, name),
                            .name = marked(mark, name),
                            .status = PromotionStatus::Approved,
                            .first_day = Day(2026, 11, 1),
                            .last_day = Day(2026, 11, 15),
                            .depth = Share(0.2),
                            .product_ids = {tea_.id},
                            .region_ids = std::move(where),
                            .budget = {kNation.weekly}};
        Values values = to_values(promotion);
        write([&](Transaction& t) { add_row(t, *resource_of_table("promotions"), values, ""); });
        const auto id = from_row<Promotion>(values).id.value;
        note(fmt::format("promotion {}", name), id);
        ids_of_zone_[mark].push_back(std::to_string(id));
    };
    add(kOwn.mark, {own_city_}, "own");
    add(kOwn.mark, {}, "everywhere");
    add(kOwn.mark, {east_}, "above");
    add(kOwn.mark, {own_city_, far_city_}, "mixed");
    add(kNear.mark, {near_city_}, "near");
    add(kFar.mark, {far_city_}, "far");
}

void FieldCompany::add_plans() {
    write([&](Transaction& t) {
        ProductionSite site{.code = kNation.mark,
                            .name = marked(kNation.mark, "factory"),
                            .units_per_week = 4 * kNation.weekly};
        t.insert(site);
        ProductionRule rule{.product_id = tea_.id,
                            .production_site_id = site.id,
                            .minimum_batch = kNation.weekly,
                            .batch_multiple = 1200};
        t.insert(rule);
        ProductionOrder order{.code = kNation.mark,
                              .product_id = tea_.id,
                              .due_day = Day(2026, 11, 10),
                              .quantity = {kNation.weekly}};
        t.insert(order);
        const auto propose = [&](const char* mark, const char* who, Id<Region> where, auto units) {
            TargetProposal proposal{.target_month = kClosed + 1,
                                    .representative_id = people_[who].id,
                                    .region_id = where,
                                    .product_id = tea_.id,
                                    .quantity = {units},
                                    .reason = marked(mark, "proposal")};
            t.insert(proposal);
            note(fmt::format("proposal of {}", who), proposal.id.value);
            ids_of_zone_[mark].push_back(std::to_string(proposal.id.value));
        };
        propose(kOwn.mark, "representative", own_city_, 4 * kOwn.weekly);
        propose(kNear.mark, "neighbour", near_city_, 4 * kNear.weekly);
        propose(kFar.mark, "stranger", far_city_, 4 * kFar.weekly);
    });
}

void FieldCompany::add_fact(facts::FactKind kind, std::vector<facts::FactRow> rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].row_number = static_cast<std::int64_t>(i) + 1;
    write([&](Transaction& t) {
        std::size_t next = 0;
        facts::add_facts(t, kind, {++imports_}, [&](facts::FactRow& row) {
            if (next == rows.size()) return false;
            row = rows[next++];
            return true;
        });
        t.record({.action = "facts.imported", .subject_kind = "imports"});
    });
}

void FieldCompany::add_facts() {
    std::vector<facts::FactRow> sold;
    std::vector<facts::FactRow> counted;
    for (const auto& zone : kZones)
        for (const auto* product : {&tea_, &milk_}) {
            for (Month month = kClosed - (kMonths - 1); month <= kClosed; month = month + 1)
                for (int week = 0; week < 4; ++week) {
                    const auto units = zone.weekly + zone.weekly * (month.month() % 3) / 5;
                    sold.push_back({.outlet_id = outlets_.at(zone.mark),
                                    .product_id = product->id,
                                    .day = month.first_day() + 2 + 7 * week,
                                    .quantity = {units},
                                    .value = {units * 5}});
                }
            counted.push_back({.outlet_id = outlets_.at(zone.mark),
                               .product_id = product->id,
                               .day = Day(2026, 10, 28),
                               .quantity = {zone.weekly}});
        }
    counted.push_back({.outlet_id = outlets_.at(kNation.mark),
                       .product_id = tea_.id,
                       .day = Day(2026, 10, 28),
                       .quantity = {kNation.weekly}});
    add_fact(facts::FactKind::SellIn, counted);
    add_fact(facts::FactKind::Stock, counted);
    add_fact(facts::FactKind::SellOut, sold);
}

void FieldCompany::add_override(const char* mark,
                                Month closed,
                                Id<Region> region,
                                std::int64_t change) {
    Override override{.month = closed,
                      .target_month = closed + 1,
                      .product_id = tea_.id,
                      .region_id = region,
                      .layer = OverrideLayer::SalesOverride,
                      .quantity_change = change,
                      .reason = marked(mark, "reason"),
                      .evidence = marked(mark, "evidence"),
                      .person_id = people_.at(region ? "manager" : "marketing").id};
    write([&](Transaction& t) { forecasts::add_override(t, override); });
    ids_of_zone_[mark].push_back(std::to_string(override.id.value));
    note(fmt::format("{} override", mark), override.id.value);
}

void FieldCompany::close_months() {
    for (const Month month : {kClosed - 1, kClosed}) {
        months::close_month(database(), clock, viewer, {.month = month, .threads = 2}, {});
        add_override(kOwn.mark, month, own_city_, 3);
        add_override(kNear.mark, month, near_city_, kNear.weekly);
        add_override(kFar.mark, month, far_city_, kFar.weekly);
        add_override(kNation.mark, month, {}, kNation.weekly);
    }
    // Targets, plan and documents with the corrections in them.
    months::close_month(database(), clock, viewer, {.month = kClosed, .threads = 2}, {});
}

void FieldCompany::add_month_work() {
    write([&](Transaction& t) {
        auto copy = months::find_or_make_what_if(t, marked(kNation.mark, "copy"), kClosed);
        note("copy", copy.id.value);
        ids_of_zone_[kNation.mark].push_back(std::to_string(copy.id.value));
    });
    const auto ledger = read([&](Session& session) {
        return handovers::ledger(session, kRealScenario, kClosed, clock.today());
    });
    for (const auto& entry : ledger) {
        if (!entry.handover_id) continue;
        note(std::string(entry.kind.code), entry.handover_id.value);
        const auto read_by = [&](const char* who, const char* mark) {
            HandoverReceipt receipt{.handover_id = entry.handover_id,
                                    .person_id = people_[who].id,
                                    .acknowledged_at = clock.now(),
                                    .question = marked(mark, "question")};
            write([&](Transaction& t) { t.insert(receipt); });
        };
        read_by("representative", kOwn.mark);
        read_by("neighbour", kNear.mark);
        read_by("stranger", kFar.mark);
        read_by("marketing", kNation.mark);
    }
    add_job("representative", kOwn.mark, 1);
    add_job("merchandiser", kOwn.mark, 1);
    add_job("manager", kNear.mark, 1);
    add_job("marketing", kNation.mark, kNation.weekly);
    const std::string header = "日期,终端,产品,数量,金额\n";
    add_import("manager", kOwn.mark, header + "2026-10-29,OWNMARK,TEA,x,1\n");
    add_import("marketing", kNation.mark, header + "2026-10-29,FARMARK,TEA,x,300000000\n");
}

void FieldCompany::add_job(const std::string& person, const char* mark, std::int64_t figure) {
    jobs::Job job{.id = new_id<jobs::Job>(),
                  .kind = "close",
                  .person_id = people_[person].id.value,
                  .status = jobs::JobStatus::Done,
                  .stage = marked(mark, "stage"),
                  .result = nlohmann::json{{"demand", figure}, {"text", mark}}.dump(),
                  .created_at = clock.now(),
                  .finished_at = clock.now()};
    write([&](Transaction& t) { t.bulk_insert<jobs::Job>(std::span(&job, 1), Trace::None); });
    note(fmt::format("job of {}", person), job.id.value);
    ids_of_zone_[person == "manager" ? kNear.mark : mark].push_back(std::to_string(job.id.value));
}

void FieldCompany::add_import(const std::string& person,
                              const char* mark,
                              const std::string& rows) {
    const auto file = folder_ / fmt::format("{}.upload", make_id());
    std::ofstream(file, std::ios::binary) << rows;
    Import import{};
    import.id = new_id<Import>();
    import.kind = "sell-out";
    import.file_name = marked(mark, "file.csv");
    import.file_hash = "hash";
    import.stored_as = file.filename().string();
    import.report = {nlohmann::json{
        {"preview",
         { { mark,
             "1" } }},
        {"headers",
         { marked(mark, "header") }},
        { "issues",
          nlohmann::json::array()
        }}.dump()};
    import.rows_read = 1;
    import.person_id = people_[person].id.value;
    import.created_at = clock.now();
    import.finished_at = clock.now();  // checked
    write([&](Transaction& t) { t.insert(import); });
    note(fmt::format("import of {}", person), import.id.value);
    if (person != "manager")
        ids_of_zone_[kNation.mark].push_back(std::to_string(import.id.value));
    else
        ids_of_zone_[kNear.mark].push_back(std::to_string(import.id.value));
}

std::set<std::string> FieldCompany::foreign_ids(const std::string& login) const {
    std::set<std::string> foreign;
    for (const auto& role : kFieldRoles)
        if (login == role.login)
            for (const auto& mark : role.foreign_marks)
                if (const auto found = ids_of_zone_.find(mark); found != ids_of_zone_.end())
                    foreign.insert(found->second.begin(), found->second.end());
    return foreign;
}

void FieldCompany::sign_in(const std::string& login) {
    const auto session = identity_->sign_in(login, kPassword, "test");
    token_ = session.token;
    csrf_ = session.caller.csrf_token;
}

Answer FieldCompany::ask(http::Method method,
                         const std::string& target,
                         const nlohmann::json& body,
                         const std::string& if_match) {
    const auto question = target.find('?');
    http::Request request{.method = method, .path = target.substr(0, question)};
    if (question != std::string::npos)
        request.query = http::Query::parse(target.substr(question + 1)).value();
    request.headers.set("Cookie", "bihuan_session=" + token_);
    request.headers.set("X-CSRF-Token", csrf_);
    request.headers.set("Content-Type", "application/json");
    if (!if_match.empty()) request.headers.set("If-Match", if_match);
    if (!body.is_null()) request.body = body.dump();
    const auto response = dispatcher_->answer(std::move(request));
    Answer answer{.status = response.status,
                  .media_type = std::string(response.headers.get("Content-Type"))};
    if (const auto* text = std::get_if<std::string>(&response.body)) answer.text = *text;
    if (const auto* bytes = std::get_if<http::SharedBytes>(&response.body))
        answer.text = std::string(bytes->bytes);
    if (const auto* file = std::get_if<http::FileBody>(&response.body))
        answer.text = cells_of(file->path);
    if (const auto* channel = std::get_if<std::shared_ptr<http::EventChannel>>(&response.body))
        answer.text = (*channel)->take();
    return answer;
}

}  // namespace bihuan::api
