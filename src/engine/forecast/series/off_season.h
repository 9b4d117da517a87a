#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace bihuan::forecast {

/// Off season: places of the season, by t mod season, in which next to nothing is ever sold:
/// mooncakes outside autumn, a shop that is closed on Sundays, the hours of the night. Empty when
/// the zeros do not repeat with the season, and are rare demand then.
///
/// A place is off season when most of its seasons saw no sale; all of these places together must be
/// without one nine times in ten, and the zeros must lie by season as chance does not lay them:
/// Pearson's test of places against zeros, or, where every place sold always or never, the share of
/// all arrangements of as many sales that are so tidy. A place of which no period was ever told
/// (NaN), while the others mostly were, counts as one without sales.
std::vector<unsigned char> find_off_season(std::span<const double> values, std::size_t season);

/// The same of a history that has seen one season, and not two: next to one another in the year lie
/// all places that sold, two at least and half of them at most; and the history begins and ends
/// without sales, or one of them sold in both years. Goods that were launched go on, and those that
/// were there from the first period may have ended. Rare sales lie like that by chance less than
/// one time in five.
std::vector<unsigned char> find_first_season(std::span<const double> values, std::size_t season);

/// The periods of a history, and those ahead, that lie in the season.
class SeasonPeriods {
public:
    /// `off` by t mod its size; empty: every period is in season.
    SeasonPeriods(std::span<const unsigned char> off, std::size_t length, std::size_t horizon);

    /// How many places of a season are in season.
    std::size_t places() const { return places_; }
    /// How many periods of the history are, and how many of those ahead.
    std::size_t known() const { return known_; }
    std::size_t ahead() const { return periods_.size() - known_; }
    /// The k-th of them, the history's first.
    std::size_t operator[](std::size_t k) const { return periods_[k]; }
    bool off_season(std::size_t t) const { return !off_.empty() && off_[t % off_.size()] != 0; }

    /// Periods off season that are worked all the same, by t: make-up days, numbered by their kind
    /// from 1 on; 0 is none.
    void set_exceptions(std::vector<unsigned char> exceptions) {
        exceptions_ = std::move(exceptions);
    }
    bool exception(std::size_t t) const { return kind_of_exception(t) != 0; }
    unsigned char kind_of_exception(std::size_t t) const {
        return t < exceptions_.size() ? exceptions_[t] : 0;
    }

    template <class Value>
    std::vector<Value> of(const std::vector<Value>& history) const {
        std::vector<Value> part;
        part.reserve(known_);
        for (std::size_t k = 0; k < known_; ++k) part.push_back(history[periods_[k]]);
        return part;
    }

    /// Puts the part back where it was taken from.
    void put(std::span<const double> part, std::vector<double>& history) const {
        for (std::size_t k = 0; k < known_; ++k) history[periods_[k]] = part[k];
    }

private:
    std::span<const unsigned char> off_;
    std::size_t places_ = 0;
    std::size_t known_ = 0;
    std::vector<std::size_t> periods_;
    std::vector<unsigned char> exceptions_;
};

}  // namespace bihuan::forecast
