#include "business/demand/forecasts/engine_run.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <unordered_map>

#include "engine/forecast/parallel.h"

namespace bihuan::forecasts {

namespace {

using forecast::Layer;

constexpr std::size_t kYear = 12;
constexpr std::size_t kUsualMonths = 12;  ///< "Usual" is the mean of the last so many months.
constexpr std::int64_t kEnoughKin = 8;    ///< Series of one product that can do without others.

double median(std::span<double> numbers) {
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::ranges::nth_element(numbers, middle);
    return *middle;
}

/// The columns of regressors, in the order of their names.
class Columns {
public:
    Columns(const SalesHistory& history,
            const Plans& plans,
            const RunOptions& options,
            std::size_t known)
        : history_(history),
          plans_(plans),
          stated_(options.stated),
          known_(known),
          length_(known + static_cast<std::size_t>(options.horizon)) {
        BIHUAN_CHECK(length_ <= plans.columns);
        const auto positive = [](double share) { return share > 0; };
        if (std::ranges::any_of(plans.promoted_days, positive)) {
            add("promotion_depth", Layer::Promotion, &Columns::write_depth);
            add("promotion_days", Layer::Promotion, &Columns::write_days);
        }
        if (std::ranges::any_of(history.coupons, positive))
            add("coupon", Layer::Promotion, &Columns::write_coupons);
        if (std::ranges::any_of(history.features, positive))
            add("feature", Layer::Promotion, &Columns::write_features);
        add("price", Layer::Price, &Columns::write_prices);
        if (history.rhythm.weekday) add("reports", Layer::TradingDays, &Columns::write_reports);
        repeats_ = options.repeats ? *options.repeats : find_repeats(options.threads);
    }

    const Repeats& repeats() const { return repeats_; }

    const std::vector<forecast::Regressor>& regressors() const { return regressors_; }
    std::size_t length() const { return length_; }

    void write(std::size_t series, std::span<double> block) const {
        for (std::size_t i = 0; i < writers_.size(); ++i)
            (this->*writers_[i])(series, block.subspan(i * length(), length()));
    }

private:
    using Writer = void (Columns::*)(std::size_t, std::span<double>) const;

    void add(std::string name, Layer layer, Writer writer) {
        regressors_.push_back({std::move(name), layer});
        writers_.push_back(writer);
    }

    void write_depth(std::size_t series, std::span<double> row) const {
        std::ranges::copy(plans_.row(plans_.promoted_depth, series).first(row.size()), row.begin());
    }

    void write_days(std::size_t series, std::span<double> row) const {
        std::ranges::copy(plans_.row(plans_.promoted_days, series).first(row.size()), row.begin());
    }

    void write_coupons(std::size_t series, std::span<double> row) const {
        const double usual = write_against_usual(history_.row(history_.coupons, series), row);
        expect_again(repeats_.coupon, row);
        if (stated_ != nullptr) write_stated(stated_->row(stated_->coupons, series), usual, row);
    }

    void write_features(std::size_t series, std::span<double> row) const {
        const double usual = write_against_usual(history_.row(history_.features, series), row);
        expect_again(repeats_.feature, row);
        if (stated_ != nullptr) write_stated(stated_->row(stated_->features, series), usual, row);
    }

    /// Logarithm of the price relative to the usual one; ahead what last year's tells and what the
    /// list changes from today on.
    void write_prices(std::size_t series, std::span<double> row) const {
        const double usual = write_known_prices(series, row);
        expect_again(repeats_.price, row);
        if (stated_ != nullptr && usual > 0) {
            const auto prices = stated_->row(stated_->prices, series);
            for (std::size_t i = known_; i < std::min(row.size(), prices.size()); ++i)
                if (prices[i] > 0) row[i] = std::log(prices[i] / usual);
            return;
        }
        if (plans_.list_prices.empty()) return;
        const auto list = plans_.row(plans_.list_prices, series);
        for (std::size_t i = known_; i < row.size(); ++i) {
            const double ratio = list[i] / list[known_ - 1];
            if (ratio > 0) row[i] += std::log(ratio);
        }
    }

    /// Some months have five weekly reports.
    void write_reports(std::size_t /*series*/, std::span<double> row) const {
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = std::log(history_.rhythm.share_of(history_.month_at(i)));
    }

