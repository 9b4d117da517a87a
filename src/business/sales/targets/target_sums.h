#pragma once

#include "base/describe.h"

namespace bihuan::targets {

/// A region's, product's or representative's target.
struct TargetSum {
    std::int64_t id = 0;
    std::int64_t quantity = 0;
    Money value;
    std::int64_t from_history = 0;
    std::int64_t from_potential = 0;
    std::int64_t from_proposal = 0;
    double boxes = 0;
};

struct SoldSum {
    std::int64_t id = 0;
    std::int64_t quantity = 0;
};

struct SoldDay {
    Day day;
    std::int64_t region_id = 0;
    std::int64_t quantity = 0;
};

}  // namespace bihuan::targets

namespace bihuan {

template <>
inline constexpr auto kDescription<targets::TargetSum> =
    describe<targets::TargetSum>("",
                                 field("id", &targets::TargetSum::id),
                                 field("quantity", &targets::TargetSum::quantity),
                                 field("value", &targets::TargetSum::value),
                                 field("from_history", &targets::TargetSum::from_history),
                                 field("from_potential", &targets::TargetSum::from_potential),
                                 field("from_proposal", &targets::TargetSum::from_proposal),
                                 field("boxes", &targets::TargetSum::boxes));

template <>
inline constexpr auto kDescription<targets::SoldSum> = describe<targets::SoldSum>(
    "", field("id", &targets::SoldSum::id), field("quantity", &targets::SoldSum::quantity));

template <>
inline constexpr auto kDescription<targets::SoldDay> =
    describe<targets::SoldDay>("",
                               field("day", &targets::SoldDay::day),
                               field("region_id", &targets::SoldDay::region_id),
                               field("quantity", &targets::SoldDay::quantity));

}  // namespace bihuan
