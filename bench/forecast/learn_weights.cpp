// Learns the prior weights of src/engine/forecast/pool.cpp: every candidate forecasts many pasts of
// the training data; weights grow greedily (Caruana et al. 2004) by the mean OWA of all pasts.
// Prints one line per frequency to be copied. The test parts of M3 and Hospital are never read into
// a history nor into a score: their sets start `horizon` values before the end.
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "benchmark_set.h"
#include "engine/forecast/block.h"
#include "engine/forecast/effects.h"
#include "engine/forecast/history.h"
#include "engine/forecast/kin_growth.h"
#include "engine/forecast/kin_season.h"
#include "past_sets.h"

namespace bihuan::forecast_bench {

namespace {

using forecast::Member;
using forecast::Model;

struct Past {
    std::vector<BenchmarkSeries> rows;
    std::vector<std::vector<std::vector<double>>> paths;  ///< member, series, step
    double weight = 0;
};

std::vector<Member> candidates(bool seasonal, const std::vector<std::size_t>& levels) {
    std::vector<Member> members;
    for (const Model model : {Model::DampedTrend,
                              Model::DynamicTheta,
                              Model::ComplexSmoothing,
                              Model::Autoregression}) {
        members.push_back({model, 1, 1});
        if (model == Model::Autoregression) continue;
        for (const std::size_t level : levels) members.push_back({model, level, 1});
    }
    if (!seasonal) return members;
    for (const Model model :
         {Model::SeasonalLevel, Model::SeasonalTrend, Model::AdditiveSeasonal}) {
        members.push_back({model, 1, 1});
    }
    return members;
}

/// Members' forecasts of all series, kin's seasons included as in a real run.
void run_members(Past& past, const std::vector<Member>& members) {
    forecast::Problem problem = problem_of(past.rows);
    std::vector<forecast::Shape> shapes;
    std::map<std::pair<int, std::size_t>, std::size_t> sorted;
    for (std::size_t i = 0; i < past.rows.size(); ++i) {
        shapes.push_back(forecast::find_shape(problem, problem.series[i]));
        sorted[{past.rows[i].category, i}] = i;
    }
    std::vector<std::size_t> order;
    for (const auto& [key, i] : sorted) order.push_back(i);
    const forecast::Effects effects;
    const forecast::KinSeason kin(problem, shapes, effects, order, 2);
    const forecast::KinGrowth growth(problem, shapes, order, 2);
    const auto kernel = forecast::kernel_for(forecast::best_instruction_set());
    past.paths.assign(members.size(), std::vector<std::vector<double>>(past.rows.size()));
    for (std::size_t i = 0; i < past.rows.size(); ++i) {
        forecast::BlockPlan plan{problem.frequency,
                                 static_cast<std::size_t>(problem.season),
                                 static_cast<std::size_t>(problem.horizon),
                                 false,
                                 members};
        forecast::BlockForecaster forecaster(plan, kernel);
        const auto history = forecast::adjusted_history(problem, shapes[i], effects, i, nullptr);
        const auto target = kin.target(i);
        const std::array lanes{forecast::LaneInput{history, target, false, growth.of(i), nullptr}};
        forecaster.run(lanes);
        for (std::size_t k = 0; k < members.size(); ++k) {
            past.paths[k][i] = forecaster.member_path(0, k);
        }
    }
}

void add(std::vector<std::vector<double>>& sums,
         const std::vector<std::vector<double>>& paths,
         double weight) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
        for (std::size_t h = 0; h < sums[i].size(); ++h) sums[i][h] += weight * paths[i][h];
    }
}

double score(const std::vector<Past>& pasts,
             const std::vector<std::vector<std::vector<double>>>& sums,
             std::size_t member,
             double steps) {
    double total = 0;
    for (std::size_t p = 0; p < pasts.size(); ++p) {
        auto mixed = pasts[p].paths[member];
        for (std::size_t i = 0; i < mixed.size(); ++i) {
            for (std::size_t h = 0; h < mixed[i].size(); ++h) {
                mixed[i][h] = (mixed[i][h] + sums[p][i][h]) / (steps + 1);
            }
        }
        total += pasts[p].weight * accuracy_of(pasts[p].rows, mixed).owa;
    }
    return total;
}

void learn(const char* name, const std::vector<Past>& pasts, const std::vector<Member>& members) {
    constexpr int kSteps = 24;
    constexpr double kStart = 0.35;
    std::vector<int> counts(members.size());
    std::vector<std::vector<std::vector<double>>> sums;
    for (const Past& past : pasts) {
        sums.emplace_back(past.rows.size(),
                          std::vector<double>(static_cast<std::size_t>(
                              past.rows.empty() ? 0 : past.rows.front().horizon)));
        // Everybody starts with a little, so that the first choices do not decide all.
        for (std::size_t k = 0; k < members.size(); ++k) add(sums.back(), past.paths[k], kStart);
    }
    const double started = kStart * static_cast<double>(members.size());
    double best = 0;
    for (int step = 0; step < kSteps; ++step) {
        std::size_t chosen = 0;
        best = 1e9;
        for (std::size_t k = 0; k < members.size(); ++k) {
            const double trial = score(pasts, sums, k, started + step);
            if (trial >= best) continue;
            best = trial;
            chosen = k;
        }
        ++counts[chosen];
        for (std::size_t p = 0; p < pasts.size(); ++p) {
            add(sums[p], pasts[p].paths[chosen], 1);
        }
    }
    std::printf("%s: OWA %.4f over %zu pasts\n", name, best, pasts.size());
    for (std::size_t k = 0; k < members.size(); ++k) {
        if (counts[k] == 0) continue;
        std::printf("    %s level %zu: %d\n",
                    std::string(forecast::model_name(members[k].model)).c_str(),
                    members[k].level,
                    counts[k]);
    }
}

std::vector<Past> pasts_of(const std::filesystem::path& folder,
                           const char* kind,
                           const std::vector<Member>& members) {
    std::vector<Past> pasts;
    for (const PastSet& set : past_sets()) {
        if (!std::string_view(set.name).starts_with(kind)) continue;
        for (const int cut : set.cuts) {
            Past past;
            Selection selection = set.selection;
            selection.cut = cut;
            past.rows = read_benchmark(folder / set.file, selection);
            past.weight = set.weight / static_cast<double>(set.cuts.size());
            if (past.rows.empty()) continue;
            run_members(past, members);
            pasts.push_back(std::move(past));
        }
    }
    return pasts;
}

void learn_all(const std::filesystem::path& folder) {
    const auto months = candidates(true, {3, 4, 6, 12});
    learn("monthly", pasts_of(folder, "monthly", months), months);
    const auto seasonless = candidates(false, {3, 6});
    learn("seasonless", pasts_of(folder, "short months", seasonless), seasonless);
    const auto quarters = candidates(true, {2});
    learn("quarterly", pasts_of(folder, "quarterly", quarters), quarters);
    const auto years = candidates(false, {});
    learn("yearly", pasts_of(folder, "yearly", years), years);
}

}  // namespace

}  // namespace bihuan::forecast_bench

int main() {
    const auto folder = bihuan::forecast_bench::data_folder();
    if (!folder) {
        std::fputs("No benchmark data; set BIHUAN_DATA.\n", stderr);
        return 2;
    }
    bihuan::forecast_bench::learn_all(*folder);
    return 0;
}
