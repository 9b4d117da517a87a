#include "app/forecast_file_columns.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

using forecast::Layer;

constexpr std::size_t kFewestPeriods = 2;

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

/// A period that can be told from a plain number.
std::optional<FilePeriod> dated(std::string_view text, files::DayOrder order) {
    const auto period = parse_period(text, order);
    return period && period->kind != PeriodKind::Count ? period : std::nullopt;
}

enum class Part : std::uint8_t { Year, Quarter, Month, Week, Day, None };

/// Which part of a period a column's name stands for.
Part part_named(const std::string& name) {
    if (is_one_of(name, {"year", "yr", "年", "年份", "年度"})) return Part::Year;
    if (is_one_of(name, {"quarter", "qtr", "季", "季度"})) return Part::Quarter;
    if (is_one_of(name, {"month", "mon", "月", "月份"})) return Part::Month;
    if (is_one_of(name, {"week", "周", "周次"})) return Part::Week;
    return is_one_of(name, {"day", "日"}) ? Part::Day : Part::None;
}

/// 3, Q3, 3月, Mar: a part of a year that does not say of which.
bool is_part(std::string_view text) {
    const auto period = parse_period(text);
    return !files::trim(text).empty() && (!period || period->kind == PeriodKind::Count);
}

/// Without the fraction that a tool gave a whole number.
std::string_view whole_figure(std::string_view text) {
    text = files::trim(text);
    if (text.ends_with(".0")) text.remove_suffix(2);
    return text;
}

class Finding {
public:
    Finding(const files::TableRow& header, const files::TableRow* below, files::DayOrder order)
        : header_(header), below_(below), order_(order) {
        if (order_ != files::DayOrder::Unknown) return;
        files::DayOrderEvidence evidence;
        for (const auto cell : header_.cells) evidence.see(cell);
        order_ = evidence.settled();
        if (order_ == files::DayOrder::Unknown) order_ = evidence.settled_by_firsts();
    }

    Result<FileColumns> find() {
        read_names();
        join_parts();
        if (found_.period == kNoColumn && value_ == kNoColumn && periods_across()) return found_;
        if (found_.period == kNoColumn) find_period_below();
        need(found_.period, "period");
        settle_values();
        if (!issues_.empty()) return tl::unexpected(issues_);
        return std::move(found_);
    }

private:
    void read_names() {
        for (std::size_t column = 0; column < header_.cells.size(); ++column) {
            const std::string name = column_name(header_.cell(column));
            if (is_one_of(name,
                          {"series", "id", "unique_id", "series_id", "item_id", "系列", "序列"})) {
                found_.names = {column};
            } else if (const Part part = part_named(name); part != Part::None) {
                parts_.at(static_cast<std::size_t>(part)) = column;
            } else if (is_one_of(name,
                                 {"period",
                                  "date",
                                  "ds",
                                  "timestamp",
                                  "datetime",
                                  "time",
                                  "期间",
                                  "日期",
                                  "年月"})) {
                found_.period = column;
            } else if (is_one_of(
                           name,
                           {"value", "quantity", "sales", "y", "target", "值", "数量", "销量"})) {
                value_ = column;
            } else if (is_one_of(name, {"category", "品类", "类别"})) {
                found_.category = column;
            } else if (is_one_of(name, {"availability", "可售"})) {
                found_.availability = column;
            } else if (!name.empty() && name.rfind("unnamed:", 0) != 0) {
                others_.push_back(column);
            } else {
                unnamed_.push_back(column);
            }
        }
    }

    std::size_t column_of(Part part) const { return parts_.at(static_cast<std::size_t>(part)); }

    bool holds_part(Part part) const {
        return column_of(part) != kNoColumn && is_part(below_->cell(column_of(part)));
    }

    /// A year with the months, quarters or weeks beside it; else the finest column that says it
    /// all.
    void join_parts() {
        if (found_.period != kNoColumn || take_parts_of_year()) return;
        for (const auto column : parts_)
            if (column != kNoColumn) found_.period = column;
    }

    bool take_parts_of_year() {
        const auto year = column_of(Part::Year);
        const Part part = finest_part();
        if (below_ == nullptr || year == kNoColumn || part == Part::None) return false;
        const auto begun = parse_period(below_->cell(year));
        if (!begun || begun->kind != PeriodKind::Year) return false;
        found_.year = year;
        found_.period = column_of(part);
        if (part == Part::Day) found_.month = column_of(Part::Month);
        if (part == Part::Week) found_.part = "W";
        if (part == Part::Quarter) found_.part = "Q";
        return true;
    }

