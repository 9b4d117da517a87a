#include "app/forecast_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/forecast_file_parts.h"
#include "engine/forecast/accuracy.h"

namespace bihuan {

namespace {

using forecast::Outcome;
using nlohmann::json;

/// A text as a CSV cell.
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

std::string period_of(const FileGroup& group, std::size_t series, std::size_t h) {
    const FileSeries& row = group.rows[series];
    return row.period_text(row.values.size() + h);
}

/// NaN has no place in JSON.
json number(double value) {
    return std::isfinite(value) ? json(value) : json(nullptr);
}

json numbers(std::span<const double> values) {
    json result = json::array();
    for (const double value : values) result.push_back(number(value));
    return result;
}

/// The engine's "naive" needs no model: half way from the mean of few values to the last, or 0 at
/// an end.
std::string_view model_word(const Outcome& outcome, std::size_t i, std::string_view model) {
    if (model != forecast::model_name(forecast::Model::Naive)) return model;
    const auto mean = outcome.mean(i);
    const bool zero = std::all_of(mean.begin(), mean.end(), [](double each) { return each == 0; });
    return zero ? "zero" : "mean";
}

std::string_view report_model(const Outcome& outcome, std::size_t i) {
    return model_word(outcome, i, forecast::shown_model(outcome, i));
}

json models_json(const Outcome& outcome, std::size_t i) {
    json models = json::array();
    for (const auto& share : outcome.models(i)) {
        if (share.weight <= 0) continue;
        models.push_back({{"model", model_word(outcome, i, forecast::model_name(share.model))},
                          {"aggregation", share.aggregation},
                          {"weight", share.weight},
                          {"backtest_error", share.backtest_error}});
    }
    return models;
}

json indices_json(const Outcome& outcome, std::size_t i) {
    json indices = json::array();
    for (const auto& index : outcome.indices(i)) {
        const auto& regressor = outcome.regressors[static_cast<std::size_t>(index.regressor)];
        indices.push_back({{"index", regressor.name},
                           {"layer", forecast::layer_name(regressor.layer)},
                           {"effect", index.effect},
                           {"standard_error", index.standard_error},
                           {"gain", number(index.gain)},
                           {"entered", index.entered}});
    }
    return indices;
}

json cleaned_json(const FileGroup& group, const Outcome& outcome, std::size_t i) {
    static constexpr std::array kReasons{"missing", "stock_out", "outlier", "closed", "doubtful"};
    json points = json::array();
    for (const auto& point : outcome.cleaned(i)) {
        const auto period = static_cast<std::size_t>(point.period);
        points.push_back({{"period", group.rows[i].period_text(period)},
                          {"reason", kReasons.at(static_cast<std::size_t>(point.reason))},
                          {"was", number(point.was)},
                          {"used", number(point.used)}});
    }
    return points;
}

/// The last value where it may be a slip, for nothing that came after tells, and where the file
/// goes on without it.
json doubts_json(const FileGroup& group, const Outcome& outcome, std::size_t i) {
    json doubts = json::array();
    const FileSeries& row = group.rows[i];
    const auto last = last_value_of(row);
    if (!last) return doubts;
    const auto doubt = [&](std::string_view reason) {
        doubts.push_back({{"period", row.period_text(*last)},
                          {"value", number(row.values[*last])},
                          {"reason", reason}});
    };
    if (outcome.doubtful_last[i]) doubt("last_value");
    if (row.unknown_end > 0) doubt(row.ended ? "taken_as_ended" : "ends_early");
    return doubts;
}

json series_json(const FileGroup& group, const Outcome& outcome, std::size_t i) {
    json periods = json::array();
    for (std::size_t h = 0; h < static_cast<std::size_t>(outcome.horizon); ++h) {
        periods.push_back(period_of(group, i, h));
    }
    json layers = json::object();
    for (std::size_t k = 0; k < forecast::kLayers; ++k) {
        const auto layer = static_cast<forecast::Layer>(k);
        layers[std::string(forecast::layer_name(layer))] = numbers(outcome.layer(i, layer));
    }
    const auto& test = outcome.backtests[i];
    const forecast::Status status = outcome.statuses[i];
    return {{"series", group.rows[i].name},
            {"status", forecast::status_name(status)},
            {"reason", forecast::status_reason(status)},
            {"model", report_model(outcome, i)},
            {"models", models_json(outcome, i)},
            {"backtest",
             {{"origins", test.origins},
              {"error", test.error},
              {"naive", test.naive},
              {"seasonal_naive", test.seasonal_naive},
              {"bias", test.bias}}},
            {"indices", indices_json(outcome, i)},
            {"cleaned", cleaned_json(group, outcome, i)},
            {"doubts", doubts_json(group, outcome, i)},
            {"periods", periods},
            {"mean", numbers(outcome.mean(i))},
            {"low80", numbers(outcome.low80(i))},
            {"high80", numbers(outcome.high80(i))},
            {"low95", numbers(outcome.low95(i))},
            {"high95", numbers(outcome.high95(i))},
            {"layers", layers}};
}

/// Sums of one group's accuracy.
struct Tally {
    double series = 0, smape = 0, naive_smape = 0, covered = 0;
    double scaled = 0, mase = 0, naive_mase = 0, msis = 0;

