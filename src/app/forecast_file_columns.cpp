#include "app/forecast_file_columns.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "app/forecast_file_across.h"
#include "app/forecast_file_headings.h"
#include "app/forecast_file_names.h"
#include "app/forecast_file_parts.h"
#include "platform/files/header_match.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"
#include "platform/files/total_rows.h"

namespace bihuan {

namespace {

using forecast::Layer;
using Columns = std::vector<std::size_t>;

/// 3, Q3, 3月, Mar: a part of a year that does not say of which.
bool is_part(std::string_view text) {
    const auto period = parse_period(text);
    return !files::trim(text).empty() && (!period || period->kind == PeriodKind::Count);
}

/// Without the fraction that a tool gave a whole number.
std::string_view whole_figure(std::string_view text) {
    return files::without_number_marks(files::trim(text));
}

class Finding {
public:
    Finding(const files::TableRow& header,
            const files::TableRow* below,
            files::DayOrder order,
            FileLook& look)
        : header_(header), below_(below), order_(order), look_(look) {
        for (std::size_t column = 0; column < header_.cells.size(); ++column)
            by_heading_[heading_of(header_.cell(column))].push_back(column);
        if (order_ != files::DayOrder::Unknown) return;
        files::DayOrderEvidence evidence;
        for (const auto cell : header_.cells) evidence.see(cell);
        order_ = evidence.settled();
        if (order_ == files::DayOrder::Unknown) order_ = firsts_ = evidence.settled_by_firsts();
    }

    Result<FileColumns> find() {
        if (is_across()) {
            refuse_several_months();
            if (!issues_.empty()) return tl::unexpected(issues_);
            if (firsts_ != files::DayOrder::Unknown)
                found_.notes.push_back(order_by_firsts(firsts_));
            find_unit();
            return std::move(found_);
        }
        find_unit();
        find_period();
        need(found_.period, "period", "期间");
        if (issues_.empty()) settle_series();
        if (!issues_.empty()) return tl::unexpected(issues_);
        return std::move(found_);
    }

private:
    Columns& columns(Heading heading) { return by_heading_[heading]; }

    std::size_t column_of(Heading heading) {
        const auto& found = columns(heading);
        return found.empty() ? kNoColumn : found.back();
    }

    void find_unit() {
        for (const std::size_t column : columns(Heading::Remark))
            if (is_unit_heading(header_.cell(column))) found_.unit = column;
    }

    /// A day or a month in the first row below; years may stand beside their months.
    bool is_dated_below(std::size_t column) const {
        const auto period = below_ == nullptr ? std::nullopt : dated(below_->cell(column), order_);
        return period && period->kind != PeriodKind::Year;
    }

    bool is_period_told() {
        if (!columns(Heading::Period).empty() || finest_part() != Heading::None) return true;
        for (const Heading part : {Heading::Quarter, Heading::Month, Heading::Week, Heading::Day})
            for (const std::size_t column : columns(part))
                if (is_dated_below(column)) return true;
        return false;
    }

    bool is_across() {
        if (is_period_told() || !columns(Heading::Value).empty()) return false;
        FileColumns found;
        if (!find_across(header_, order_, by_heading_, look_, found)) return false;
        // 3001 and 3002 are goods where a column has the months, and else year and month.
        const bool numbers =
            std::any_of(found.periods.begin(), found.periods.end(), [](const auto& period) {
                return period.four_digits && period.number > kLastYearMeant;
            });
        for (std::size_t column = 0; numbers && column < header_.cells.size(); ++column)
            if (is_dated_below(column)) return false;
        found_ = std::move(found);
        return true;
    }

    /// 1-2月 beside 3月: the two would be gaps.
    void refuse_several_months() {
        for (std::size_t column = 0; column < header_.cells.size(); ++column) {
            const auto month = files::parse_month(header_.cell(column));
            if (month || month.error().code != "several_months") continue;
            issues_.push_back(files::file_issue(month.error().code,
                                                files::cell_place(header_.number, column),
                                                files::shown(header_.cell(column))));
        }
    }

