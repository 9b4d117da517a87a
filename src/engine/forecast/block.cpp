#include "engine/forecast/block.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/forecast/error_growth.h"
#include "engine/forecast/error_scale.h"
#include "engine/forecast/lone_season.h"
#include "engine/forecast/season.h"
#include "engine/forecast/series/steady_growth.h"

namespace bihuan::forecast {

namespace {

constexpr int kWarmRounds = 4;
constexpr std::size_t kFarthest = 4;
constexpr std::size_t kSmallestAggregate = 4;
constexpr std::size_t kSmallestOrigin = 6;
constexpr std::size_t kVectorBytes = 64;
/// A season seen once fits the errors by which it is measured.
constexpr double kLoneSeasonDoubt = 1.12;
constexpr double kLeastIndex = 0.05;
constexpr double kWildFactor = 4;  ///< No member may forecast more than this times the maximum.

double* aligned(std::vector<double>& buffer, std::size_t count) {
    constexpr std::size_t kExtra = kVectorBytes / sizeof(double);
    if (buffer.size() < count + kExtra) buffer.resize(count + kExtra);
    const auto address = reinterpret_cast<std::uintptr_t>(buffer.data());
    const std::size_t off = (kVectorBytes - address % kVectorBytes) % kVectorBytes;
    return buffer.data() + off / sizeof(double);
}

}  // namespace

std::vector<std::size_t> rolling_origins(std::size_t length, const BlockPlan& plan) {
    const std::size_t smallest =
        has_season(length, plan.season, false) ? shortest_for_season(plan.season) : kSmallestOrigin;
    std::vector<std::size_t> origins;
    for (const std::size_t distance : origin_distances(plan.horizon)) {
        if (length >= distance + smallest) origins.push_back(length - distance);
    }
    return origins;
}

bool has_season(std::size_t length, std::size_t season, bool has_target) {
    return season > 1 &&
           (length >= shortest_for_season(season) || (has_target && length >= kSmallestOrigin));
}

std::span<const Member> pool_for(std::size_t length, const BlockPlan& plan, bool seasonal) {
    return pool_of(plan.frequency, seasonal && length > plan.season);
}

BlockForecaster::BlockForecaster(const BlockPlan& plan, const Kernel& kernel)
    : plan_(plan), kernel_(kernel) {}

std::vector<LaneAnswer> BlockForecaster::run(std::span<const LaneInput> lanes) {
    lanes_ = lanes;
    const std::size_t length = lanes.front().values.size();
    const LaneInput& first = lanes.front();
    seasonal_ = has_season(length, plan_.season, first.lone_season || !first.season_target.empty());
    pool_ = plan_.pool.empty() ? pool_for(length, plan_, seasonal_) : plan_.pool;
    take_start();
    logs_.assign(kernel_.lanes, {});
    for (std::size_t i = 0; i < kernel_.lanes && seasonal_ && may_step(plan_.frequency); ++i) {
        logs_[i] = logs_of(lanes[std::min(i, lanes.size() - 1)].values);
    }
    fit_origins(length);
    std::vector<LaneAnswer> answers;
    answers.reserve(lanes.size());
    for (std::size_t i = 0; i < lanes.size(); ++i) answers.push_back(answer_of(i));
    return answers;
}

/// The parameters of the last run, if every lane has some.
void BlockForecaster::take_start() {
    warm_ = std::all_of(
        lanes_.begin(), lanes_.end(), [](const LaneInput& lane) { return lane.start != nullptr; });
    if (!warm_) return;
    start_.resize(kWarmParameters * kernel_.lanes);
    for (std::size_t p = 0; p < kWarmParameters; ++p) {
        for (std::size_t i = 0; i < kernel_.lanes; ++i) {
            start_[p * kernel_.lanes + i] = lanes_[std::min(i, lanes_.size() - 1)].start[p];
        }
    }
}

void BlockForecaster::fit_origins(std::size_t length) {
    origins_.clear();
    for (const std::size_t origin : rolling_origins(length, plan_)) {
        origins_.push_back({origin, {}, {}, {}, {}});
    }
    origins_.push_back({length, {}, {}, {}, {}});
    for (Origin& origin : origins_) fit_origin(origin, &origin == &origins_.back());
}

LaneAnswer BlockForecaster::answer_of(std::size_t lane) {
    LaneAnswer answer;
    tame(lane);
    score(lane, answer);
    combine(lane, answer);
    if (plan_.keep_fitted) {
        fill_fitted(lane, answer);
        fill_members(lane, answer);
    }
    for (std::size_t p = 0; p < kWarmParameters; ++p) {
        answer.parameters.at(p) = parameters_[p * kernel_.lanes + lane];
    }
    if (!seasonal_) return answer;
    answer.season.resize(plan_.season);
    for (std::size_t j = 0; j < plan_.season; ++j) {
        answer.season[j] = indices_[j * kernel_.lanes + lane];
    }
    return answer;
}

ModelMask BlockForecaster::models_of(std::size_t level) const {
    ModelMask mask = 0;
    for (const Member& member : pool_) {
        if (member.level == level) mask |= mask_of(member.model);
    }
    return mask;
}

/// Half a season, not beyond the horizon, and only where the history has room to measure it.
std::size_t BlockForecaster::far_of(std::size_t length, std::size_t level) const {
    const std::size_t half = std::max<std::size_t>(plan_.season / 2, 2);
    const std::size_t far = std::min({half, kFarthest, plan_.horizon}) / level;
    return far >= 1 && length >= 3 * far ? far : 1;
}

void BlockForecaster::fit_origin(Origin& origin, bool last) {
    const std::size_t width = kernel_.lanes;
    origin.paths.resize(pool_.size() * plan_.horizon * width);
    origin.scales.assign(width, 0);
    prepare(origin.length);
    for (const auto& step : steps_) origin.stepped.push_back(step.has_value());
    origin.growths = steady_;
    fit_level_one(origin, last);
    std::vector<std::size_t> levels;
    for (const Member& member : pool_) {
        const bool known = std::find(levels.begin(), levels.end(), member.level) != levels.end();
        if (member.level > 1 && !known) levels.push_back(member.level);
    }
    for (const std::size_t level : levels) fit_aggregate(origin, level);
    put_growth_back(origin);
}

void BlockForecaster::prepare(std::size_t length) {
    const std::size_t width = kernel_.lanes;
    const std::size_t season = seasonal_ ? plan_.season : 1;
    values_.resize(length * width);
    indices_.assign(season * width, 1.0);
    means_.resize(width);
    growths_.resize(width);
    steps_.assign(width, std::nullopt);
    doubts_.assign(width, 1);
    steady_.assign(width, 0);
    for (std::size_t i = 0; i < width; ++i) {
        const LaneInput& lane = lanes_[std::min(i, lanes_.size() - 1)];
        std::vector<double> history(lane.values.begin(),
                                    lane.values.begin() + static_cast<std::ptrdiff_t>(length));
        if (seasonal_ && may_step(plan_.frequency)) {
            steps_[i] =
                find_level_step(std::span<const double>(logs_[i]).first(length), plan_.season);
            if (steps_[i]) lift_to_last_level(history, *steps_[i]);
        }
        prepare_lane(i, history);
    }
}

void BlockForecaster::prepare_lane(std::size_t lane, std::vector<double>& history) {
    const std::size_t width = kernel_.lanes;
    const std::size_t season = seasonal_ ? plan_.season : 1;
    const LaneInput& input = lanes_[std::min(lane, lanes_.size() - 1)];
    std::vector<double> indices(1, 1.0);
    if (seasonal_ && input.lone_season) {
        auto lone = lone_season(history, season);
        doubts_[lane] = std::max(lone.doubt, kLoneSeasonDoubt);
        indices = std::move(lone.indices);
        if (lone.alone) history[lone.alone->at] = lone.alone->usual * indices[lone.alone->at];
    } else if (seasonal_) {
        indices = estimate_season(history, static_cast<int>(season), input.season_target).indices;
    }
    for (std::size_t j = 0; j < season; ++j) indices_[j * width + lane] = indices[j];
    if (!steps_[lane]) take_out_growth(lane, history);
    double sum = 0;
    for (const double value : history) sum += value;
    const double mean = sum > 0 ? sum / static_cast<double>(history.size()) : 1;
    means_[lane] = mean;
    // A step looks like growth, to the kin as well; steady growth is known.
    growths_[lane] = steps_[lane] || steady_[lane] != 0 ? 0 : input.growth;
    for (std::size_t t = 0; t < history.size(); ++t) values_[t * width + lane] = history[t] / mean;
}

KernelInput BlockForecaster::whole_series(std::size_t length, bool keep_fitted) const {
    KernelInput input;
    input.length = length;
    input.season = seasonal_ ? plan_.season : 1;
    input.horizon = plan_.horizon;
    input.models = models_of(1) | mask_of(Model::DampedTrend);
    input.far = far_of(length, 1);
    input.prior = &autoregression_prior(plan_.season);
    input.growth = growths_.data();
    input.values = values_.data();
    input.indices = indices_.data();
    input.start = warm_ ? start_.data() : nullptr;
    input.rounds = kWarmRounds;
    input.keep_fitted = keep_fitted;
    return input;
}

void BlockForecaster::fit_level_one(Origin& origin, bool last) {
    const std::size_t width = kernel_.lanes;
    const KernelInput input = whole_series(origin.length, last && plan_.keep_fitted);
    forecasts_.resize(kKernelModels * plan_.horizon * width);
    parameters_.assign(kWarmParameters * width, 0);
    errors_.assign(kKernelModels * width, 0);
    if (input.keep_fitted) fitted_.resize(kKernelModels * origin.length * width);
    const KernelOutput output{forecasts_.data(),
                              parameters_.data(),
                              errors_.data(),
                              fitted_.data(),
                              aligned(scratch_, scratch_rows(input) * width)};
    kernel_.fit(input, output);
    for (std::size_t k = 0; k < pool_.size(); ++k) {
        const bool own = pool_[k].level == 1;
        const std::size_t from = own ? static_cast<std::size_t>(pool_[k].model) : 0;
        copy_path(
            origin, k, {forecasts_.data() + from * plan_.horizon * width, plan_.horizon * width});
    }
    measure_scales(origin);
}

/// The mean of what the members missed by one step within the history.
void BlockForecaster::measure_scales(Origin& origin) {
    const std::size_t width = kernel_.lanes;
    double fitted_models = 0;
    for (const Member& member : pool_) {
        if (member.level != 1) continue;
        const auto row = static_cast<std::size_t>(member.model);
        fitted_models += 1;
        for (std::size_t i = 0; i < width; ++i) {
            origin.scales[i] += errors_[row * width + i] * means_[i];
        }
    }
    for (std::size_t i = 0; i < width; ++i) {
        origin.scales[i] = means_[i] * error_scale(origin.scales[i] / fitted_models / means_[i],
                                                   without_season(origin.length, i),
                                                   plan_.season);
    }
}

void BlockForecaster::copy_path(Origin& origin, std::size_t member, std::span<const double> from) {
    const std::size_t width = kernel_.lanes;
    double* to = origin.paths.data() + member * plan_.horizon * width;
    for (std::size_t h = 0; h < plan_.horizon; ++h) {
        for (std::size_t i = 0; i < width; ++i) {
            to[h * width + i] = from[h * width + i] * means_[i];
        }
    }
}

void BlockForecaster::fit_aggregate(Origin& origin, std::size_t level) {
    const std::size_t width = kernel_.lanes;
    const std::size_t length = origin.length / level;
    if (length < kSmallestAggregate) return;  // the damped trend of level 1 stands in
    const std::size_t season = seasonal_ ? plan_.season : 1;
    const std::size_t skipped = origin.length - length * level;
    aggregate_.assign(length * width, 0);
    for (std::size_t t = skipped; t < origin.length; ++t) {
        const std::size_t to = (t - skipped) / level * width;
        for (std::size_t i = 0; i < width; ++i) {
            aggregate_[to + i] += values_[t * width + i] / indices_[(t % season) * width + i] /
                                  static_cast<double>(level);
        }
    }
    KernelInput input;
    input.length = length;
    input.horizon = (plan_.horizon + level - 1) / level + 1;
    input.far = far_of(length, level);
    input.prior = &autoregression_prior(plan_.season / level);
    input.models = models_of(level);
    input.values = aggregate_.data();
    const std::vector<double> ones(width, 1.0);
    input.indices = ones.data();
    std::vector<double> forecasts(kKernelModels * input.horizon * width);
    std::vector<double> parameters(kWarmParameters * width);
    std::vector<double> errors(kKernelModels * width);
    kernel_.fit(input,
                {forecasts.data(),
                 parameters.data(),
                 errors.data(),
                 nullptr,
                 aligned(scratch_, scratch_rows(input) * width)});
    forecasts_.swap(forecasts);
    for (std::size_t k = 0; k < pool_.size(); ++k) {
        if (pool_[k].level == level) spread_aggregate(origin, k, level);
    }
}

/// Straight lines through the middles of the aggregate's periods, season put back.
void BlockForecaster::spread_aggregate(Origin& origin, std::size_t member, std::size_t level) {
    const std::size_t width = kernel_.lanes;
    const std::size_t season = seasonal_ ? plan_.season : 1;
    const auto row = static_cast<std::size_t>(pool_[member].model);
    const std::size_t ahead = (plan_.horizon + level - 1) / level + 1;
    const double* path = forecasts_.data() + row * ahead * width;
    double* to = origin.paths.data() + member * plan_.horizon * width;
    const auto size = static_cast<double>(level);
    for (std::size_t h = 0; h < plan_.horizon; ++h) {
        const double place = (static_cast<double>(h) - (size - 1) / 2) / size;
        const double whole = std::clamp(std::floor(place), 0.0, static_cast<double>(ahead - 2));
        const auto left = static_cast<std::size_t>(whole);
        const double part = place - whole;  // negative before the first middle: extrapolates
        const std::size_t j = (origin.length + h) % season;
        for (std::size_t i = 0; i < width; ++i) {
            const double first = path[left * width + i];
            const double second = path[(left + 1) * width + i];
            to[h * width + i] =
                (first + (second - first) * part) * indices_[j * width + i] * means_[i];
        }
    }
}

double BlockForecaster::path_at(const Origin& origin,
                                std::size_t member,
                                std::size_t h,
                                std::size_t lane) const {
    return origin.paths[(member * plan_.horizon + h) * kernel_.lanes + lane];
}

double BlockForecaster::combined_at(const Origin& origin,
                                    const LaneAnswer& answer,
                                    std::size_t h,
                                    std::size_t lane) const {
    double sum = 0;
    for (std::size_t k = 0; k < pool_.size(); ++k) {
        sum += answer.weights[k] * path_at(origin, k, h, lane);
    }
    return std::max(sum, 0.0);
}

std::vector<double> BlockForecaster::member_path(std::size_t lane, std::size_t member) const {
    std::vector<double> path(plan_.horizon);
    for (std::size_t h = 0; h < plan_.horizon; ++h) {
        path[h] = path_at(origins_.back(), member, h, lane);
    }
    return path;
}

/// Keeps every member within what the history makes thinkable.
void BlockForecaster::tame(std::size_t lane) {
    const auto values = lanes_[lane].values;
    const double most = kWildFactor * *std::max_element(values.begin(), values.end());
    for (Origin& origin : origins_) {
        for (std::size_t k = 0; k < pool_.size() * plan_.horizon; ++k) {
            double& value = origin.paths[k * kernel_.lanes + lane];
            value = std::isfinite(value) ? std::clamp(value, 0.0, most) : 0;
        }
    }
}

/// Adds what the members and the naive forecasts missed after an origin; how many periods it was.
std::size_t BlockForecaster::add_errors(const Origin& origin,
                                        std::size_t lane,
                                        std::vector<double>& errors,
                                        Backtest& test) const {
    const auto values = lanes_[lane].values;
    const std::size_t season = seasonal_ ? plan_.season : 1;
    const std::size_t start = origin.length;
    const std::size_t end = std::min(values.size(), start + plan_.horizon);
    for (std::size_t t = start; t < end; ++t) {
        for (std::size_t k = 0; k < pool_.size(); ++k) {
            errors[k] += std::abs(values[t] - path_at(origin, k, t - start, lane));
        }
        const std::size_t back = (1 + (t - start) / season) * season;
        test.naive += std::abs(values[t] - values[start - 1]);
        test.seasonal_naive += std::abs(values[t] - values[t - std::min(back, t)]);
    }
    ++test.origins;
    return end - start;
}

void BlockForecaster::score(std::size_t lane, LaneAnswer& answer) const {
    Backtest& test = answer.backtest;
    std::size_t periods = 0;
    std::vector<double> errors(pool_.size());
    for (std::size_t o = 0; o + 1 < origins_.size(); ++o) {
        periods += add_errors(origins_[o], lane, errors, test);
    }
    if (periods > 0) {
        const auto points = static_cast<double>(periods);
        for (double& error : errors) error /= points;
        test.naive /= points;
        test.seasonal_naive /= points;
        answer.errors = errors;
    }
    answer.weights = combine_weights(pool_, answer.errors);
}

void BlockForecaster::combine(std::size_t lane, LaneAnswer& answer) const {
    const auto values = lanes_[lane].values;
    const Origin& end = origins_.back();
    answer.scale = end.scales[lane] * doubts_[lane];
    answer.growth = error_growth(without_season(end.length, lane), plan_.horizon);
    answer.mean.resize(plan_.horizon);
    for (std::size_t h = 0; h < plan_.horizon; ++h) {
        answer.mean[h] = combined_at(end, answer, h, lane);
        answer.step_scales.push_back(step_scale(end, h, lane));
    }
    answer.residuals.assign((origins_.size() - 1) * plan_.horizon,
                            std::numeric_limits<double>::quiet_NaN());
    double points = 0;
    for (std::size_t o = 0; o + 1 < origins_.size(); ++o) {
        const Origin& origin = origins_[o];
        // An origin that did not know half the history says how young series stray, not this one;
        // the farthest steps have others.
        const bool young =
            2 * origin.length < values.size() && origin.length + plan_.horizon < values.size();
        for (std::size_t h = 0; h < plan_.horizon && origin.length + h < values.size(); ++h) {
            const double error = values[origin.length + h] - combined_at(origin, answer, h, lane);
            answer.backtest.error += std::abs(error);
            answer.backtest.bias -= error;
            points += 1;
            // Measured in the calm of a level just found, an error says nothing of the kin's.
            if (origin.scales[lane] <= 0 || origin.stepped[lane] || young) continue;
            const double scale = origin.scales[lane] * step_scale(origin, h, lane);
            answer.residuals[o * plan_.horizon + h] =
                std::clamp(error / scale, -kWildError, kWildError);
        }
    }
    if (points == 0) return;
    answer.backtest.error /= points;
    answer.backtest.bias /= points;
}

/// Errors are larger in the high season, and after growth: it multiplies them as it does sales.
double BlockForecaster::step_scale(const Origin& origin, std::size_t h, std::size_t lane) const {
    const double index = std::max(index_at(origin.length + h, lane), kLeastIndex);
    return index * grown_level(origin.growths[lane], h);
}

/// In units of the lane's mean.
std::vector<double> BlockForecaster::without_season(std::size_t length, std::size_t lane) const {
    std::vector<double> values(length);
    for (std::size_t t = 0; t < length; ++t) {
        values[t] = values_[t * kernel_.lanes + lane] / index_at(t, lane);
    }
    return values;
}

double BlockForecaster::index_at(std::size_t t, std::size_t lane) const {
    return seasonal_ ? indices_[(t % plan_.season) * kernel_.lanes + lane] : 1;
}

}  // namespace bihuan::forecast
