#include "business/sales/facts/sum_sketch.h"

#include <algorithm>
#include <functional>
#include <random>

#include "business/sales/facts/total_rows.h"
#include "facts/queries.h"

namespace bihuan::facts {

struct SumPeriod {
    std::string sums;
    std::string period;
};

}  // namespace bihuan::facts

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::SumPeriod> =
    bihuan::describe<bihuan::facts::SumPeriod>("",
                                               field("sums", &bihuan::facts::SumPeriod::sums),
                                               field("period", &bihuan::facts::SumPeriod::period));

namespace bihuan::facts {

namespace {

/// Every bit of the number changes half of the bits (Steele, Lea, Flood 2014, SplitMix).
std::uint64_t scrambled(std::uint64_t number) {
    number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    number = (number ^ (number >> 27U)) * 0x94D049BB133111EBULL;
    return number ^ (number >> 31U);
}

/// A table of sums and which of its columns tell a sum apart.
struct StoredSums {
    Sums sums;
    Description columns;
    std::size_t product;
    std::size_t channel;  ///< Beyond the columns where there is none.

    StoredSums(Sums which, const Description& rows) : sums(which), columns{rows.table, {}} {
        for (const auto& field : rows.fields)
            if (std::ranges::find(kUnread, field.name) == kUnread.end())
                columns.fields.push_back(field);
        product = columns.index_of(sums == Sums::Days ? "own" : "product_id");
        channel = sums == Sums::Days ? columns.fields.size() : columns.index_of("channel_id");
    }

private:
    static constexpr std::array<std::string_view, 5> kUnread{
        "priced_quantity", "priced_value", "fact_rows", "coupon_rows", "feature_rows"};
};

const StoredSums& stored_sums(std::string_view table) {
    static const std::array tables{StoredSums(Sums::Months, description_of<MonthTotal>()),
                                   StoredSums(Sums::Weeks, description_of<WeekTotal>()),
                                   StoredSums(Sums::Days, description_of<DayTotal>())};
    return *std::ranges::find(
        tables, table, [](const StoredSums& stored) { return stored.columns.table; });
}

}  // namespace

std::int64_t period_number(std::string_view text) {
    if (const auto day = Day::parse(text)) return day->number();
    if (const auto month = Month::parse(text)) return month->number();
    return static_cast<std::int64_t>(std::hash<std::string_view>()(text));
}

SumSketch::SumSketch() {
    std::random_device entropy;
    for (auto& seed : seeds_) seed = (std::uint64_t{entropy()} << 32U) | entropy();
}

SumSketch::Wide SumSketch::weight_of(const SumKey& key) const {
    std::uint64_t hash = seeds_[0] + static_cast<std::uint64_t>(key.sums);
    for (const auto part : {key.period, key.product, key.channel})
        hash = scrambled(hash ^ static_cast<std::uint64_t>(part)) + seeds_[1];
    return Wide{scrambled(hash)} << 64U | scrambled(hash ^ seeds_[1]);
}

void SumSketch::add(Id<Region> region,
                    std::span<const SumKey> keys,
                    std::int64_t quantity,
                    std::int64_t value) {
    auto& totals = regions_[region];
    for (const auto& key : keys) {
        const auto weight = weight_of(key);
        totals[0] += weight * static_cast<Wide>(quantity);
        totals[1] += weight * static_cast<Wide>(value);
    }
}

void SumSketch::subtract_stored(Session& session) {
    for (const auto& [table, period] : session.query<SumPeriod>(facts_queries::kSumPeriods, {}))
        subtract_period(session, table, period);
}

void SumSketch::subtract_period(Session& session,
                                std::string_view table,
                                const std::string& period) {
    const auto& stored = stored_sums(table);
    const auto& columns = stored.columns;
    const auto region = columns.index_of("region_id");
    const auto quantity = columns.index_of("quantity");
    const auto value = columns.index_of("value");
    SumKey key{.sums = stored.sums, .period = period_number(period)};
    const auto subtract = [&](std::span<const Value> row) {
        const auto whole = [&](std::size_t at) { return std::get<std::int64_t>(row[at]); };
        key.product = whole(stored.product);
        key.channel = stored.channel < row.size() ? whole(stored.channel) : 0;
        const auto weight = weight_of(key);
        auto& totals = regions_[{whole(region)}];
        totals[0] -= weight * static_cast<Wide>(whole(quantity));
        totals[1] -= weight * static_cast<Wide>(whole(value));
    };
    const std::string name(columns.fields.front().name);
    session.each_row(columns, {{name, {Value{period}}}}, subtract);
}

std::vector<Id<Region>> SumSketch::differing() const {
    std::vector<Id<Region>> regions;
    for (const auto& [region, totals] : regions_)
        if (totals[0] != 0 || totals[1] != 0) regions.push_back(region);
    std::ranges::sort(regions);
    return regions;
}

}  // namespace bihuan::facts
