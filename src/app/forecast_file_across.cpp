#include "app/forecast_file_across.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "app/forecast_file_names.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

constexpr std::size_t kFewestPeriods = 2;

using Columns = std::vector<std::size_t>;

struct PeriodColumn {
    std::size_t column = 0;
    FilePeriod period;
    Heading measure = Heading::None;
    std::string text = {};
};

class Across {
public:
    Across(const files::TableRow& header,
           files::DayOrder order,
           const ColumnsByHeading& by_heading,
           FileLook& look)
        : header_(header), order_(order), by_heading_(by_heading), look_(look) {}

    bool find(FileColumns& found) {
        Columns rest = period_columns(/*of_a_year=*/false);
        const auto year = columns(Heading::Year);
        const bool by_year = periods_.size() < kFewestPeriods && year.size() == 1;
        if (by_year) rest = period_columns(/*of_a_year=*/true);
        if (periods_.size() < kFewestPeriods) return false;
        settle_measure();
        leave_totals_out(rest);
        const Columns names = names_among(rest);
        if (periods_.size() < std::max(kFewestPeriods, names.size())) return false;
        if (names.empty() && !by_year) return false;
        found.names = names;
        if (by_year) found.year = year.front();
        if (const auto category = columns(Heading::Category); !category.empty())
            found.category = category.back();
        for (const PeriodColumn& one : periods_) {
            found.values.push_back(one.column);
            found.value_names.emplace_back("value");
            if (by_year)
                found.period_parts.push_back(one.text);
            else
                found.periods.push_back(one.period);
        }
        say(found);
        return true;
    }

private:
    Columns columns(Heading heading) const {
        const auto found = by_heading_.find(heading);
        return found == by_heading_.end() ? Columns{} : found->second;
    }

    /// Gives those that are none.
    Columns period_columns(bool of_a_year) {
        periods_.clear();
        const auto read = [&](std::string_view text) {
            return of_a_year ? part_of_some_year(text) : dated(text, order_);
        };
        Columns rest;
        for (const auto& [heading, among] : by_heading_) {
            const bool taken = heading == Heading::Series || heading == Heading::Category ||
                               heading == Heading::Availability || heading == Heading::Year;
            for (const std::size_t column : taken ? Columns{} : among) {
                auto found = period_heading(header_.cell(column), read);
                if (found)
                    periods_.push_back(
                        {column, found->period, found->measure, std::move(found->text)});
                else
                    rest.push_back(column);
            }
        }
        std::sort(rest.begin(), rest.end());
        std::sort(periods_.begin(), periods_.end(), [](const auto& one, const auto& other) {
            return one.column < other.column;
        });
        return rest;
    }

    /// 2024年1月销量 beside 2024年1月销售额 and 2024年1月目标: what was counted, else what it
    /// brought.
    void settle_measure() {
        const auto rank = [](const PeriodColumn& one) {
            return one.measure == Heading::Outcome ? 2 : one.measure == Heading::Amount ? 1 : 0;
        };
        int best = rank(periods_.front());
        for (const PeriodColumn& one : periods_) best = std::min(best, rank(one));
        std::erase_if(periods_, [&](const PeriodColumn& one) {
            if (rank(one) > best) unused_.push_back(one.column);
            return rank(one) > best;
        });
    }

    /// A quarter beside its months is their sum.
    void leave_totals_out(Columns& rest) {
        const PeriodKind shortest =
            std::min_element(periods_.begin(),
                             periods_.end(),
                             [](const auto& one, const auto& two) {
                                 return is_longer(two.period.kind, one.period.kind);
                             })
                ->period.kind;
        const auto all = periods_;
        std::erase_if(periods_, [&](const PeriodColumn& one) {
            const bool total =
                is_longer(one.period.kind, shortest) &&
                std::any_of(all.begin(), all.end(), [&](const auto& other) {
                    return other.period.kind == shortest && holds_period(one.period, other.period);
                });
            if (total) totals_.push_back(one.column);
            return total;
        });
        std::erase_if(rest, [&](std::size_t column) {
            const auto part = part_of_some_year(header_.cell(column));
            const bool total = heading_of(header_.cell(column)) == Heading::Total ||
                               (part && is_longer(part->kind, shortest));
            if (total) totals_.push_back(column);
            return total;
        });
    }

    Columns names_among(const Columns& rest) {
        auto names = columns(Heading::Series);
        if (names.empty()) return names_of_things(rest);
        for (const std::size_t column : rest)
            if (heading_of(header_.cell(column)) != Heading::None) unused_.push_back(column);
        return names;
    }

    Columns names_of_things(const Columns& rest) {
        Columns names;
        Columns figures;
        for (const std::size_t column : rest) {
            const Heading heading = heading_of(header_.cell(column));
            const bool other = heading == Heading::Other || heading == Heading::Outcome;
            const bool price = layer_of(header_.cell(column)) == forecast::Layer::Price;
            if (heading == Heading::None) continue;
            if (heading == Heading::Remark || (other && price)) {
                unused_.push_back(column);
                continue;
            }
            (other && !look_.signs(column).wordy() ? figures : names).push_back(column);
        }
        // A target or a number of shops names nothing, unless all names are numbers.
        if (names.empty()) names.swap(figures);
        unused_.insert(unused_.end(), figures.begin(), figures.end());
        if (names.empty()) names = columns(Heading::None);
        return names.empty() ? columns(Heading::Category) : names;
    }

    void say(FileColumns& found) {
        if (found.names.size() > 1) found.notes.push_back(joined_names_note(found.names, header_));
        std::sort(totals_.begin(), totals_.end());
        if (!totals_.empty())
            found.notes.push_back({"total_columns",
                                   fmt::format("Left out, for they are sums of other columns: {}.",
                                               headings_text(totals_, header_))});
        std::sort(unused_.begin(), unused_.end());
        if (!unused_.empty()) found.notes.push_back(unused_note(unused_, header_));
    }

    const files::TableRow& header_;
    files::DayOrder order_;
    const ColumnsByHeading& by_heading_;
    FileLook& look_;
    std::vector<PeriodColumn> periods_;
    Columns totals_, unused_;
};

}  // namespace

bool find_across(const files::TableRow& header,
                 files::DayOrder order,
                 const ColumnsByHeading& by_heading,
                 FileLook& look,
                 FileColumns& found) {
    return Across(header, order, by_heading, look).find(found);
}

}  // namespace bihuan
