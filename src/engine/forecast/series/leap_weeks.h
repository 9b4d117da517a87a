#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/forecast/calendar_columns.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast {

/// Some years have 53 weeks (ISO 8601), and a season of 52 would come a week late from then on. The
/// 53rd week is left out of the histories, so that every year has the same 52 places; ahead it is
/// as the week after it.
class LeapWeeks {
public:
    explicit LeapWeeks(const Problem& problem);

    /// Whether weeks of years are forecast and a 53rd lies among them.
    bool any() const { return any_; }
    /// The problem without these weeks, to the same horizon; points into this object.
    const Problem& reduced() const { return reduced_; }
    /// The calendar's columns of the weeks that are left.
    CalendarColumns calendar() const;
    /// What was found of the reduced problem, told of the whole one.
    Outcome restored(Outcome outcome) const;

private:
    struct Buffers {
        std::vector<double> values, availability, regressors;
        std::vector<std::int32_t> places;  ///< Of each week up to the horizon; −1: left out.
    };

    void reduce(std::size_t series);
    std::vector<double> spread(const std::vector<double>& rows,
                               const std::vector<std::size_t>& series_of) const;
    std::vector<std::size_t> owners(std::size_t rows_per_series) const;
    void restore_fits(Outcome& outcome) const;

    const Problem& problem_;
    Problem reduced_;
    std::vector<Buffers> buffers_;
    bool any_ = false;
};

}  // namespace bihuan::forecast
