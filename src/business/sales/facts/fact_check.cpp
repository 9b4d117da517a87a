#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "base/row_seal.h"
#include "business/sales/facts/assignments.h"
#include "business/sales/facts/fact_rows.h"
#include "business/sales/facts/facts.h"
#include "business/sales/facts/sum_sketch.h"
#include "business/sales/facts/writings.h"
#include "facts/queries.h"

namespace bihuan::facts {

struct OutletOfFacts {
    std::int64_t outlet_id = 0;
};

}  // namespace bihuan::facts

namespace bihuan {

template <>
inline constexpr auto kDescription<facts::OutletOfFacts> =
    describe<facts::OutletOfFacts>("", field("outlet_id", &facts::OutletOfFacts::outlet_id));

template <>
inline constexpr auto kDescription<facts::SumDifference> =
    describe<facts::SumDifference>("",
                                   field("sums", &facts::SumDifference::sums),
                                   field("period", &facts::SumDifference::period),
                                   field("product_id", &facts::SumDifference::product_id),
                                   field("region_id", &facts::SumDifference::region_id),
                                   field("channel_id", &facts::SumDifference::channel_id),
                                   field("stored_quantity", &facts::SumDifference::stored_quantity),
                                   field("right_quantity", &facts::SumDifference::right_quantity),
                                   field("stored_value", &facts::SumDifference::stored_value),
                                   field("right_value", &facts::SumDifference::right_value));

}  // namespace bihuan

namespace bihuan::facts {

namespace {

/// By table and import.
using Key = std::pair<std::string_view, std::int64_t>;

const Description& description_of_kind(FactKind kind) {
    if (kind == FactKind::SellIn) return description_of<SellInRow>();
    return kind == FactKind::Stock ? description_of<StockRow>() : description_of<SellOutRow>();
}

constexpr std::array kKinds{FactKind::SellOut, FactKind::SellIn, FactKind::Stock};

std::map<Key, std::string> told_by_events(Session& session) {
    std::map<Key, std::string> told;
    each_writing(session, 0, [&](FactKind kind, std::int64_t import, const nlohmann::json& after) {
        told[{table_of(kind), import}] = after.value("seal", "");
    });
    return told;
}

/// What facts of sell-out add up to.
class RightSums {
public:
    RightSums(Session& session, SumSketch& sketch)
        : assignments_(Assignments::load(session)), sketch_(sketch) {
        for (const auto& product : session.all<Product>()) own_[product.id] = product.own;
    }

    /// What nobody says where it belongs is in no sum. Rows come by outlet and product.
    void add(std::span<const Value> row) {
        const auto whole = [&](std::size_t at) { return std::get<std::int64_t>(row[at]); };
        if (whole(outlet_) != newest_outlet_) history_ = assignments_.of({whole(outlet_)});
        newest_outlet_ = whole(outlet_);
        if (whole(product_) != newest_product_) {
            const auto own = own_.find({whole(product_)});
            is_own_ = own == own_.end() ? nullptr : &own->second;
        }
        newest_product_ = whole(product_);
        if (history_ == nullptr || is_own_ == nullptr) return;
        const auto day = Day::parse(std::get<std::string>(row[day_]));
        const auto* place = day ? Assignments::find(*history_, *day) : nullptr;
        if (place == nullptr) return;
        const auto channel = place->channel_id.value;
        const std::array keys{SumKey{Sums::Months, Month(*day).number(), newest_product_, channel},
                              SumKey{Sums::Weeks, day->week().number(), newest_product_, channel},
                              SumKey{Sums::Days, day->number(), *is_own_ ? 1 : 0, 0}};
        sketch_.add(place->region_id, keys, whole(quantity_), whole(value_));
    }

private:
    static std::size_t at(std::string_view name) {
        return description_of<SellOutRow>().index_of(name);
    }

    std::size_t outlet_ = at("outlet_id");
    std::size_t product_ = at("product_id");
    std::size_t day_ = at("day");
    std::size_t quantity_ = at("quantity");
    std::size_t value_ = at("value");

