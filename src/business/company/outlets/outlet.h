#pragma once

#include "base/describe.h"
#include "business/company/channels/channel.h"
#include "business/company/people/person.h"
#include "business/company/regions/region.h"

namespace bihuan {

/// A place that sells or stores our products: a shop, a dealer, or a warehouse of ours (class W).
struct Outlet {
    Id<Outlet> id;
    std::string code;
    std::string name;
    std::string pinyin;  ///< How the name reads.
    Id<Region> region_id;
    Id<Channel> channel_id;
    std::string outlet_class;  ///< A, B, C … by worth; W is a warehouse of ours.
    std::string address;
    std::optional<double> longitude;
    std::optional<double> latitude;
    std::string opens;   ///< "08:30"
    std::string closes;  ///< "22:00"
    Id<Person> representative_id;
    std::optional<Day> active_from;
    std::optional<Day> active_to;
    Json attributes;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Outlet> = describe<Outlet>(
    "outlets",
    field("id", &Outlet::id, read_only),
    field("code", &Outlet::code, required, unique, at_most(64), searchable),
    field("name", &Outlet::name, required, at_most(200), searchable),
    field("pinyin", &Outlet::pinyin, holds_pinyin_of("name")),
    field("region_id", &Outlet::region_id, required, refers_to("regions"), guards_region),
    field("channel_id", &Outlet::channel_id, required, refers_to("channels")),
    field("outlet_class", &Outlet::outlet_class, at_most(20)),
    field("address", &Outlet::address, at_most(300), multi_line, searchable),
    field("longitude", &Outlet::longitude, between(-180, 180)),
    field("latitude", &Outlet::latitude, between(-90, 90)),
    field("opens", &Outlet::opens, at_most(5)),
    field("closes", &Outlet::closes, at_most(5)),
    field("representative_id", &Outlet::representative_id, refers_to("people")),
    field("active_from", &Outlet::active_from),
    field("active_to", &Outlet::active_to),
    field("attributes", &Outlet::attributes, at_most(kLongestAttributes)),
    field("version", &Outlet::version, read_only));

void find_issues(const Outlet& outlet, Issues& issues);

/// Where an outlet belonged from a day on.
struct OutletAssignment {
    Id<Outlet> outlet_id;
    Day from_day;
    Id<Region> region_id;
    Id<Channel> channel_id;
};

template <>
inline constexpr auto kDescription<OutletAssignment> =
    describe<OutletAssignment>("outlet_assignments",
                               field("outlet_id", &OutletAssignment::outlet_id),
                               field("from_day", &OutletAssignment::from_day),
                               field("region_id", &OutletAssignment::region_id),
                               field("channel_id", &OutletAssignment::channel_id));

/// From when on an outlet's first assignment holds: before any fact.
inline constexpr Day kFromTheBeginning{1900, 1, 1};

}  // namespace bihuan
