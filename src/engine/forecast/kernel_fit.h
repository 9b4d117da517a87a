#pragma once

#include <array>
#include <cstddef>

#include "engine/forecast/kernel.h"
#include "engine/forecast/kernel_autoregression.h"
#include "engine/forecast/kernel_season.h"
#include "engine/forecast/kernel_theta.h"
#include "engine/forecast/kernel_trend.h"

// Runs every asked-for model over one block; instantiated once per vector width.
namespace bihuan::forecast {

template <class V>
class BlockFit {
public:
    BlockFit(const KernelInput& input, const KernelOutput& output) : in_(input), out_(output) {
        auto* rows = reinterpret_cast<V*>(output.scratch);
        adjusted_ = rows;
        line_ = adjusted_ + input.length;
        ring_ = line_ + 2 * input.length + 2;
        values_ = ring_ + input.season;
        indices_ = values_ + input.length;
        path_ = indices_ + input.season;
    }

    void run() {
        copy_in();
        const Track<V> track{adjusted_, in_.length, in_.horizon, in_.far};
        const auto start = fit_damped(track);
        if (asked(Model::DynamicTheta)) fit_theta(track);
        if (asked(Model::ComplexSmoothing)) {
            fit<ComplexSmoothingModel<V>>(Model::ComplexSmoothing, track, 12);
        }
        if (asked(Model::Autoregression)) fit_autoregression(track);
        if (in_.season < 2) return;
        const SeasonTrack<V> seasonal{
            {values_, in_.length, in_.horizon, in_.far}, indices_, ring_, in_.season, start};
        if (asked(Model::SeasonalLevel)) {
            fit<HoltWintersModel<V, SeasonKind::Multiplicative, false>>(
                Model::SeasonalLevel, seasonal, 12);
        }
        if (asked(Model::SeasonalTrend)) {
            fit<HoltWintersModel<V, SeasonKind::Multiplicative, true>>(
                Model::SeasonalTrend, seasonal, 12);
        }
        if (asked(Model::AdditiveSeasonal)) {
            fit<HoltWintersModel<V, SeasonKind::Additive, true>>(
                Model::AdditiveSeasonal, seasonal, 12);
        }
    }

private:
    /// Where a model's fits and forecasts go; season put back for models that do not know it.
    struct Sink {
        const BlockFit* block;
        std::size_t model;
        bool put_back;
        V* error;

        [[gnu::always_inline]] V whole(std::size_t t, const V& value) const {
            return put_back ? value * block->indices_[t % block->in_.season] : value;
        }
        [[gnu::always_inline]] void fit(std::size_t t, const V& value) const {
            const V fitted = whole(t, value);
            *error += magnitude(V(block->values_[t] - fitted));
            if (block->in_.keep_fitted) {
                store(block->out_.fitted + (model * block->in_.length + t) * kWidth<V>, fitted);
            }
        }
        [[gnu::always_inline]] void forecast(std::size_t h, const V& value) const {
            store(block->out_.forecasts + (model * block->in_.horizon + h) * kWidth<V>,
                  whole(block->in_.length + h, value));
        }
    };

    bool asked(Model model) const { return (in_.models & mask_of(model)) != 0; }

    void copy_in() {
        for (std::size_t j = 0; j < in_.season; ++j) {
            indices_[j] = load<V>(in_.indices + j * kWidth<V>);
        }
        std::size_t place = 0;
        for (std::size_t t = 0; t < in_.length; ++t) {
            values_[t] = load<V>(in_.values + t * kWidth<V>);
            adjusted_[t] = values_[t] / indices_[place];
            place = place + 1 == in_.season ? 0 : place + 1;
        }
    }

    template <class Search, class Box, class Grid>
    auto search(
        Model model, const Box& box, const Grid& grid, int rounds, const Search& objective) {
        constexpr std::size_t kCount = std::tuple_size_v<typename Grid::value_type>;
        const std::size_t offset = kParameterOffsets.at(static_cast<std::size_t>(model));
        Found<V, kCount> best{};
        if (in_.start == nullptr) {
            best = search_grid<V, kCount>(grid, objective);
            pattern_search(best, box, first_steps<V>(box, 1), rounds, objective);
        } else {
            for (std::size_t p = 0; p < kCount; ++p) {
                const V value = load<V>(in_.start + (offset + p) * kWidth<V>);
                best.parameters[p] = clamp(value, box.ranges[p].low, box.ranges[p].high);
            }
            best.objective = objective(best.parameters);
            pattern_search(best, box, first_steps<V>(box, 0.4), in_.rounds, objective);
        }
        for (std::size_t p = 0; p < kCount; ++p) {
            store(out_.parameters + (offset + p) * kWidth<V>, best.parameters[p]);
        }
        return best.parameters;
    }

    void finish(Model model, const V& error) {
        const auto row = static_cast<std::size_t>(model);
        store(out_.errors + row * kWidth<V>, V(error / static_cast<double>(in_.length)));
    }

    template <class ModelOf, class TrackOf>
    void fit(Model model, const TrackOf& track, int rounds) {
        const auto objective = [&track](const typename ModelOf::Parameters& p) {
            return ModelOf::objective(track, p);
        };
        const auto best = search(model, ModelOf::kBox, ModelOf::kGrid, rounds, objective);
        V error{};
        const bool put_back = model <= Model::ComplexSmoothing;
        ModelOf::run(track, best, Sink{this, static_cast<std::size_t>(model), put_back, &error});
        finish(model, error);
    }

    typename DampedTrendModel<V>::State fit_damped(const Track<V>& track) {
        using ModelOf = DampedTrendModel<V>;
        const auto objective = [&track](const typename ModelOf::Parameters& p) {
            return ModelOf::objective(track, p);
        };
        if (!asked(Model::DampedTrend)) return {V{}, V{}};
        const auto best = search(Model::DampedTrend, ModelOf::kBox, ModelOf::kGrid, 12, objective);
        V error{};
        const auto start = ModelOf::run(track, best, Sink{this, 0, true, &error});
        finish(Model::DampedTrend, error);
        return start;
    }

    void fit_theta(const Track<V>& track) {
        using ModelOf = DynamicThetaModel<V>;
        const auto line = ModelOf::draw(track, line_);
        const auto objective = [&track, &line](const typename ModelOf::Parameters& p) {
            return ModelOf::project(track, line, p).objective;
        };
        const auto best = search(Model::DynamicTheta, ModelOf::kBox, ModelOf::kGrid, 10, objective);
        V error{};
        const auto row = static_cast<std::size_t>(Model::DynamicTheta);
        ModelOf::run(track, line, best, Sink{this, row, true, &error});
        finish(Model::DynamicTheta, error);
    }

    void fit_autoregression(const Track<V>& track) {
        V error{};
        const auto row = static_cast<std::size_t>(Model::Autoregression);
        const V growth = in_.growth != nullptr ? load<V>(in_.growth) : V{};
        AutoregressionModel<V>(track, *in_.prior, growth, path_).run(Sink{this, row, true, &error});
        finish(Model::Autoregression, error);
    }

    const KernelInput& in_;
    const KernelOutput& out_;
    V* adjusted_ = nullptr;
    V* line_ = nullptr;
    V* ring_ = nullptr;
    V* values_ = nullptr;
    V* indices_ = nullptr;
    V* path_ = nullptr;
};

template <class V>
void fit_block(const KernelInput& input, const KernelOutput& output) {
    BlockFit<V>(input, output).run();
}

}  // namespace bihuan::forecast
