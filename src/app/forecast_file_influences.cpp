#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"

// What stands beside the values of a plain file, as the model is to see it.
namespace bihuan {

namespace {

using forecast::Layer;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// What all rows say of an influence up to the file's end.
struct InfluenceSigns {
    std::int64_t known = 0;
    std::int64_t used = 0;  ///< Not 0.
    std::int64_t unsold = 0;
    std::int64_t used_unsold = 0;  ///< Of those, where it is not 0.
    bool flags = true;             ///< Nothing but 0 and 1.

    void see(double value, double influence) {
        if (std::isnan(influence)) return;
        ++known;
        used += influence != 0 ? 1 : 0;
        unsold += value == 0 ? 1 : 0;
        used_unsold += value == 0 && influence != 0 ? 1 : 0;
        flags = flags && (influence == 0 || influence == 1);
    }

    /// Days of a promotion: 0 where nobody says so. What is only there where something was sold
    /// often counts a part of it.
    bool is_event() const {
        const bool follows_sales = 2 * unsold >= known && used_unsold == 0;
        return flags || (2 * used <= known && !follows_sales);
    }
};

}  // namespace

bool LongReader::is_told_ahead(std::size_t influence, const Range& range) const {
    return std::any_of(tracks_.begin(), tracks_.end(), [&](const Track& track) {
        const auto ahead = track.points.upper_bound(range.end);
        return std::any_of(ahead, track.points.end(), [&](const auto& point) {
            return !std::isnan(point.second.regressors[influence]);
        });
    });
}

void LongReader::drop_influence(std::size_t influence) {
    const auto at = static_cast<std::ptrdiff_t>(influence);
    columns_.influences.erase(columns_.influences.begin() + at);
    columns_.regressors.erase(columns_.regressors.begin() + at);
    for (Track& track : tracks_)
        for (auto& [period, point] : track.points)
            point.regressors.erase(point.regressors.begin() + at);
}

/// Whether the two, or where they are one that one, make each value that is known.
bool LongReader::make_the_value(std::size_t one, std::size_t other) const {
    constexpr std::int64_t kFewest = 6;
    constexpr double kRounding = 1e-9;
    std::int64_t sold = 0;
    for (const Track& track : tracks_) {
        for (const auto& [period, point] : track.points) {
            if (std::isnan(point.value)) continue;
            const double sum = point.regressors[one] + (one == other ? 0 : point.regressors[other]);
            if (!(std::abs(sum - point.value) <= kRounding * std::abs(point.value))) return false;
            sold += point.value != 0 ? 1 : 0;
        }
    }
    return sold >= kFewest;
}

/// 线上销量 and 线下销量 beside 销量: they are what is to be forecast, however they are planned.
void LongReader::leave_parts_out() {
    std::set<std::size_t> parts;
    for (std::size_t one = 0; one < columns_.influences.size(); ++one)
        for (std::size_t other = one; other < columns_.influences.size(); ++other)
            if (make_the_value(one, other)) parts.insert({one, other});
    if (parts.empty()) return;
    std::vector<std::string> names;
    for (const std::size_t part : parts) names.push_back(columns_.regressors[part].name);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) drop_influence(*part);
    columns_.notes.push_back(
        {"parts_of_the_value",
         fmt::format("No influences, for they make up the value: {}.", fmt::join(names, ", "))});
}

/// What is known only afterwards (orders, visitors, parts of the sales) would explain the past and
/// promise far more than anybody knows of the periods ahead.
void LongReader::leave_unknown_influences(const Range& range) {
    std::vector<std::string> left;
    for (std::size_t r = columns_.influences.size(); r-- > 0;) {
        if (is_told_ahead(r, range)) continue;
        InfluenceSigns signs;
        for (const Track& track : tracks_)
            for (const auto& [period, point] : track.points)
                signs.see(point.value, point.regressors[r]);
        if (signs.is_event()) continue;
        left.insert(left.begin(), columns_.regressors[r].name);
        drop_influence(r);
    }
    if (left.empty()) return;
    columns_.notes.push_back(
        {"influences_unknown_ahead",
         fmt::format(
             "Not stated ahead, so not used as influences: {}. Who knows them adds rows for "
             "the periods ahead, with them and without a value.",
             fmt::join(left, ", "))});
}

/// Prices act in proportion: their logarithm against the series' usual price.
void LongReader::use_log_prices(FileSeries& series, std::size_t periods) const {
    for (std::size_t r = 0; r < columns_.influences.size(); ++r) {
        if (columns_.regressors[r].layer != Layer::Price) continue;
        const auto column = std::span(series.regressors).subspan(r * periods, periods);
        double sum = 0;
        double count = 0;
        for (const double price : column) {
            if (!(price > 0)) continue;
            sum += std::log(price);
            count += 1;
        }
        for (double& price : column) price = price > 0 ? std::log(price) - sum / count : kNan;
    }
}

/// What is hardly ever 0 is nothing special where it is usual: stock, temperature, shops.
void LongReader::centre_on_usual(FileSeries& series, std::size_t periods) const {
    constexpr double kRarely = 0.25;
    for (std::size_t r = 0; r < columns_.influences.size(); ++r) {
        if (columns_.regressors[r].layer == Layer::Price) continue;
        const auto column = std::span(series.regressors).subspan(r * periods, periods);
        std::vector<double> known;
        for (const double value : column.first(series.values.size()))
            if (!std::isnan(value)) known.push_back(value);
        const auto zeros = static_cast<double>(std::count(known.begin(), known.end(), 0.0));
        if (known.empty() || zeros > kRarely * static_cast<double>(known.size())) continue;
        const auto middle = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
        std::nth_element(known.begin(), middle, known.end());
        for (double& value : column) value -= *middle;
    }
}

namespace {

/// Where an influence is not stated ahead.
struct Unstated {
    std::size_t figures = 0;
    std::size_t of = 0;
    std::set<std::string> periods;

    Unstated(const FileGroup& group, std::size_t influence) {
        const auto horizon = static_cast<std::size_t>(group.problem.horizon);
        for (const FileSeries& row : group.rows) {
            const std::size_t length = row.values.size();
            const auto ahead =
                std::span(row.regressors).subspan(influence * (length + horizon) + length, horizon);
            of += horizon;
            for (std::size_t h = 0; h < horizon; ++h) {
                if (!std::isnan(ahead[h])) continue;
                ++figures;
                periods.insert(row.period_text(length + h));
            }
        }
    }

    std::string text() const {
        std::string text = *periods.begin();
        if (periods.size() > 1) text += " … " + *periods.rbegin();
        return figures == of ? text : fmt::format("{} ({} of {} figures)", text, figures, of);
    }
};

}  // namespace

/// An influence that is not stated ahead counts as none, or as usual; that is said.
void LongReader::note_unstated(FileGroup& group) const {
    for (std::size_t r = 0; r < columns_.influences.size(); ++r) {
        const Unstated unstated(group, r);
        if (unstated.figures == 0) continue;
        group.notes.push_back({"influence_not_stated",
                               fmt::format("{} is not stated for {}; taken as 0 (of prices and "
                                           "what is never 0: as usual).",
                                           columns_.regressors[r].name,
                                           unstated.text())});
    }
}

}  // namespace bihuan
