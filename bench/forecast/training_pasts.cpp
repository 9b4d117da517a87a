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
#include "past_sets.h"

namespace bihuan::forecast_bench {

namespace {

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
    for (const PastSet& set : past_sets()) {
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
