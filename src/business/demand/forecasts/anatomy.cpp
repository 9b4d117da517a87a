#include "business/demand/forecasts/anatomy.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "business/demand/forecasts/plain_figures.h"
#include "business/demand/forecasts/steadying.h"

namespace bihuan::forecasts {

namespace {

using forecast::Layer;

constexpr double kEnoughFit = 0.9;  ///< Share of sales whose series must have a fit.
constexpr std::size_t kYear = 12;
constexpr double kSmallestWeight = 0.0005;  ///< Of a plain figure that is told.

/// Regressors of one cause are switched together: promotions are depth, days, coupons, features.
std::string cause_of(const forecast::Regressor& regressor) {
    if (regressor.layer == Layer::Promotion) return "promotion";
    if (regressor.name.starts_with("spring_festival")) return "spring_festival";
    return regressor.name;
}

/// The stored layer that holds an engine's layer (forecast_rows.cpp).
std::string stored_layer(Layer layer) {
    if (layer == Layer::TradingDays) return "season";
    if (layer == Layer::Event) return "promotion";
    if (layer == Layer::Distribution) return "level";
    return std::string(forecast::layer_name(layer));
}

std::string_view reason_name(forecast::CleanReason reason) {
    static constexpr std::array<std::string_view, 5> kNames{
        "missing", "stock_out", "outlier", "closed", "doubtful"};
    return kNames.at(static_cast<std::size_t>(reason));
}

class Dissection {
public:
    Dissection(const RerunBasis& basis, const Run& run)
        : basis_(basis),
          history_(basis.nodes.history),
          run_(run),
          outcome_(run.outcome),
          horizon_(static_cast<std::size_t>(run.horizon)) {
        if (!run.is_engine_alone()) plain_.emplace(history_);
        for (const auto series : basis.shown) {
            total_ += size_of(series);
            sales_ += sales_of_last_year(series);
        }
    }

    Anatomy run() {
        result_.first = history_.first;
        result_.means.resize(horizon_);
        for (const auto series : basis_.shown)
            for (std::size_t h = 0; h < horizon_; ++h) result_.means[h] += run_.mean(series, h);
        fit();
        for (const auto series : basis_.shown) {
            ++result_.statuses[std::string(forecast::status_name(outcome_.statuses[series]))];
            clean(series);
            tell_models(series);
        }
        finish_models();
        influences();
        backtest();
        std::ranges::stable_sort(result_.cleaned, std::greater{}, [](const auto& one) {
            return std::abs(one.used - one.was.value_or(0));
        });
        return std::move(result_);
    }

private:
    using Key = std::pair<std::string, int>;

    double size_of(std::size_t series) const { return std::max(0.0, run_.mean(series, 0)); }

    double sales_of_last_year(std::size_t series) const {
        const auto row = history_.row(history_.quantities, series);
        const std::size_t months = std::min(kYear, row.size());
        double sum = 0;
        for (const double sold : row.last(months)) sum += sold;
        return months > 0 ? sum / static_cast<double>(months) : 0;
    }

    /// Series without a fit (rarely sold, ended) are taken to fit as the others do.
    void fit() {
        result_.fit.resize(history_.months);
        for (std::size_t t = 0; t < history_.months; ++t) {
            double fitted = 0;
            double covered = 0;
            double sold = 0;
            for (const auto series : basis_.shown) {
                const double actual = history_.quantity(series, t);
                const double value = outcome_.fitted(series)[t];
                sold += actual;
                if (!std::isfinite(value)) continue;
                fitted += value;
                covered += actual;
            }
            if (covered > 0 && covered >= kEnoughFit * sold)
                result_.fit[t] = fitted * sold / covered;
        }
    }

    void clean(std::size_t series) {
        for (const auto& point : outcome_.cleaned(series)) {
            const auto& key = history_.keys[series];
            result_.cleaned.push_back(
                {history_.month_at(static_cast<std::size_t>(point.period)),
                 std::string(reason_name(point.reason)),
                 key.region_id,
                 key.channel_id,
                 std::isfinite(point.was) ? std::optional(point.was) : std::nullopt,
                 point.used});
        }
    }

    /// Adds what one model says of one series.
    void add_model(const Key& key,
                   std::size_t series,
                   double weight,
                   std::span<const double> path) {
        auto& model = models_[key];
        const double size =
            total_ > 0 ? size_of(series) / total_ : 1 / static_cast<double>(basis_.shown.size());
        model.weight += weight * size;
        ++model.series;
        model.path.resize(horizon_);
        // What the product's last day stops is stopped for every model.
        for (std::size_t h = 0; h < horizon_; ++h)
            model.path[h] += run_.mean(series, h) != 0 ? path[h] - run_.mean(series, h) : 0;
    }

