// Prints how the whole engine does on many pasts of the training data: training_pasts [FILTER]
// The test parts of M3 and Hospital are never read into a history nor into a score: their pasts
// end `horizon` values (or as many years as that) before the end.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "benchmark_set.h"
#include "engine/forecast/accuracy.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast_bench {

namespace {

struct PastSet {
    const char* name;
    const char* file;
    Selection selection;
    std::vector<int> cuts;  ///< In periods of the file.
};

struct Score {
    double smape = 0, mase = 0, owa = 0, coverage = 0, msis = 0, low = 0;
};

Score score_of(const std::vector<BenchmarkSeries>& rows) {
    const auto problem = problem_of(rows);
    const auto outcome =
        forecast::forecast(problem, {.threads = 2, .detail = forecast::Detail::Layers});
    std::vector<std::vector<double>> means;
    Score score;
    double scored = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto mean = outcome.mean(i);
        means.emplace_back(mean.begin(), mean.end());
        const forecast::Interval interval{outcome.low95(i), outcome.high95(i)};
        score.coverage +=
            100 * forecast::coverage(rows[i].test, interval) / static_cast<double>(rows.size());
        const double msis =
            forecast::msis(rows[i].history, rows[i].test, interval, 0.95, rows[i].season);
        if (!std::isfinite(msis)) continue;
        score.msis += msis;
        scored += 1;
    }
    score.msis /= scored;
    const auto accuracy = accuracy_of(rows, means);
    score.smape = accuracy.smape;
    score.mase = accuracy.mase;
    score.owa = accuracy.owa;
    return score;
}

void measure(const std::filesystem::path& folder, const PastSet& set) {
    Score mean;
    std::size_t series = 0;
    std::string owas;
    for (const int cut : set.cuts) {
        Selection selection = set.selection;
        selection.cut = cut;
        const auto rows = read_benchmark(folder / set.file, selection);
        if (rows.empty()) continue;
        const Score score = score_of(rows);
        const auto count = static_cast<double>(set.cuts.size());
        series += rows.size();
        mean.smape += score.smape / count;
        mean.mase += score.mase / count;
        mean.owa += score.owa / count;
        mean.coverage += score.coverage / count;
        mean.msis += score.msis / count;
        char buffer[20];
        std::snprintf(buffer, sizeof(buffer), " %.4f", score.owa);
        owas += buffer;
    }
    std::printf("%-22s %6zu  OWA %.4f  sMAPE %7.3f  MASE %.4f  in 95 %% %4.1f  MSIS %6.2f |%s\n",
                set.name,
                series,
                mean.owa,
                mean.smape,
                mean.mase,
                mean.coverage,
                mean.msis,
                owas.c_str());
    std::fflush(stdout);
}

void measure_all(const std::filesystem::path& folder, const char* filter) {
    const std::vector<PastSet> sets{
        {"monthly M3", "m3_all.csv", {12, 0, 30, 'N'}, {18, 24, 36, 48}},
        {"monthly Hospital", "hospital.csv", {12, 0, 24}, {12, 18, 24}},
        {"monthly NN3", "nn3.csv", {12, 0, 30}, {0, 9, 18, 36}},
        {"monthly retail", "aus_retail_monthly.csv", {12, 0, 30}, {0, 60, 120, 180}},
        {"short months M3", "m3_all.csv", {12, 0, 20, 'N', 0, 1, 12, 20}, {18, 30}},
        {"short months Hospital", "hospital.csv", {12, 0, 12, 0, 0, 1, 12, 12}, {12, 24}},
        {"short months retail", "aus_retail_monthly.csv", {12, 0, 20, 0, 0, 1, 12, 20}, {0, 120}},
        {"quarterly M3", "m3_all.csv", {4, 0, 14, 'N'}, {8, 12, 16, 20}},
        {"quarterly M3 months", "m3_all.csv", {12, 0, 14, 'N', 0, 3, 8}, {18, 30}},
        {"quarterly retail", "aus_retail_monthly.csv", {12, 0, 14, 0, 0, 3, 8}, {0, 60, 120, 240}},
        {"short quarters M3", "m3_all.csv", {4, 0, 7, 'N', 0, 1, 4, 7}, {8, 16}},
        {"quarterly NN3", "nn3.csv", {12, 0, 14, 0, 0, 3, 8}, {0, 18}},
        {"yearly M3", "m3_all.csv", {1, 0, 9, 'N', 6}, {6, 9, 12}},
        {"other M3", "m3_all.csv", {1, 0, 14, 'N', 8}, {8, 16}},
        {"yearly M3 quarters", "m3_all.csv", {4, 0, 9, 'N', 0, 4, 4}, {8, 16}},
        {"yearly retail", "aus_retail_monthly.csv", {12, 0, 12, 0, 0, 12, 6}, {0, 72, 144}}};
    for (const PastSet& set : sets) {
        if (std::strstr(set.name, filter) == nullptr) continue;
        measure(folder, set);
    }
}

}  // namespace

}  // namespace bihuan::forecast_bench

int main(int argc, char** argv) {
    const auto folder = bihuan::forecast_bench::data_folder();
    if (!folder) {
        std::fputs("No benchmark data; set BIHUAN_DATA.\n", stderr);
        return 2;
    }
    bihuan::forecast_bench::measure_all(*folder, argc > 1 ? argv[1] : "");
    return 0;
}
