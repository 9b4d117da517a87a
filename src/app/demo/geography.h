#pragma once

#include <string>
#include <vector>

#include "app/demo/scale.h"

namespace bihuan::demo {

struct DemoRegion {
    std::string code;
    std::string name;
    int parent = -1;  ///< Index into the regions; the root has none. Parents come first.
    int zone = -1;    ///< Index into zones(); the root has none.
    double weight = 0;
    bool leaf = false;
};

/// 全国 → 大区 → 省 → 市; leaves as the scale says, weights summed upward.
std::vector<DemoRegion> make_regions(Leaves leaves);

/// Indices of the leaves.
std::vector<int> leaves_of(const std::vector<DemoRegion>& regions);

}  // namespace bihuan::demo
