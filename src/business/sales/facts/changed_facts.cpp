#include <algorithm>
#include <array>
#include <map>

#include <nlohmann/json.hpp>

#include "base/row_seal.h"
#include "business/sales/facts/fact_rows.h"
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

/// Outlet by outlet, as the tables lie, so that a whole company passes through little memory.
std::map<Key, RowSeal> sealed_as_stored(Session& session, const std::function<void(double)>& at) {
    std::map<Key, RowSeal> seals;
    const auto outlets = session.query<OutletOfFacts>(facts_queries::kOutletsOfFacts, {});
    for (std::size_t i = 0; i < outlets.size(); ++i) {
        for (const auto kind : kKinds) {
            const auto& description = description_of_kind(kind);
            const auto import = description.index_of("import_id");
            session.each_row(description,
                             {{"outlet_id", {Value{outlets[i].outlet_id}}}},
                             [&](std::span<const Value> row) {
                                 const auto* id = std::get_if<std::int64_t>(&row[import]);
                                 seals[{table_of(kind), id != nullptr ? *id : 0}].add(row);
                             });
        }
        at(static_cast<double>(i + 1) / static_cast<double>(outlets.size()));
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

}  // namespace

Issues find_changed_facts(Session& session, const std::function<void(double)>& at) {
    const auto told = told_by_events(session);
    const auto seals = sealed_as_stored(session, at);
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

}  // namespace bihuan::facts
