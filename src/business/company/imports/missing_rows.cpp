#include "business/company/imports/fact_import.h"
#include "business/company/outlets/outlet.h"
#include "business/company/products/product.h"
#include "platform/files/text.h"

// Outlets and products made because a fact refers to them.
namespace bihuan::imports {

namespace {

constexpr std::string_view kUnassigned = "未分配";
constexpr const char* kReason = "An imported figure refers to it.";

}  // namespace

/// Why none can be made. An outlet lies in a region and a channel, a product belongs to a brand.
std::optional<files::CellFault> FactImport::hindrance(const Known& known, std::string_view text) {
    if (auto wrong = made_.hindrance(known.table, text)) return wrong;
    for (const auto table : known.lies_in) {
        const auto found = made_.find(table, kUnassigned);
        if (found) continue;
        if (found.error().code != "unknown_reference") return found.error();
        if (auto wrong = made_.hindrance(table, kUnassigned)) return wrong;
    }
    return std::nullopt;
}

/// The code of the row that would have to be made; empty when it is there or cannot be made.
std::string FactImport::missing_code(FactColumn column, Known& known, const files::TableRow& row) {
    const auto text = cell(row, column);
    const auto found = find(known, text);
    if (found || found.error().code != "unknown_reference") return {};
    std::string scratch;
    return std::string(files::normalise_code(text, scratch));
}

bool FactImport::lacks(const files::TableRow& row) {
    if (missing_code(FactColumn::Outlet, outlets_, row).empty() &&
        missing_code(FactColumn::Product, products_, row).empty()) {
        return false;
    }
    ImportReport unread;
    const RowObserver nobody;
    RowIssues issues(kind_, unread, nobody);
    issues.set_header(*match_);
    if (!issues.begin(row)) return false;
    facts::FactRow fact;
    read_cells(row, fact, issues);
    return !issues.any();
}

void FactImport::make_missing(const files::TableRow& row) {
    if (!lacks(row)) return;
    const auto outlet = missing_code(FactColumn::Outlet, outlets_, row);
    const auto product = missing_code(FactColumn::Product, products_, row);
    if (!outlet.empty()) make_outlet(outlet);
    if (!product.empty()) make_product(product);
}

std::int64_t FactImport::unassigned(std::string_view table) {
    const auto id = made_.find_or_make(table, kUnassigned, {{"own", Value{std::int64_t{1}}}});
    BIHUAN_CHECK(id.has_value());
    return *id;
}

void FactImport::make_outlet(const std::string& code) {
    const auto values = to_values(Outlet{.code = code,
                                         .name = code,
                                         .region_id = {unassigned("regions")},
                                         .channel_id = {unassigned("channels")}});
    make(outlets_, code, values);
}

void FactImport::make_product(const std::string& code) {
    const Product product{.code = code, .name = code, .brand_id = {unassigned("brands")}};
    make(products_, code, to_values(product));
    packs_.push_back({.unit = product.unit});
}

void FactImport::make(Known& known, const std::string& code, Values values) {
    const auto* resource = kinds_.resource_of(known.table);
    BIHUAN_CHECK(resource->check(values).has_value());
    add_row(t_, *resource, values, kReason);
    known.codes.add({.code = code, .name = code}, static_cast<std::int64_t>(known.ids.size()));
    known.ids.push_back(std::get<std::int64_t>(values.front()));
    ++report_.created[resource->path];
}

}  // namespace bihuan::imports
