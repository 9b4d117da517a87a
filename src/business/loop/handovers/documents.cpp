#include "business/loop/handovers/documents.h"

#include <algorithm>
#include <set>

#include "business/company/regions/region.h"

namespace bihuan::handovers {

namespace {

using nlohmann::json;

json table_json(const DocumentTable& table) {
    json columns = json::array();
    for (const auto& column : table.columns) {
        columns.push_back({{"name", column.name}, {"kind", column.kind}});
        if (!column.seen_with.empty()) columns.back()["seen_with"] = column.seen_with;
    }
    json result{{"key", table.key}, {"columns", columns}, {"rows", table.rows}};
    if (!table.touched_regions.empty()) result["touched_regions"] = table.touched_regions;
    if (table.region_ids.empty()) return result;
    json ids = json::array();
    for (const auto id : table.region_ids) ids.push_back(std::to_string(id));
    result["region_ids"] = std::move(ids);
    return result;
}

}  // namespace

std::string document_text(const Document& document) {
    json facts = json::array();
    for (const auto& fact : document.facts)
        facts.push_back({{"key", fact.key}, {"value", fact.value}, {"kind", fact.kind}});
    json tables = json::array();
    for (const auto& table : document.tables) tables.push_back(table_json(table));
    return json{{"title", document.title}, {"facts", facts}, {"tables", tables}}.dump();
}

namespace {

/// The rows of a table that are about the viewer's regions.
class RowFilter {
public:
    explicit RowFilter(Session& session) : session_(session) {
        for (const auto& region : session.all<Region>())
            regions_.insert(std::to_string(region.id.value));
    }

    json rows_of(const json& table) {
        json rows = json::array();
        for (std::size_t i = 0; i < table["rows"].size(); ++i) {
            const bool shown = table.contains("region_ids")
                                   ? regions_.contains(table["region_ids"][i].get<std::string>())
                                   : touches(table["touched_regions"][i]);
            if (shown) rows.push_back(table["rows"][i]);
        }
        return rows;
    }

private:
    /// What is meant for a region above is meant for those below, too.
    bool touches(const json& list) const {
        return list.empty() || std::ranges::any_of(list, [&](const json& id) {
                   return session_.near_regions().contains(std::stoll(id.get<std::string>()));
               });
    }

    Session& session_;
    std::set<std::string> regions_;
};

/// Takes out the columns that need a permission the viewer lacks.
void drop_unseen_columns(const Viewer& viewer, json& table) {
    auto& columns = table["columns"];
    for (std::size_t i = columns.size(); i-- > 0;) {
        const auto permission = columns[i].value("seen_with", std::string());
        columns[i].erase("seen_with");
        if (permission.empty() || viewer.may(permission)) continue;
        columns.erase(i);
        for (auto& row : table["rows"]) row.erase(i);
    }
}

/// A fact that is no figure: for which month the document is.
bool tells_no_figure(const json& fact) {
    return fact.at("kind") == "month";
}

}  // namespace

json visible_document(const std::string& text, Session& session) {
    json document = json::parse(text);
    const auto& viewer = session.viewer();
    std::optional<RowFilter> filter;
    if (!viewer.whole_company) {
        filter.emplace(session);
        json facts = json::array();
        for (const auto& fact : document["facts"])
            if (tells_no_figure(fact)) facts.push_back(fact);
        document["facts"] = std::move(facts);
    }
    json tables = json::array();
    for (auto& table : document["tables"]) {
        const bool regional = table.contains("region_ids") || table.contains("touched_regions");
        if (filter && !regional) continue;
        if (filter) table["rows"] = filter->rows_of(table);
        table.erase("region_ids");
        table.erase("touched_regions");
        drop_unseen_columns(viewer, table);
        tables.push_back(std::move(table));
    }
    document["tables"] = std::move(tables);
    return document;
}

}  // namespace bihuan::handovers
