#include "engine/forecast/forecast_run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "engine/forecast/error_growth.h"
#include "engine/forecast/error_scale.h"
#include "engine/forecast/intermittent.h"
#include "engine/forecast/intervals.h"
#include "engine/forecast/lone_season.h"
#include "engine/forecast/parallel.h"
#include "engine/forecast/series/kin_off_season.h"
#include "engine/forecast/series/sold_once.h"

namespace bihuan::forecast {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kTinyDoubt = 0.3;         ///< Relative error assumed where none can be measured.
constexpr double kFewDoubt = 0.09;         ///< … and that a few values may hide …
constexpr double kErrorOfDeviation = 0.8;  ///< Mean absolute value of a normal one.
constexpr double kFewFlatter = 1.5;  ///< … which lie nearer to their own mean than others will.
constexpr std::size_t kSeriesPerReport = 1000;

double mean_of(std::span<const double> values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double index_of(std::span<const double> season, std::size_t t) {
    return season.empty() ? 1 : season[t % season.size()];
}

/// The season's multiplier t periods after the history's begin.
double index_at(const LaneAnswer& answer, std::size_t t) {
    return index_of(answer.season, t);
}

/// What is forecast h periods after a history of this length but for the season.
double flat_at(const LaneAnswer& answer, std::size_t length, std::size_t h) {
    return answer.flat.empty() ? answer.mean[h] / index_at(answer, length + h) : answer.flat[h];
}

/// Nothing but what may come again.
LaneAnswer answer_once(const SoldOnce& once) {
    LaneAnswer answer;
    answer.weights = {1};
    answer.mean = once.mean;
    answer.flat.assign(once.mean.size(), 0);
    return answer;
}

/// The history as it would have been without the build-up after the launch.
std::vector<double> grown_history(std::size_t series,
                                  const KinKnowledge& kin,
                                  std::vector<CleanedPoint>* cleaned) {
    auto history = kin.season.adjusted(series, cleaned);
    for (std::size_t t = 0; t < history.size() && kin.launch.known(series); ++t) {
        history[t] /= kin.launch.at(series, t);
    }
    return history;
}

}  // namespace

ForecastRun::ForecastRun(const Problem& problem, const Options& options, CalendarColumns calendar)
    : problem_(problem),
      options_(options),
      calendar_(std::move(calendar)),
      plan_{problem.frequency,
            static_cast<std::size_t>(problem.season),
            static_cast<std::size_t>(problem.horizon),
            options.detail == Detail::Full},
      kernel_(kernel_for(best_instruction_set())),
      horizon_(plan_.horizon),
      shapes_(problem.series.size()) {}

Outcome ForecastRun::run() {
    const auto stopped = [this] { return options_.stop.stop_requested(); };
    parallel_for(
        shapes_.size(),
        options_.threads,
        [this](std::size_t i) { shapes_[i] = find_shape(problem_, problem_.series[i]); },
        stopped);
    order_series();
    share_off_seasons(problem_, order_, shapes_);
    effects_ = estimate_effects(problem_, shapes_, order_, std::move(calendar_), options_.threads);
    const KinKnowledge kin{{problem_, shapes_, effects_, order_, options_.threads},
                           {problem_, shapes_, order_, options_.threads},
                           {problem_, shapes_, order_}};
    make_units();
    size_outcome();
    parallel_for(
        units_.size(), options_.threads, [&](std::size_t u) { work(units_[u], kin); }, stopped);
    outcome_.complete = !stopped();
    if (!outcome_.complete) return std::move(outcome_);
    launch_empty(kin.launch);
    spread_intervals();
    if (options_.detail != Detail::Forecast) tell_indices();
    if (options_.detail == Detail::Full) tell_multipliers();
    gather_cleaned();
    keep_warm_start();
    return std::move(outcome_);
}

bool ForecastRun::in_lanes(std::size_t series) const {
    const Shape& shape = shapes_[series];
    return is_modelled(shape.status) && shape.off_season.empty() &&
           shape.length() >= kSmallestForModels;
}

void ForecastRun::order_series() {
    order_.resize(shapes_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    const auto rank = [this](std::size_t i) {
        const Series& series = problem_.series[i];
        return std::tuple(series.category, shapes_[i].content, series.first_period, series.key);
    };
    std::stable_sort(order_.begin(), order_.end(), [&rank](std::size_t a, std::size_t b) {
        return rank(a) < rank(b);
    });
}

void ForecastRun::make_units() {
    sorted_ = order_;
    const auto rank = [this](std::size_t i) {
        const bool lanes = in_lanes(i);
        return std::tuple(lanes,
                          lanes ? shapes_[i].length() : 0,
                          start_of(i) != nullptr,
                          lanes ? problem_.series[i].category : 0);
    };
    std::stable_sort(sorted_.begin(), sorted_.end(), [&rank](std::size_t a, std::size_t b) {
        return rank(a) < rank(b);
    });
    std::size_t begin = 0;
    while (begin < sorted_.size()) {
        const auto first = rank(sorted_[begin]);
        if (!std::get<0>(first)) {
            units_.push_back({begin, 1, false});
            ++begin;
            continue;
        }
        std::size_t end = begin + 1;
        while (end < sorted_.size() && end - begin < kernel_.lanes &&
               std::get<1>(rank(sorted_[end])) == std::get<1>(first) &&
               std::get<2>(rank(sorted_[end])) == std::get<2>(first)) {
            ++end;
        }
        units_.push_back({begin, end - begin, true});
        begin = end;
    }
}

void ForecastRun::size_outcome() {
    const std::size_t count = shapes_.size();
    origins_ = origin_distances(horizon_).size();
    outcome_.horizon = problem_.horizon;
    outcome_.season_length = problem_.season;
    outcome_.regressors = effects_.regressors;
    outcome_.backtests.resize(count);
    outcome_.multiplicative.resize(count);
    outcome_.off_seasons.resize(count);
    outcome_.doubtful_last.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        outcome_.statuses.push_back(shapes_[i].status);
        outcome_.offsets.push_back(shapes_[i].offset);
        outcome_.multiplicative[i] = shapes_[i].offset == 0;
        outcome_.off_seasons[i] =
            !shapes_[i].off_season.empty() || shapes_[i].festival || shapes_[i].once;
        if (!shapes_[i].open.empty()) outcome_.open_shares.assign(count * horizon_, 1);
    }
    outcome_.means.assign(count * horizon_, 0);
    for (auto* path : {&outcome_.lows80, &outcome_.highs80, &outcome_.lows95, &outcome_.highs95}) {
        path->assign(count * horizon_, 0);
    }
    residuals_.assign(count * origins_ * horizon_, kNan);
    scales_.assign(count, 0);
    growths_.assign(count, kUsualErrorGrowth);
    step_scales_.resize(count);
    usual_.resize(count);
    parameters_.assign(count * kWarmParameters, 0);
    if (options_.detail != Detail::Forecast) size_layers();
    if (options_.detail == Detail::Full) size_fits();
}

void ForecastRun::size_layers() {
    const std::size_t count = shapes_.size();
    outcome_.layers.assign(count * kLayers * horizon_, 0);
    outcome_.seasons.assign(count * plan_.season, 1);
    const std::size_t most =
        std::max(pool_of(problem_.frequency, true).size(), intermittent_pool().size());
    for (std::size_t i = 1; i <= count; ++i) outcome_.share_ends.push_back(i * most);
    outcome_.shares.resize(count * most);
}

void ForecastRun::size_fits() {
    std::size_t values = 0;
    for (const Series& series : problem_.series) {
        values += series.values.size();
        outcome_.fit_ends.push_back(values);
    }
    outcome_.fits.assign(values, kNan);
    outcome_.members.assign(outcome_.shares.size() * horizon_, 0);
    cleaned_.resize(shapes_.size());
}

void ForecastRun::work(const Unit& unit, const KinKnowledge& kin) {
    const auto members = std::span<const std::size_t>(sorted_).subspan(unit.begin, unit.count);
    if (unit.in_lanes) {
        work_lanes(members, kin);
    } else {
        work_alone(members.front(), kin);
    }
    report();
}

void ForecastRun::work_lanes(std::span<const std::size_t> members, const KinKnowledge& kin) {
    std::vector<Lane> lanes;
    for (const std::size_t i : members) {
        auto* cleaned = cleaned_.empty() ? nullptr : &cleaned_[i];
        Lane lane{.owner = i, .history = grown_history(i, kin, cleaned)};
        lane.doubted_last = doubted(i, lane.history);
        lane.target = kin.season.target(i);
        lanes.push_back(std::move(lane));
    }
    // Lanes of one block agree on whether there is a season; kin may differ between categories.
    for (const bool with_target : {false, true}) {
        std::vector<const Lane*> alike;
        for (const Lane& lane : lanes)
            if (lane.target.empty() != with_target) alike.push_back(&lane);
        if (!alike.empty()) work_alike(alike, with_target, kin);
    }
}

void ForecastRun::work_alike(std::span<const Lane* const> lanes,
                             bool with_target,
                             const KinKnowledge& kin) {
    const std::size_t length = lanes.front()->history.size();
    const bool lone = !with_target && may_show_season(length, plan_.season);
    std::vector<LaneInput> inputs;
    for (const Lane* lane : lanes)
        inputs.push_back(
            {lane->history, lane->target, lone, kin.growth.of(lane->owner), start_of(lane->owner)});
    BlockForecaster forecaster(plan_, kernel_.holding(inputs.size()));
    auto answers = forecaster.run(inputs);
    const bool seasonal = has_season(length, plan_.season, with_target || lone);
    const auto pool = pool_for(length, plan_, seasonal);
    for (std::size_t k = 0; k < lanes.size(); ++k) {
        const Lane& lane = *lanes[k];
        build_up(lane.owner, kin.launch, answers[k]);
        tell(lane.owner, answers[k], pool);
        if (lane.doubted_last) doubt(lane.owner, *lane.doubted_last, answers[k]);
    }
}

void ForecastRun::work_alone(std::size_t series, const KinKnowledge& kin) {
    if (!shapes_[series].off_season.empty()) {
        work_in_season(series, kin);
        return;
    }
    if (shapes_[series].festival) {
        work_around_festival(series);
        return;
    }
    if (shapes_[series].once) {
        tell(series, answer_once(*shapes_[series].once), kNaive);
        return;
    }
    auto* cleaned = cleaned_.empty() ? nullptr : &cleaned_[series];
    const LaneAnswer answer = answer_alone(series, kin, cleaned);
    const bool intermittent = shapes_[series].status == Status::Intermittent;
    tell(series, answer, intermittent ? intermittent_pool() : std::span<const Member>(kNaive));
    if (shapes_[series].status == Status::Delisted) expect_return(series);
}

LaneAnswer ForecastRun::answer_alone(std::size_t series,
                                     const KinKnowledge& kin,
                                     std::vector<CleanedPoint>* cleaned) const {
    const Shape& shape = shapes_[series];
    if (shape.status == Status::Empty || shape.status == Status::Delisted) {
        LaneAnswer nothing;
        nothing.weights = {1};
        nothing.mean.assign(horizon_, 0);
        return nothing;
    }
    const auto history = grown_history(series, kin, cleaned);
    LaneAnswer answer;
    if (shape.status == Status::Intermittent) {
        answer = forecast_intermittent(history, plan_);
    } else {
        const bool young = kin.launch.known(series);
        answer = mean_answer(
            shape.status, history, young ? kin.season.target(series) : std::vector<double>{});
    }
    build_up(series, kin.launch, answer);
    return answer;
}

/// Half way between the mean of the few values known and the last, season put back.
LaneAnswer ForecastRun::mean_answer(Status status,
                                    std::span<const double> history,
                                    std::span<const double> season) const {
    LaneAnswer answer;
    answer.weights = {1};
    answer.season.assign(season.begin(), season.end());
    std::vector<double> values(history.begin(), history.end());
    for (std::size_t t = 0; t < values.size(); ++t) values[t] /= index_of(season, t);
    const double level = (mean_of(values) + values.back()) / 2;
    for (std::size_t h = 0; h < horizon_; ++h) {
        answer.mean.push_back(level * index_of(season, values.size() + h));
    }
    for (const double value : values) {
        answer.scale += std::abs(value - level) / static_cast<double>(values.size());
    }
    if (status == Status::Constant) return answer;
    const double doubt = status == Status::Tiny ? kTinyDoubt : kFewDoubt;
    answer.scale = std::max(kFewFlatter * answer.scale, doubt * level);
    return answer;
}

/// Puts the build-up back; it becomes part of the trend.
void ForecastRun::build_up(std::size_t series, const LaunchPath& launch, LaneAnswer& answer) const {
    if (!launch.known(series)) return;
    const std::size_t age = shapes_[series].length();
    double mean_share = 0;
    for (std::size_t h = 0; h < horizon_; ++h) {
        const double share = launch.at(series, age + h);
        answer.mean[h] *= share;
        mean_share += share / static_cast<double>(horizon_);
        for (std::size_t at = h; at < answer.members.size(); at += horizon_) {
            answer.members[at] *= share;
        }
    }
    answer.scale *= mean_share;
    for (std::size_t t = 0; t < answer.fitted.size(); ++t) {
        answer.fitted[t] *= launch.at(series, t);
    }
}

void ForecastRun::tell(std::size_t series, const LaneAnswer& answer, std::span<const Member> pool) {
    outcome_.backtests[series] = answer.backtest;
    scales_[series] = answer.scale;
    growths_[series] = answer.growth;
    step_scales_[series] = answer.step_scales;
    double* residuals = residuals_.data() + series * origins_ * horizon_;
    for (std::size_t k = 0; k < answer.residuals.size(); ++k) {
        residuals[k] = answer.residuals[k] / grown_error(answer.growth, k % horizon_);
    }
    std::copy(answer.parameters.begin(),
              answer.parameters.end(),
              parameters_.begin() + static_cast<std::ptrdiff_t>(series * kWarmParameters));
    tell_layers(series, answer);
    close_days(series, answer);
    if (options_.detail == Detail::Forecast) return;
    const std::size_t end = outcome_.share_ends[series];
    const std::size_t begin = series == 0 ? 0 : outcome_.share_ends[series - 1];
    const auto priors = combine_weights(pool, {});
    for (std::size_t k = 0; k < pool.size() && begin + k < end; ++k) {
        outcome_.shares[begin + k] = {pool[k].model,
                                      static_cast<int>(pool[k].level),
                                      answer.weights[k],
                                      answer.errors.empty() ? 0 : answer.errors[k],
                                      priors[k]};
    }
    if (options_.detail != Detail::Full) return;
    tell_fit(series, answer);
    tell_members(series, answer, pool.size());
}

void ForecastRun::tell_layers(std::size_t series, const LaneAnswer& answer) {
    for (std::size_t h = 0; h < horizon_; ++h) {
        const auto layers = layers_at(series, answer, h);
        double mean = 0;
        for (const double layer : layers) mean += layer;
        outcome_.means[series * horizon_ + h] = mean;
        if (outcome_.layers.empty()) continue;
        for (std::size_t k = 0; k < kLayers; ++k) {
            outcome_.layers[(series * kLayers + k) * horizon_ + h] = layers.at(k);
        }
    }
    if (outcome_.seasons.empty()) return;
    const std::size_t age = shapes_[series].length();
    for (std::size_t j = 0; j < answer.season.size(); ++j) {
        outcome_.seasons[series * plan_.season + j] = index_at(answer, age + j);
    }
}

/// A closed day sells nothing: the festival takes away all that is below it.
void ForecastRun::close_layers(std::array<double, kLayers>& layers) {
    const auto festival = static_cast<std::size_t>(Layer::Festival);
    std::fill(layers.begin() + festival, layers.end(), 0);
    double below = 0;
    for (const double layer : layers) below += layer;
    layers.at(festival) = -below;
}

/// Errors shrink with what is open, and grow where that is not sure.
void ForecastRun::close_days(std::size_t series, const LaneAnswer& answer) {
    const Shape& shape = shapes_[series];
    if (shape.open.empty()) return;
    auto& scales = step_scales_[series];
    scales.resize(horizon_, 1);
    for (std::size_t h = 0; h < horizon_; ++h) {
        const OpenShare open = shape.open_share(shape.length() + h);
        outcome_.open_shares[series * horizon_ + h] = open.share;
        const double usual = answer.scale * grown_error(answer.growth, h);
        const double unsure = kErrorOfDeviation * open.deviation * answer.mean[h];
        scales[h] = std::hypot(scales[h] * open.share, usual > 0 ? unsure / usual : 0);
    }
}

/// The layers in order, each on top of those before; the mean is their sum in that order.
std::array<double, kLayers> ForecastRun::layers_at(std::size_t series,
                                                   const LaneAnswer& answer,
                                                   std::size_t h) const {
    const Shape& shape = shapes_[series];
    const double level = flat_at(answer, shape.length(), 0);
    const double flat = flat_at(answer, shape.length(), h);
    std::array<double, kLayers> layers{};
    layers[0] = level - shape.offset;
    layers[1] = flat - level;
    const bool by_festival = shape.festival || (shape.once && shape.once->by_festival);
    const auto moved = by_festival ? Layer::Festival : Layer::Season;
    layers.at(static_cast<std::size_t>(moved)) = answer.mean[h] - flat;
    double current = answer.mean[h];
    const double open = shape.open_share(shape.length() + h).share;
    const std::size_t t = problem_.series[series].values.size() + h;
    for (std::size_t k = 3; k < kLayers && !effects_.none(); ++k) {
        const bool festival = static_cast<Layer>(k) == Layer::Festival;
        const double next = current * (festival ? open : 1) *
                            effects_.multiplier(problem_, series, t, static_cast<Layer>(k));
        layers.at(k) += next - current;
        current = next;
    }
    if (open == 0) close_layers(layers);
    return layers;
}

void ForecastRun::tell_fit(std::size_t series, const LaneAnswer& answer) {
    const std::size_t size = problem_.series[series].values.size();
    double* fits = outcome_.fits.data() + (outcome_.fit_ends[series] - size);
    const Shape& shape = shapes_[series];
    for (std::size_t t = 0; t < answer.fitted.size(); ++t) {
        const double multiplier =
            effects_.none() ? 1 : effects_.multiplier(problem_, series, shape.begin + t);
        const double open = shape.open_share(t).share;
        fits[shape.begin + t] = answer.fitted[t] * multiplier * open - shape.offset;
    }
}

void ForecastRun::tell_members(std::size_t series, const LaneAnswer& answer, std::size_t count) {
    const std::size_t begin = series == 0 ? 0 : outcome_.share_ends[series - 1];
    const std::size_t size = problem_.series[series].values.size();
    const Shape& shape = shapes_[series];
    for (std::size_t h = 0; h < horizon_; ++h) {
        const double known = effects_.none() ? 1 : effects_.multiplier(problem_, series, size + h);
        const double multiplier = known * shape.open_share(shape.length() + h).share;
        for (std::size_t k = 0; k < count; ++k) {
            const double own =
                answer.members.empty() ? answer.mean[h] : answer.members[k * horizon_ + h];
            outcome_.members[(begin + k) * horizon_ + h] = own * multiplier - shape.offset;
        }
    }
}

static_assert(WarmStart::kParametersPerKey == kWarmParameters);

const double* ForecastRun::start_of(std::size_t series) const {
    if (options_.previous == nullptr) return nullptr;
    const auto& keys = options_.previous->keys;
    const auto found = std::lower_bound(keys.begin(), keys.end(), problem_.series[series].key);
    if (found == keys.end() || *found != problem_.series[series].key) return nullptr;
    const auto row = static_cast<std::size_t>(found - keys.begin());
    const double* start = options_.previous->parameters.data() + row * kWarmParameters;
    return start[0] > 0 ? start : nullptr;
}

void ForecastRun::report() {
    if (!options_.on_progress) return;
    const std::scoped_lock lock(mutex_);
    ++done_;
    if (done_ % kSeriesPerReport == 0 || done_ == units_.size()) {
        options_.on_progress(static_cast<double>(done_) / static_cast<double>(units_.size()));
    }
}

}  // namespace bihuan::forecast
