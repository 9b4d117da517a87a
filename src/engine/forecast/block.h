#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/forecast.h"
#include "engine/forecast/kernel.h"
#include "engine/forecast/pool.h"
#include "engine/forecast/series/level_step.h"

// The whole pool for a few series of one length at once: fitted at several origins of the history,
// scored, weighted, combined.
namespace bihuan::forecast {

/// Rolling errors beyond so many times the usual one say that the series broke, not how far it
/// strays.
inline constexpr double kWildError = 20;

/// One series of a block.
struct LaneInput {
    std::span<const double> values;         ///< >= 0, not all 0, without gaps or known influences.
    std::span<const double> season_target;  ///< By t mod season; empty: no season known elsewhere.
    bool lone_season = false;               ///< Less than two are known, and no kin have one.
    double growth = 0;                      ///< Per period, expected by the series' kin.
    const double* start = nullptr;          ///< kWarmParameters of the last run, or null.
};

struct LaneAnswer {
    std::vector<double> mean;    ///< horizon
    std::vector<double> season;  ///< Indices by t mod season; empty for a pool without season.
    /// The mean without its season, where there are periods off season (series/season_forecast.h);
    /// else empty.
    std::vector<double> flat;
    std::vector<double> step_scales;  ///< How much wider errors are by season; empty: alike.
    std::vector<double> weights;      ///< Per member of the pool.
    std::vector<double> errors;       ///< Per member: mean absolute rolling error; empty: no room.
    std::vector<double> fitted;       ///< One per value; empty unless asked for.
    std::vector<double> members;      ///< member × horizon; empty unless fitted values are kept.
    /// Rolling errors of the combination (actual − forecast) / scale of that origin and step,
    /// origins × horizon; NaN beyond the history.
    std::vector<double> residuals;
    double scale = 0;   ///< Expected absolute one-step error at the end (error_scale.h).
    double growth = 0;  ///< Of the error variance per step; see error_growth.h.
    Backtest backtest;
    std::array<double, kWarmParameters> parameters{};
};

/// What is common to the series of a block.
struct BlockPlan {
    Frequency frequency = Frequency::Monthly;
    std::size_t season = 1;
    std::size_t horizon = 1;
    bool keep_fitted = false;
    std::span<const Member> pool = {};  ///< Instead of the usual pool; for learning its weights.
};

/// Lengths of the history at which a series of this length is back-tested, oldest first.
std::vector<std::size_t> rolling_origins(std::size_t length, const BlockPlan& plan);

/// Whether series of this length get a season: their own, or their kin's.
bool has_season(std::size_t length, std::size_t season, bool has_target);

/// The pool for a series of this length. A season that is all the kin's, because the history is not
/// longer than one, is taken as it is: models that let it move would only read noise into it.
std::span<const Member> pool_for(std::size_t length, const BlockPlan& plan, bool seasonal);

class BlockForecaster {
public:
    BlockForecaster(const BlockPlan& plan, const Kernel& kernel);

    /// All lanes have the same length, and all or none have a season target; at most
    /// kernel.lanes of them.
    std::vector<LaneAnswer> run(std::span<const LaneInput> lanes);
    /// The last run's forecasts of one member of the pool.
    std::vector<double> member_path(std::size_t lane, std::size_t member) const;

private:
    struct Origin {
        std::size_t length = 0;
        std::vector<double> paths;    ///< member × horizon × lane, in the unit of the series
        std::vector<double> scales;   ///< per lane
        std::vector<bool> stepped;    ///< per lane: its history was lifted to a new level
        std::vector<double> growths;  ///< per lane: steady growth, which no member sees; mostly 0
    };

    void take_start();
    void fit_origins(std::size_t length);
    LaneAnswer answer_of(std::size_t lane);
    std::size_t far_of(std::size_t length, std::size_t level) const;
    void fit_origin(Origin& origin, bool last);
    void prepare(std::size_t length);
    void prepare_lane(std::size_t lane, std::vector<double>& history);
    KernelInput whole_series(std::size_t length, bool keep_fitted) const;
    void fit_level_one(Origin& origin, bool last);
    void measure_scales(Origin& origin);
    void fit_aggregate(Origin& origin, std::size_t level);
    void copy_path(Origin& origin, std::size_t member, std::span<const double> from);
    void spread_aggregate(Origin& origin, std::size_t member, std::size_t level);
    void tame(std::size_t lane);
    std::size_t add_errors(const Origin& origin,
                           std::size_t lane,
                           std::vector<double>& errors,
                           Backtest& test) const;
    void score(std::size_t lane, LaneAnswer& answer) const;
    void combine(std::size_t lane, LaneAnswer& answer) const;
    std::vector<double> without_season(std::size_t length, std::size_t lane) const;
    double index_at(std::size_t t, std::size_t lane) const;
    double step_scale(const Origin& origin, std::size_t h, std::size_t lane) const;
    void take_out_growth(std::size_t lane, std::vector<double>& history);
    void put_growth_back(Origin& origin) const;
    void fill_fitted(std::size_t lane, LaneAnswer& answer) const;
    void fill_members(std::size_t lane, LaneAnswer& answer) const;
    double path_at(const Origin& origin, std::size_t member, std::size_t h, std::size_t lane) const;
    double combined_at(const Origin& origin,
                       const LaneAnswer& answer,
                       std::size_t h,
                       std::size_t lane) const;
    ModelMask models_of(std::size_t level) const;

    BlockPlan plan_;
    Kernel kernel_;
    std::span<const LaneInput> lanes_;
    std::span<const Member> pool_;
    bool seasonal_ = false;
    bool warm_ = false;
    std::vector<Origin> origins_;
    std::vector<std::vector<double>> logs_;        ///< Per lane, of the whole history.
    std::vector<std::optional<LevelStep>> steps_;  ///< Per lane, of the origin at hand.
    std::vector<double> doubts_;                   ///< Per lane: of a lone season, or 1.
    std::vector<double> steady_;                   ///< Per lane: steady growth, taken out.
    std::vector<double> values_, indices_, means_, forecasts_, parameters_, errors_, fitted_,
        growths_;
    std::vector<double> scratch_, start_, aggregate_;
};

}  // namespace bihuan::forecast
