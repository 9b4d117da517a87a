#include "engine/forecast/festival/open_days.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "base/calendar.h"
#include "engine/forecast/festival/closed_days.h"
#include "engine/forecast/festival/festival_time.h"
#include "engine/forecast/series/middle.h"

namespace bihuan::forecast {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMonthsOfYear = 12;
constexpr std::size_t kWeeksAround = 8;  ///< On either side, that tell what is usual …
constexpr std::size_t kMonthsAround = 6;
constexpr std::size_t kFewestAround = 3;  ///< … if there are so many …
constexpr std::size_t kFewestQuiet = 6;   ///< … and these tell how much is noise.
constexpr double kLeastNoise = 0.01;      ///< Relative, of a period.
constexpr double kMostNoise = 0.25;       ///< Beyond, nothing is foretold.
constexpr double kFreedom = 4;            ///< Of Student's t, for a year may be strange.
constexpr double kClearly = 3;  ///< Logarithm of how much likelier a closing is than none.
constexpr double kWorthALook = 3;
constexpr double kLarge = 1e200;
constexpr double kHardly = 1e-4;  ///< Of the best choice's weight.
constexpr double kLeastOpen = 0.05;
constexpr double kUsually = 6;  ///< Days by which a closing differs from the usual one.
constexpr int kParts = 10;      ///< What a day loses, in tenths.

/// The days, counted from the holiday, on which a closing may begin and end.
struct Holiday {
    Day (*day)(int year);
    int first_begin;
    int last_begin;
    int usual_begin;
    int first_end;
    int last_end;
    int usual_end;

    bool touches(const Stretch& period) const {
        return static_cast<int>(period.end) > kFestivalReach + first_begin &&
               static_cast<int>(period.first) <= kFestivalReach + last_end;
    }
};

constexpr Holiday kSpringFestival{spring_festival, -14, 1, -1, 2, 20, 6};
constexpr Holiday kNationalDay{national_day, -3, 1, 0, 2, 9, 6};

/// From a first day to a last one, so much of the sales is lost.
struct Choice {
    int begin = 0;
    int end = 0;
    double loss = 0;
    double weight = 1;

    double open(const Stretch& period) const {
        const int from = std::max(static_cast<int>(period.first), kFestivalReach + begin);
        const int to = std::min(static_cast<int>(period.end), kFestivalReach + end + 1);
        if (from >= to) return 1;
        return 1 - loss * (to - from) / static_cast<double>(period.end - period.first);
    }
};

/// How finely closings are told apart.
struct Grid {
    int days;
    int first_part;  ///< Of what a day loses, in tenths …
    int parts;       ///< … and from one to the next.
};
constexpr Grid kFine{1, 1, 1};
constexpr Grid kCoarse{4, 4, 3};

/// Longer and shorter closings than the usual one are less likely.
std::vector<Choice> choices_of(const Holiday& holiday, const Grid& grid) {
    std::vector<Choice> choices;
    for (int begin = holiday.first_begin; begin <= holiday.last_begin; begin += grid.days) {
        for (int end = holiday.first_end; end <= holiday.last_end; end += grid.days) {
            const int off =
                std::abs(begin - holiday.usual_begin) + std::abs(end - holiday.usual_end);
            const double likely = std::exp(-off / kUsually);
            for (int part = grid.first_part; part <= kParts; part += grid.parts)
                choices.push_back({begin, end, part / static_cast<double>(kParts), likely});
        }
    }
    return choices;
}

/// A period near the holiday: what it sold in terms of what other periods make one expect.
struct Sight {
    double ratio = 1;
    Stretch now;
    Stretch before;  ///< Of the same month last year; empty for weeks.
};

/// A history around one holiday.
class Around {
public:
    Around(const Problem& problem,
           std::int32_t first_period,
           std::span<const double> values,
           const Holiday& holiday)
        : values_(values), lag_(problem.frequency == Frequency::Monthly ? kMonthsOfYear : 0) {
        const auto periods = values.size() + static_cast<std::size_t>(problem.horizon);
        stretches_ = stretches_around(problem, first_period, periods, holiday.day);
        for (const Stretch& stretch : stretches_) near_.push_back(holiday.touches(stretch));
        std::vector<double> quiet;
        for (std::size_t t = lag_; t < values_.size(); ++t) look(t, quiet);
        noise_ = quiet.size() < kFewestQuiet
                     ? kMostNoise
                     : std::max(middle_of(std::move(quiet)).deviation, kLeastNoise);
    }

    std::size_t periods() const { return stretches_.size(); }
    bool near(std::size_t t) const { return near_[t]; }
    const Stretch& stretch(std::size_t t) const { return stretches_[t]; }
    bool steady() const { return noise_ < kMostNoise; }
    /// Of weeks, whose history may hold one holiday only.
    bool seen_once() const {
        return lag_ == 0 && sights_.front().now.year == sights_.back().now.year;
    }

