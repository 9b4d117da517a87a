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

bool FactImport::lacks(const files::TableRow& row, const files::HeaderMatch& match) {
    match_ = &match;
    const auto outlet = cell(row, FactColumn::Outlet);
    const auto product = cell(row, FactColumn::Product);
    return (!outlet.empty() && find(outlets_, outlet) < 0) ||
           (!product.empty() && find(products_, product) < 0);
}

void FactImport::make_missing(const files::TableRow& row,
                              const files::HeaderMatch& match,
                              ImportReport& report) {
    match_ = &match;
    if (!made_) made_.emplace(t_, kinds_, report.created);
    const auto outlet = cell(row, FactColumn::Outlet);
    const auto product = cell(row, FactColumn::Product);
    if (!outlet.empty() && find(outlets_, outlet) < 0) make_outlet(outlet, report);
    if (!product.empty() && find(products_, product) < 0) make_product(product, report);
}

void FactImport::make_outlet(std::string_view text, ImportReport& report) {
    const files::CellResult<std::int64_t> none = tl::unexpected(files::CellFault{});
    auto region = none;
    auto channel = none;
    const auto* resource = kinds_.resource_of("outlets");
    if (made_->may_make(*resource)) {
        region = made_->find_or_make("regions", kUnassigned, {});
        channel = made_->find_or_make("channels", kUnassigned, {});
    }
    outlets_.may_not_be_made = !region || !channel;
    if (outlets_.may_not_be_made) return;
    std::string scratch;
    const std::string code(files::normalise_code(text, scratch));
    auto values = to_values(
        Outlet{.code = code, .name = code, .region_id = {*region}, .channel_id = {*channel}});
    if (!resource->check(values)) return;  // the row itself will say why
    add_row(t_, *resource, values, kReason);
    outlets_.codes.add(code, code, static_cast<std::int64_t>(outlets_.ids.size()));
    outlets_.ids.push_back(std::get<std::int64_t>(values.front()));
    ++report.created[resource->path];
}

void FactImport::make_product(std::string_view text, ImportReport& report) {
    const auto* resource = kinds_.resource_of("products");
    products_.may_not_be_made = !made_->may_make(*resource);
    if (products_.may_not_be_made) return;
    const auto brand =
        made_->find_or_make("brands", kUnassigned, {{"own", Value{std::int64_t{1}}}});
    if (!brand) return;
    std::string scratch;
    const std::string code(files::normalise_code(text, scratch));
    Product product{.code = code, .name = code, .brand_id = {*brand}};
    auto values = to_values(product);
    if (!resource->check(values)) return;
    add_row(t_, *resource, values, kReason);
    products_.codes.add(code, code, static_cast<std::int64_t>(products_.ids.size()));
    products_.ids.push_back(std::get<std::int64_t>(values.front()));
    packs_.push_back({.unit = product.unit});
    ++report.created[resource->path];
}

}  // namespace bihuan::imports
