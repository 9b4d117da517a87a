#include "engine/numeric/normal_quantile.h"

#include <gtest/gtest.h>

namespace bihuan::numeric {
namespace {

// Expected values: R 4.2.2, print(qnorm(p), digits = 17).
TEST(NormalQuantile, IsTheInverseOfTheNormalDistribution) {
    EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0);
    EXPECT_NEAR(normal_quantile(0.95), 1.6448536269514722, 1e-15);
    EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
    EXPECT_NEAR(normal_quantile(0.999), 3.0902323061678132, 1e-14);
    EXPECT_NEAR(normal_quantile(1e-10), -6.3613409024040557, 1e-14);
    EXPECT_NEAR(normal_quantile(1e-20), -9.2623400897984085, 1e-13);
}

}  // namespace
}  // namespace bihuan::numeric