    void tell_models(std::size_t series) {
        const auto shares = outcome_.models(series);
        const auto& mix = weights_of(run_, series, 0);
        const double size = total_ > 0 ? size_of(series) / total_ : 0;
        const forecast::ModelShare* best = nullptr;
        for (std::size_t k = 0; k < shares.size(); ++k) {
            const auto& share = shares[k];
            if (share.weight <= 0) continue;
            const Key key{std::string(forecast::model_name(share.model)), share.aggregation};
            add_model(key, series, mix.engine * share.weight, outcome_.member(series, k));
            auto& model = models_[key];
            model.prior += mix.engine * share.prior * size;
            // Errors of rarely sold series are squared ones and say nothing beside the others.
            if (share.backtest_error <= 0 ||
                outcome_.statuses[series] == forecast::Status::Intermittent)
                continue;
            extra_error_[key] += share.backtest_error - outcome_.backtests[series].error;
            if (best == nullptr || share.backtest_error < best->backtest_error) best = &share;
        }
        if (best != nullptr)
            ++models_[{std::string(forecast::model_name(best->model)), best->aggregation}].best_in;
        tell_plain_figures(series);
    }

    /// The plain figures that steady the engine, where they weigh anything.
    void tell_plain_figures(std::size_t series) {
        const auto& mix = weights_of(run_, series, 0);
        for (const auto figure : kPlainFigures) {
            if (mix.of(figure) < kSmallestWeight) continue;
            std::vector<double> path;
            for (std::size_t h = 0; h < horizon_; ++h)
                path.push_back(plain_->at(figure, series, h));
            add_model({std::string(choice_name(figure)), 1}, series, mix.of(figure), path);
        }
    }

    void finish_models() {
        double errors = 0;
        for (const auto series : basis_.shown) errors += outcome_.backtests[series].error;
        for (auto& [key, model] : models_) {
            model.name = key.first;
            model.aggregation = key.second;
            for (std::size_t h = 0; h < horizon_; ++h)
                model.path[h] = std::max(0.0, model.path[h] + result_.means[h]);
            if (const auto extra = extra_error_.find(key);
                extra != extra_error_.end() && sales_ > 0)
                model.error = (errors + extra->second) / sales_;
            result_.models.push_back(std::move(model));
        }
        std::ranges::stable_sort(result_.models, std::greater{}, &Anatomy::Model::weight);
    }

    void influences() {
        std::map<Key, std::vector<std::size_t>> causes;  // by code and engine's layer
        for (std::size_t r = 0; r < outcome_.regressors.size(); ++r) {
            const auto& regressor = outcome_.regressors[r];
            causes[{cause_of(regressor), static_cast<int>(regressor.layer)}].push_back(r);
        }
        for (const auto& [key, regressors] : causes)
            for (std::size_t h = 0; h < horizon_; ++h) influence(key, regressors, h);
    }

    void influence(const Key& key, std::span<const std::size_t> regressors, std::size_t h) {
        Anatomy::Influence told{
            .code = key.first, .layer = stored_layer(static_cast<Layer>(key.second)), .ahead = h};
        double with = 0;
        double without = 0;
        double doubt = 0;
        for (const auto series : basis_.shown) {
            const double mean = std::max(0.0, run_.mean(series, h));
            double logarithm = 0;
            double variance = 0;
            for (const auto r : regressors) {
                const double one = std::log(outcome_.multiplier(series, r)[h]);
                if (one == 0) continue;
                const auto& index = outcome_.indices(series)[r];
                logarithm += one;
                variance += std::pow(one * index.standard_error / index.effect, 2);
            }
            with += mean;
            without += mean / std::exp(logarithm);
            doubt += mean * std::sqrt(variance);
            told.series += logarithm != 0 ? 1 : 0;
        }
        if (told.series == 0 || without <= 0 || with <= 0) return;
        told.ratio = with / without;
        told.standard_error = told.ratio * doubt / with;
        result_.influences.push_back(std::move(told));
    }

    void backtest() {
        double error = 0;
        double naive = 0;
        double seasonal = 0;
        for (const auto series : basis_.shown) {
            const auto& test = outcome_.backtests[series];
            result_.origins = std::max(result_.origins, test.origins);
            error += test.error;
            naive += test.naive;
            seasonal += test.seasonal_naive;
        }
        if (sales_ <= 0 || result_.origins == 0) return;
        result_.error = error / sales_;
        result_.naive = naive / sales_;
        result_.seasonal_naive = seasonal / sales_;
    }

    const RerunBasis& basis_;
    const SalesHistory& history_;
    const Run& run_;
    std::optional<PlainFigures> plain_;
    const forecast::Outcome& outcome_;
    std::size_t horizon_;
    double total_ = 0;
    double sales_ = 0;
    std::map<Key, Anatomy::Model> models_;
    std::map<Key, double> extra_error_;  ///< Against the combination's.
    Anatomy result_;
};

}  // namespace

Anatomy anatomy_of(const RerunBasis& basis, const Run& run) {
    if (basis.shown.empty()) return {};
    return Dissection(basis, run).run();
}

}  // namespace bihuan::forecasts
