#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "platform/files/cell_values.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

using forecast::Frequency;
using forecast::Layer;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

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

/// What people plan: four weeks, a quarter, a year, two years, six years; two days of parts of one.
int usual_horizon(const PeriodForm& form) {
    constexpr int kMostParts = 336;
    if (form.kind == PeriodKind::Openday) return 4 * form.season();
    if (form.kind == PeriodKind::Minute && form.season() > 1) {
        return std::min(2 * form.season(), kMostParts);
    }
    switch (form.frequency()) {
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
    return std::max(6, form.season());
}

}  // namespace

Result<LongReader> LongReader::from(const files::TableRow& header,
                                    const ForecastFileOptions& options) {
    LongReader reader(options);
    for (std::size_t column = 0; column < header.cells.size(); ++column) {
        const std::string name = column_name(header.cell(column));
        if (is_one_of(name,
                      {"series", "id", "unique_id", "series_id", "item_id", "系列", "序列"})) {
            reader.series_ = column;
        } else if (is_one_of(name,
                             {"period",
                              "month",
                              "day",
                              "date",
                              "week",
                              "ds",
                              "timestamp",
                              "datetime",
                              "time",
                              "quarter",
                              "year",
                              "期间",
                              "月份",
                              "日期"})) {
            reader.period_ = column;
        } else if (is_one_of(name,
                             {"value", "quantity", "sales", "y", "target", "值", "数量", "销量"})) {
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
        if (column != kNoColumn) return;
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
    if (is_gap(text)) return kNan;
    const auto value = files::parse_number(text);
    if (value && is_countable(*value)) return *value;
    issues.push_back({value ? "number_too_large" : std::string(value.error().code),
                      files::cell_place(row.number, column),
                      "Expected a number, or an empty cell for a gap.",
                      files::shown(text)});
    return kNan;
}

/// Days and points in time go together, and so do plain numbers and those that look like years.
bool LongReader::accept(PeriodKind kind) {
    const auto is_date = [](PeriodKind one) {
        return one == PeriodKind::Day || one == PeriodKind::Minute;
    };
    if (!kind_) kind_ = kind;
    if (is_date(*kind_) && is_date(kind)) {
        if (kind == PeriodKind::Minute) kind_ = kind;
        return true;
    }
    return *kind_ == kind || (*kind_ == PeriodKind::Count && kind == PeriodKind::Year);
}

std::optional<std::int32_t> LongReader::period_of(const files::TableRow& row, Issues& issues) {
    const auto place = files::cell_place(row.number, period_);
    const auto found = files::shown(row.cell(period_));
    const auto period = parse_period(row.cell(period_));
    if (!period) {
        const auto day = files::parse_day(row.cell(period_));
        if (!day && day.error().code == "ambiguous_day") {
            issues.push_back(files::file_issue("ambiguous_day", place, row.cell(period_)));
            return std::nullopt;
        }
        issues.push_back(
            {"not_a_period",
             place,
             "Expected a period such as 2026-10, 2026-10-01, 2026-10-01 08:00, 2026Q4, 2026-W05, "
             "2026 or a plain number.",
             found});
        return std::nullopt;
    }
    if (!accept(period->kind)) {
        issues.push_back({"mixed_periods",
                          place,
                          "Expected a period of the same kind as in the rows above.",
                          found});
        return std::nullopt;
    }
    return period->kind == PeriodKind::Day ? number_in({PeriodKind::Minute}, *period)
                                           : period->number;
}

void LongReader::read(const files::TableRow& row, Issues& issues) {
    const std::size_t before = issues.size();
    const auto period = period_of(row, issues);
    const std::string_view name = files::trim(row.cell(series_));
    if (name.empty()) {
        issues.push_back({"empty_cell",
                          files::cell_place(row.number, series_),
                          "Expected the name of a series.",
                          ""});
    }
    Point point{number(row, value_, issues)};
    if (availability_ != kNoColumn) {
        const double share = number(row, availability_, issues);
        point.availability = std::isnan(share) ? 1 : share;
    }
    for (const std::size_t column : columns_)
        point.regressors.push_back(number(row, column, issues));
    if (issues.size() > before) return;

    const auto [found, fresh] = by_name_.emplace(name, tracks_.size());
    if (fresh) tracks_.push_back({std::string(name), "", {}});
    Track& track = tracks_[found->second];
    if (category_ != kNoColumn) track.category = files::trim(row.cell(category_));
    if (!track.points.emplace(*period, std::move(point)).second) {
        issues.push_back(
            {"duplicate_period",
             files::cell_place(row.number, period_),
             fmt::format("Expected each period once; series {} has it already.", track.name),
             files::shown(row.cell(period_))});
    }
}

/// Finds what the periods are and counts them so.
PeriodForm LongReader::settle_form() {
    constexpr std::int32_t kMinutesOfDay = 1440;
    const std::int32_t unit = *kind_ == PeriodKind::Day ? kMinutesOfDay : 1;
    std::vector<std::vector<std::int32_t>> rows;
    for (const Track& track : tracks_) {
        auto& row = rows.emplace_back();
        for (const auto& [period, point] : track.points) row.push_back(period / unit);
    }
    PeriodForm form = find_form(*kind_, rows);
    // Festivals are dated; the days between those that are open stay gaps then.
    if (form.kind == PeriodKind::Openday && options_.holidays != forecast::Holidays::None) {
        form = {PeriodKind::Day};
    }
    if (form.kind == *kind_ && unit == 1) return form;
    for (Track& track : tracks_) {
        std::map<std::int32_t, Point> points;
        for (auto& [period, point] : track.points)
            points.emplace(number_in(form, {*kind_, period / unit}), std::move(point));
        track.points = std::move(points);
    }
    return form;
}

/// Periods far apart in small steps would be nearly all gaps.
bool LongReader::check_size(const PeriodForm& form, Issues& issues) const {
    constexpr std::int64_t kMostGaps = 50;
    constexpr std::int64_t kFew = 20'000;
    for (const Track& track : tracks_) {
        const auto first = std::int64_t{track.points.begin()->first};
        const auto length = (track.points.rbegin()->first - first) / form.step + 1;
        const auto points = static_cast<std::int64_t>(track.points.size());
        if (length <= kFew || length <= kMostGaps * points) continue;
        issues.push_back({"irregular_periods",
                          "/",
                          fmt::format("Expected periods at a common distance; series {} has {} "
                                      "values on {} {}.",
                                      track.name,
                                      points,
                                      length,
                                      form.name()),
                          ""});
        return false;
    }
    return true;
}

/// The last period with a value; the one before the first without any.
std::int32_t LongReader::last_known(const Track& track, std::int32_t step) {
    std::int32_t last = track.points.begin()->first - step;
    for (const auto& [period, point] : track.points) {
        if (!std::isnan(point.value)) last = period;
    }
    return last;
}

/// As many periods as any series has behind its last value; a usual number when none has any.
int LongReader::horizon_of(const PeriodForm& form) const {
    if (options_.horizon > 0) return options_.horizon;
    const std::int32_t step = form.step;
    int most = 0;
    for (const Track& track : tracks_) {
        most = std::max(most, (track.points.rbegin()->first - last_known(track, step)) / step);
    }
    return most > 0 ? most : usual_horizon(form);
}

FileSeries LongReader::series_of(const Track& track, const PeriodForm& form, int horizon) const {
    const std::int32_t step = form.step;
    FileSeries series;
    series.form = form;
    series.name = track.name;
    series.category = track.category;
    series.first_period = track.points.begin()->first;
    const auto length =
        static_cast<std::size_t>((last_known(track, step) - series.first_period) / step) + 1;
    const std::size_t periods = length + static_cast<std::size_t>(horizon);
    series.values.assign(length, kNan);
    if (availability_ != kNoColumn) series.availability.assign(length, 1);
    series.regressors.assign(columns_.size() * periods, kNan);
    for (const auto& [period, point] : track.points) {
        const auto t = static_cast<std::size_t>((period - series.first_period) / step);
        if (t >= periods) continue;
        for (std::size_t r = 0; r < columns_.size(); ++r) {
            series.regressors[r * periods + t] = point.regressors[r];
        }
        if (t >= length) continue;
        series.values[t] = point.value;
        if (availability_ != kNoColumn) series.availability[t] = point.availability;
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

std::deque<FileGroup> LongReader::groups(Issues& issues) {
    if (tracks_.empty()) return {};
    const PeriodForm form = settle_form();
    if (!check_size(form, issues)) return {};
    std::deque<FileGroup> result(1);
    FileGroup& group = result.front();
    group.problem.horizon = horizon_of(form);
    std::vector<int> seasons;
    for (const Track& track : tracks_) {
        group.rows.push_back(series_of(track, form, group.problem.horizon));
        seasons.push_back(season_within(group.rows.back().values, form.season()));
    }
    const auto middle = seasons.begin() + static_cast<std::ptrdiff_t>(seasons.size() / 2);
    std::nth_element(seasons.begin(), middle, seasons.end());
    group.problem.season = options_.season > 0 ? options_.season : *middle;
    group.problem.frequency = form.frequency();
    if (form.kind == PeriodKind::Count && options_.season > 0) {
        group.problem.frequency = frequency_of_season(options_.season);
    }
    if (form.in_calendar()) group.problem.holidays = options_.holidays;
    group.problem.regressors = regressors_;
    group.score_season = group.problem.season;
    return result;
}

}  // namespace bihuan
