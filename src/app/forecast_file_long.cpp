#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "base/day.h"
#include "platform/files/cell_values.h"
#include "platform/files/place.h"

namespace bihuan {

namespace {

using forecast::Frequency;
using forecast::Layer;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& letter : result) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return result;
}

bool is_one_of(const std::string& name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool holds(const std::string& name, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&name](std::string_view part) {
        return name.find(part) != std::string::npos;
    });
}

/// The layer of a regressor, from the name of its column.
Layer layer_of(const std::string& name) {
    if (holds(name, {"price", "价"})) return Layer::Price;
    if (holds(name, {"promo", "coupon", "feature", "discount", "促"})) return Layer::Promotion;
    if (holds(name, {"distribution", "outlets", "铺货"})) return Layer::Distribution;
    if (holds(name, {"festival", "holiday", "节"})) return Layer::Festival;
    return Layer::Event;
}

int usual_horizon(Frequency frequency) {
    switch (frequency) {
        case Frequency::Daily:
            return 28;
        case Frequency::Weekly:
            return 13;
        case Frequency::Monthly:
            return 12;
        case Frequency::Quarterly:
            return 8;
        case Frequency::Yearly:
        case Frequency::Other:
            break;
    }
    return 6;
}

}  // namespace

Result<LongReader> LongReader::from(const files::TableRow& header,
                                    const ForecastFileOptions& options) {
    LongReader reader(options);
    for (std::size_t column = 0; column < header.cells.size(); ++column) {
        const std::string name = lower(header.cell(column));
        if (is_one_of(name, {"series", "id", "系列", "序列"})) {
            reader.series_ = column;
        } else if (is_one_of(name,
                             {"period", "month", "day", "date", "week", "期间", "月份", "日期"})) {
            reader.period_ = column;
        } else if (is_one_of(name, {"value", "quantity", "sales", "值", "数量", "销量"})) {
            reader.value_ = column;
        } else if (is_one_of(name, {"category", "品类", "类别"})) {
            reader.category_ = column;
        } else if (is_one_of(name, {"availability", "可售"})) {
            reader.availability_ = column;
        } else if (!name.empty()) {
            reader.columns_.push_back(column);
            reader.regressors_.push_back({std::string(header.cell(column)), layer_of(name)});
        }
    }
    Issues issues;
    const auto need = [&](std::size_t column, std::string_view name) {
        if (column != kNone) return;
        issues.push_back({"missing_column",
                          files::row_place(header.number),
                          fmt::format("Expected a column named \"{}\" in the first row.", name),
                          ""});
    };
    need(reader.series_, "series");
    need(reader.period_, "period");
    need(reader.value_, "value");
    if (!issues.empty()) return tl::unexpected(issues);
    return reader;
}

double LongReader::number(const files::TableRow& row, std::size_t column, Issues& issues) {
    const std::string_view text = row.cell(column);
    if (text.empty() || text == "NA") return kNan;
    const auto value = files::parse_number(text);
    if (value) return *value;
    issues.push_back({std::string(value.error().code),
                      files::cell_place(row.number, column),
                      "Expected a number, or an empty cell for a gap.",
                      files::shown(text)});
    return kNan;
}

void LongReader::read(const files::TableRow& row, Issues& issues) {
    const std::size_t before = issues.size();
    const auto period = parse_period(row.cell(period_));
    if (!period) {
        issues.push_back(
            {"not_a_period",
             files::cell_place(row.number, period_),
             "Expected a period such as 2026-10, 2026-10-01, 2026Q4, 2026-W05 or 2026.",
             files::shown(row.cell(period_))});
    } else if (frequency_ && *frequency_ != period->frequency) {
        issues.push_back({"mixed_periods",
                          files::cell_place(row.number, period_),
                          "Expected a period of the same kind as in the rows above.",
                          files::shown(row.cell(period_))});
    } else {
        frequency_ = period->frequency;
    }
    if (row.cell(series_).empty()) {
        issues.push_back({"empty_cell",
                          files::cell_place(row.number, series_),
                          "Expected the name of a series.",
                          ""});
    }
    Point point{number(row, value_, issues)};
    if (availability_ != kNone) {
        const double share = number(row, availability_, issues);
        point.availability = std::isnan(share) ? 1 : share;
    }
    for (const std::size_t column : columns_)
        point.regressors.push_back(number(row, column, issues));
    if (issues.size() > before) return;

    const auto [found, fresh] = by_name_.emplace(row.cell(series_), tracks_.size());
    if (fresh) tracks_.push_back({std::string(row.cell(series_)), "", {}});
    Track& track = tracks_[found->second];
    if (category_ != kNone) track.category = row.cell(category_);
    if (!track.points.emplace(period->number, std::move(point)).second) {
        issues.push_back(
            {"duplicate_period",
             files::cell_place(row.number, period_),
             fmt::format("Expected each period once; series {} has it already.", track.name),
             files::shown(row.cell(period_))});
    }
}

