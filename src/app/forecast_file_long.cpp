#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "app/forecast_file_headings.h"
#include "app/forecast_file_parts.h"
#include "platform/files/cell_values.h"
#include "platform/files/header_match.h"
#include "platform/files/heading_scale.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"
#include "platform/files/total_rows.h"

namespace bihuan {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

constexpr const char* kNotAPeriod =
    "Expected a period that exists, such as 2026-10, 2026-10-01, 2026-10-01 08:00, 2026Q4, 2026H1, "
    "2026-W05, 2026, FY2026 or a plain number.";

Issue mixed_periods(const std::string& place, std::string_view text) {
    return {"mixed_periods",
            place,
            "Expected a period of the same kind as in the rows above.",
            files::shown(text)};
}

}  // namespace

Issue unread_period(const std::string& place, std::string_view text) {
    constexpr std::string_view kSeveral = "several_months";
    const auto month = files::parse_month(text);
    if (!month && month.error().code == kSeveral)
        return files::file_issue(kSeveral, place, files::shown(text));
    return {"not_a_period", place, kNotAPeriod, files::shown(text)};
}

Result<LongReader> LongReader::from(const files::TableRow& header,
                                    const files::TableRow* below,
                                    const ForecastFileOptions& options,
                                    files::DayOrderOf order_of,
                                    FileLook& look) {
    auto columns = find_columns(header, below, options.day_order, look);
    if (!columns) return tl::unexpected(columns.error());
    LongReader reader(std::move(*columns), options, std::move(order_of));
    reader.header_row_ = header.number;
    Issues issues;
    for (std::size_t i = 0; i < reader.columns_.periods.size(); ++i) {
        if (reader.accept(reader.columns_.periods[i])) continue;
        const std::size_t column = reader.columns_.values[i];
        issues.push_back(
            mixed_periods(files::cell_place(header.number, column), header.cell(column)));
    }
    reader.check_heading_units(header, issues);
    if (!issues.empty()) return tl::unexpected(issues);
    return reader;
}

namespace {

Issue mixed_units(std::string place, std::string_view one, std::string_view other) {
    return {"mixed_units",
            std::move(place),
            fmt::format("The figures of one series are counted in \"{}\" and \"{}\". Give all of "
                        "them in one unit; if the two are series of their own, write the unit into "
                        "the name of the series (序列).",
                        one,
                        other),
            files::shown(other)};
}

}  // namespace

/// Boxes in one row and bottles in the next, in a column of units or by how the figures are shown:
/// said once for each series.
void LongReader::check_unit(const files::TableRow& row,
                            std::size_t value,
                            Track& track,
                            Issues& issues) const {
    if (track.total || track.units_differ) return;
    const bool told = columns_.unit != kNoColumn;
    const std::size_t column = told ? columns_.unit : columns_.values[value];
    const std::string_view unit = files::trim(told ? row.cell(column) : row.suffix(column));
    // What is shown behind a figure may be a remark: 12箱(预估), 12↑.
    if (is_gap(unit) || (!told && !files::says_unit(files::fold(unit)))) return;
    if (track.unit.empty()) track.unit = unit;
    track.units_differ = column_name(unit) != column_name(track.unit);
    if (track.units_differ)
        issues.push_back(mixed_units(files::cell_place(row.number, column), track.unit, unit));
}

/// 2024年12月（箱） beside 2025年1月（瓶）.
void LongReader::check_heading_units(const files::TableRow& header, Issues& issues) const {
    if (columns_.period != kNoColumn) return;
    std::string first;
    for (const std::size_t column : columns_.values) {
        const std::string unit = unit_in_heading(header.cell(column));
        if (first.empty()) first = unit;
        if (unit.empty() || unit == first) continue;
        issues.push_back(mixed_units(files::cell_place(header.number, column), first, unit));
        return;
    }
}

Issue LongReader::unread_figure(std::string_view code, std::string place, std::string_view text) {
    std::string message = "Expected a number, or an empty cell for a gap.";
    if (is_comma_figure(text))
        message = "Expected a number with a point before its fraction: write 1.001,50 as 1001.50.";
    if (code == "number_too_large")
        message = fmt::format("Expected a number of at most {} either way.", kMostFigure);
    if (code == "share_for_amount") message = files::message(code, files::Language::English);
    return {std::string(code), std::move(place), std::move(message), files::shown(text)};
}

/// What was sold: a percentage is none.
double LongReader::amount(const files::TableRow& row, std::size_t column, Issues& issues) {
    const std::string_view text = row.cell(column);
    if (is_gap_for_value(text)) return gap(text);
    const auto value = files::parse_amount(text);
    if (value && is_countable(*value)) return *value;
    issues.push_back(unread_figure(value ? "number_too_large" : value.error().code,
                                   files::cell_place(row.number, column),
                                   text));
    return kNan;
}

