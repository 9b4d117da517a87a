#pragma once

#include <vector>

#include "benchmark_set.h"

namespace bihuan::forecast_bench {

/// Pasts of the training data: the set without so many of its last values ("cut"), the last
/// `horizon` before them forecast. Of M3 and Hospital at least the test part is cut.
struct PastSet {
    const char* name;  ///< Starts with its frequency.
    const char* file;
    Selection selection;
    std::vector<int> cuts;  ///< In periods of the file.
    double weight = 1;      ///< In learning, of all its pasts together.
};

const std::vector<PastSet>& past_sets();

}  // namespace bihuan::forecast_bench