    Assignments assignments_;
    std::unordered_map<Id<Product>, bool> own_;
    SumSketch& sketch_;
    std::int64_t newest_outlet_ = 0;
    const std::vector<OutletAssignment>* history_ = nullptr;  ///< Of the newest outlet.
    std::int64_t newest_product_ = 0;
    const bool* is_own_ = nullptr;  ///< The newest product; null where nobody knows it.
};

using Seals = std::map<Key, RowSeal>;

void read_kind(
    Session& session, FactKind kind, const Filter& wanted, RightSums& sums, Seals& seals) {
    const auto& description = description_of_kind(kind);
    const auto import = description.index_of("import_id");
    std::int64_t newest = 0;
    RowSeal* seal = nullptr;
    session.each_row(description, {wanted}, [&](std::span<const Value> row) {
        const auto* id = std::get_if<std::int64_t>(&row[import]);
        const std::int64_t one = id != nullptr ? *id : 0;
        if (seal == nullptr || one != newest) seal = &seals[{table_of(kind), newest = one}];
        seal->add(row);
        if (kind == FactKind::SellOut) sums.add(row);
    });
}

/// What is stored, each fact once, a few outlets after the others as the tables lie, so that a
/// whole company passes through little memory.
Seals read_facts(Session& session, RightSums& sums, const std::function<void(double)>& at) {
    constexpr std::size_t kTogether = 32;
    Seals seals;
    const auto outlets = session.query<OutletOfFacts>(facts_queries::kOutletsOfFacts, {});
    for (std::size_t begin = 0; begin < outlets.size(); begin += kTogether) {
        const auto end = std::min(outlets.size(), begin + kTogether);
        const Filter wanted{"outlet_id",
                            {Value{outlets[begin].outlet_id}, Value{outlets[end - 1].outlet_id}},
                            /*range=*/true};
        for (const auto kind : kKinds) read_kind(session, kind, wanted, sums, seals);
        if (at) at(static_cast<double>(end) / static_cast<double>(outlets.size()));
    }
    return seals;
}

Issue changed(const Key& key, const std::string& told, const std::string& stored) {
    return {"facts_changed",
            fmt::format("/{}/{}", key.first, key.second),
            fmt::format("Rows of {} that import {} wrote were changed, added or removed: it wrote "
                        "{} of them (seal {}), stored are {} (seal {}).",
                        key.first,
                        key.second,
                        told.substr(0, told.find('-')),
                        told,
                        stored.substr(0, stored.find('-')),
                        stored),
            stored};
}

/// Beside what their imports wrote, by the seals of their events.
Issues changed_facts(Session& session, const Seals& seals) {
    const auto told = told_by_events(session);
    Issues issues;
    for (const auto& [key, text] : told) {
        const auto found = seals.find(key);
        const auto stored = found == seals.end() ? RowSeal().text() : found->second.text();
        if (stored != text) issues.push_back(changed(key, text, stored));
    }
    // Ids grow with time: an import before the first one that was sealed is of an older program.
    const auto first = std::min_element(told.begin(), told.end(), [](const auto& a, const auto& b) {
        return a.first.second < b.first.second;
    });
    for (const auto& [key, seal] : seals)
        if (!told.contains(key) && first != told.end() && key.second > first->first.second)
            issues.push_back({"facts_without_event",
                              fmt::format("/{}/{}", key.first, key.second),
                              fmt::format("{} rows of {} name the import {}, of which no event "
                                          "tells.",
                                          seal.rows(),
                                          key.first,
                                          key.second),
                              std::to_string(key.second)});
    return issues;
}

}  // namespace

FactFindings check_facts(Session& session, const std::function<void(double)>& at) {
    SumSketch sketch;
    RightSums right(session, sketch);
    const auto seals = read_facts(session, right, at);
    sketch.subtract_stored(session);
    return {changed_facts(session, seals), sketch.differing()};
}

std::vector<SumDifference> find_wrong_sums(Session& session, std::span<const Id<Region>> regions) {
    std::vector<SumDifference> wrong;
    for (const auto region : regions)
        std::ranges::move(
            session.query<SumDifference>(facts_queries::kWrongSums, {{"region_id", region}}),
            std::back_inserter(wrong));
    return wrong;
}

std::vector<SumDifference> find_wrong_sums(Session& session) {
    return find_wrong_sums(session, check_facts(session).regions);
}

}  // namespace bihuan::facts
