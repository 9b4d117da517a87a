#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>
#include <optional>

#include "base/error.h"
#include "engine/numeric/apportion.h"

namespace bihuan::numeric {

namespace {

enum class Cell : std::uint8_t { Fixed, Free, RoundedUp };

/// Chooses the cells to round up: a bipartite flow from rows to columns, each cell carrying 0 or 1.
class Rounding {
public:
    Rounding(const Table& table,
             std::span<const std::int64_t> row_totals,
             std::span<const std::int64_t> column_totals)
        : table_(table),
          floors_(table.values.size()),
          cells_(table.values.size(), Cell::Fixed),
          row_needs_(row_totals.begin(), row_totals.end()),
          column_needs_(column_totals.begin(), column_totals.end()) {
        for (std::size_t i = 0; i < floors_.size(); ++i) {
            const double floor = std::floor(table.values[i] + kMargin);
            floors_[i] = static_cast<std::int64_t>(floor);
            row_needs_[i / table.columns] -= floors_[i];
            column_needs_[i % table.columns] -= floors_[i];
        }
    }

    /// Lets cells be rounded up: those with a fraction, or, when that is too little, all above 0.
    void open(bool also_whole) {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const bool opens = fraction(i) > kMargin || (also_whole && table_.values[i] > 0);
            if (cells_[i] == Cell::Fixed && opens) {
                cells_[i] = Cell::Free;
            }
        }
    }

    void take_largest_fractions() {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (cells_[i] == Cell::Free) {
                order.push_back(i);
            }
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return fraction(a) > fraction(b);
        });
        for (const auto i : order) {
            auto& row_need = row_needs_[i / table_.columns];
            auto& column_need = column_needs_[i % table_.columns];
            if (row_need > 0 && column_need > 0) {
                cells_[i] = Cell::RoundedUp;
                --row_need;
                --column_need;
            }
        }
    }

    /// Serves the rows still in need by exchanging cells; false when a row cannot be served.
    bool exchange() {
        for (std::size_t row = 0; row < table_.rows; ++row) {
            while (row_needs_[row] > 0)
                if (!augment(row)) return false;
        }
        return true;
    }

    bool exact() const {
        const auto met = [](std::int64_t need) { return need == 0; };
        return std::all_of(row_needs_.begin(), row_needs_.end(), met) &&
               std::all_of(column_needs_.begin(), column_needs_.end(), met);
    }

    std::vector<std::int64_t> rounded() const {
        auto result = floors_;
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] += cells_[i] == Cell::RoundedUp ? 1 : 0;
        }
        return result;
    }

private:
    static constexpr double kMargin = 1e-9;
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    double fraction(std::size_t i) const {
        return table_.values[i] - static_cast<double>(floors_[i]);
    }

    /// Breadth-first search for an alternating path from the row to a column in need.
    bool augment(std::size_t start) {
        std::vector<std::size_t> row_of_column(table_.columns, kNone);
        std::vector<std::size_t> column_of_row(table_.rows, kNone);
        std::vector<bool> seen(table_.rows, false);
        std::deque<std::size_t> rows{start};
        seen[start] = true;
        while (!rows.empty()) {
            const auto row = rows.front();
            rows.pop_front();
            for (std::size_t column = 0; column < table_.columns; ++column) {
                const auto cell = cells_[row * table_.columns + column];
                if (cell != Cell::Free || row_of_column[column] != kNone) continue;
                row_of_column[column] = row;
                if (column_needs_[column] > 0)
                    return turn(start, column, row_of_column, column_of_row);
                visit_rows(column, rows, seen, column_of_row);
            }
        }
        return false;
    }

    void visit_rows(std::size_t column,
                    std::deque<std::size_t>& rows,
                    std::vector<bool>& seen,
                    std::vector<std::size_t>& column_of_row) const {
        for (std::size_t row = 0; row < table_.rows; ++row) {
            if (!seen[row] && cells_[row * table_.columns + column] == Cell::RoundedUp) {
                seen[row] = true;
                column_of_row[row] = column;
                rows.push_back(row);
            }
        }
    }

    /// Exchanges the cells along the path that ends at the column; always true.
    bool turn(std::size_t start,
              std::size_t column,
              const std::vector<std::size_t>& row_of_column,
              const std::vector<std::size_t>& column_of_row) {
        --row_needs_[start];
        --column_needs_[column];
        while (true) {
            const auto row = row_of_column[column];
            cells_[row * table_.columns + column] = Cell::RoundedUp;
            if (row == start) return true;
            column = column_of_row[row];
            cells_[row * table_.columns + column] = Cell::Free;
        }
    }

    const Table& table_;
    std::vector<std::int64_t> floors_;
    std::vector<Cell> cells_;
    std::vector<std::int64_t> row_needs_;
    std::vector<std::int64_t> column_needs_;
};

}  // namespace

std::vector<std::int64_t> round_table(const Table& table,
                                      std::span<const std::int64_t> row_totals,
                                      std::span<const std::int64_t> column_totals) {
    BIHUAN_CHECK(table.values.size() == table.rows * table.columns);
    Rounding rounding(table, row_totals, column_totals);
    rounding.open(/*also_whole=*/false);
    rounding.take_largest_fractions();
    if (!rounding.exchange()) {
        rounding.open(/*also_whole=*/true);
        rounding.exchange();
    }
    return rounding.exact() ? rounding.rounded() : std::vector<std::int64_t>{};
}

}  // namespace bihuan::numeric
