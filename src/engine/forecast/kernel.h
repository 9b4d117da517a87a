#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/forecast/forecast.h"

// The smoothing models, fitted to a block of series of one length at once, one series per lane of a
// vector register. The same code is compiled for 2, 4 and 8 lanes and chosen at run time.
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

/// Equations of a symmetric, positive matrix. Columns begin ridge_stride(size) entries apart.
struct RidgeSystem {
    std::size_t size = 0;
    double* matrix = nullptr;      ///< `size` columns, the lower half; is worked in.
    double* right = nullptr;       ///< `size` entries: the right side, then the solution.
    double* variances = nullptr;   ///< `size` entries: the inverse's diagonal; null: not wanted.
    double* scratch = nullptr;     ///< size + 2 columns.
    std::size_t* order = nullptr;  ///< `size` entries.
};

constexpr std::size_t ridge_stride(std::size_t size) {
    constexpr std::size_t kWidest = 8;
    return (size + kWidest - 1) / kWidest * kWidest;
}

struct Kernel {
    std::size_t lanes = 0;
    void (*fit)(const KernelInput& input, const KernelOutput& output) = nullptr;
    void (*filter)(const GainInput& input, const GainSums& output) = nullptr;
    void (*ridge)(const RidgeSystem& system) = nullptr;
};

std::size_t scratch_rows(const KernelInput& input);

enum class InstructionSet : std::uint8_t { Baseline, Avx2, Avx512 };
/// The widest that this machine runs.
InstructionSet best_instruction_set();
/// The kernel for an instruction set; the set must be available.
Kernel kernel_for(InstructionSet set);

}  // namespace bihuan::forecast
