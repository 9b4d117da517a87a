#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "engine/allocation/shares.h"
#include "engine/allocation/tree.h"
#include "engine/numeric/apportion.h"

namespace bihuan::allocation {

namespace {

class Products {
public:
    Products(const Problem& problem, Outcome& outcome)
        : parts_(problem.parts()), leaves_(problem.leaves()), outcome_(outcome) {
        table_.rows = leaves_.size();
        table_.columns = parts_.product_totals.size();
        table_.values.resize(table_.rows * table_.columns);
        for (const auto leaf : leaves_) {
            row_totals_.push_back(outcome.nodes[leaf].total);
        }
    }

    void fill() {
        for (std::size_t column = 0; column < table_.columns; ++column) {
            seed_column(column);
        }
        seed_empty_rows();
        store(fit());
    }

private:
    /// A product's total split over the leaves by what is known of the product there.
    void seed_column(std::size_t column) {
        std::vector<Signals> signals;
        std::vector<std::size_t> rows;
        double proposed = 0;
        for (std::size_t row = 0; row < table_.rows; ++row) {
            const auto& cell = parts_.cells[row][column];
            if (cell.sold) {
                signals.push_back({cell.history, cell.distribution, cell.potential});
                rows.push_back(row);
                proposed += cell.proposal.value_or(cell.history);
            }
        }
        const auto total = static_cast<double>(parts_.product_totals[column]);
        const auto shares = top_down_shares(signals, parts_.weights);
        const double scale = proposed > 0 ? total / proposed : 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& cell = parts_.cells[rows[i]][column];
            const double top_down = total * shares[i].share();
            const double weight = cell.proposal ? parts_.weights.proposal : 0;
            table_.at(rows[i], column) =
                (1 - weight) * top_down + weight * scale * cell.proposal.value_or(0);
        }
    }

    /// A leaf without any figure takes the products as the company sells them.
    void seed_empty_rows() {
        for (std::size_t row = 0; row < table_.rows; ++row) {
            double sum = 0;
            for (std::size_t column = 0; column < table_.columns; ++column) {
                sum += table_.at(row, column);
            }
            for (std::size_t column = 0; sum <= 0 && column < table_.columns; ++column) {
                const bool sold = parts_.cells[row][column].sold;
                table_.at(row, column) =
                    sold ? static_cast<double>(parts_.product_totals[column]) : 0;
            }
        }
    }

    std::vector<std::int64_t> fit() {
        constexpr double kFits = 1e-7;
        constexpr int kRounds = 500;
        auto fitted = table_;
        const double miss =
            numeric::fit_margins(fitted, row_totals_, parts_.product_totals, kRounds);
        if (miss < kFits) {
            if (auto rounded = numeric::round_table(fitted, row_totals_, parts_.product_totals);
                !rounded.empty()) {
                return rounded;
            }
        }
        open_all();
        fitted = table_;
        numeric::fit_margins(fitted, row_totals_, parts_.product_totals, kRounds);
        auto rounded = numeric::round_table(fitted, row_totals_, parts_.product_totals);
        return rounded.empty() ? fill_in_order() : rounded;
    }

    /// Unsold products contradict the totals: lets a trickle into every cell.
    void open_all() {
        constexpr double kTrickle = 1e-6;
        for (std::size_t row = 0; row < table_.rows; ++row) {
            for (std::size_t column = 0; column < table_.columns; ++column) {
                const double wanted =
                    static_cast<double>(row_totals_[row]) *
                    static_cast<double>(parts_.product_totals[column]) /
                    static_cast<double>(std::max<std::int64_t>(1, outcome_.nodes[0].total));
                table_.at(row, column) += kTrickle * wanted;
            }
        }
    }

    /// Keeps both margins whatever the figures are (north-west corner rule).
    std::vector<std::int64_t> fill_in_order() const {
        std::vector<std::int64_t> result(table_.values.size(), 0);
        auto left = parts_.product_totals;
        for (std::size_t row = 0; row < table_.rows; ++row) {
            auto need = row_totals_[row];
            for (std::size_t column = 0; column < table_.columns; ++column) {
                const auto taken = std::min(need, left[column]);
                result[row * table_.columns + column] = taken;
                left[column] -= taken;
                need -= taken;
            }
        }
        return result;
    }

    void store(const std::vector<std::int64_t>& rounded) {
        for (auto& node : outcome_.nodes) {
            node.products.assign(table_.columns, 0);
        }
        for (std::size_t row = 0; row < table_.rows; ++row) {
            for (std::size_t column = 0; column < table_.columns; ++column) {
                const auto units = rounded[row * table_.columns + column];
                outcome_.nodes[leaves_[row]].products[column] = units;
                if (units > 0 && !parts_.cells[row][column].sold)
                    outcome_.relaxed_cells.emplace_back(row, column);
            }
        }
        for (std::size_t i = outcome_.nodes.size(); i-- > 1;) {
            auto& parent = outcome_.nodes[*parts_.nodes[i].parent].products;
            for (std::size_t column = 0; column < table_.columns; ++column) {
                parent[column] += outcome_.nodes[i].products[column];
            }
        }
        BIHUAN_CHECK(outcome_.nodes[0].products == parts_.product_totals);
    }

    const Problem::Parts& parts_;
    const std::vector<std::size_t>& leaves_;
    Outcome& outcome_;
    numeric::Table table_;
    std::vector<std::int64_t> row_totals_;
};

}  // namespace

void fill_products(const Problem& problem, Outcome& outcome) {
    Products(problem, outcome).fill();
}

Outcome allocate(const Problem& problem) {
    Outcome outcome;
    fill_totals(problem, outcome);
    fill_products(problem, outcome);
    const bool exact = outcome.relaxed_nodes.empty() && outcome.relaxed_cells.empty();
    outcome.status = exact ? Status::Exact : Status::Relaxed;
    return outcome;
}

}  // namespace bihuan::allocation
