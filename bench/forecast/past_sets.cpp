#include "past_sets.h"

namespace bihuan::forecast_bench {

const std::vector<PastSet>& past_sets() {
    static const std::vector<PastSet> sets{
        {"monthly M3", "m3_all.csv", {12, 0, 30, 'N'}, {18, 24, 36, 48}, 0.5},
        {"monthly Hospital", "hospital.csv", {12, 0, 24}, {12, 18, 24}, 0.3},
        {"monthly NN3", "nn3.csv", {12, 0, 30}, {0, 9, 18, 36}, 0.15},
        {"monthly retail", "aus_retail_monthly.csv", {12, 0, 30}, {0, 60, 120, 180}, 0.15},
        {"short months M3", "m3_all.csv", {12, 0, 20, 'N', 0, 1, 12, 20}, {18, 30}},
        {"short months Hospital", "hospital.csv", {12, 0, 12, 0, 0, 1, 12, 12}, {12, 24}},
        {"short months retail",
         "aus_retail_monthly.csv",
         {12, 0, 20, 0, 0, 1, 12, 20},
         {0, 120},
         0.5},
        {"mixed months M3", "m3_all.csv", {12, 0, 30, 'N', 0, 1, 12, 10, true}, {18, 30}},
        {"mixed months Hospital", "hospital.csv", {12, 0, 24, 0, 0, 1, 12, 10, true}, {12, 24}},
        {"rare car parts", "carparts.csv", {12, 0, 12}, {12, 18}},
        {"quarterly M3", "m3_all.csv", {4, 0, 14, 'N'}, {8, 12, 16, 20}},
        {"quarterly M3 months", "m3_all.csv", {12, 0, 14, 'N', 0, 3, 8}, {18, 30}, 0.5},
        {"quarterly retail",
         "aus_retail_monthly.csv",
         {12, 0, 14, 0, 0, 3, 8},
         {0, 60, 120, 240},
         0.5},
        {"short quarters M3", "m3_all.csv", {4, 0, 7, 'N', 0, 1, 4, 7}, {8, 16}},
        {"quarterly NN3", "nn3.csv", {12, 0, 14, 0, 0, 3, 8}, {0, 18}, 0.3},
        {"yearly M3", "m3_all.csv", {1, 0, 9, 'N', 6}, {6, 9, 12}},
        {"other M3", "m3_all.csv", {1, 0, 14, 'N', 8}, {8, 16}},
        {"yearly M3 quarters", "m3_all.csv", {4, 0, 9, 'N', 0, 4, 4}, {8, 16}, 0.3},
        {"yearly retail", "aus_retail_monthly.csv", {12, 0, 12, 0, 0, 12, 6}, {0, 72, 144}, 0.5}};
    return sets;
}

}  // namespace bihuan::forecast_bench
