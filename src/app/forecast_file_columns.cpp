#include "app/forecast_file_columns.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/forecast_file_across.h"
#include "app/forecast_file_headings.h"
#include "app/forecast_file_names.h"
#include "app/forecast_file_parts.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

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
            if (firsts_ != files::DayOrder::Unknown)
                found_.notes.push_back(order_by_firsts(firsts_));
            return std::move(found_);
        }
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

    bool is_across() {
        const bool period_told =
            !columns(Heading::Period).empty() || finest_part() != Heading::None;
        return !period_told && columns(Heading::Value).empty() &&
               find_across(header_, order_, by_heading_, look_, found_);
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
        settle_value();
        settle_names();
        if (!issues_.empty()) return;
        settle_figures();
        say_unused();
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

    void settle_value() {
        auto& values = columns(Heading::Value);
        auto& counts = columns(Heading::Count);
        auto& amounts = columns(Heading::Amount);
        auto& totals = columns(Heading::Total);
        for (auto* among : {&values, &counts, &amounts}) {
            if (value_ != kNoColumn || among->empty()) continue;
            if (among != &values && among->size() > 1) break;
            value_ = among->front();
            among->erase(among->begin());
        }
        if (value_ == kNoColumn && figures_.empty() && totals.size() == 1)
            value_ = std::exchange(totals, {}).front();
        figures_.insert(figures_.end(), counts.begin(), counts.end());
        std::sort(figures_.begin(), figures_.end());
        for (const auto* among : {&values, &amounts, &totals, &columns(Heading::Remark)})
            unused_.insert(unused_.end(), among->begin(), among->end());
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
            found_.values = std::exchange(figures_, {});
        } else {
            need(value_, "value", "销量");
            found_.values = {value_};
        }
        for (const std::size_t column : found_.values)
            found_.value_names.emplace_back(files::trim(header_.cell(column)));
        for (const std::size_t column : figures_) {
            found_.influences.push_back(column);
            found_.regressors.push_back(
                {std::string(header_.cell(column)), layer_of(header_.cell(column))});
        }
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
        issues_.push_back(
            {"missing_column",
             files::row_place(header_.number),
             fmt::format("Expected a column named \"{}\" ({}) in the first row.", name, chinese),
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
    Columns figures_, unused_;
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