    /// Shares stated with the sales relative to the last months' mean, which is "usual".
    double write_against_usual(std::span<const double> shares, std::span<double> row) const {
        const std::size_t begin = known_ - std::min(known_, kUsualMonths);
        double usual = 0;
        for (std::size_t i = begin; i < known_; ++i) usual += shares[i];
        usual /= static_cast<double>(known_ - begin);
        std::ranges::fill(row, 0.0);
        for (std::size_t i = 0; i < known_; ++i) row[i] = shares[i] - usual;
        return usual;
    }

    void write_stated(std::span<const double> shares, double usual, std::span<double> row) const {
        for (std::size_t i = known_; i < std::min(row.size(), shares.size()); ++i)
            row[i] = shares[i] - usual;
    }

    /// Gives the usual price; 0 when there never was any.
    double write_known_prices(std::size_t series, std::span<double> row) const {
        const auto prices = history_.row(history_.prices, series);
        std::ranges::fill(row, 0.0);
        std::array<double, kUsualMonths> recent{};
        std::size_t count = 0;
        for (std::size_t i = known_; i > 0 && count < recent.size(); --i)
            if (prices[i - 1] > 0) recent.at(count++) = prices[i - 1];
        if (count == 0) return 0;
        const double usual = median(std::span(recent).first(count));
        double last = 0;
        for (std::size_t i = 0; i < known_; ++i) {
            if (prices[i] > 0) last = std::log(prices[i] / usual);
            row[i] = last;
        }
        return usual;
    }

    /// What nobody planned is expected as it was a year before, as far as years repeat.
    void expect_again(double repeat, std::span<double> row) const {
        for (std::size_t i = known_; i < row.size(); ++i)
            if (i >= kYear && i - kYear < known_) row[i] = repeat * row[i - kYear];
    }

    Repeats find_repeats(int threads) const {
        std::array<double, 3> repeats{};
        forecast::parallel_for(repeats.size(), threads, [&](std::size_t i) {
            repeats.at(i) = find_repeat([&](std::size_t series, std::span<double> row) {
                if (i == 0) write_against_usual(history_.row(history_.coupons, series), row);
                if (i == 1) write_against_usual(history_.row(history_.features, series), row);
                if (i == 2) write_known_prices(series, row);
            });
        });
        return {.coupon = repeats[0], .feature = repeats[1], .price = repeats[2]};
    }

    /// How much of a year's pattern comes again the next year: the slope over all series, 0…1.
    template <class Write>
    double find_repeat(Write write) const {
        std::vector<double> row(length_);
        double together = 0;
        double alone = 0;
        for (std::size_t series = 0; series < history_.size(); ++series) {
            write(series, std::span(row));
            for (std::size_t i = kYear; i < known_; ++i) {
                together += row[i] * row[i - kYear];
                alone += row[i - kYear] * row[i - kYear];
            }
        }
        return alone > 0 ? std::clamp(together / alone, 0.0, 1.0) : 0;
    }