    void add(const FileSeries& row, const Outcome& outcome, std::size_t i, int season) {
        const double error = forecast::smape(row.test, outcome.mean(i));
        if (!std::isfinite(error) || row.values.empty()) return;
        const auto naive = forecast::naive2(row.values, season, outcome.horizon);
        const forecast::Interval interval{outcome.low95(i), outcome.high95(i)};
        series += 1;
        smape += error;
        naive_smape += forecast::smape(row.test, naive);
        covered += forecast::coverage(row.test, interval);
        const double scaled_error = forecast::mase(row.values, row.test, outcome.mean(i), season);
        if (!std::isfinite(scaled_error)) return;
        scaled += 1;
        mase += scaled_error;
        naive_mase += forecast::mase(row.values, row.test, naive, season);
        msis += forecast::msis(row.values, row.test, interval, 0.95, season);
    }

    std::string text() const {
        return fmt::format(
            "    {:.0f} series with actuals: sMAPE {:.3f}, MASE {}, OWA {}, "
            "95 % interval covers {:.1f} %, MSIS {}\n",
            series,
            100 * smape / series,
            scaled_text("{:.3f}", mase),
            owa_text(),
            100 * covered / series,
            scaled_text("{:.2f}", msis));
    }

private:
    /// By the error of the season before, which a history that only repeats itself has none of.
    std::string scaled_text(fmt::format_string<double> form, double sum) const {
        return scaled > 0 ? fmt::format(form, sum / scaled)
                          : std::string("undefined (no history differs from its season before)");
    }

