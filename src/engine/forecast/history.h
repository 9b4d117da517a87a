#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/forecast/festival/open_share.h"
#include "engine/forecast/forecast.h"

// What a series looks like, and what of it the models may see.
namespace bihuan::forecast {

struct FestivalSeason;  // festival/festival_goods.h
struct SoldOnce;        // series/sold_once.h

/// The verdict on a series before any model runs.
struct Shape {
    Status status = Status::Regular;
    std::size_t begin = 0;  ///< First value that counts: missing values and a launch's zeros cut.
    std::size_t end = 0;    ///< One past the last value that counts.
    bool nets_returns = false;  ///< Rare goods: values below 0 are taken off the sales before them.
    double offset = 0;  ///< Added before modelling, so that negative series become positive.
    /// Places of the season without sales, by t mod season from `begin` on (series/off_season.h);
    /// the status is that of the other places. Mostly empty.
    std::vector<unsigned char> off_season = {};
    /// Of goods sold around a festival of the moon only.
    std::shared_ptr<const FestivalSeason> festival = {};
    std::shared_ptr<const SoldOnce> once = {};  ///< Of goods that sold once only.
    std::vector<OpenShare> open = {};  ///< From `begin` on, the horizon included; mostly empty.
    std::uint64_t content = 0;  ///< Equal histories have equal numbers; orders kin canonically.

    std::size_t length() const { return end - begin; }
    /// Of a period from `begin` on.
    OpenShare open_share(std::size_t t) const { return open.empty() ? OpenShare{} : open[t]; }
    bool closed(std::size_t t) const { return open_share(t).share < kMostlyClosed; }
};

/// Whether the pool of models forecasts series of this kind.
inline bool is_modelled(Status status) {
    return status == Status::Regular || status == Status::Short || status == Status::Launched;
}

/// Whether so little of the period was for sale that what was sold then says little.
bool is_censored(const Series& series, std::size_t period);

/// Of a series that has ended: whether that is so short ago that it may have been an empty shelf.
bool may_return(const Series& series, Frequency frequency);

/// Periods at the end of which nothing is known; 0 where nothing is known of any.
std::size_t unknown_end(const Series& series);

/// The period of the first value that counts, as in Series::first_period.
std::int32_t first_of(const Problem& problem, const Series& series, const Shape& shape);

Shape find_shape(const Problem& problem, const Series& series);

/// The same series with the off season of its kin, by t mod its size from the first value on; none
/// if it sold off season, or sold nothing since its season came again.
std::optional<Shape> shape_in_season(const Series& series,
                                     const Shape& own,
                                     std::span<const unsigned char> off_season);

/// The values from begin to end, gaps filled and stock-outs lifted, the offset added. A gap takes
/// the straight line between its neighbours, season put back where two seasons are known; at the
/// end the last known value, of rare demand the mean. Of a period that was for sale in part a only,
/// S sold, the rest of the demand is expected at the pace of what was sold as far as that tells, S
/// / a by weight a, and at that of a gap, L: in all S + (1 − a)(S + (1 − a) L), never below S;
/// where a is nearly 1, S / a. A season's gaps look at its own periods only; what is off season
/// stands, and a gap there is 0.
std::vector<double> clean_history(const Series& series,
                                  const Shape& shape,
                                  int season,
                                  std::vector<CleanedPoint>* cleaned);

}  // namespace bihuan::forecast