    const SalesHistory& history_;
    const Plans& plans_;
    const SalesHistory* stated_;
    std::size_t known_;
    std::size_t length_;
    Repeats repeats_;
    std::vector<forecast::Regressor> regressors_;
    std::vector<Writer> writers_;
};

/// The history as the engine sees it. A first month that began before the first report is no month.
std::vector<double> known_values(const SalesHistory& history, std::size_t known) {
    constexpr double kWhole = 0.9;
    const bool broken = history.rhythm.reported_share_of(history.first) < kWhole;
    std::vector<double> values(history.size() * known);
    for (std::size_t series = 0; series < history.size(); ++series) {
        for (std::size_t i = 0; i < known; ++i) {
            const bool missing = !history.reported[i] || (i == 0 && broken);
            values[series * known + i] =
                missing ? std::numeric_limits<double>::quiet_NaN() : history.quantity(series, i);
        }
    }
    return values;
}

/// The part of each month's demand that the shelves had; empty without any stock-out.
std::vector<double> availability_of(const SalesHistory& history, std::size_t known) {
    constexpr double kWorthSaying = 0.005;
    if (history.lost.empty()) return {};
    std::vector<double> shares(history.size() * known, 1);
    for (std::size_t series = 0; series < history.size(); ++series) {
        for (std::size_t i = 0; i < known; ++i) {
            const double sold = std::max(0.0, history.quantity(series, i));
            const double lost = history.lost[series * history.months + i];
            if (lost > kWorthSaying * sold) shares[series * known + i] = sold / (sold + lost);
        }
    }
    return shares;
}

forecast::Stage stage_of(const ProductFacts& product, Month origin) {
    if (product.active_to && *product.active_to < origin.first_day())
        return forecast::Stage::Delisted;
    if (product.stage == LifecycleStage::Introduction) return forecast::Stage::Launch;
    return forecast::Stage::Normal;
}

/// Kin are the product's own series where it has many, else those of its category.
std::vector<std::int32_t> kin_of(const SalesHistory& history, const Influences& influences) {
    std::unordered_map<std::int64_t, std::int64_t> series_of;
    for (const auto& key : history.keys) ++series_of[key.product_id];
    std::vector<std::int32_t> kin;
    std::unordered_map<std::int64_t, std::int32_t> numbers;
    for (const auto& key : history.keys) {
        const auto category = influences.product(key.product_id).category;
        const bool alone = series_of[key.product_id] >= kEnoughKin;
        const auto name = alone ? key.product_id : -1 - static_cast<std::int64_t>(category);
        kin.push_back(
            numbers.try_emplace(name, static_cast<std::int32_t>(numbers.size())).first->second);
    }
    return kin;
}

}  // namespace

void stop_after_last_day(const SalesHistory& history, const Influences& influences, Run& run) {
    auto& outcome = run.outcome;
    const auto horizon = static_cast<std::size_t>(run.horizon);
    for (std::size_t series = 0; series < history.size(); ++series) {
        const auto& last = influences.product(history.keys[series].product_id).active_to;
        for (std::size_t ahead = 0; last && ahead < horizon; ++ahead) {
            if (run.month_at(ahead).first_day() <= *last) continue;
            const auto at = series * horizon + ahead;
            for (auto* path : {&outcome.means,
                               &outcome.lows80,
                               &outcome.highs80,
                               &outcome.lows95,
                               &outcome.highs95})
                (*path)[at] = 0;
            for (std::size_t layer = 0; layer < forecast::kLayers && !outcome.layers.empty();
                 ++layer)
                outcome.layers[(series * forecast::kLayers + layer) * horizon + ahead] = 0;
        }
    }
}

bool Run::is_engine_alone() const {
    return std::ranges::all_of(mixes, [](const Mix& mix) {
        return std::ranges::all_of(mix, [](const auto& weights) { return weights.engine == 1; });
    });
}

Repeats find_repeats(const SalesHistory& history, const Plans& plans, Month origin) {
    const auto column = history.column_of(origin);
    BIHUAN_CHECK(column.has_value());
    return Columns(history, plans, {.origin = origin}, *column + 1).repeats();
}

Run run_engine(const SalesHistory& history,
               const Plans& plans,
               const Influences& influences,
               const RunOptions& options) {
    Run run{.origin = options.origin, .horizon = options.horizon};
    const auto column = history.column_of(options.origin);
    BIHUAN_CHECK(column.has_value());
    const std::size_t known = *column + 1;

    const auto values = known_values(history, known);
    const auto availability = availability_of(history, known);
    const auto kin = kin_of(history, influences);
    const Columns columns(history, plans, options, known);
    run.repeats = columns.repeats();
    const std::size_t block = columns.regressors().size() * columns.length();
    // Every place is written below, by the thread that reads it: no time is spent on zeros.
    const auto regressors = std::make_unique_for_overwrite<double[]>(  // NOLINT(*-avoid-c-arrays)
        block * history.size());
    forecast::Problem problem{.frequency = forecast::Frequency::Monthly,
                              .horizon = options.horizon,
                              .regressors = columns.regressors(),
                              .holidays = forecast::Holidays::China};
    problem.series.resize(history.size());
    forecast::parallel_for(history.size(), options.threads, [&](std::size_t series) {
        const std::span<double> row(regressors.get() + series * block, block);
        columns.write(series, row);
        const auto& key = history.keys[series];
        problem.series[series] = {
            .values = std::span(values).subspan(series * known, known),
            .availability = availability.empty()
                                ? std::span<const double>()
                                : std::span(availability).subspan(series * known, known),
            .regressors = row,
            .first_period = history.first.number(),
            .category = kin[series],
            .region = influences.region_number(key.region_id),
            .stage = stage_of(influences.product(key.product_id), options.origin)};
    });
    run.outcome = forecast::forecast(problem,
                                     {.threads = options.threads,
                                      .detail = options.detail,
                                      .stop = options.stop,
                                      .on_progress = options.on_progress});
    if (!run.outcome.complete) throw Error(ErrorCode::Unavailable, "The forecast was cancelled.");
    stop_after_last_day(history, influences, run);
    return run;
}

}  // namespace bihuan::forecasts
