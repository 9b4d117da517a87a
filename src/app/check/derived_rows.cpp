#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>

#include "app/check/company_check.h"
#include "business/company/outlets/outlet.h"
#include "business/company/people/person.h"
#include "business/company/regions/region.h"
#include "business/loop/months/large_figures.h"
#include "business/marketing/promotions/promotion.h"

namespace bihuan::check {

/// That a person sees a region; kept beside people and regions.
struct SeenRegion {
    std::int64_t person_id = 0;
    std::int64_t region_id = 0;
};

/// Whose phone and e-mail a person of the field sees; kept beside people and what they see.
struct Acquaintance {
    std::int64_t person_id = 0;
    std::int64_t other_id = 0;
};

/// Where a promotion runs, 0 for everywhere; kept with its region_ids.
struct PromotionRegion {
    std::int64_t row_id = 0;
    std::int64_t region_id = 0;
};

}  // namespace bihuan::check

template <>
inline constexpr auto bihuan::kDescription<bihuan::check::Acquaintance> =
    bihuan::describe<bihuan::check::Acquaintance>("acquaintances",
                                                  field("person_id",
                                                        &bihuan::check::Acquaintance::person_id),
                                                  field("other_id",
                                                        &bihuan::check::Acquaintance::other_id));

template <>
inline constexpr auto bihuan::kDescription<bihuan::check::PromotionRegion> =
    bihuan::describe<bihuan::check::PromotionRegion>(
        "promotion_regions",
        field("row_id", &bihuan::check::PromotionRegion::row_id),
        field("region_id", &bihuan::check::PromotionRegion::region_id));

template <>
inline constexpr auto bihuan::kDescription<bihuan::check::SeenRegion> =
    bihuan::describe<bihuan::check::SeenRegion>("visible_regions",
                                                field("person_id",
                                                      &bihuan::check::SeenRegion::person_id),
                                                field("region_id",
                                                      &bihuan::check::SeenRegion::region_id));