    bool holds_part(Heading part) {
        const auto column = column_of(part);
        return column != kNoColumn && below_ != nullptr && is_part(below_->cell(column));
    }

    void find_period() {
        found_.period = column_of(Heading::Period);
        if (found_.period == kNoColumn && !take_parts_of_year()) {
            // The finest column that says it all.
            for (const Heading part :
                 {Heading::Year, Heading::Quarter, Heading::Month, Heading::Week, Heading::Day})
                if (column_of(part) != kNoColumn) found_.period = column_of(part);
        }
        if (found_.period == kNoColumn) find_period_below();
        const auto place = found_.period;
        if (place == kNoColumn || found_.year != kNoColumn || below_ == nullptr) return;
        const auto cell = below_->cell(place);
        if (!parse_period(cell) && part_of_some_year(cell)) say_missing_year(place, cell);
    }

    /// A year with the months, quarters or weeks beside it.
    bool take_parts_of_year() {
        const auto year = column_of(Heading::Year);
        const Heading part = finest_part();
        if (below_ == nullptr || year == kNoColumn || part == Heading::None) return false;
        const auto begun = parse_period(below_->cell(year));
        if (!begun || begun->kind != PeriodKind::Year) return false;
        found_.year = year;
        found_.period = column_of(part);
        if (part == Heading::Day) found_.month = column_of(Heading::Month);
        if (part == Heading::Week) found_.part = "W";
        if (part == Heading::Quarter) found_.part = "Q";
        return true;
    }

    /// Of those that say nothing of the year.
    Heading finest_part() {
        if (holds_part(Heading::Month) && holds_part(Heading::Day)) return Heading::Day;
        for (const Heading part : {Heading::Week, Heading::Month, Heading::Quarter})
            if (holds_part(part)) return part;
        return Heading::None;
    }

    void find_period_below() {
        if (below_ == nullptr) return;
        for (const Heading heading : {Heading::None, Heading::Other}) {
            auto& among = columns(heading);
            const auto column = std::find_if(among.begin(), among.end(), [this](std::size_t one) {
                const auto period = dated(below_->cell(one), order_);
                return (period && period->kind != PeriodKind::Year) ||
                       is_ambiguous_day(below_->cell(one));
            });
            if (column == among.end()) continue;
            found_.period = *column;
            among.erase(column);
            return;
        }
    }

    void settle_series() {
        if (const auto category = column_of(Heading::Category); category != kNoColumn)
            found_.category = category;
        found_.availability = column_of(Heading::Availability);
        sort_by_content();
        sort_outcomes();
        settle_value();
        settle_names();
        if (!issues_.empty()) return;
        settle_figures();
        say_unused();
        say_outcomes();
    }

    bool is_blank(std::size_t column) {
        const ColumnSigns& signs = look_.signs(column);
        return signs.cells() + signs.of_totals == 0;
    }

    /// Columns of things and of words may name a series; figures may be the value or an influence.
    void sort_by_content() {
        naming_.series = columns(Heading::Series);
        naming_.category = columns(Heading::Category);
        for (const std::size_t column : columns(Heading::Thing))
            if (!is_blank(column)) naming_.things.push_back(column);
        for (const std::size_t column : columns(Heading::None))
            if (look_.signs(column).wordy()) naming_.words.push_back(column);
        for (const std::size_t column : columns(Heading::Other)) {
            const ColumnSigns& signs = look_.signs(column);
            if (2 * signs.days > signs.cells() ||
                (signs.wordy() && layer_of(header_.cell(column)) != Layer::Event))
                unused_.push_back(column);
            else
                (signs.wordy() ? naming_.words : figures_).push_back(column);
        }
    }

    /// A plan in words is none.
    void sort_outcomes() {
        for (const std::size_t column : columns(Heading::Outcome))
            (look_.signs(column).wordy() ? naming_.words : outcomes_).push_back(column);
    }