/// Days seven apart are weeks, all on the first of a month are months. Gives the step.
int LongReader::settle_frequency() {
    if (frequency_ == Frequency::Weekly) return 7;
    if (frequency_ != Frequency::Daily) return 1;
    std::int32_t apart = 0;
    bool firsts = true;
    for (const Track& track : tracks_) {
        const std::int32_t first = track.points.begin()->first;
        for (const auto& [period, point] : track.points) {
            apart = std::gcd(apart, period - first);
            firsts = firsts && Day::from_number(period).date().day() == std::chrono::day{1};
        }
    }
    if (firsts) {
        count_in_months();
        return 1;
    }
    if (apart == 0 || apart % 7 != 0) return 1;
    frequency_ = Frequency::Weekly;
    return 7;
}

/// Days become the months they begin.
void LongReader::count_in_months() {
    frequency_ = Frequency::Monthly;
    for (Track& track : tracks_) {
        std::map<std::int32_t, Point> months;
        for (auto& [day, point] : track.points)
            months.emplace(Month(Day::from_number(day)).number(), std::move(point));
        track.points = std::move(months);
    }
}

/// As many periods as any series has behind its last value; a usual number when none has any.
int LongReader::horizon_of(int step) const {
    if (options_.horizon > 0) return options_.horizon;
    int most = 0;
    for (const Track& track : tracks_) {
        std::int32_t last = track.points.begin()->first - step;
        for (const auto& [period, point] : track.points) {
            if (!std::isnan(point.value)) last = period;
        }
        most = std::max(most, (track.points.rbegin()->first - last) / step);
    }
    return most > 0 ? most : usual_horizon(*frequency_);
}

FileSeries LongReader::series_of(const Track& track, int step, int horizon) const {
    FileSeries series;
    series.name = track.name;
    series.category = track.category;
    series.first_period = track.points.begin()->first;
    std::int32_t last = series.first_period - step;
    for (const auto& [period, point] : track.points) {
        if (!std::isnan(point.value)) last = period;
    }
    const auto length = static_cast<std::size_t>((last - series.first_period) / step) + 1;
    const std::size_t periods = length + static_cast<std::size_t>(horizon);
    series.values.assign(length, kNan);
    if (availability_ != kNone) series.availability.assign(length, 1);
    series.regressors.assign(columns_.size() * periods, kNan);
    for (const auto& [period, point] : track.points) {
        const auto t = static_cast<std::size_t>((period - series.first_period) / step);
        if (t >= periods) continue;
        for (std::size_t r = 0; r < columns_.size(); ++r) {
            series.regressors[r * periods + t] = point.regressors[r];
        }
        if (t >= length) continue;
        series.values[t] = point.value;
        if (availability_ != kNone) series.availability[t] = point.availability;
    }
    use_log_prices(series, periods);
    return series;
}

/// Prices act in proportion: their logarithm against the series' usual price.
void LongReader::use_log_prices(FileSeries& series, std::size_t periods) const {
    for (std::size_t r = 0; r < columns_.size(); ++r) {
        if (regressors_[r].layer != Layer::Price) continue;
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

std::deque<FileGroup> LongReader::groups() {
    std::deque<FileGroup> result(1);
    FileGroup& group = result.front();
    if (tracks_.empty()) return {};
    const int step = settle_frequency();
    group.problem.frequency = *frequency_;
    group.problem.season = options_.season;
    group.problem.horizon = horizon_of(step);
    group.problem.holidays = options_.holidays;
    group.problem.regressors = regressors_;
    for (const Track& track : tracks_) {
        group.rows.push_back(series_of(track, step, group.problem.horizon));
    }
    point_series(group);
    return result;
}

}  // namespace bihuan