    /// Where Naive 2 errs nowhere, a forecast without error is as good; one with errors has no
    /// ratio to it.
    std::string owa_text() const {
        const bool errs = naive_smape > 0 && naive_mase > 0;
        if (errs)
            return fmt::format(
                "{:.4f}",
                forecast::owa(
                    smape / series, mase / scaled, naive_smape / series, naive_mase / scaled));
        return smape + mase > 0 ? "undefined (Naive 2 errs nowhere)" : fmt::format("{:.4f}", 1.0);
    }
};

std::string slip_text(const FileSeries& row, std::size_t last) {
    return fmt::format(
        "    {}: is {:.10g} in {} right? It is far from all values before it. The forecast takes "
        "what "
        "was usual instead; the interval reaches out to it.\n",
        row.name,
        row.values[last],
        row.period_text(last));
}

std::string end_text(const FileSeries& row, std::size_t last) {
    const auto end = row.period_text(row.values.size() - 1);
    if (row.ended)
        return fmt::format(
            "    {}: nothing is known after {}, and the file goes on to {}, so it is "
            "taken to have ended: the forecast is 0. If it still sells, write its "
            "figures.\n",
            row.name,
            row.period_text(last),
            end);
    return fmt::format(
        "    {}: nothing is known after {}, and the file goes on to {}. If it sold "
        "nothing, write 0; if it has ended, leave it out.\n",
        row.name,
        row.period_text(last),
        end);
}

std::string doubts_text(const FileGroup& group, const Outcome& outcome) {
    constexpr int kMostShown = 20;
    std::string text;
    int count = 0;
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        const FileSeries& row = group.rows[i];
        const auto last = last_value_of(row);
        if (last && outcome.doubtful_last[i] && ++count <= kMostShown)
            text += slip_text(row, *last);
        if (last && row.unknown_end > 0 && ++count <= kMostShown) text += end_text(row, *last);
    }
    if (count > kMostShown) text += fmt::format("    … and {} more\n", count - kMostShown);
    return text;
}

void write_series(std::ostream& out,
                  const FileGroup& group,
                  const Outcome& outcome,
                  std::size_t i) {
    const std::string name = cell(group.rows[i].name);
    const auto model = report_model(outcome, i);
    for (std::size_t h = 0; h < outcome.mean(i).size(); ++h)
        out << fmt::format("{},{},{:.10g},{:.10g},{:.10g},{:.10g},{:.10g},{}\n",
                           name,
                           period_of(group, i, h),
                           outcome.mean(i)[h],
                           outcome.low80(i)[h],
                           outcome.high80(i)[h],
                           outcome.low95(i)[h],
                           outcome.high95(i)[h],
                           model);
}

}  // namespace

void write_forecast_csv(std::ostream& out,
                        const std::deque<FileGroup>& groups,
                        const std::vector<Outcome>& outcomes) {
    out << "series,period,mean,low80,high80,low95,high95,model\n";
    for (std::size_t g = 0; g < groups.size(); ++g)
        for (std::size_t i = 0; i < outcomes[g].size(); ++i)
            write_series(out, groups[g], outcomes[g], i);
}

std::string forecast_json(const std::deque<FileGroup>& groups,
                          const std::vector<Outcome>& outcomes) {
    json all = json::array();
    json notes = json::array();
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const FileNote& note : groups[g].notes)
            notes.push_back({{"code", note.code}, {"message", note.message}});
        for (std::size_t i = 0; i < outcomes[g].size(); ++i) {
            all.push_back(series_json(groups[g], outcomes[g], i));
        }
    }
    return json{{"notes", notes}, {"series", all}}.dump(
        1, ' ', false, json::error_handler_t::replace);
}

std::string forecast_summary(const std::deque<FileGroup>& groups,
                             const std::vector<Outcome>& outcomes) {
    std::string text;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const Outcome& outcome = outcomes[g];
        text += fmt::format("{} series of {}, season {}, {} periods ahead\n",
                            outcome.size(),
                            groups[g].rows.front().form.name(),
                            outcome.season_length,
                            outcome.horizon);
        std::map<forecast::Status, int> counts;
        Tally tally;
        for (std::size_t i = 0; i < outcome.size(); ++i) {
            ++counts[outcome.statuses[i]];
            if (!groups[g].rows[i].test.empty())
                tally.add(groups[g].rows[i], outcome, i, groups[g].score_season);
        }
        for (const auto& [status, count] : counts) {
            text += fmt::format("    {} {}: {}\n",
                                count,
                                forecast::status_name(status),
                                forecast::status_reason(status));
        }
        for (const FileNote& note : groups[g].notes) text += fmt::format("    {}\n", note.message);
        text += doubts_text(groups[g], outcome);
        if (tally.series > 0) text += tally.text();
    }
    return text;
}

}  // namespace bihuan