    /// Of those that say nothing of the year.
    Part finest_part() const {
        if (below_ == nullptr) return Part::None;
        if (holds_part(Part::Month) && holds_part(Part::Day)) return Part::Day;
        for (const Part part : {Part::Week, Part::Month, Part::Quarter})
            if (holds_part(part)) return part;
        return Part::None;
    }

    /// Whether the names of most other columns are periods; the rest name the series.
    bool periods_across() {
        std::vector<std::size_t> names;
        for (const std::size_t column : others_) {
            const std::string name = column_name(header_.cell(column));
            if (const auto period = dated(header_.cell(column), order_)) {
                found_.values.push_back(column);
                found_.periods.push_back(*period);
            } else if (!is_one_of(name, {"total", "sum", "合计", "总计"})) {
                names.push_back(column);
            }
        }
        if (found_.names.empty()) found_.names = names.empty() ? unnamed_ : names;
        const bool across =
            found_.values.size() >= std::max(kFewestPeriods, names.size()) && !found_.names.empty();
        if (across) return true;
        found_.values.clear();
        found_.periods.clear();
        if (found_.names == names || found_.names == unnamed_) found_.names.clear();
        return false;
    }

    void find_period_below() {
        if (below_ == nullptr) return;
        for (auto* columns : {&unnamed_, &others_}) {
            const auto column =
                std::find_if(columns->begin(), columns->end(), [this](std::size_t one) {
                    const auto period = dated(below_->cell(one), order_);
                    return (period && period->kind != PeriodKind::Year) ||
                           is_ambiguous_day(below_->cell(one));
                });
            if (column == columns->end()) continue;
            found_.period = *column;
            columns->erase(column);
            return;
        }
    }

    void settle_values() {
        if (value_ == kNoColumn &&
            (found_.names.empty() ? !others_.empty() : others_.size() == 1)) {
            found_.values = std::exchange(others_, {});
        } else {
            need(value_, "value");
            found_.values = {value_};
        }
        for (const std::size_t column : found_.values)
            found_.value_names.emplace_back(files::trim(header_.cell(column)));
        for (const std::size_t column : others_) {
            found_.influences.push_back(column);
            found_.regressors.push_back(
                {std::string(header_.cell(column)), layer_of(column_name(header_.cell(column)))});
        }
    }

    void need(std::size_t column, std::string_view name) {
        if (column != kNoColumn) return;
        issues_.push_back({"missing_column",
                           files::row_place(header_.number),
                           fmt::format("Expected a column named \"{}\" in the first row.", name),
                           ""});
    }

    const files::TableRow& header_;
    const files::TableRow* below_;
    FileColumns found_;
    std::size_t value_ = kNoColumn;
    std::vector<std::size_t> others_, unnamed_;
    std::array<std::size_t, static_cast<std::size_t>(Part::None)> parts_{
        kNoColumn, kNoColumn, kNoColumn, kNoColumn, kNoColumn};
    files::DayOrder order_;
    Issues issues_;
};

}  // namespace

Result<FileColumns> find_columns(const files::TableRow& header,
                                 const files::TableRow* below,
                                 files::DayOrder order) {
    return Finding(header, below, order).find();
}

std::string joined_period(const files::TableRow& row, const FileColumns& columns) {
    const auto begun = parse_period(row.cell(columns.year));
    const bool known = begun && begun->kind == PeriodKind::Year;
    const bool fiscal = known && begun->fiscal;
    const std::string year = known ? fmt::format("{}{}", fiscal ? "FY" : "", begun->number)
                                   : std::string(whole_figure(row.cell(columns.year)));
    const auto part = whole_figure(row.cell(columns.period));
    if (columns.month != kNoColumn)
        return fmt::format("{}-{}-{}", year, whole_figure(row.cell(columns.month)), part);
    if (!part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos)
        return fmt::format("{}{}{}",
                           year,
                           !columns.part.empty() ? columns.part
                           : fiscal              ? "M"
                                                 : "-",
                           part);
    const bool chinese = static_cast<unsigned char>(part.empty() ? ' ' : part.back()) >= 0x80;
    return fmt::format("{}{}{}", year, chinese ? "年" : " ", part);
}

bool is_ambiguous_day(std::string_view text) {
    const auto day = files::parse_day(text);
    return !day && day.error().code == "ambiguous_day";
}

}  // namespace bihuan
