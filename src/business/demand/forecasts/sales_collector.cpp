#include "business/demand/forecasts/sales_collector.h"

#include <algorithm>
#include <limits>

#include "base/error.h"
#include "engine/forecast/parallel.h"

namespace bihuan::forecasts {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// One part's rows put where they belong in the whole.
class Joiner {
public:
    Joiner(const SalesHistory& whole, const SalesHistory& part, std::size_t begin)
        : whole_(whole), part_(part), begin_(begin), place_of_(whole.size(), kNowhere) {
        for (std::size_t series = 0; series < part.size(); ++series) {
            const auto at = std::ranges::lower_bound(whole.keys, part.keys[series]);
            place_of_[static_cast<std::size_t>(at - whole.keys.begin())] = series;
        }
    }

    void copy(const std::vector<double>& from, std::vector<double>& into) const {
        for (std::size_t series = 0; series < place_of_.size(); ++series) {
            if (place_of_[series] == kNowhere) continue;
            const auto row = part_.row(from, place_of_[series]);
            std::ranges::copy(
                row, into.begin() + static_cast<std::ptrdiff_t>(series * whole_.months + begin_));
        }
    }

private:
    const SalesHistory& whole_;
    const SalesHistory& part_;
    std::size_t begin_;
    std::vector<std::size_t> place_of_;  ///< In the part, by series of the whole.
};

}  // namespace

std::size_t SalesCollector::KeyHash::operator()(const SeriesKey& key) const {
    std::size_t hash = 0;
    for (const auto part : {key.product_id, key.region_id, key.channel_id, key.outlet_id})
        hash = (hash ^ static_cast<std::size_t>(part)) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29U);
}

SalesCollector::SalesCollector(Month first, Month last) {
    history_.first = first;
    history_.months = static_cast<std::size_t>(std::max(0, last - first + 1));
    history_.reported.resize(history_.months);
}

void SalesCollector::add(Month month, const SoldMonth& sold) {
    const auto column = static_cast<std::size_t>(month - history_.first);
    BIHUAN_CHECK(column < history_.months);
    const auto at = series_of(sold.key) * history_.months + column;
    const auto quantity = static_cast<double>(sold.quantity);
    history_.quantities[at] = quantity;
    history_.reported[column] = true;
    if (sold.priced_quantity > 0 && sold.priced_value > 0)
        history_.prices[at] =
            static_cast<double>(sold.priced_value) / static_cast<double>(sold.priced_quantity);
    else if (quantity > 0 && sold.value > 0)
        history_.prices[at] = static_cast<double>(sold.value) / quantity;
    if (sold.fact_rows <= 0) return;
    const auto rows = static_cast<double>(sold.fact_rows);
    history_.coupons[at] = std::clamp(sold.coupon_rows / rows, 0.0, 1.0);
    history_.features[at] = std::clamp(sold.feature_rows / rows, 0.0, 1.0);
}

std::size_t SalesCollector::series_of(const SeriesKey& key) {
    if (!next_.empty()) {
        const auto expected = next_[newest_];
        if (expected != kNowhere && history_.keys[expected] == key) return newest_ = expected;
    }
    const auto [found, fresh] = places_.try_emplace(key, history_.keys.size());
    if (fresh) {
        history_.keys.push_back(key);
        next_.push_back(kNowhere);
        const auto size = history_.keys.size() * history_.months;
        history_.quantities.resize(size);
        history_.prices.resize(size, kMissing);
        history_.coupons.resize(size);
        history_.features.resize(size);
    }
    next_[newest_] = found->second;
    return newest_ = found->second;
}

SalesHistory SalesCollector::join(std::vector<SalesCollector> parts) {
    BIHUAN_CHECK(!parts.empty());
    SalesHistory whole{.first = parts.front().history_.first};
    for (const auto& part : parts) {
        const auto& history = part.history_;
        BIHUAN_CHECK(history.first == whole.month_at(whole.months));
        whole.months += history.months;
        whole.keys.insert(whole.keys.end(), history.keys.begin(), history.keys.end());
        whole.reported.insert(
            whole.reported.end(), history.reported.begin(), history.reported.end());
    }
    std::ranges::sort(whole.keys);
    whole.keys.erase(std::unique(whole.keys.begin(), whole.keys.end()), whole.keys.end());
    std::vector<Joiner> joiners;
    std::size_t begin = 0;
    for (const auto& part : parts) {
        joiners.emplace_back(whole, part.history_, begin);
        begin += part.history_.months;
    }
    struct Buffer {
        std::vector<double> SalesHistory::*member;
        double missing;
    };
    constexpr std::array<Buffer, 4> kBuffers{{{&SalesHistory::quantities, 0},
                                              {&SalesHistory::prices, kMissing},
                                              {&SalesHistory::coupons, 0},
                                              {&SalesHistory::features, 0}}};
    constexpr int kThreads = 2;
    forecast::parallel_for(kBuffers.size(), kThreads, [&](std::size_t i) {
        const auto member = kBuffers.at(i).member;
        auto& into = whole.*member;
        into.assign(whole.size() * whole.months, kBuffers.at(i).missing);
        for (std::size_t part = 0; part < parts.size(); ++part) {
            joiners[part].copy(parts[part].history_.*member, into);
            std::vector<double>().swap(parts[part].history_.*member);
        }
    });
    return whole;
}

}  // namespace bihuan::forecasts
