#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "business/demand/forecasts/scenario.h"
#include "platform/database/session.h"

// What the hand-overs say, compiled from live data. The same data gives the same bytes.
namespace bihuan::handovers {

/// A figure on top of a document; kinds as in descriptions: count, quantity, money, share, text …
struct DocumentFact {
    std::string key;
    nlohmann::json value;
    std::string kind;
};

struct DocumentColumn {
    std::string name;
    std::string kind;
    std::string seen_with = {};  ///< Permission without which the column is left out.
};

struct DocumentTable {
    std::string key;
    std::vector<DocumentColumn> columns;
    std::vector<nlohmann::json> rows;  ///< Arrays, one cell per column.
    /// The region of each row, where rows are about regions; else empty.
    std::vector<std::int64_t> region_ids = {};
    /// The regions of each row, where rows are meant for several; an empty list is everywhere.
    std::vector<std::vector<std::string>> touched_regions = {};
};

struct Document {
    std::string title;
    std::vector<DocumentFact> facts;
    std::vector<DocumentTable> tables;
    double completeness = 1;
    std::vector<std::string> missing;
};

/// {"title", "facts":[{key, value, kind}], "tables":[{key, columns:[{name, kind, seen_with?}],
/// rows, region_ids?, touched_regions?}]}
std::string document_text(const Document& document);

/// The same as the viewer may read it: without columns that they do not see, and, for viewers of
/// some regions, without rows of others and facts and tables about the whole company.
nlohmann::json visible_document(const std::string& text, Session& session);

/// M2S-1: approved promotions of the next month.
Document promotion_document(Session& session, Month month);
/// M2S-4: targets of the next month by region and product, with the forecast they rest on.
Document target_document(Session& session, Id<Scenario> scenario, Month month);
/// S2M-5: sell-out of the month by region, channel and product, and which outlets reported.
Document sell_out_document(Session& session, Month month);
/// S2M-7: the regions' sales of the month against target and last year.
Document region_document(Session& session, Month month);
/// PLAN: production of the next month in weeks and of the quarter, its change and reasons.
Document plan_document(Session& session, Id<Scenario> scenario, Month month);

/// Outlets that stated sell-out in the month / outlets active in it.
struct Reporting {
    std::int64_t active = 0;
    std::int64_t reported = 0;
};
Reporting find_reporting(Session& session, Month month);

}  // namespace bihuan::handovers