    void settle_value() {
        auto& values = columns(Heading::Value);
        auto& counts = columns(Heading::Count);
        auto& amounts = columns(Heading::Amount);
        auto& totals = columns(Heading::Total);
        take_targets_for_outcomes();
        for (auto* among : {&values, &counts, &amounts}) {
            if (value_ != kNoColumn || among->empty()) continue;
            if (among != &values && among->size() > 1) break;
            value_ = among->front();
            among->erase(among->begin());
        }
        for (auto* among : {&outcomes_, &totals})
            if (value_ == kNoColumn && figures_.empty() && among->size() == 1)
                value_ = std::exchange(*among, {}).front();
        figures_.insert(figures_.end(), counts.begin(), counts.end());
        std::sort(figures_.begin(), figures_.end());
        for (const auto* among : {&values, &amounts, &totals, &columns(Heading::Remark)})
            unused_.insert(unused_.end(), among->begin(), among->end());
    }

    /// "target" is the value only where nothing else is: else it is what was aimed at.
    void take_targets_for_outcomes() {
        auto& values = columns(Heading::Value);
        const auto is_target = [this](std::size_t column) {
            return files::header_key(header_.cell(column)) == "target";
        };
        const bool only = columns(Heading::Count).empty() && columns(Heading::Amount).empty() &&
                          std::all_of(values.begin(), values.end(), is_target);
        if (only) return;
        std::copy_if(values.begin(), values.end(), std::back_inserter(outcomes_), is_target);
        std::erase_if(values, is_target);
    }

    void settle_names() {
        found_.names = naming_.series;
        for (const std::size_t column : {found_.year, found_.month, found_.period})
            if (column != kNoColumn) naming_.period.push_back(column);
        const bool one_way = naming_.things.empty() && naming_.words.empty() &&
                             (naming_.category.empty() || !naming_.series.empty());
        if (one_way) return;
        auto names = name_series(naming_, look_, header_);
        if (!names) {
            issues_ = names.error();
            return;
        }
        found_.names = names->columns;
        unused_.insert(unused_.end(), names->unused.begin(), names->unused.end());
        if (found_.names.size() > 1)
            found_.notes.push_back(joined_names_note(found_.names, header_));
    }

    void settle_figures() {
        if (value_ == kNoColumn &&
            (found_.names.empty() ? !figures_.empty() : figures_.size() == 1)) {
            leave_wholes_out();
            found_.values = std::exchange(figures_, {});
        } else {
            need(value_, "value", "销量");
            found_.values = {value_};
            refuse_cumulative();
        }
        for (const std::size_t column : found_.values)
            found_.value_names.emplace_back(files::trim(header_.cell(column)));
        for (const std::size_t column : figures_) {
            found_.influences.push_back(column);
            found_.regressors.push_back(
                {std::string(header_.cell(column)), layer_of(header_.cell(column))});
        }
    }

    /// Its steps are the sales; what it grows to is none.
    void refuse_cumulative() {
        if (value_ == kNoColumn || !is_cumulative(header_.cell(value_))) return;
        issues_.push_back({"cumulative_value",
                           files::cell_place(header_.number, value_),
                           "The column is named as cumulative (累计), and no other holds what was "
                           "sold in each period. Add one (本月销量); if this one holds it, head it "
                           "\"value\" (销量).",
                           files::shown(header_.cell(value_))});
    }

    /// 全国 beside 华东 and 华北.
    void leave_wholes_out() {
        const auto is_whole = [this](std::size_t column) {
            return files::may_be_total(header_.cell(column));
        };
        if (std::all_of(figures_.begin(), figures_.end(), is_whole)) return;
        std::copy_if(figures_.begin(), figures_.end(), std::back_inserter(unused_), is_whole);
        std::erase_if(figures_, is_whole);
    }

    /// Nobody knows them ahead, and what was aimed at is no cause.
    void say_outcomes() {
        std::erase_if(outcomes_, [this](std::size_t column) { return is_blank(column); });
        if (outcomes_.empty()) return;
        std::sort(outcomes_.begin(), outcomes_.end());
        found_.notes.push_back(
            {"outcome_columns",
             fmt::format("No influences, for they are planned or known only afterwards: {}.",
                         headings_text(outcomes_, header_))});
    }

