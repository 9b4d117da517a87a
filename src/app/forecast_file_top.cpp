#include "app/forecast_file_top.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "app/forecast_file_columns.h"
#include "app/forecast_file_headings.h"
#include "platform/files/cell_values.h"
#include "platform/files/header_match.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

std::optional<FilePeriod> read_period(std::string_view text) {
    return dated(text, files::DayOrder::Unknown);
}

bool is_word(Heading heading) {
    return heading != Heading::None && heading != Heading::Other;
}

/// What is known of a row at a glance.
struct Look {
    std::size_t cells = 0;  ///< Not empty.
    std::size_t words = 0;  ///< 产品, 月份, 销量.
    std::size_t dates = 0;  ///< 2024-01, 2024年1月销量, 1月.
    std::size_t figures = 0;

    bool named() const { return words > 0 && words + dates > 1; }
};

Look look_at(const files::KeptRow& row) {
    Look look;
    if (is_note_row(row.row())) return look;
    for (const std::string_view cell : row.views) {
        if (files::trim(cell).empty()) continue;
        ++look.cells;
        const bool date = period_heading(cell, read_period) || part_of_some_year(cell);
        if (date)
            ++look.dates;
        else if (is_word(heading_of(cell)))
            ++look.words;
        else if (files::parse_amount(cell))
            ++look.figures;
    }
    return look;
}

std::string_view cell_at(const files::KeptRow& row, std::size_t column) {
    return files::trim(row.row().cell(column));
}

/// Each cell, or what a merged cell to its left says.
std::vector<std::string_view> carried(const files::KeptRow& row, std::size_t width) {
    std::vector<std::string_view> cells(width);
    std::string_view last;
    for (std::size_t i = 0; i < width; ++i) {
        if (!cell_at(row, i).empty()) last = cell_at(row, i);
        cells[i] = last;
    }
    return cells;
}

bool is_measure(std::string_view cell) {
    const Heading heading = heading_of(cell);
    return heading == Heading::Value || heading == Heading::Count || heading == Heading::Amount ||
           heading == Heading::Outcome;
}

/// 2024年 above 1月 is 2024年1月, 2024年1月 above 销量 2024年1月销量; none where they do not belong
/// together.
std::optional<std::string> put_together(std::string_view above, std::string_view below) {
    const auto period = period_heading(above, read_period);
    if (!period) return std::nullopt;
    if (period->period.kind == PeriodKind::Year && !is_measure(below)) {
        auto joined = joined_period(period->text, below, "");
        return read_period(joined) ? std::optional(std::move(joined)) : std::nullopt;
    }
    if (!is_measure(below)) return std::nullopt;
    return std::string(above) + " " + std::string(below);
}

/// Two rows as one, where at least two columns are headed by both; of a lower row of figures all.
std::optional<files::KeptRow> joined_rows(const files::KeptRow& upper,
                                          const files::KeptRow& lower,
                                          bool figures) {
    constexpr std::size_t kFewest = 2;
    const std::size_t width = std::max(upper.views.size(), lower.views.size());
    const auto above = carried(upper, width);
    std::vector<std::string> cells;
    std::size_t joined = 0;
    std::size_t below_alone = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const auto below = cell_at(lower, i);
        if (below.empty()) {
            cells.emplace_back(cell_at(upper, i));
        } else if (auto both = put_together(above[i], below)) {
            ++joined;
            cells.push_back(std::move(*both));
        } else {
            ++below_alone;
            cells.emplace_back(below);
        }
    }
    if (joined < kFewest || (figures && below_alone > 0)) return std::nullopt;
    return files::KeptRow(lower.number, std::move(cells));
}

class Choosing {
public:
    explicit Choosing(const std::deque<files::KeptRow>& rows) : rows_(rows) {
        for (const files::KeptRow& row : rows) looks_.push_back(look_at(row));
    }

    std::deque<HeaderChoice> choices() {
        for (std::size_t i = 0; i < rows_.size() && rows_[i].number <= files::kHeaderRows; ++i) {
            const bool data = is_data(i);
            if (!is_title(i)) add(i);
            if (data || looks_[i].named()) break;
        }
        if (choices_.empty() && !rows_.empty()) add(0);
        return std::move(choices_);
    }

private:
    /// A row below it names more columns.
    bool wider_below(std::size_t i) const {
        return std::any_of(
            looks_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
            looks_.end(),
            [&](const Look& one) { return one.named() && one.cells > looks_[i].cells; });
    }

    bool is_data(std::size_t i) const { return looks_[i].figures > 0 && !wider_below(i); }

    bool is_title(std::size_t i) const {
        if (joined(i)) return false;
        const Look& look = looks_[i];
        const bool above_data = i + 1 < looks_.size() && is_data(i + 1);
        return is_note_row(rows_[i].row()) || (look.cells < 2 && !above_data) ||
               (!look.named() && wider_below(i));
    }

    std::optional<files::KeptRow> joined(std::size_t i) const {
        if (i + 1 >= rows_.size()) return std::nullopt;
        return joined_rows(rows_[i], rows_[i + 1], is_data(i + 1));
    }

    void add(std::size_t i) {
        if (auto both = joined(i))
            choices_.push_back({std::move(*both), i + 2, /*may_be_title=*/true});
        const files::KeptRow& row = rows_[i];
        const Look& look = looks_[i];
        const bool nameless = is_data(i) && look.words == 0 && look.dates > 0;
        const bool units = look.named() && i + 1 < rows_.size() && is_unit_row(rows_[i + 1].row());
        choices_.push_back({files::KeptRow(units ? rows_[i + 1].number : row.number, row.cells),
                            i + (units ? 2 : 1),
                            /*may_be_title=*/!look.named() && !is_data(i),
                            nameless});
    }

    const std::deque<files::KeptRow>& rows_;
    std::vector<Look> looks_;
    std::deque<HeaderChoice> choices_;
};

}  // namespace

std::deque<files::KeptRow> top_rows(files::TableReader& table) {
    std::deque<files::KeptRow> rows;
    while (rows.empty() || rows.back().number <= files::kHeaderRows) {
        const auto row = table.next();
        if (!row) break;
        if (!row->blank()) rows.emplace_back(*row);
    }
    return rows;
}

std::deque<HeaderChoice> header_choices(const std::deque<files::KeptRow>& rows) {
    return Choosing(rows).choices();
}

}  // namespace bihuan
