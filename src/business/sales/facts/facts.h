#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "business/company/outlets/outlet.h"
#include "business/company/products/product.h"
#include "platform/database/transaction.h"

// Facts: what was sold, bought and counted. A figure is never edited: a correction takes the old
// one back (an odd revision) and states the new one (an even revision). Sums per month, week and
// day are moved in the transaction of the facts, by the region and channel the outlet had on the
// fact's day.
namespace bihuan::facts {

enum class FactKind : std::uint8_t { SellOut, SellIn, Stock };

/// "sell_out", "sell_in" or "stocks"
std::string_view table_of(FactKind kind);

struct ImportTag;

/// One stated figure of an outlet, a product and a day.
struct FactRow {
    Id<Outlet> outlet_id;
    Id<Product> product_id;
    Day day;
    Quantity quantity;
    Money value;                    ///< Not used for stock.
    std::optional<Money> price;     ///< Price per base unit that the row stated.
    std::optional<double> coupon;   ///< Share of the day, or 1, with a coupon.
    std::optional<double> feature;  ///< The same for advertising in the store.
    std::string attributes;         ///< Other columns as a JSON object; may be empty.
    std::int64_t row_number = 0;    ///< Unique and positive within a call.
};

struct FactCounts {
    std::int64_t added = 0;
    std::int64_t changed = 0;    ///< Stated before with other figures: reversed and stated anew.
    std::int64_t unchanged = 0;  ///< Stated before with the same figures: nothing written.
    std::vector<Month> months;   ///< In which something was added or changed, in order.
};

/// Whether the rows say what was paid. Where none does, the amounts of facts that are stated anew
/// stay, per unit.
enum class Amounts : bool { Untold, Told };

/// Writes one import. `next` fills the next row and returns false after the last; no two rows may
/// have the same outlet, product and day. The caller records the event.
FactCounts add_facts(Transaction& t,
                     FactKind kind,
                     Id<ImportTag> import,
                     const std::function<bool(FactRow&)>& next,
                     Amounts amounts = Amounts::Told);

/// What add_facts would count. Writes nothing but a temporary table: for Database::rehearse.
FactCounts compare_facts(Transaction& t,
                         FactKind kind,
                         const std::function<bool(FactRow&)>& next,
                         Amounts amounts = Amounts::Told);

/// Facts of a kind that an import wrote, and the first and last of their days.
struct WrittenDays {
    FactKind kind = FactKind::SellOut;
    Day first;
    Day last;
};

/// What was imported after the event of that number. Imports of an older program, which told no
/// days, are left out.
std::vector<WrittenDays> days_written_since(Session& session, std::int64_t sequence);

/// What a check found in the facts.
struct FactFindings {
    /// An issue for each import whose rows were changed, added or removed, by the seals of events.
    Issues changed;
    std::vector<Id<Region>> regions;  ///< Whose sums are not what the facts add up to.
};

/// Reads every fact once. `at` is told the share done.
FactFindings check_facts(Session& session, const std::function<void(double)>& at = {});

/// One sum whose stored figures differ from those made anew from the facts.
struct SumDifference {
    std::string sums;  ///< "sales_months", "sales_weeks" or "sales_days"
    std::string period;
    std::int64_t product_id = 0;  ///< Of days: 1 for own products, 0 for others.
    std::int64_t region_id = 0;
    std::int64_t channel_id = 0;  ///< 0 for days.
    std::int64_t stored_quantity = 0;
    std::int64_t right_quantity = 0;
    std::int64_t stored_value = 0;
    std::int64_t right_value = 0;
};

/// Compares every sum of these regions with the facts, one region after the other.
std::vector<SumDifference> find_wrong_sums(Session& session, std::span<const Id<Region>> regions);
/// Of all regions in which some are wrong; empty when all agree.
std::vector<SumDifference> find_wrong_sums(Session& session);

}  // namespace bihuan::facts
