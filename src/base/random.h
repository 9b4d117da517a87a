#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace bihuan {

/// Counter-based random numbers: draw i of a seed and stream is a pure function of the three, so
/// work can be split over threads in any order. Mixing: SplitMix64 (Steele, Lea, Flood, 2014).
class Random {
public:
    explicit constexpr Random(std::uint64_t seed, std::uint64_t stream = 0)
        : key_(mix(seed + kGolden) ^ mix(stream * kGolden + 1)) {}

    constexpr std::uint64_t bits() { return mix(key_ + kGolden * ++counter_); }
    /// Uniform in [0, 1).
    constexpr double uniform() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }
    constexpr double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform in 0 … count − 1; count > 0.
    constexpr std::int64_t below(std::int64_t count) {
        return static_cast<std::int64_t>(uniform() * static_cast<double>(count));
    }
    constexpr bool chance(double probability) { return uniform() < probability; }
    /// Standard normal, Box and Muller (1958).
    double normal() {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

private:
    static constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;

    static constexpr std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    std::uint64_t key_;
    std::uint64_t counter_ = 0;
};

}  // namespace bihuan
