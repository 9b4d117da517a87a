#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Whole numbers that add up: shares of a total, and tables with fixed margins.
namespace bihuan::numeric {

/// Splits the total by weights >= 0 (Hamilton's largest remainder; ties go to the earlier one). The
/// result adds up to the total, which may be negative. All weights 0 count as equal.
std::vector<std::int64_t> apportion(std::int64_t total, std::span<const double> weights);

struct Bounds {
    double low = 0;
    double high = 0;
};

/// The real split total·weight/Σweight kept within bounds: what a bound takes or gives is spread
/// over the others by weight until all hold. Needs Σlow <= total <= Σhigh. Weight 0 with a low of 0
/// gets nothing unless the others are full.
std::vector<double> split_within(double total,
                                 std::span<const double> weights,
                                 std::span<const Bounds> bounds);

/// Rounds values to neighbouring integers that add up to the total; |Σvalues − total| < 1e-3.
std::vector<std::int64_t> round_to_total(std::span<const double> values, std::int64_t total);

/// A matrix of rows × columns in one block, row after row.
struct Table {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> values;

    double& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
    double at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
};

/// Scales a table >= 0 until its rows and columns add up to the margins (Deming and Stephan, 1940).
/// Zeros stay zero. Returns the largest relative miss of a margin after at most `rounds`; above
/// about 1e-9 the zeros contradict the margins.
double fit_margins(Table& table,
                   std::span<const std::int64_t> row_totals,
                   std::span<const std::int64_t> column_totals,
                   int rounds = 200);

/// Rounds each cell of a fitted table down or up so that all margins hold exactly (Cox, 1987, by a
/// flow through the cells with a fraction; the largest fractions go first). Empty when impossible.
std::vector<std::int64_t> round_table(const Table& table,
                                      std::span<const std::int64_t> row_totals,
                                      std::span<const std::int64_t> column_totals);

}  // namespace bihuan::numeric
