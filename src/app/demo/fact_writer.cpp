#include "app/demo/fact_writer.h"

#include <array>
#include <cmath>
#include <map>

#include "app/demo/sale_stream.h"
#include "base/random.h"
#include "business/sales/facts/facts.h"

namespace bihuan::demo {

namespace {

using facts::FactKind;
using facts::FactRow;

std::size_t month_index(const World& world, Day day) {
    return static_cast<std::size_t>(Month(day) - world.first);
}

std::size_t months_of(const World& world) {
    return static_cast<std::size_t>(world.end - world.first);
}

/// A purchase or a count, until the sales it follows from are written.
struct Noted {
    std::size_t outlet = 0;
    std::size_t product = 0;
    Day day;
    std::int64_t quantity = 0;
    std::int64_t value = 0;  ///< 分
};

/// What follows from the sales: they are worked out once only.
struct Notes {
    std::vector<Noted> purchases;
    std::vector<Noted> counts;
};

/// Hands out rows that are made outlet by outlet.
class RowSource {
public:
    using MakeRows = std::function<void(const std::vector<Sale>&, std::vector<FactRow>&)>;

    RowSource(const World& world, const DemoOptions& options, MakeRows make)
        : stream_(world, options.threads),
          options_(options),
          make_(std::move(make)),
          outlets_(world.scale.reporting_outlets) {}