/// What is not empty is counted, and said.
double LongReader::gap(std::string_view text) {
    const auto word = files::trim(text);
    if (!word.empty() && !total_row_ && ++gaps_ == 1) gap_word_ = word;
    return kNan;
}

/// A known influence; 是 is 1.
double LongReader::number(const files::TableRow& row, std::size_t column, Issues& issues) {
    const std::string_view text = row.cell(column);
    if (is_gap(text)) return gap(text);
    const auto value = files::parse_number(text);
    if (value && is_countable(*value)) return *value;
    if (const auto flag = files::parse_flag(text); !value && flag) return *flag ? 1 : 0;
    issues.push_back(unread_figure(value ? "number_too_large" : value.error().code,
                                   files::cell_place(row.number, column),
                                   text));
    return kNan;
}

/// Days and points in time go together, and so do plain numbers and those that look like years.
bool LongReader::accept(const FilePeriod& period) {
    const auto is_date = [](PeriodKind one) {
        return one == PeriodKind::Day || one == PeriodKind::Minute;
    };
    if (!kind_ || (only_totals_ && !total_row_)) {
        kind_ = period.kind;
        first_ = period;
        four_digits_ = utc_ = true;
    }
    only_totals_ = only_totals_ && total_row_;
    if (period.fiscal != first_.fiscal) return false;
    if (is_date(*kind_) && is_date(period.kind)) {
        if (period.kind == PeriodKind::Minute) kind_ = period.kind;
        return true;
    }
    return *kind_ == period.kind ||
           (*kind_ == PeriodKind::Count && period.kind == PeriodKind::Year);
}

/// The year of the row with the part that heads the column.
std::optional<FilePeriod> LongReader::period_across(const files::TableRow& row,
                                                    std::size_t value,
                                                    Issues& issues) {
    if (columns_.period_parts.empty()) return columns_.periods[value];
    const auto text = joined_period(row.cell(columns_.year), columns_.period_parts[value], "");
    const auto period = parse_period(text);
    if (period && accept(*period)) return period;
    const auto place = files::cell_place(row.number, columns_.year);
    issues.push_back(period ? mixed_periods(place, text) : unread_period(place, text));
    return std::nullopt;
}

std::optional<FilePeriod> LongReader::period_of(const files::TableRow& row, Issues& issues) {
    const std::string text = columns_.year == kNoColumn ? std::string(row.cell(columns_.period))
                                                        : joined_period(row, columns_);
    const auto place = files::cell_place(row.number, columns_.period);
    auto period = parse_period(text);
    if (!period && is_ambiguous_day(text)) {
        period = parse_period(text, order_of_(columns_.period));
        if (!period) {
            issues.push_back({"ambiguous_day",
                              place,
                              "The day can be read in two ways; write it as 2026-10-01, or say "
                              "--day-order.",
                              files::shown(text)});
            return std::nullopt;
        }
    }
    if (!period) {
        issues.push_back(unread_period(place, text));
        return std::nullopt;
    }
    if (accept(*period)) return period;
    issues.push_back(mixed_periods(place, text));
    return std::nullopt;
}

/// Of several columns the texts, put together.
std::string LongReader::name_of(const files::TableRow& row,
                                std::size_t value,
                                Issues& issues) const {
    if (columns_.names.empty()) return columns_.value_names[value];
    std::string name;
    for (const std::size_t column : columns_.names) {
        const std::string_view part = files::trim(row.cell(column));
        const auto wrong = part.empty() ? std::nullopt : files::code_fault(part);
        if (wrong)
            issues.push_back(files::file_issue(
                wrong->code, files::cell_place(row.number, column), files::shown(part)));
        if (!name.empty() && !part.empty()) name += " / ";
        name += part;
    }
    if (name.empty()) {
        issues.push_back({"empty_cell",
                          files::cell_place(row.number, columns_.names.front()),
                          "Expected the name of a series.",
                          ""});
    }
    return name;
}

LongReader::Cell LongReader::cell_of_period(const files::TableRow& row, std::size_t value) const {
    if (columns_.year != kNoColumn) return {row.number, columns_.year};
    if (columns_.period != kNoColumn) return {row.number, columns_.period};
    return {header_row_, columns_.values[value]};
}

