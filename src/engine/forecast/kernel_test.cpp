#include "engine/forecast/kernel.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"

namespace bihuan::forecast {
namespace {

constexpr std::size_t kLength = 50;
constexpr std::size_t kSeason = 12;
constexpr std::size_t kHorizon = 12;
constexpr std::size_t kSeries = 16;

struct Buffers {
    std::vector<double> forecasts, parameters, errors, fitted;
};

/// Fits sixteen series, as many at once as the kernel takes, and lays the answers out by series.
Buffers fit(const Kernel& kernel) {
    Buffers all;
    for (std::size_t first = 0; first < kSeries; first += kernel.lanes) {
        KernelInput input{.length = kLength, .season = kSeason, .horizon = kHorizon, .far = 6};
        input.models = 127;
        input.prior = &autoregression_prior(kSeason);
        input.keep_fitted = true;
        std::vector<double> values(kLength * kernel.lanes);
        std::vector<double> indices(kSeason * kernel.lanes);
        for (std::size_t i = 0; i < kernel.lanes; ++i) {
            Random random(first + i + 1);
            for (std::size_t t = 0; t < kLength; ++t) {
                values[t * kernel.lanes + i] = std::exp(0.1 * random.normal());
            }
            for (std::size_t j = 0; j < kSeason; ++j) {
                indices[j * kernel.lanes + i] = random.uniform(0.8, 1.2);
            }
        }
        input.values = values.data();
        input.indices = indices.data();
        const std::size_t lanes = kernel.lanes;
        Buffers part{std::vector<double>(kKernelModels * kHorizon * lanes),
                     std::vector<double>(kWarmParameters * lanes),
                     std::vector<double>(kKernelModels * lanes),
                     std::vector<double>(kKernelModels * kLength * lanes)};
        struct alignas(64) Line {
            double values[8];
        };
        std::vector<Line> scratch(scratch_rows(input) * lanes / 8 + 1);
        kernel.fit(input,
                   {part.forecasts.data(),
                    part.parameters.data(),
                    part.errors.data(),
                    part.fitted.data(),
                    scratch.data()->values});
        for (std::size_t i = 0; i < lanes; ++i) {
            for (std::size_t row = 0; row < kKernelModels * kHorizon; ++row) {
                all.forecasts.push_back(part.forecasts[row * lanes + i]);
            }
            for (std::size_t row = 0; row < kKernelModels * kLength; ++row) {
                all.fitted.push_back(part.fitted[row * lanes + i]);
            }
        }
    }
    return all;
}

TEST(Kernel, GivesTheSameBitsOnEveryInstructionSetInBlocksOfAnySize) {
    const Buffers baseline = fit(kernel_for(InstructionSet::Baseline));
    for (const auto set : {InstructionSet::Avx2, InstructionSet::Avx512}) {
        if (set > best_instruction_set()) continue;
        for (const std::size_t series : {kSeries, std::size_t{1}}) {
            const Buffers other = fit(kernel_for(set).holding(series));
            EXPECT_EQ(baseline.forecasts, other.forecasts);
            EXPECT_EQ(baseline.fitted, other.fitted);
        }
    }
}

TEST(Kernel, ForecastsAreFinite) {
    for (const double value : fit(kernel_for(best_instruction_set())).forecasts) {
        EXPECT_TRUE(std::isfinite(value));
    }
}

}  // namespace
}  // namespace bihuan::forecast