    bool operator()(FactRow& row) {
        while (at_ == rows_.size()) {
            std::vector<Sale> sales;
            if (!stream_.next(sales)) {
                return false;
            }
            rows_.clear();
            at_ = 0;
            make_(sales, rows_);
            options_.on_progress("sell-out", static_cast<double>(++done_) / outlets_);
        }
        row = std::move(rows_[at_++]);
        row.row_number = ++count_;
        return true;
    }

private:
    SaleStream stream_;
    const DemoOptions& options_;
    MakeRows make_;
    int outlets_;
    int done_ = 0;
    std::vector<FactRow> rows_;
    std::size_t at_ = 0;
    std::int64_t count_ = 0;
};

std::int64_t add(Transaction& t, FactKind kind, const std::function<bool(FactRow&)>& next) {
    return facts::add_facts(t, kind, new_id<facts::ImportTag>(), next).added;
}

FactRow row_of(const Sale& sale, const Written& written) {
    FactRow row{.outlet_id = written.outlets[sale.outlet],
                .product_id = written.products[sale.product],
                .day = sale.day,
                .quantity = {sale.quantity},
                .value = {sale.value},
                .price = Money{sale.price}};
    if (sale.promoted > 0) {
        constexpr double kSteps = 100;  // whole percents, as a retailer reports them
        row.feature = std::round(static_cast<double>(sale.promoted) * kSteps) / kSteps;
    }
    return row;
}

void add_to(SalesTotals& totals, const World& world, const Sale& sale) {
    if (sale.product >= world.assortment.own) {
        return;
    }
    totals.by_month[sale.product][month_index(world, sale.day)] += sale.quantity;
    if (Month(sale.day) == world.end - 12) {
        const auto region = static_cast<std::size_t>(world.outlets[sale.outlet].region);
        totals.year_before[region][sale.product] += sale.quantity;
    }
}

/// What one outlet bought and had of one own product, month by month: it orders whole boxes up to
/// 1.3 months of sales, so that opening stock + purchases − sales = closing stock.
struct OutletStock {
    std::vector<std::int64_t> bought;
    std::vector<std::int64_t> closing;
};

OutletStock stock_of(const std::vector<std::int64_t>& sold, std::int64_t box) {
    OutletStock made;
    std::int64_t stock = sold.front() / 4;
    for (const auto units : sold) {
        const std::int64_t missing = units * 13 / 10 + 1 - stock;
        const std::int64_t bought = missing > 0 && units > 0 ? (missing + box - 1) / box * box : 0;
        stock += bought - units;
        made.bought.push_back(bought);
        made.closing.push_back(stock);
    }
    return made;
}

/// One outlet's sales as units per own product and month.
std::map<std::size_t, std::vector<std::int64_t>> by_month(const World& world,
                                                          const std::vector<Sale>& sales) {
    std::map<std::size_t, std::vector<std::int64_t>> sums;
    for (const auto& sale : sales) {
        if (sale.product < world.assortment.own) {
            auto& months = sums[sale.product];
            months.resize(months_of(world));
            months[month_index(world, sale.day)] += sale.quantity;
        }
    }
    return sums;
}

Noted purchase_of(const World& world, const DemoProduct& product, Month month, std::int64_t units) {
    constexpr double kDealer = 0.66;
    const Day day = month.first_day() + 4;
    const double price = static_cast<double>(product.list_price) * kDealer *
                         price_level(product, world.first.first_day(), day);
    return {.day = day, .quantity = units, .value = units * std::llround(price)};
}

/// What an outlet bought of a product month by month, and counted at the end.
void note_stock(const World& world,
                std::size_t outlet,
                std::size_t number,
                const std::vector<std::int64_t>& sold,
                Notes& notes) {
    const auto first = months_of(world) - static_cast<std::size_t>(world.scale.sell_in_months);
    const auto& product = world.assortment.products[number];
    const auto stock = stock_of(sold, product.units_per_box);
    for (std::size_t month = first; month < sold.size(); ++month) {
        if (stock.bought[month] == 0) continue;
        auto& noted = notes.purchases.emplace_back(purchase_of(
            world, product, world.first + static_cast<int>(month), stock.bought[month]));
        noted.outlet = outlet;
        noted.product = number;
    }
    notes.counts.push_back({.outlet = outlet,
                            .product = number,
                            .day = world.end.first_day() - 1,
                            .quantity = std::max<std::int64_t>(0, stock.closing.back())});
}

/// While a product was short, those who visit an outlet find its shelf empty for as much of the
/// time as is missing in its sales, until the day that it reports for.
void note_empty_shelves(const World& world, const Sale& sale, std::vector<Noted>& counts) {
    const auto shortage = shortage_of(sale.product, world.first.first_day(), world.end.first_day());
    const auto& place = world.outlets[sale.outlet];
    const Market market{world.regions[static_cast<std::size_t>(place.region)].zone, place.channel};
    if (!shortage || !shortage->reaches(market)) {
        return;
    }
    const auto& period = world.periods[sale.period];
    const int days = std::min(period.end, shortage->end) - std::max(period.first, shortage->first);
    const int empty =
        std::min(static_cast<int>(kEmptyShelves * std::max(0, days)), sale.day - period.first - 1);
    if (empty > 0) {
        counts.push_back(
            {.outlet = sale.outlet, .product = sale.product, .day = sale.day - 1 - empty});
    }
}

/// One outlet's.
void note_consequences(const World& world, const std::vector<Sale>& sales, Notes& notes) {
    for (const auto& [number, sold] : by_month(world, sales)) {
        note_stock(world, sales.front().outlet, number, sold, notes);
    }
    for (const auto& sale : sales) {
        if (sale.product < world.assortment.own) {
            note_empty_shelves(world, sale, notes.counts);
        }
    }
}

struct SellOut {
    SalesTotals totals;
    Notes notes;
};

SellOut write_sell_out(Transaction& t,
                       const World& world,
                       const Written& written,
                       const DemoOptions& options,
                       DemoReport& report) {
    const auto own = world.assortment.own;
    SellOut made;
    auto& totals = made.totals;
    totals.by_month.assign(own, std::vector<std::int64_t>(months_of(world)));
    totals.year_before.assign(world.regions.size(), std::vector<std::int64_t>(own));
    RowSource source(world, options, [&](const auto& sales, auto& rows) {
        for (const auto& sale : sales) {
            rows.push_back(row_of(sale, written));
            add_to(totals, world, sale);
        }
        note_consequences(world, sales, made.notes);
    });
    report.sell_out_rows = add(t, FactKind::SellOut, std::ref(source));
    return made;
}

/// Months of cover in our warehouses: some products are short at the end and some in excess.
double cover_of(const World& world, std::size_t product, std::size_t month) {
    if (month + 1 == months_of(world)) {
        constexpr std::array kLast{0.05, 0.55, 0.7, 0.45, 1.9, 0.6, 0.35, 0.8, 0.5};
        return kLast.at(product % kLast.size());
    }
    constexpr std::uint64_t kStream = 5'000'000'000;
    return Random(world.seed, kStream + product * 1000 + month).uniform(0.35, 0.75);
}

/// What lies in our warehouses together at the end of a month.
double stock_in_warehouses(const World& world,
                           const std::vector<std::int64_t>& demand,
                           std::size_t product,
                           std::size_t month) {
    const auto next = std::min(month + 1, months_of(world) - 1);
    return static_cast<double>(demand[next]) * cover_of(world, product, month);
}

void note_warehouses(const World& world,
                     const std::vector<std::vector<std::int64_t>>& demand,
                     std::vector<Noted>& counts) {
    constexpr std::array kShares{0.45, 0.30, 0.25};
    const auto warehouse = world.outlets.size() - kShares.size();
    for (std::size_t place = 0; place < kShares.size(); ++place) {
        for (std::size_t i = 0; i < demand.size() * months_of(world); ++i) {
            const std::size_t product = i / months_of(world);
            const std::size_t month = i % months_of(world);
            const double stock = stock_in_warehouses(world, demand[product], product, month);
            if (stock == 0) continue;
            const Month end = world.first + static_cast<int>(month) + 1;
            counts.push_back({.outlet = warehouse + place,
                              .product = product,
                              .day = end.first_day() - 1,
                              .quantity = std::llround(stock * kShares.at(place))});
        }
    }
}

std::int64_t write_noted(Transaction& t,
                         FactKind kind,
                         const std::vector<Noted>& noted,
                         const Written& written) {
    std::size_t at = 0;
    return add(t, kind, [&](FactRow& row) {
        if (at == noted.size()) return false;
        const auto& from = noted[at++];
        row = {.outlet_id = written.outlets[from.outlet],
               .product_id = written.products[from.product],
               .day = from.day,
               .quantity = {from.quantity},
               .value = {from.value},
               .row_number = static_cast<std::int64_t>(at)};
        return true;
    });
}

}  // namespace

SalesTotals write_facts(Transaction& t,
                        const World& world,
                        const Written& written,
                        const DemoOptions& options,
                        DemoReport& report) {
    auto [totals, notes] = write_sell_out(t, world, written, options, report);
    options.on_progress("sell-in", 0);
    report.sell_in_rows = write_noted(t, FactKind::SellIn, notes.purchases, written);
    options.on_progress("stock", 0);
    note_warehouses(world, totals.by_month, notes.counts);
    report.stock_rows = write_noted(t, FactKind::Stock, notes.counts, written);
    options.on_progress("stock", 1);
    t.record({.action = "facts.demonstrated",
              .subject_kind = "sell_out",
              .reason = "Demo company: figures made by the program."});
    return totals;
}

}  // namespace bihuan::demo
