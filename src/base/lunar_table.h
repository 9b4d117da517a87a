#pragma once

#include <array>
#include <cstdint>

namespace bihuan {

inline constexpr int kFirstLunarYear = 1901;
inline constexpr int kLastLunarYear = 2100;

/// One word per lunar year from kFirstLunarYear on:
///   bits 0–12   length of each month in order, the leap month included: 1 = 30 days, 0 = 29
///   bits 13–16  number of the month that the leap month follows; 0 = none
///   bits 17–22  day of the first lunar day, counted from 21 January of the same year
///   bits 23–24  Qingming, counted from 4 April
extern const std::array<std::uint32_t, kLastLunarYear - kFirstLunarYear + 1> kLunarYears;

}  // namespace bihuan
