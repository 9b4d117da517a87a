#pragma once

#include <cstddef>
#include <span>
#include <vector>

// How large the one-step errors of a series are to be expected from now on.
namespace bihuan::forecast {

/// `fitted`: the mean absolute error within the history, of `values` without their season.
/// - At most twice the error of "as last period": else the models have not fitted.
/// - Fits of few values flatter: as much larger as Akaike's final prediction error (1969) says of
///   two parameters.
/// - Restless times come in stretches, and sales that grew stray farther: as much larger as the
///   latest changes are than all, a change counting half after a season or 30 periods (RiskMetrics
///   1996), and all for ten.
double error_scale(double fitted, std::span<const double> values, std::size_t season);

/// The rolling errors of one series, each relative to what was expected of it: rows of `horizon`
/// for the last `origins` of the usual origins, NaN where there is none.
struct ErrorRecord {
    std::span<const double> errors;
    std::size_t horizon = 1;
    std::size_t origins = 0;
};

/// How far before the end of a history the origins of its back-tests lie, oldest first.
std::vector<std::size_t> origin_distances(std::size_t horizon);

/// By how much the errors of a series were larger than usual, as far as that was known `ago`
/// periods before its end: the mean with four horizons of usual ones.
double error_factor(const ErrorRecord& record, double usual, std::size_t ago);

/// Each error relative to what the record said of the series when the forecast was made.
std::vector<double> relative_errors(const ErrorRecord& record, double usual);

}  // namespace bihuan::forecast