namespace bihuan::check {

namespace {

using Pairs = std::set<std::pair<std::int64_t, std::int64_t>>;

template <class Row, class Visit>
void each(Session& session, Visit visit) {
    session.each_row(
        description_of<Row>(), {}, [&](std::span<const Value> row) { visit(from_row<Row>(row)); });
}

/// Each region with itself and all above it, as (above, region). Rings are cut.
Pairs paths_of(const std::map<std::int64_t, std::int64_t>& parents) {
    Pairs paths;
    for (const auto& [region, parent] : parents)
        for (auto above = region; above != 0 && paths.emplace(above, region).second;)
            above = parents.contains(above) ? parents.at(above) : 0;
    return paths;
}

void compare(Session& session,
             const Pairs& stored,
             const Pairs& right,
             std::string_view table,
             std::string_view words,
             Issues& issues) {
    const auto tell = [&](const auto& pair, std::string_view what) {
        issues.push_back(
            {"derived_row_wrong",
             fmt::format("/{}/{}/{}", table, pair.first, pair.second),
             months::with_names_inside(
                 session, fmt::format(fmt::runtime(words), pair.first, pair.second, what)),
             ""});
    };
    for (const auto& pair : stored)
        if (!right.contains(pair)) tell(pair, "is stored, but does not follow from the tree.");
    for (const auto& pair : right)
        if (!stored.contains(pair)) tell(pair, "follows from the tree, but is not stored.");
}

bool has_any(const Person& person, std::initializer_list<Role> roles) {
    return std::ranges::any_of(
        person.roles, [&](Role role) { return std::ranges::find(roles, role) != roles.end(); });
}

/// Those of the field know each other where they see a region in common, and all know the heads.
void hold_acquaintances(Session& session, const Pairs& seen, Issues& issues) {
    std::map<std::int64_t, std::set<std::int64_t>> regions;
    std::set<std::int64_t> field;
    std::set<std::int64_t> heads;
    for (const auto& [person, region] : seen) regions[person].insert(region);
    each<Person>(session, [&](const Person& person) {
        if (has_any(person, {Role::Merchandiser, Role::RegionalManager, Role::Representative}))
            field.insert(person.id.value);
        if (has_any(person, {Role::SalesManager, Role::GeneralManager}))
            heads.insert(person.id.value);
    });
    std::map<std::int64_t, std::set<std::int64_t>> seers;
    for (const auto person : field)
        for (const auto region : regions[person]) seers[region].insert(person);
    Pairs right;
    for (const auto person : field) {
        for (const auto head : heads)
            if (head != person) right.emplace(person, head);
        for (const auto region : regions[person])
            for (const auto other : seers[region])
                if (other != person) right.emplace(person, other);
    }
    Pairs stored;
    each<Acquaintance>(
        session, [&](const Acquaintance& row) { stored.emplace(row.person_id, row.other_id); });
    compare(session,
            stored,
            right,
            "acquaintances",
            "That {{people/{}}} knows {{people/{}}} {}",
            issues);
}

/// Which regions lie in which, and so who sees what.
void hold_regions(Session& session, Issues& issues) {
    std::map<std::int64_t, std::int64_t> parents;
    each<Region>(session,
                 [&](const Region& region) { parents[region.id.value] = region.parent_id.value; });
    const auto paths = paths_of(parents);
    Pairs stored_paths;
    each<RegionPath>(session, [&](const RegionPath& path) {
        stored_paths.emplace(path.ancestor_id.value, path.region_id.value);
    });
    compare(session,
            stored_paths,
            paths,
            "region_paths",
            "That {{regions/{}}} holds {{regions/{}}} {}",
            issues);

    Pairs seen;
    each<Person>(session, [&](const Person& person) {
        for (const auto own : person.region_ids)
            for (const auto& [above, region] : paths)
                if (above == own.value) seen.emplace(person.id.value, region);
    });
    Pairs stored_seen;
    each<SeenRegion>(
        session, [&](const SeenRegion& row) { stored_seen.emplace(row.person_id, row.region_id); });
    compare(session,
            stored_seen,
            seen,
            "visible_regions",
            "That {{people/{}}} sees {{regions/{}}} {}",
            issues);
    hold_acquaintances(session, seen, issues);
}

/// The rows by which a promotion is shown to those whose regions it names.
void hold_promotion_regions(Session& session, Issues& issues) {
    Pairs right;
    each<Promotion>(session, [&](const Promotion& promotion) {
        if (promotion.region_ids.empty()) right.emplace(promotion.id.value, 0);
        for (const auto region : promotion.region_ids)
            right.emplace(promotion.id.value, region.value);
    });
    Pairs stored;
    each<PromotionRegion>(
        session, [&](const PromotionRegion& row) { stored.emplace(row.row_id, row.region_id); });
    compare(session,
            stored,
            right,
            "promotion_regions",
            "That {{promotions/{}}} runs in {{regions/{}}} {}",
            issues);
}

/// An outlet lies where its newest assignment says.
void hold_assignments(Session& session, Issues& issues) {
    std::map<Id<Outlet>, OutletAssignment> newest;
    each<OutletAssignment>(session, [&](const OutletAssignment& assignment) {
        auto& known = newest[assignment.outlet_id];
        if (!known.outlet_id || known.from_day < assignment.from_day) known = assignment;
    });
    each<Outlet>(session, [&](const Outlet& outlet) {
        const auto& last = newest[outlet.id];
        if (last.region_id == outlet.region_id && last.channel_id == outlet.channel_id) return;
        issues.push_back(
            {"derived_row_wrong",
             fmt::format("/outlet_assignments/{}", outlet.id.value),
             months::with_names_inside(
                 session,
                 fmt::format("Outlet {} {} lies in {{regions/{}}}, {{channels/{}}}; its newest "
                             "assignment says {{regions/{}}}, {{channels/{}}}.",
                             outlet.code,
                             outlet.name,
                             outlet.region_id.value,
                             outlet.channel_id.value,
                             last.region_id.value,
                             last.channel_id.value)),
             outlet.code});
    });
}

}  // namespace

Issues find_wrong_derived_rows(Session& session) {
    Issues issues;
    hold_regions(session, issues);
    hold_promotion_regions(session, issues);
    hold_assignments(session, issues);
    return issues;
}

}  // namespace bihuan::check
