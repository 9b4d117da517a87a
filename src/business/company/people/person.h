#pragma once

#include "base/describe.h"
#include "business/company/regions/region.h"

namespace bihuan {

/// What a person does; R1–R10 of the requirements.
enum class Role : std::uint8_t {
    GeneralManager,
    MarketingManager,
    MarketResearch,
    TradePlanning,
    ProductPlanning,
    AdvertisingPlanning,
    PromotionPlanning,
    MaterialProduction,
    Merchandiser,
    SalesManager,
    RegionalManager,
    Representative,
    Finance,
    Production,
    Purchasing,
    ResearchDevelopment,
    Administrator,
    Auditor
};

template <>
inline constexpr std::array<std::string_view, 18> kChoices<Role>{"general_manager",
                                                                 "marketing_manager",
                                                                 "market_research",
                                                                 "trade_planning",
                                                                 "product_planning",
                                                                 "advertising_planning",
                                                                 "promotion_planning",
                                                                 "material_production",
                                                                 "merchandiser",
                                                                 "sales_manager",
                                                                 "regional_manager",
                                                                 "representative",
                                                                 "finance",
                                                                 "production",
                                                                 "purchasing",
                                                                 "research_development",
                                                                 "administrator",
                                                                 "auditor"};

/// How confidential a matter a person may read (W6).
enum class Clearance : std::uint8_t { Public, Internal, Confidential, Secret };

template <>
inline constexpr std::array<std::string_view, 4> kChoices<Clearance>{
    "public", "internal", "confidential", "secret"};

struct Person {
    Id<Person> id;
    std::string code;
    std::string name;
    std::string pinyin;  ///< How the name reads.
    std::vector<Role> roles;
    std::vector<Id<Region>> region_ids;  ///< Sees these and all below; see `whole_company`.
    Clearance clearance = Clearance::Internal;
    std::string phone;
    std::string email;
    std::optional<Day> active_from;
    std::optional<Day> active_to;  ///< Last day of work.
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Person> = describe<Person>(
    "people",
    field("id", &Person::id, read_only, guards_acquaintance),
    field("code", &Person::code, required, unique, at_most(64), searchable),
    field("name", &Person::name, required, at_most(100), searchable),
    field("pinyin", &Person::pinyin, holds_pinyin_of("name")),
    field("roles", &Person::roles),
    field("region_ids", &Person::region_ids, refers_to("regions"), only_near_regions),
    field("clearance", &Person::clearance, seen_with("people.write"), seen_by_oneself),
    field("phone", &Person::phone, at_most(40)),
    field("email", &Person::email, at_most(200)),
    field("active_from", &Person::active_from),
    field("active_to", &Person::active_to),
    field("version", &Person::version, read_only));

void find_issues(const Person& person, Issues& issues);

/// Roles of the head office see every region; roles of the field see their own and those below.
bool sees_whole_company(const Person& person);

/// What the roles together allow, sorted: "products.read", "months.close" …
std::vector<std::string> permissions_of(const std::vector<Role>& roles);

/// Every permission that exists; routes may name no other.
std::span<const std::string_view> all_permissions();

}  // namespace bihuan
