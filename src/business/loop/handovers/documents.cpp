#include "business/loop/handovers/documents.h"

#include <algorithm>
#include <set>

#include "business/company/regions/region.h"

namespace bihuan::handovers {

namespace {

using nlohmann::json;

json table_json(const DocumentTable& table) {
    json columns = json::array();
    for (const auto& column : table.columns)
        columns.push_back({{"name", column.name}, {"kind", column.kind}});
    json result{{"key", table.key}, {"columns", columns}, {"rows", table.rows}};
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

json rows_of_regions(const json& table, const std::set<std::string>& regions) {
    json rows = json::array();
    for (std::size_t i = 0; i < table["rows"].size(); ++i)
        if (regions.contains(table["region_ids"][i].get<std::string>()))
            rows.push_back(table["rows"][i]);
    return rows;
}

}  // namespace

json visible_document(const std::string& text, Session& session) {
    json document = json::parse(text);
    const bool whole = session.viewer().whole_company;
    std::set<std::string> regions;
    if (!whole) {
        for (const auto& region : session.all<Region>())
            regions.insert(std::to_string(region.id.value));
        document["facts"] = json::array();
    }
    json tables = json::array();
    for (auto& table : document["tables"]) {
        if (!whole && !table.contains("region_ids")) continue;
        if (!whole) table["rows"] = rows_of_regions(table, regions);
        table.erase("region_ids");
        tables.push_back(std::move(table));
    }
    document["tables"] = std::move(tables);
    return document;
}

}  // namespace bihuan::handovers
