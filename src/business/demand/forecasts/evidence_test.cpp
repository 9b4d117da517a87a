#include "business/demand/forecasts/evidence.h"

#include <gtest/gtest.h>

namespace bihuan::forecasts {
namespace {

TEST(Evidence, ListsSayWhatTheObjectsOfTheFirstClosesSaid) {
    const auto lists = read_evidence(
        R"({"error":167.3,"naive":195.6,"models":[["autoregression",0.308,161.6],["year_mean",0.1]],)"
        R"("indices":[["price","price",-1.3493,0.8309,0.6933]]})");
    const auto objects = read_evidence(
        R"({"error":167.3,"naive":195.6,"models":[{"name":"autoregression","weight":0.308,"error":161.6},)"
        R"({"name":"year_mean","weight":0.1}],"indices":[{"code":"price","layer":"price","effect":-1.3493,)"
        R"("standard_error":0.8309,"gain":0.6933,"entered":true},{"code":"feature","layer":"promotion",)"
        R"("effect":0.5,"standard_error":0.1,"gain":0,"entered":false}]})");

    for (const auto& evidence : {lists, objects}) {
        ASSERT_TRUE(evidence.has_value());
        EXPECT_EQ(evidence->error, 167.3);
        ASSERT_EQ(evidence->models.size(), 2U);
        EXPECT_EQ(evidence->models[0].name, "autoregression");
        EXPECT_EQ(evidence->models[1].weight, 0.1);
        ASSERT_EQ(evidence->indices.size(), 1U);
        EXPECT_EQ(evidence->indices[0].code, "price");
        EXPECT_EQ(evidence->indices[0].layer, "price");
        EXPECT_EQ(evidence->indices[0].effect, -1.3493);
        EXPECT_EQ(evidence->indices[0].standard_error, 0.8309);
    }
    EXPECT_FALSE(read_evidence("none").has_value());
}

}  // namespace
}  // namespace bihuan::forecasts
