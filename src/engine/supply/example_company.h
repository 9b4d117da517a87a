#pragma once

#include <cstdint>

#include "engine/supply/problem.h"

namespace bihuan::supply {

/// What an invented company is like; for tests and benchmarks.
struct ExampleSize {
    int products = 50;
    int lines = 2;
    int weeks = 5;
    int months = 2;
    double load = 0.9;  ///< Hours of work for the demand / regular hours.
};

/// A company with seasonal demand, batches, runs, open orders and a last plan; the same for the
/// same seed on every machine.
Problem::Parts example_company(const ExampleSize& size, std::uint64_t seed);

}  // namespace bihuan::supply