    /// The logarithm of how likely the history is with a closing, but for a constant.
    template <class Open>
    double likelihood(const Open& open) const {
        double sum = 0;
        double product = 1;  // a logarithm for many sights at once
        for (const Sight& sight : sights_) {
            const double expected = open(sight.now) / std::max(open(sight.before), kLeastOpen);
            const double far = (sight.ratio - expected) / noise_;
            product *= 1 + far * far / kFreedom;
            if (product < kLarge) continue;
            sum += std::log(product);
            product = 1;
        }
        return -(kFreedom + 1) / 2 * (sum + std::log(product));
    }

private:
    bool touched(std::size_t t) const { return near_[t] || (lag_ > 0 && near_[t - lag_]); }

    /// A month relative to the same last year, a week by itself.
    double told(std::size_t t) const {
        if (lag_ == 0) return values_[t];
        return values_[t] > 0 && values_[t - lag_] > 0 ? values_[t] / values_[t - lag_] : kNan;
    }

    /// The middle of those on either side that no closing touches; 0 where they are few.
    double usual(std::size_t t) const {
        const std::size_t reach = lag_ > 0 ? kMonthsAround : kWeeksAround;
        std::vector<double> around;
        const std::size_t end = std::min(values_.size(), t + reach + 1);
        for (std::size_t at = std::max(lag_, t - std::min(t, reach)); at < end; ++at)
            if (at != t && !touched(at) && std::isfinite(told(at))) around.push_back(told(at));
        return around.size() < kFewestAround ? 0 : median(around);
    }

    void look(std::size_t t, std::vector<double>& quiet) {
        const double level = usual(t);
        if (!(level > 0) || !std::isfinite(told(t))) return;
        const double ratio = told(t) / level;
        if (touched(t))
            sights_.push_back({ratio, stretches_[t], lag_ > 0 ? stretches_[t - lag_] : Stretch{}});
        else
            quiet.push_back(ratio);
    }

    std::span<const double> values_;
    std::size_t lag_;
    std::vector<Stretch> stretches_;
    std::vector<bool> near_;
    std::vector<Sight> sights_;
    double noise_ = kMostNoise;
};

/// The mean of what the choices leave of a period, and how far they differ.
OpenShare share_of(const Stretch& period, std::span<const Choice> choices) {
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (const Choice& choice : choices) {
        const double open = choice.open(period);
        weight += choice.weight;
        sum += choice.weight * open;
        squares += choice.weight * open * open;
    }
    const double mean = sum / weight;
    return {mean, std::sqrt(std::max(0.0, squares / weight - mean * mean))};
}

double likelihood_of(const Around& around, const Choice& choice) {
    return around.likelihood([&choice](const Stretch& period) { return choice.open(period); });
}

/// Whether one of a few closings foretells more than none does; most histories are done with that.
bool worth_a_look(const Around& around, const Holiday& holiday, double none) {
    const auto choices = choices_of(holiday, kCoarse);
    return std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
        return likelihood_of(around, choice) - none > kWorthALook;
    });
}

/// The choices that are likely, by how likely they are; empty where none is clearly likelier than
/// that the holiday changes nothing.
std::vector<Choice> believed(const Around& around, const Holiday& holiday) {
    const double none = around.likelihood([](const Stretch& /*period*/) { return 1.0; });
    if (!around.steady() || -none < kClearly || !worth_a_look(around, holiday, none)) return {};
    auto choices = choices_of(holiday, kFine);
    std::vector<double> gains;
    for (const Choice& choice : choices) gains.push_back(likelihood_of(around, choice) - none);
    // In terms of the likeliest: many regular years gain more than exp() can hold.
    const double most = *std::max_element(gains.begin(), gains.end());
    double before = 0;
    double after = 0;
    double best = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        before += choices[i].weight;
        choices[i].weight *= std::exp(gains[i] - most);
        after += choices[i].weight;
        best = std::max(best, choices[i].weight);
    }
    if (!(most + std::log(after / before) > kClearly)) return {};
    std::erase_if(choices, [&](const Choice& choice) { return choice.weight < kHardly * best; });
    return choices;
}

/// Multiplies the shares by what is open around a holiday.
void close_around(const Around& around, const Holiday& holiday, std::vector<OpenShare>& shares) {
    const auto choices = believed(around, holiday);
    if (choices.empty()) return;
    shares.resize(around.periods());
    for (std::size_t t = 0; t < shares.size(); ++t) {
        if (!around.near(t)) continue;
        const OpenShare open = share_of(around.stretch(t), choices);
        shares[t].share *= open.share;
        shares[t].deviation +=
            around.seen_once() ? (1 - open.share) / 2 : open.deviation;  // may be open next time
    }
}

}  // namespace

std::vector<OpenShare> find_open_days(const Problem& problem,
                                      std::int32_t first_period,
                                      std::span<const double> values,
                                      std::span<const unsigned char> off_season) {
    if (problem.frequency == Frequency::Daily)
        return find_closed_days(problem, first_period, values, off_season);
    if (!off_season.empty()) return {};
    const bool weeks = problem.frequency == Frequency::Weekly;
    if (!knows_festivals(problem) || !(weeks || problem.frequency == Frequency::Monthly)) return {};
    std::vector<OpenShare> shares;
    const auto close = [&](const Holiday& holiday) {
        close_around({problem, first_period, values, holiday}, holiday, shares);
    };
    close(kSpringFestival);
    if (weeks) close(kNationalDay);
    return shares;
}

}  // namespace bihuan::forecast