    void say_unused() {
        std::erase_if(unused_, [this](std::size_t column) { return is_blank(column); });
        if (unused_.empty()) return;
        std::sort(unused_.begin(), unused_.end());
        found_.notes.push_back(unused_note(unused_, header_));
    }

    void say_missing_year(std::size_t column, std::string_view cell) {
        issues_.push_back({"missing_year",
                           files::cell_place(header_.number + 1, column),
                           "The period says no year. Write it as 2024-01 (2024年1月), or give the "
                           "years a column \"year\" (年份).",
                           files::shown(cell)});
    }

    void need(std::size_t column, std::string_view name, std::string_view chinese) {
        if (column != kNoColumn || !issues_.empty()) return;
        const auto part = std::find_if(header_.cells.begin(), header_.cells.end(), [](auto cell) {
            return !parse_period(cell) && part_of_some_year(cell);
        });
        if (name == "period" && part != header_.cells.end()) {
            issues_.push_back({"missing_year",
                               files::row_place(header_.number),
                               "Columns are headed by parts of a year, but none says which year. "
                               "Head them 2024-01 (2024年1月), or give the years a column \"year\" "
                               "(年份).",
                               files::shown(*part)});
            return;
        }
        std::string hint;
        if (name == "value" && figures_.size() > 1)
            hint = fmt::format(" Which of {} is it? Head it so.", headings_text(figures_, header_));
        issues_.push_back(
            {"missing_column",
             files::row_place(header_.number),
             fmt::format("Expected a column named \"{}\" ({}).{}", name, chinese, hint),
             ""});
    }

    const files::TableRow& header_;
    const files::TableRow* below_;
    files::DayOrder order_;
    files::DayOrder firsts_ = files::DayOrder::Unknown;
    FileLook& look_;
    ColumnsByHeading by_heading_;
    FileColumns found_;
    NamingColumns naming_;
    std::size_t value_ = kNoColumn;
    Columns figures_, outcomes_, unused_;
    Issues issues_;
};

}  // namespace

Result<FileColumns> find_columns(const files::TableRow& header,
                                 const files::TableRow* below,
                                 files::DayOrder order,
                                 FileLook& look) {
    return Finding(header, below, order, look).find();
}

std::string joined_period(std::string_view year_text,
                          std::string_view part,
                          std::string_view letter) {
    const auto begun = parse_period(year_text);
    const bool known = begun && begun->kind == PeriodKind::Year;
    const bool fiscal = known && begun->fiscal;
    std::string year(whole_figure(year_text));
    if (known && begun->two_years)
        year = fmt::format("FY{}-{:02} ", begun->number - 1, begun->number % 100);
    else if (known)
        year = fmt::format("{}{}", fiscal ? "FY" : "", begun->number);
    part = whole_figure(part);
    const bool figure =
        !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    if (figure && letter.empty()) letter = fiscal ? "M" : "-";
    if (figure) return fmt::format("{}{}{}", year, letter, part);
    return fmt::format("{} {}", year, part);
}

std::string joined_period(const files::TableRow& row, const FileColumns& columns) {
    const auto part = row.cell(columns.period);
    if (columns.month == kNoColumn)
        return joined_period(row.cell(columns.year), part, columns.part);
    return fmt::format("{}-{}",
                       joined_period(row.cell(columns.year), row.cell(columns.month), ""),
                       whole_figure(part));
}

FileNote order_by_firsts(files::DayOrder order) {
    const bool month_first = order == files::DayOrder::MonthFirst;
    return {
        "day_order",
        fmt::format("Days such as {} were read as the first of each month ({}), for all of them "
                    "are; --day-order {} reads them the other way.",
                    month_first ? "10/1/2026" : "1/10/2026",
                    month_first ? "month first" : "day first",
                    month_first ? "dmy" : "mdy")};
}

bool is_ambiguous_day(std::string_view text) {
    const auto day = files::parse_day(text);
    return !day && day.error().code == "ambiguous_day";
}

}  // namespace bihuan
