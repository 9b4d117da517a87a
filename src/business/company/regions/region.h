#pragma once

#include "base/describe.h"

namespace bihuan {

/// A sales region: the company, a great region, a province, a city … as a tree.
struct Region {
    Id<Region> id;
    std::string code;
    std::string name;
    std::string pinyin;    ///< How the name reads.
    Id<Region> parent_id;  ///< None for the top.
    double potential = 1;  ///< Relative market potential, for targets; 1 is average.
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Region> =
    describe<Region>("regions",
                     field("id", &Region::id, read_only, guards_region),
                     field("code", &Region::code, required, unique, at_most(64), searchable),
                     field("name", &Region::name, required, at_most(200), searchable),
                     field("pinyin", &Region::pinyin, holds_pinyin_of("name")),
                     field("parent_id", &Region::parent_id, refers_to("regions")),
                     field("potential", &Region::potential, between(0, 1e6)),
                     field("version", &Region::version, read_only));

/// One step of the tree: `region_id` lies `depth` levels below `ancestor_id` (0: itself).
struct RegionPath {
    Id<Region> ancestor_id;
    Id<Region> region_id;
    std::int64_t depth = 0;
};

template <>
inline constexpr auto kDescription<RegionPath> =
    describe<RegionPath>("region_paths",
                         field("ancestor_id", &RegionPath::ancestor_id),
                         field("region_id", &RegionPath::region_id),
                         field("depth", &RegionPath::depth));

}  // namespace bihuan
