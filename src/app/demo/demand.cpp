#include "app/demo/demand.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "app/demo/places.h"

namespace bihuan::demo {

namespace {

constexpr double kElasticity = -1.2;
constexpr std::uint64_t kShortages = 17;  // streams of random numbers
constexpr std::uint64_t kShocks = 1'000'000;
constexpr int kRestDays = 18;  // after a promotion the cupboards are full

struct History {
    Day first;
    Day end;
};

double years_between(Day from, Day to) {
    return (to - from) / 365.25;
}

double career_factor(const DemoProduct& product, std::size_t number, History history, Day day) {
    const double years = years_between(history.first, day);
    switch (product.career) {
        case Career::Steady:
            return std::pow(1 + 0.01 * static_cast<double>(number * 7 % 10) - 0.03, years);
        case Career::Growing:
            return 0.35 + 0.65 / (1 + std::exp(-2.2 * (years - 1.5)));
        case Career::Declining:
            return std::pow(0.62, years);
        case Career::Launched:
            break;
    }
    const double months = years_between(launch_day(product, history.first, history.end), day) * 12;
    return months < 0 ? 0 : 1 - 0.9 * std::exp(-months / 3.5);
}

double shortage_factor(const std::optional<Shortage>& shortage, Market market, Day day) {
    const bool short_of =
        shortage && shortage->reaches(market) && day >= shortage->first && day < shortage->end;
    return short_of ? 1 - kEmptyShelves : 1;
}

struct Promoted {
    double lift = 0;
    double rest = 0;
    double depth = 0;
    bool runs = false;
};

void add_promotion(Promoted& sum, const DemoPromotion& promotion, Day day) {
    const int after = day - promotion.last;
    if (day >= promotion.first && after <= 0) {
        const bool cheaper = promotion.mechanic != "display" && promotion.mechanic != "feature";
        sum.runs = true;
        sum.lift += promotion.lift;
        sum.depth = cheaper ? std::max(sum.depth, promotion.depth) : sum.depth;
    } else if (after > 0 && after <= kRestDays) {
        const double pulled = 0.35 * promotion.lift / (1 + promotion.lift);
        sum.rest += pulled * (1 - static_cast<double>(after - 1) / kRestDays);
    }
}

/// Everything that is the same for all markets of a product.
struct ProductSide {
    const DemoProduct* product;
    std::size_t number;
    Taste taste;
    History history;
    std::vector<const DemoPromotion*> promotions;
    std::vector<double> own;  ///< Career × price effect, by day from the start.
    std::optional<Shortage> shortage;
};

std::vector<double> own_factors(const DemoProduct& product, std::size_t number, History history) {
    const Day last = final_day(product, number, history.first, history.end);
    std::vector<double> factors;
    for (Day day = history.first; day < history.end; day = day + 1) {
        const double price = std::pow(price_level(product, history.first, day), kElasticity);
        factors.push_back(day > last ? 0 : price * career_factor(product, number, history, day));
    }
    return factors;
}

/// calendar_factor() of every taste, market and day.
class CalendarTable {
public:
    CalendarTable(History history, std::size_t markets)
        : markets_(markets), days_(static_cast<std::size_t>(history.end - history.first)) {
        factors_.reserve(kTastes * markets_ * days_);
        for (int taste = 0; taste < kTastes; ++taste) {
            for (std::size_t cell = 0; cell < markets_; ++cell) {
                add(static_cast<Taste>(taste), market_of(cell), history);
            }
        }
    }

    double at(Taste taste, std::size_t market, std::size_t day) const {
        return factors_[(static_cast<std::size_t>(taste) * markets_ + market) * days_ + day];
    }

private:
    void add(Taste taste, Market market, History history) {
        for (Day day = history.first; day < history.end; day = day + 1) {
            factors_.push_back(calendar_factor(taste, market, day));
        }
    }