LongReader::Point LongReader::point_of(const files::TableRow& row,
                                       std::size_t value,
                                       Issues& issues) {
    Point point{amount(row, columns_.values[value], issues)};
    point.cell = cell_of_period(row, value);
    if (columns_.availability != kNoColumn) {
        const double share = number(row, columns_.availability, issues);
        point.availability = std::isnan(share) ? 1 : share;
    }
    for (const std::size_t column : columns_.influences)
        point.regressors.push_back(number(row, column, issues));
    return point;
}

bool LongReader::is_total_row(const files::TableRow& row) const {
    return std::any_of(columns_.names.begin(), columns_.names.end(), [&](std::size_t column) {
        return files::is_total(row.cell(column));
    });
}

bool LongReader::is_total_of_periods(const files::TableRow& row) const {
    return columns_.period != kNoColumn && files::is_total(row.cell(columns_.period));
}

bool LongReader::passes_over(const files::TableRow& row) {
    const bool passed = is_note_row(row);
    if (passed) ++note_rows_;
    return passed;
}

/// A total has often no period, or figures that are none.
void LongReader::read(const files::TableRow& row, Issues& issues) {
    total_row_ = is_total_row(row);
    const bool of_periods = is_total_of_periods(row);
    if (of_periods || total_row_) ++total_rows_;
    if (of_periods) return;
    const auto surplus = files::surplus_cell(row, width_);
    if (surplus && !total_row_) {
        issues.push_back(files::file_issue("surplus_cells",
                                           files::cell_place(row.number, *surplus),
                                           files::shown(row.cell(*surplus))));
        return;
    }
    Issues ignored;
    read_row(row, total_row_ ? ignored : issues);
}

void LongReader::read_row(const files::TableRow& row, Issues& issues) {
    const bool across = columns_.period == kNoColumn;
    const std::size_t before = issues.size();
    const auto period = across ? std::nullopt : period_of(row, issues);
    for (std::size_t value = 0; value < columns_.values.size(); ++value) {
        if (const auto one = across ? period_across(row, value, issues) : period) {
            add(row, value, *one, issues);
        } else {
            name_of(row, value, issues);
            point_of(row, value, issues);
        }
        if (issues.size() > before + (across || period ? 0 : 1)) return;
    }
}

LongReader::Track& LongReader::track_of(const std::string& name, const files::TableRow& row) {
    const auto [found, fresh] = by_name_.emplace(name, tracks_.size());
    if (fresh) {
        tracks_.emplace_back().name = name;
        tracks_.back().total = total_row_ || files::is_total(name);
    }
    Track& track = tracks_[found->second];
    for (const std::size_t column : fresh ? columns_.names : std::vector<std::size_t>{})
        track.parts.emplace_back(files::trim(row.cell(column)));
    if (columns_.category != kNoColumn) track.category = files::trim(row.cell(columns_.category));
    return track;
}

void LongReader::add(const files::TableRow& row,
                     std::size_t value,
                     FilePeriod period,
                     Issues& issues) {
    const std::size_t before = issues.size();
    const std::string name = name_of(row, value, issues);
    Point point = point_of(row, value, issues);
    if (issues.size() > before) return;

    if (!total_row_ || only_totals_) {
        four_digits_ = four_digits_ && period.four_digits;
        utc_ = utc_ && period.offset == 0;
    }
    point.offset = period.offset.value_or(0);
    const std::int32_t number =
        period.kind == PeriodKind::Day ? number_in({PeriodKind::Minute}, period) : period.number;
    Track& track = track_of(name, row);
    check_unit(row, value, track, issues);
    ++cells_;
    if (track.points.emplace(number - point.offset, std::move(point)).second || track.total) return;
    const std::size_t place =
        columns_.period == kNoColumn ? columns_.values[value] : columns_.period;
    repeats_.push_back(
        {"duplicate_period",
         files::cell_place(row.number, place),
         fmt::format("Expected each period once; series {} has it already.", track.name),
         files::shown(row.cell(place))});
}

void LongReader::finish(Issues& issues) const {
    constexpr std::size_t kFewestOfMany = 3;
    constexpr std::size_t kPart = 4;
    if (repeats_.size() < kFewestOfMany || kPart * repeats_.size() < cells_) {
        issues.insert(issues.end(), repeats_.begin(), repeats_.end());
        return;
    }
    issues.push_back(
        {"repeated_periods",
         repeats_.front().field,
         fmt::format("{} of {} rows have a period that their series has already. {} If a column "
                     "tells them apart, head it \"series\" (序列); rows that belong together must "
                     "be added up first.",
                     repeats_.size(),
                     cells_,
                     columns_.names.empty()
                         ? "No column names the series, so the file is taken for "
                           "one."
                         : "The columns that name the series do not suffice."),
         repeats_.front().found});
}

}  // namespace bihuan
