// Prints the table of the forecast bars: forecast_bench [--threads N] [--million] [--part PART],
// PART one of sets, exports, juice, speed.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
#include "benchmark_set.h"
#include "china_exports.h"
#include "engine/forecast/accuracy.h"
#include "engine/forecast/forecast.h"
#include "engine/forecast/kernel.h"
#include "engine/forecast/reconcile.h"
#include "orange_juice.h"

namespace bihuan::forecast_bench {

namespace {

struct Arguments {
    int threads = 2;
    bool million = false;
    std::string part;  ///< Empty: all.
};

struct Spent {
    double wall = 0;  ///< seconds
    double cpu = 0;   ///< seconds, of all threads: what a busy machine does not distort
};

Spent seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    work();
    const double wall =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {wall, static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

void line(const char* figure, const std::string& measured, const char* bar) {
    std::printf("| %-44s | %-28s | %-18s |\n", figure, measured.c_str(), bar);
    std::fflush(stdout);
}

std::string text(const char* form, double a, double b = 0, double c = 0) {
    char buffer[100];
    std::snprintf(buffer, sizeof(buffer), form, a, b, c);
    return buffer;
}

struct SetRow {
    const char* name;
    const char* file;
    int season;
    char prefix;
    int horizon;
    const char* bar;
};

void measure_set(const std::filesystem::path& folder, const SetRow& set, int threads) {
    const auto rows = read_benchmark(
        folder / set.file, {.season = set.season, .prefix = set.prefix, .horizon = set.horizon});
    const auto problem = problem_of(rows);
    const auto outcome =
        forecast::forecast(problem, {.threads = threads, .detail = forecast::Detail::Layers});
    std::vector<std::vector<double>> means;
    double covered = 0;
    double score = 0;
    double scored = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto mean = outcome.mean(i);
        means.emplace_back(mean.begin(), mean.end());
        const forecast::Interval interval{outcome.low95(i), outcome.high95(i)};
        covered += forecast::coverage(rows[i].test, interval);
        const double msis =
            forecast::msis(rows[i].history, rows[i].test, interval, 0.95, rows[i].season);
        if (!std::isfinite(msis)) continue;
        score += msis;
        scored += 1;
    }
    const auto accuracy = accuracy_of(rows, means);
    line(set.name,
         text("%.4f / %.3f / MASE %.4f", accuracy.owa, accuracy.smape, accuracy.mase),
         set.bar);
    line("    coverage of 95 % / MSIS",
         text("%.1f %% / %.2f", 100 * covered / static_cast<double>(rows.size()), score / scored),
         "94-96 %");
}

/// Monthly series of the given length, strictly positive, with level, trend and season.
std::vector<double> made_series(std::size_t length, std::uint64_t stream) {
    Random random(1, stream);
    const double level = std::exp(random.uniform(2, 8));
    const double growth = random.uniform(-0.003, 0.006);
    const double swing = random.uniform(0, 0.4);
    const double noise = random.uniform(0.03, 0.3);
    std::vector<double> values(length);
    for (std::size_t t = 0; t < length; ++t) {
        const auto time = static_cast<double>(t);
        values[t] = level * std::exp(growth * time + swing * std::sin(time * 0.5235987756) +
                                     noise * random.normal());
    }
    return values;
}

void measure_theta(const Arguments& arguments) {
    constexpr std::size_t kLength = 100;
    constexpr int kBlocks = 4000;
    const auto kernel = forecast::kernel_for(forecast::best_instruction_set());
    forecast::KernelInput input{.length = kLength, .horizon = 18};
    input.models = forecast::mask_of(forecast::Model::DynamicTheta);
    const std::size_t lanes = kernel.lanes;
    std::vector<double> values(kLength * lanes);
    for (std::size_t i = 0; i < lanes; ++i) {
        const auto series = made_series(kLength, i);
        for (std::size_t t = 0; t < kLength; ++t) values[t * lanes + i] = series[t] / series[0];
    }
    const std::vector<double> ones(lanes, 1.0);
    input.values = values.data();
    input.indices = ones.data();
    std::vector<double> forecasts(forecast::kKernelModels * 18 * lanes);
    std::vector<double> parameters(forecast::kWarmParameters * lanes);
    std::vector<double> errors(forecast::kKernelModels * lanes);
    struct alignas(64) Row {
        double values[8];
    };
    std::vector<Row> scratch(forecast::scratch_rows(input) * lanes / 8 + 1);
    const Spent spent = seconds_of([&] {
        for (int block = 0; block < kBlocks; ++block) {
            kernel.fit(input,
                       {forecasts.data(),
                        parameters.data(),
                        errors.data(),
                        nullptr,
                        scratch.data()->values});
        }
    });
    const double rate = kBlocks * static_cast<double>(lanes) / spent.cpu;
    line("DOTM alone, 100 points, one core, times 2",
         text("%.0f series/s", rate * arguments.threads),
         ">= 150,000");
}

void measure_pool(std::size_t count, const Arguments& arguments, const char* bar) {
    std::vector<std::vector<double>> histories;
    histories.reserve(count);
    forecast::Problem problem;
    problem.horizon = 12;
    for (std::size_t i = 0; i < count; ++i) {
        histories.push_back(made_series(100, i));
        forecast::Series series;
        series.values = histories.back();
        series.category = static_cast<std::int32_t>(i / 500);
        series.key = static_cast<std::int64_t>(i);
        problem.series.push_back(series);
    }
    forecast::Outcome outcome;
    const auto detail = forecast::Detail::Forecast;
    const Spent cold = seconds_of([&] {
        outcome = forecast::forecast(problem, {.threads = arguments.threads, .detail = detail});
    });
    const auto warm_start = outcome.warm;
    const Spent warm = seconds_of([&] {
        outcome = forecast::forecast(
            problem, {.threads = arguments.threads, .detail = detail, .previous = &warm_start});
    });
    const auto series = static_cast<double>(count);
    line(text("pool, %.0f series x 100, cold / warm", series).c_str(),
         text("%.0f / %.0f series/s", series / cold.wall, series / warm.wall),
         bar);
    const double threads = arguments.threads;
    line("    by processor time on as many free cores",
         text("%.0f / %.0f series/s", series * threads / cold.cpu, series * threads / warm.cpu),
         "");
    line("    seconds", text("%.1f / %.1f", cold.wall, warm.wall), "");
}

/// A tree of a million nodes, a hundred children each.
void measure_reconciliation() {
    forecast::Tree tree;
    constexpr std::size_t kNodes = 1'000'000;
    constexpr std::int32_t kBranches = 100;
    tree.parent.push_back(-1);
    for (std::size_t node = 1; node < kNodes; ++node) {
        tree.parent.push_back((static_cast<std::int32_t>(node) - 1) / kBranches);
    }
    Random random(1);
    std::vector<double> forecasts(kNodes);
    std::vector<double> variances(kNodes);
    for (std::size_t node = 0; node < kNodes; ++node) {
        forecasts[node] = random.uniform(0, 100);
        variances[node] = random.uniform(1, 10);
    }
    const Spent spent = seconds_of([&] { forecast::reconcile(tree, forecasts, variances, 1); });
    line("reconcile a million nodes, processor time", text("%.2f s", spent.cpu), "<= 2 s");
}

void measure(const std::filesystem::path& folder, const Arguments& arguments) {
    line("figure", "measured", "bar");
    line("---", "---", "---");
    const std::vector<SetRow> sets{
        {"M3 monthly, OWA / sMAPE", "m3_all.csv", 12, 'N', 0, "<= .800 / 13.45"},
        {"M3 quarterly, OWA", "m3_all.csv", 4, 'N', 0, "<= .868"},
        {"M3 yearly, OWA", "m3_all.csv", 1, 'N', 6, ""},
        {"M3 other, OWA", "m3_all.csv", 1, 'N', 8, ""},
        {"Hospital, OWA", "hospital.csv", 12, 0, 0, "<= .810"},
        {"NN3, OWA", "nn3.csv", 12, 0, 0, "<= .805"},
        {"car parts, MASE", "carparts.csv", 12, 0, 0, "MASE <= 1.06"},
        {"Australian retail, OWA", "aus_retail_monthly.csv", 12, 0, 0, ""}};
    const auto wanted = [&](const char* part) {
        return arguments.part.empty() || arguments.part == part;
    };
    for (const SetRow& set : sets) {
        if (wanted("sets")) measure_set(folder, set, arguments.threads);
    }
    if (wanted("exports")) {
        const auto exports = china_exports_smape(folder);
        line("China exports, sMAPE Jan-Mar without / with",
             text("%.2f / %.2f", exports.without, exports.with),
             "<= 11.5");
    }
    const auto juice = folder.parent_path() / "company-orange-juice";
    if (wanted("juice") && std::filesystem::exists(juice)) {
        line("orange juice, WAPE of the months",
             text("%.4f", orange_juice_wape(juice, arguments.threads)),
             "<= .30");
    }
    if (!wanted("speed")) return;
    measure_reconciliation();
    measure_theta(arguments);
    measure_pool(20'000, arguments, ">= 8,000 / 25,000");
    if (arguments.million) measure_pool(1'000'000, arguments, "<= 125 s / 40 s");
}

}  // namespace

}  // namespace bihuan::forecast_bench

int main(int argc, char** argv) {
    namespace bench = bihuan::forecast_bench;
    bench::Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--million") == 0) arguments.million = true;
        if (std::strcmp(argv[i], "--part") == 0 && i + 1 < argc) arguments.part = argv[i + 1];
        if (std::strcmp(argv[i], "--threads") == 0 && i + 1 < argc) {
            arguments.threads = std::atoi(argv[i + 1]);
        }
    }
    const auto folder = bench::data_folder();
    if (!folder) {
        std::fputs("No benchmark data; set BIHUAN_DATA.\n", stderr);
        return 2;
    }
    bench::measure(*folder, arguments);
    return 0;
}