    std::size_t markets_;
    std::size_t days_;
    std::vector<double> factors_;
};

/// Sums over the days of a period.
struct Days {
    double demand = 0;
    double money = 0;   ///< Price × weight.
    double weight = 0;  ///< Demand, and a trace where there is none, so that a price is known.
    int promoted = 0;
};

/// The promotions that are felt in the market during the period.
std::vector<const DemoPromotion*> felt_promotions(const ProductSide& side,
                                                  Market market,
                                                  const Period& period) {
    std::vector<const DemoPromotion*> felt;
    for (const auto* promotion : side.promotions) {
        const bool overlaps =
            promotion->first < period.end && promotion->last + kRestDays >= period.first;
        if (overlaps && promotion->reaches(market)) {
            felt.push_back(promotion);
        }
    }
    return felt;
}

/// One day in one market.
struct MarketDay {
    Market market;
    Day day;
    double calendar = 1;
    Promoted promoted;
};

void add_day(Days& sum, const ProductSide& side, const MarketDay& one) {
    const auto& [market, day, calendar, promoted] = one;
    const double bought = side.own[static_cast<std::size_t>(day - side.history.first)] * calendar *
                          (1 + promoted.lift) * std::max(0.3, 1 - promoted.rest) *
                          shortage_factor(side.shortage, market, day);
    const double price = static_cast<double>(side.product->list_price) *
                         price_level(*side.product, side.history.first, day) *
                         channel(market.channel).price * (1 - promoted.depth);
    sum.demand += bought;
    sum.money += price * std::max(bought, 1e-9);
    sum.weight += std::max(bought, 1e-9);
    sum.promoted += promoted.runs ? 1 : 0;
}

Conditions mean_of(const ProductSide& side,
                   const CalendarTable& calendar,
                   Market market,
                   const Period& period,
                   double shock) {
    Days sum;
    const auto promotions = felt_promotions(side, market, period);
    for (Day day = period.first; day < period.end; day = day + 1) {
        const auto at = static_cast<std::size_t>(day - side.history.first);
        MarketDay one{market, day, calendar.at(side.taste, cell_of(market), at), {}};
        for (const auto* promotion : promotions) {
            add_promotion(one.promoted, *promotion, day);
        }
        add_day(sum, side, one);
    }
    const double days = period.end - period.first;
    return {static_cast<float>(sum.demand / days * shock),
            static_cast<float>(sum.money / sum.weight),
            static_cast<float>(sum.promoted / days)};
}

ProductSide side_of(const Assortment& assortment,
                    std::size_t number,
                    std::span<const DemoPromotion> promotions,
                    History history) {
    const auto& product = assortment.products[number];
    ProductSide side{&product,
                     number,
                     assortment.line_of(product).taste,
                     history,
                     {},
                     own_factors(product, number, history),
                     shortage_of(number, history.first, history.end)};
    for (const auto& promotion : promotions) {
        const auto& products = promotion.products;
        if (std::find(products.begin(), products.end(), static_cast<int>(number)) !=
            products.end()) {
            side.promotions.push_back(&promotion);
        }
    }
    return side;
}

/// Calls `work(0)` … `work(count − 1)`, each once, from several threads.
template <class Work>
void spread(std::size_t count, int threads, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto take = [&] {
        for (auto number = next++; number < count; number = next++) {
            work(number);
        }
    };
    std::vector<std::jthread> workers;
    for (int i = 0; i < std::max(1, threads); ++i) {
        workers.emplace_back(take);
    }
}

}  // namespace

bool Shortage::reaches(Market market) const {
    return zone == market.zone || zone % 2 == 0;
}

std::optional<Shortage> shortage_of(std::size_t number, Day first, Day end) {
    Random random(number, kShortages);
    if (number != 0 && !random.chance(1.0 / 6)) {
        return std::nullopt;
    }
    const int days = end - first;
    const int from = number == 0 ? days * 3 / 5 : static_cast<int>(random.below(days - 60));
    const int length = 18 + static_cast<int>(random.below(16));
    const int zone = static_cast<int>(random.below(std::ssize(zones())));
    return Shortage{first + from, first + from + length, zone};
}

Day price_rise(const DemoProduct& product, Day first) {
    return first + 365 + product.line * 61;
}

double price_level(const DemoProduct& product, Day first, Day day) {
    return day < price_rise(product, first) ? 1 : 1.03 + 0.01 * (product.line % 4);
}

Day launch_day(const DemoProduct& product, Day first, Day end) {
    if (product.career != Career::Launched) {
        return first;
    }
    const int months_ago = 5 + product.line * 2;  // 5 … 17
    return (Month(end) - months_ago).first_day();
}

Day final_day(const DemoProduct& product, std::size_t number, Day first, Day end) {
    const bool ended = product.career == Career::Declining && number % 24 == 11;
    return ended ? (Month(end) - 4).first_day() - 1 : std::max(first, end + 10'000);
}

DemandModel::DemandModel(const Assortment& assortment,
                         std::span<const DemoPromotion> promotions,
                         std::span<const Period> periods,
                         std::uint64_t seed,
                         int threads)
    : markets_(zones().size() * kChannels), periods_(periods.size()) {
    conditions_.resize(assortment.products.size() * markets_ * periods_);
    const History history{periods.front().first, periods.back().end};
    const CalendarTable calendar(history, markets_);

    spread(assortment.products.size(), threads, [&](std::size_t number) {
        const auto side = side_of(assortment, number, promotions, history);
        for (std::size_t cell = 0; cell < markets_ * periods_; ++cell) {
            const std::size_t at = number * markets_ * periods_ + cell;
            const double shock = std::exp(0.06 * Random(seed, kShocks + at).normal());
            conditions_[at] = mean_of(
                side, calendar, market_of(cell / periods_), periods[cell % periods_], shock);
        }
    });
}

}  // namespace bihuan::demo
