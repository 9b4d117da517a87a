#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/forecast/forecast.h"

// The smoothing models, fitted to a block of series of one length at once, one series per lane of a
// vector register or two. The same code is compiled for registers of 2, 4 and 8 lanes and chosen at
// run time.
namespace bihuan::forecast {

/// Models a kernel fits: the first seven of Model.
inline constexpr std::size_t kKernelModels = 7;

/// Searched parameters of each model, one after the other in a row of kWarmParameters.
inline constexpr std::array<std::size_t, kKernelModels> kParameterCounts{3, 1, 2, 2, 4, 4, 0};
inline constexpr std::array<std::size_t, kKernelModels> kParameterOffsets{0, 3, 4, 6, 8, 12, 16};
inline constexpr std::size_t kWarmParameters = 16;

using ModelMask = std::uint32_t;
constexpr ModelMask mask_of(Model model) {
    return 1U << static_cast<unsigned>(model);
}

inline constexpr std::size_t kMostLags = 15;

/// What many series taught about how the past goes on (kernel_autoregression.h): the effects of
/// the lags 2 … lags, then the drift, each with how much series differ in it.
struct AutoregressionPrior {
    std::size_t lags = 0;
    std::array<double, kMostLags> mean{};
    std::array<double, kMostLags> deviation{};
};

/// The prior for so many periods a year, of the sets that bench/learn_autoregression.cpp saw.
const AutoregressionPrior& autoregression_prior(std::size_t season);

/// Buffers are time-major: entry t of lane i at [t · lanes + i].
struct KernelInput {
    std::size_t length = 0;
    std::size_t season = 1;  ///< 1: no season; then no model is fitted that has one.
    std::size_t horizon = 0;
    std::size_t far = 1;  ///< Models are fitted one step and so many steps ahead; ≤ season if any.
    ModelMask models = 0;
    const double* values = nullptr;   ///< Scaled to a mean near 1.
    const double* indices = nullptr;  ///< season rows: multiplier of times t with t mod season.
    /// kWarmParameters rows to start from, or null for a search from scratch.
    const double* start = nullptr;
    /// Needed for Model::Autoregression.
    const AutoregressionPrior* prior = nullptr;
    const double* growth = nullptr;  ///< One row: expected growth per period; null: none.
    int rounds = 0;                  ///< Rounds of the pattern search; 0: the usual number.
    bool keep_fitted = false;
};

struct KernelOutput {
    double* forecasts = nullptr;   ///< kKernelModels × horizon rows.
    double* parameters = nullptr;  ///< kWarmParameters rows.
    double* errors = nullptr;      ///< kKernelModels rows: in-sample mean absolute one-step error.
    double* fitted = nullptr;      ///< kKernelModels × length rows; only with keep_fitted.
    double* scratch = nullptr;     ///< scratch_rows(input) rows.
};

/// How fast a filter forgets: the gains that are tried, 0.05 … 0.9, and the lanes they lie in.
inline constexpr std::size_t kGains = 5;
inline constexpr std::size_t kGainLanes = 8;

/// A history to be filtered with every gain (effect_regression.h).
struct GainInput {
    std::size_t length = 0;
    std::size_t regressors = 0;
    std::size_t split = 0;            ///< Times before it are summed apart from the rest.
    const double* logs = nullptr;     ///< One per time.
    const double* columns = nullptr;  ///< Regressor r at time t: [r · length + t].
    const unsigned char* skip = nullptr;
    const double* effect = nullptr;  ///< One per regressor, to tell wild errors by; or null.
    double limit = 0;                ///< Beyond which an error is wild.
};

/// Sums over time, row after row of kGainLanes lanes: the lower half of x x', column by column,
/// then x y, then y y.
struct GainSums {
    double* first = nullptr;    ///< gain_rows(regressors) rows.
    double* rest = nullptr;     ///< The same, from split on.
    double* scratch = nullptr;  ///< 2 · regressors + 1 rows.
};

constexpr std::size_t gain_rows(std::size_t regressors) {
    return regressors * (regressors + 1) / 2 + regressors + 1;
}

/// So many systems of equations are solved side by side, or fewer.
inline constexpr std::size_t kRidgeLanes = 8;

/// Where the lower half of a matrix has its entry i ≥ j, column by column …
constexpr std::size_t ridge_row(std::size_t size, std::size_t i, std::size_t j) {
    return j * size - j * (j + 1) / 2 + i;
}
/// … and the right side after it its entry j.
constexpr std::size_t ridge_right_row(std::size_t size, std::size_t j) {
    return size * (size + 1) / 2 + j;
}

/// Equations of symmetric, positive matrices: rows of kRidgeLanes entries, a system in each lane.
struct RidgeSystems {
    std::size_t size = 0;
    std::size_t count = kRidgeLanes;
    const double* equations = nullptr;  ///< The lower half, then the right side.
    double* means = nullptr;            ///< `size` rows: the solutions.
    double* variances = nullptr;        ///< `size` rows: the inverse's diagonal; null: not wanted.
    double* scratch = nullptr;          ///< ridge_scratch_rows(size) rows.
    std::size_t* order = nullptr;       ///< ridge_order_entries(size).
};

constexpr std::size_t ridge_order_entries(std::size_t size) {
    return size * (kRidgeLanes + 1);
}

constexpr std::size_t ridge_scratch_rows(std::size_t size) {
    return size * (2 * size + 3);
}

/// The regression of a filtered history on its regressors, with every gain.
struct GainRegression {
    std::size_t regressors = 0;
    const double* first = nullptr;  ///< As GainSums.
    const double* rest = nullptr;
    double observations = 1;            ///< Of both parts, at least 1.
    double least_noise = 0;             ///< Variance.
    const double* precision = nullptr;  ///< Of the belief before, one over variance per regressor …
    const double* prior = nullptr;      ///< … and its mean.
    double* scratch = nullptr;          ///< gain_regression_rows(regressors) rows of kGainLanes.
    std::size_t* order = nullptr;       ///< ridge_order_entries(regressors).
    double* errors = nullptr;  ///< The squared error that each gain leaves: of kGainLanes, kGains.
};

constexpr std::size_t gain_regression_rows(std::size_t regressors) {
    return 2 * gain_rows(regressors) + 2 * regressors + ridge_scratch_rows(regressors);
}

struct Kernel {
    std::size_t lanes = 0;
    void (*fit)(const KernelInput& input, const KernelOutput& output) = nullptr;
    void (*filter)(const GainInput& input, const GainSums& output) = nullptr;
    void (*regress)(const GainRegression& input) = nullptr;
    void (*ridges)(const RidgeSystems& systems) = nullptr;
    /// As `fit`, for half as many lanes; null where nothing is gained by it.
    void (*fit_half)(const KernelInput& input, const KernelOutput& output) = nullptr;

    /// The same with no more lanes than so many series need.
    Kernel holding(std::size_t series) const;
};

std::size_t scratch_rows(const KernelInput& input);

enum class InstructionSet : std::uint8_t { Baseline, Avx2, Avx512 };
/// The widest that this machine runs.
InstructionSet best_instruction_set();
/// The kernel for an instruction set; the set must be available.
Kernel kernel_for(InstructionSet set);

}  // namespace bihuan::forecast
