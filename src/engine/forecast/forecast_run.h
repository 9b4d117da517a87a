#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/block.h"
#include "engine/forecast/effects.h"
#include "engine/forecast/error_scale.h"
#include "engine/forecast/forecast.h"
#include "engine/forecast/history.h"
#include "engine/forecast/kin_growth.h"
#include "engine/forecast/kin_season.h"
#include "engine/forecast/launch_path.h"
#include "engine/forecast/series/last_value.h"

namespace bihuan::forecast {

inline constexpr std::size_t kSmallestForModels = 5;
/// The pool of series too short for any.
inline constexpr std::array kNaive{Member{Model::Naive, 1, 1}};
/// The pool of what a festival's seasons sold, one figure a year.
inline constexpr std::array kSmoothing{Member{Model::Smoothing, 1, 1}};

/// What the series of a category tell about one of them.
struct KinKnowledge {
    KinSeason season;
    KinGrowth growth;
    LaunchPath launch;
};

/// One call of forecast(): shapes → effects → knowledge of kin → models → intervals.
class ForecastRun {
public:
    ForecastRun(const Problem& problem, const Options& options, CalendarColumns calendar);

    Outcome run();

private:
    /// Series of one length that share a vector register; or a single one with its own way.
    struct Unit {
        std::size_t begin = 0;  ///< Into sorted_.
        std::size_t count = 0;
        bool in_lanes = false;
    };

    bool in_lanes(std::size_t series) const;
    void order_series();
    void make_units();
    void size_outcome();
    void size_layers();
    void size_fits();
    void work(const Unit& unit, const KinKnowledge& kin);
    /// A series that waits for its lane.
    struct DoubtedLast {
        LastJump jump;
        double last = 0;
    };
    struct Lane {
        std::size_t owner;
        std::vector<double> history;
        std::vector<double> target;
        std::optional<DoubtedLast> doubted_last;
    };
    void work_lanes(std::span<const std::size_t> members, const KinKnowledge& kin);
    void work_alike(std::span<const Lane* const> lanes, bool with_target, const KinKnowledge& kin);
    void work_alone(std::size_t series, const KinKnowledge& kin);
    void work_in_season(std::size_t series, const KinKnowledge& kin);
    void work_around_festival(std::size_t series);
    LaneAnswer answer_alone(std::size_t series,
                            const KinKnowledge& kin,
                            std::vector<CleanedPoint>* cleaned) const;
    std::vector<unsigned char> make_up_days(std::size_t series) const;
    LaneAnswer mean_answer(Status status,
                           std::span<const double> history,
                           std::span<const double> season) const;
    void build_up(std::size_t series, const LaunchPath& launch, LaneAnswer& answer) const;
    void tell(std::size_t series, const LaneAnswer& answer, std::span<const Member> pool);
    std::optional<DoubtedLast> doubted(std::size_t series, std::vector<double>& history);
    void expect_return(std::size_t series);
    void doubt(std::size_t series, const DoubtedLast& doubted, const LaneAnswer& answer);
    void tell_layers(std::size_t series, const LaneAnswer& answer);
    std::array<double, kLayers> layers_at(std::size_t series,
                                          const LaneAnswer& answer,
                                          std::size_t h) const;
    static void close_layers(std::array<double, kLayers>& layers);
    void close_days(std::size_t series, const LaneAnswer& answer);
    void tell_fit(std::size_t series, const LaneAnswer& answer);
    void tell_members(std::size_t series, const LaneAnswer& answer, std::size_t count);
    void tell_indices();
    void tell_multipliers();
    void launch_empty(const LaunchPath& launch);
    void start_like_kin(std::size_t series, double level, const LaunchPath& launch);
    std::vector<std::size_t> of_kind(std::span<const std::size_t> kin, bool intermittent) const;
    void spread_intervals();
    ErrorRecord record_of(std::size_t series) const;
    double usual_error(std::span<const std::size_t> group) const;
    void spread_group(std::span<const std::size_t> group, bool intermittent);
    double highest_bound(std::size_t series) const;
    void reach_usual(std::size_t series, std::size_t h);
    void widen_once(std::size_t series);
    void widen(std::size_t series, std::span<const std::array<double, 4>> quantiles);
    void keep_warm_start();
    void gather_cleaned();
    const double* start_of(std::size_t series) const;
    void report();

    const Problem& problem_;
    const Options& options_;
    CalendarColumns calendar_;  ///< Until the effects take it.
    BlockPlan plan_;
    Kernel kernel_;
    std::size_t horizon_;
    std::size_t origins_ = 0;  ///< Most back-test origins of any series.
    std::vector<Shape> shapes_;
    std::vector<std::size_t> order_;   ///< By category and content.
    std::vector<std::size_t> sorted_;  ///< By length, for the lanes.
    std::vector<Unit> units_;
    Effects effects_;
    Outcome outcome_;
    std::vector<double> residuals_;  ///< series × origins × horizon
    std::vector<double> scales_;
    std::vector<double> growths_;  ///< Of the error variance per step.
    /// Where the last values are doubtful, what is to be expected if they are right, or wrong; else
    /// empty.
    std::vector<std::vector<UsualRange>> usual_;
    std::vector<std::vector<double>> step_scales_;  ///< LaneAnswer::step_scales per series.
    std::vector<double> parameters_;
    std::vector<std::vector<CleanedPoint>> cleaned_;
    std::mutex mutex_;
    std::size_t done_ = 0;
};

}  // namespace bihuan::forecast
