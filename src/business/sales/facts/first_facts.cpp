#include "business/sales/facts/first_facts.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/overwrite.h"
#include "business/sales/facts/fact_rows.h"
#include "business/sales/facts/total_rows.h"
#include "business/sales/facts/totals.h"

namespace bihuan::facts {

namespace {

/// So many facts are sorted before they are written: the table then grows at few places.
constexpr std::size_t kChunk = 800'000;

/// What waits to be sorted: half the room of a staged fact.
struct WaitingFact {
    Id<Outlet> outlet_id;
    Id<Product> product_id;
    Day day;
    Quantity quantity;
    Money value;
    std::optional<Money> price;
    std::optional<double> coupon;
    std::optional<double> feature;
    std::unique_ptr<std::string> attributes;  ///< Rare.

    explicit WaitingFact(StagedFact&& fact)
        : outlet_id(fact.outlet_id),
          product_id(fact.product_id),
          day(fact.day),
          quantity(fact.quantity),
          value(fact.value),
          price(fact.price),
          coupon(fact.coupon),
          feature(fact.feature),
          attributes(fact.attributes ? std::make_unique<std::string>(*std::move(fact.attributes))
                                     : nullptr) {}

    StagedFact staged(Id<ImportTag> import) const {
        StagedFact fact{.import_id = import,
                        .outlet_id = outlet_id,
                        .product_id = product_id,
                        .day = day,
                        .quantity = quantity,
                        .value = value,
                        .price = price,
                        .coupon = coupon,
                        .feature = feature};
        if (attributes) fact.attributes = *attributes;
        return fact;
    }
};

/// Facts of one import.
struct Chunk {
    Id<ImportTag> import;
    std::vector<WaitingFact> facts;
};

SellOutRow sell_out_row(const StagedFact& fact) {
    return {.outlet_id = fact.outlet_id,
            .product_id = fact.product_id,
            .day = fact.day,
            .revision = fact.revision,
            .quantity = fact.quantity,
            .value = fact.value,
            .price = fact.price,
            .coupon = fact.coupon,
            .feature = fact.feature,
            .attributes = fact.attributes,
            .import_id = fact.import_id};
}

SellInRow sell_in_row(const StagedFact& fact) {
    return {.outlet_id = fact.outlet_id,
            .product_id = fact.product_id,
            .day = fact.day,
            .revision = fact.revision,
            .quantity = fact.quantity,
            .value = fact.value,
            .attributes = fact.attributes,
            .import_id = fact.import_id};
}

StockRow stock_row(const StagedFact& fact) {
    return {.outlet_id = fact.outlet_id,
            .product_id = fact.product_id,
            .day = fact.day,
            .revision = fact.revision,
            .quantity = fact.quantity,
            .attributes = fact.attributes,
            .import_id = fact.import_id};
}

/// Calls `make(i)` for each row, which is written over the one before it.
template <class Row, class Make, class See>
void write_rows(Transaction& t, std::size_t count, const Make& make, const See& see) {
    std::size_t at = 0;
    Row before;
    t.bulk_values(
        description_of<Row>(),
        [&](Values& values) {
            if (at == count) return false;
            Row row = make(at);
            overwrite_values(at++ == 0 ? nullptr : &before, row, values);
            see(values);
            before = std::move(row);
            return true;
        },
        Trace::Event);
}

template <class Row, class Make>
void write_facts(Transaction& t, const Chunk& chunk, RowSeal& seal, Make make) {
    write_rows<Row>(
        t,
        chunk.facts.size(),
        [&](std::size_t i) { return make(chunk.facts[i].staged(chunk.import)); },
        [&](const Values& values) { seal.add(values); });
}

void write_chunk(Transaction& t, FactKind kind, Chunk& chunk, RowSeal& seal) {
    auto& facts = chunk.facts;
    const auto place = [](const WaitingFact& fact) {
        return std::tuple(fact.outlet_id, fact.product_id, fact.day);
    };
    const auto before = [&](const WaitingFact& a, const WaitingFact& b) {
        return place(a) < place(b);
    };
    if (!std::is_sorted(facts.begin(), facts.end(), before))
        std::sort(facts.begin(), facts.end(), before);
    switch (kind) {
        case FactKind::SellOut:
            return write_facts<SellOutRow>(t, chunk, seal, sell_out_row);
        case FactKind::SellIn:
            return write_facts<SellInRow>(t, chunk, seal, sell_in_row);
        case FactKind::Stock:
            return write_facts<StockRow>(t, chunk, seal, stock_row);
    }
}

template <class Row>
Row total_row(const OrderedTotals::Row& from) {
    Row row;
    row.product_id = {from.product};
    row.region_id = {from.region};
    row.channel_id = {from.channel};
    row.quantity = {from.total->quantity};
    row.value = {from.total->value};
    row.priced_quantity = from.total->priced_quantity;
    row.priced_value = {from.total->priced_value};
    row.fact_rows = from.total->fact_rows;
    row.coupon_rows = from.total->coupon_rows;
    row.feature_rows = from.total->feature_rows;
    return row;
}

template <class Row, class SetPeriod>
void write_totals(Transaction& t, const Totals& totals, SetPeriod set_period) {
    const OrderedTotals ordered(totals);
    const auto make = [&](std::size_t i) {
        const auto from = ordered.row(i);
        auto row = total_row<Row>(from);
        set_period(row, static_cast<std::int32_t>(from.period));
        return row;
    };
    write_rows<Row>(t, ordered.size(), make, [](const Values&) {});
}

struct DayKey {
    Day day;
    Id<Region> region;
    bool own = false;

