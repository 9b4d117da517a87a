#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/forecast/calendar_columns.h"
#include "engine/forecast/forecast.h"
#include "engine/forecast/history.h"

// Known influences: how much each regressor multiplies a series.
//
//   log y_t = level_t + season_t + Σ_r effect_r · x_rt + noise
//
// The level is a random walk with noise: log y and all x pass the same exponential filter, whose
// errors then obey a plain regression (generalised least squares for IMA(1,1)). Effects of a series
// are shrunk towards those of its category by empirical Bayes, weighted by how precisely each is
// known and how much series of the category really differ:
//
//   effect_i = (A_i/σ² + T⁻¹)⁻¹ (b_i/σ² + T⁻¹·kin),   A = Σ e_x e_x', b = Σ e_x e_y
//
// where kin is the precision-weighted effect of the others of the category, without series i.
namespace bihuan::forecast {

/// The effects of all series; row-major, one row per series of the problem.
struct Effects {
    std::vector<Regressor> regressors;  ///< The caller's, then the calendar's.
    std::size_t own = 0;                ///< How many are the caller's.
    CalendarColumns calendar;
    std::vector<double> sizes;            ///< series × regressors; 0 when it did not enter
    std::vector<double> standard_errors;  ///< series × regressors
    std::vector<double> gains;            ///< series × regressors
    std::vector<unsigned char> entered;   ///< series × regressors

    bool none() const { return regressors.empty(); }
    /// Regressor r of a series in period t, counted from its first value.
    double value(const Problem& problem, std::size_t series, std::size_t r, std::size_t t) const;
    /// What all influences of one layer multiply period t by; all layers without `layer`.
    double multiplier(const Problem& problem, std::size_t series, std::size_t t) const;
    double multiplier(const Problem& problem, std::size_t series, std::size_t t, Layer layer) const;
};

/// The calendar's columns for all periods of a problem; none without holidays.
CalendarColumns calendar_of(const Problem& problem);

/// `order` holds every series once, kin together, in an order that depends on nothing but their
/// content.
Effects estimate_effects(const Problem& problem,
                         std::span<const Shape> shapes,
                         std::span<const std::size_t> order,
                         CalendarColumns calendar,
                         int threads);

}  // namespace bihuan::forecast
