#include "benchmark_set.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>

#include "engine/forecast/accuracy.h"

namespace bihuan::forecast_bench {

namespace {

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    return cells;
}

std::vector<double> numbers(const std::string& text) {
    std::vector<double> values;
    std::stringstream stream(text);
    for (std::string word; stream >> word;) {
        values.push_back(word == "NA" ? std::numeric_limits<double>::quiet_NaN() : std::stod(word));
    }
    return values;
}

std::int32_t period_of(const std::string& start, int season) {
    const auto colon = start.find(':');
    if (colon == std::string::npos) return 0;
    return std::stoi(start.substr(0, colon)) * season + std::stoi(start.substr(colon + 1)) - 1;
}

forecast::Frequency frequency_of(int season) {
    switch (season) {
        case 12:
            return forecast::Frequency::Monthly;
        case 4:
            return forecast::Frequency::Quarterly;
        case 1:
            return forecast::Frequency::Yearly;
        default:
            return forecast::Frequency::Other;
    }
}

/// Sums over so many periods; the first ones that do not fill a sum are left out.
void add_up(BenchmarkSeries& row, int periods) {
    const std::size_t size = static_cast<std::size_t>(periods);
    const std::size_t skipped = row.history.size() % size;
    std::vector<double> sums(row.history.size() / size);
    for (std::size_t t = skipped; t < row.history.size(); ++t) {
        sums[(t - skipped) / size] += row.history[t];
    }
    row.history = std::move(sums);
    row.season = std::max(1, row.season / periods);
    row.first_period = (row.first_period + static_cast<int>(skipped)) / periods;
}

void keep_last(BenchmarkSeries& row, int values) {
    const int dropped = static_cast<int>(row.history.size()) - values;
    row.history.erase(row.history.begin(), row.history.begin() + dropped);
    row.first_period += dropped;
}

double finite_or_zero(double value) {
    return std::isfinite(value) ? value : 0;
}

}  // namespace

std::vector<BenchmarkSeries> read_benchmark(const std::filesystem::path& file,
                                            const Selection& selection) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    std::map<std::string, int> categories;
    std::vector<BenchmarkSeries> rows;
    while (std::getline(stream, line)) {
        const auto cells = split(line);
        if (cells.size() < 6) continue;
        BenchmarkSeries row;
        row.id = cells[0];
        row.season = std::stoi(cells[1]);
        row.horizon = std::stoi(cells[2]);
        if (selection.season != 0 && row.season != selection.season) continue;
        if (selection.prefix != 0 && row.id.front() != selection.prefix) continue;
        if (selection.horizon != 0 && row.horizon != selection.horizon) continue;
        row.category =
            categories.emplace(cells[3], static_cast<int>(categories.size())).first->second;
        row.first_period = period_of(cells[4], row.season);
        row.history = numbers(cells[5]);
        const auto cut = static_cast<std::size_t>(selection.cut);
        row.history.resize(row.history.size() - std::min(cut, row.history.size()));
        if (selection.sums > 1) add_up(row, selection.sums);
        if (selection.ahead > 0) row.horizon = selection.ahead;
        const int kept = static_cast<int>(row.history.size()) - row.horizon;
        if (kept < selection.shortest) continue;
        const auto split_at = row.history.begin() + kept;
        row.test.assign(split_at, split_at + row.horizon);
        row.history.erase(split_at, row.history.end());
        const bool young = !selection.mixed || rows.size() % 2 == 1;
        if (young && selection.longest > 0 && kept > selection.longest) {
            keep_last(row, selection.longest);
        }
        const bool complete = std::none_of(
            row.test.begin(), row.test.end(), [](double value) { return std::isnan(value); });
        if (complete) rows.push_back(std::move(row));
    }
    return rows;
}

forecast::Problem problem_of(const std::vector<BenchmarkSeries>& rows) {
    forecast::Problem problem;
    if (rows.empty()) return problem;
    problem.season = rows.front().season;
    problem.frequency = frequency_of(problem.season);
    problem.horizon = rows.front().horizon;
    // The series that M3 calls other are of no calendar; of season 1, they alone are 8 ahead.
    if (problem.season == 1 && problem.horizon == 8) problem.frequency = forecast::Frequency::Other;
    for (const BenchmarkSeries& row : rows) {
        forecast::Series series;
        series.values = row.history;
        series.category = row.category;
        series.first_period = row.first_period;
        series.key = static_cast<std::int64_t>(problem.series.size());
        problem.series.push_back(series);
    }
    return problem;
}

std::optional<std::filesystem::path> data_folder() {
    const char* set = std::getenv("BIHUAN_DATA");
    const std::filesystem::path root = set != nullptr ? set : BIHUAN_SOURCE_DIR "/../shared/data";
    if (!std::filesystem::exists(root / "forecast")) return std::nullopt;
    return root / "forecast";
}

SetAccuracy accuracy_of(const std::vector<BenchmarkSeries>& rows,
                        const std::vector<std::vector<double>>& forecasts) {
    double smape = 0;
    double mase = 0;
    double naive_smape = 0;
    double naive_mase = 0;
    double scaled = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const BenchmarkSeries& row = rows[i];
        const auto naive = forecast::naive2(row.history, row.season, row.horizon);
        smape += forecast::smape(row.test, forecasts[i]);
        naive_smape += forecast::smape(row.test, naive);
        const double error = forecast::mase(row.history, row.test, forecasts[i], row.season);
        if (!std::isfinite(error)) continue;
        scaled += 1;
        mase += error;
        naive_mase += finite_or_zero(forecast::mase(row.history, row.test, naive, row.season));
    }
    const auto count = static_cast<double>(rows.size());
    return {100 * smape / count,
            mase / scaled,
            forecast::owa(smape / count, mase / scaled, naive_smape / count, naive_mase / scaled)};
}

}  // namespace bihuan::forecast_bench