    friend bool operator==(const DayKey&, const DayKey&) = default;

    struct Hash {
        std::size_t operator()(const DayKey& key) const noexcept {
            constexpr std::size_t kSpread = 0x9E3779B97F4A7C15ULL;
            const auto day = static_cast<std::size_t>(key.day.number()) * 2 + (key.own ? 1 : 0);
            return (std::hash<Id<Region>>()(key.region) + day) * kSpread;
        }
    };
};

/// The sums that facts of sell-out add to.
class Sums {
public:
    explicit Sums(Session& session) {
        for (const auto& product : session.all<Product>())
            if (product.own) own_.insert(product.id);
    }

    void add(const StagedFact& fact) {
        months_.add(fact.month.number(), fact);
        weeks_.add(fact.week.number(), fact);
        auto& day = days_[{fact.day, fact.region_id, own_.contains(fact.product_id)}];
        day.quantity = day.quantity + fact.quantity;
        day.value = day.value + fact.value;
    }

    void write(Transaction& t) {
        write_totals<MonthTotal>(t, months_, [](MonthTotal& row, std::int32_t number) {
            row.month = Month::from_number(number);
        });
        write_totals<WeekTotal>(t, weeks_, [](WeekTotal& row, std::int32_t number) {
            row.week = Day::from_number(number);
        });
        std::vector<DayTotal> days;
        for (auto& [key, total] : days_) {
            total.day = key.day;
            total.region_id = key.region;
            total.own = key.own;
            days.push_back(total);
        }
        std::ranges::sort(days, {}, [](const DayTotal& total) {
            return std::tuple(total.day, total.region_id, total.own);
        });
        t.bulk_insert<DayTotal>(days);
    }

private:
    std::unordered_set<Id<Product>> own_;
    Totals months_;
    Totals weeks_;
    std::unordered_map<DayKey, DayTotal, DayKey::Hash> days_;
};

}  // namespace

Values fact_values(FactKind kind, const StagedFact& fact) {
    switch (kind) {
        case FactKind::SellIn:
            return to_values(sell_in_row(fact));
        case FactKind::Stock:
            return to_values(stock_row(fact));
        default:
            return to_values(sell_out_row(fact));
    }
}

std::int64_t add_first_facts(Transaction& t,
                             FactKind kind,
                             RowSeal& seal,
                             const std::function<bool(StagedFact&)>& next) {
    Sums sums(t);
    Chunk chunk;
    std::int64_t count = 0;
    StagedFact fact;
    while (next(fact)) {
        ++count;
        if (kind == FactKind::SellOut) sums.add(fact);
        chunk.import = fact.import_id;
        chunk.facts.emplace_back(std::move(fact));
        if (chunk.facts.size() == kChunk) {
            write_chunk(t, kind, chunk, seal);
            chunk.facts.clear();
        }
    }
    write_chunk(t, kind, chunk, seal);
    sums.write(t);
    return count;
}

}  // namespace bihuan::facts
