#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "business/company/imports/attributes.h"
#include "business/company/imports/export_nouns.h"
#include "business/company/imports/layout.h"
#include "imports/queries.h"

namespace bihuan::imports {

/// A figure as it stands, of any kind of fact; what a kind has not stays absent.
struct StatedSellOut {
    Day day;
    std::string outlet;
    std::string product;
    Quantity quantity;
    Money value;
    std::optional<Money> price;
    std::optional<double> coupon;
    std::optional<double> feature;
    std::optional<std::string> attributes;
};

struct StatedSellIn {
    Day day;
    std::string outlet;
    std::string product;
    Quantity quantity;
    Money value;
    std::optional<std::string> attributes;
};

struct StatedStock {
    Day day;
    std::string outlet;
    std::string product;
    Quantity quantity;
    std::optional<std::string> attributes;
};

struct KeptReport {
    Json report;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::StatedSellOut> =
    bihuan::describe<bihuan::imports::StatedSellOut>(
        "",
        field("day", &bihuan::imports::StatedSellOut::day),
        field("outlet", &bihuan::imports::StatedSellOut::outlet),
        field("product", &bihuan::imports::StatedSellOut::product),
        field("quantity", &bihuan::imports::StatedSellOut::quantity),
        field("value", &bihuan::imports::StatedSellOut::value),
        field("price", &bihuan::imports::StatedSellOut::price),
        field("coupon", &bihuan::imports::StatedSellOut::coupon),
        field("feature", &bihuan::imports::StatedSellOut::feature),
        field("attributes", &bihuan::imports::StatedSellOut::attributes));

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::StatedSellIn> =
    bihuan::describe<bihuan::imports::StatedSellIn>(
        "",
        field("day", &bihuan::imports::StatedSellIn::day),
        field("outlet", &bihuan::imports::StatedSellIn::outlet),
        field("product", &bihuan::imports::StatedSellIn::product),
        field("quantity", &bihuan::imports::StatedSellIn::quantity),
        field("value", &bihuan::imports::StatedSellIn::value),
        field("attributes", &bihuan::imports::StatedSellIn::attributes));

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::StatedStock> =
    bihuan::describe<bihuan::imports::StatedStock>(
        "",
        field("day", &bihuan::imports::StatedStock::day),
        field("outlet", &bihuan::imports::StatedStock::outlet),
        field("product", &bihuan::imports::StatedStock::product),
        field("quantity", &bihuan::imports::StatedStock::quantity),
        field("attributes", &bihuan::imports::StatedStock::attributes));

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::KeptReport> =
    bihuan::describe<bihuan::imports::KeptReport>("",
                                                  field("report",
                                                        &bihuan::imports::KeptReport::report));

namespace bihuan::imports {

namespace {

using files::CellValue;

/// Headers of a report that no column of the kind took.
std::vector<std::string> extra_headers(const nlohmann::json& report) {
    auto headers = report.value("headers", std::vector<std::string>());
    const auto mapping = report.value("mapping", std::map<std::string, std::string>());
    for (const auto& [column, header] : mapping) std::erase(headers, header);
    std::erase(headers, std::string());
    std::erase(headers, std::string(kErrorHeader));
    return headers;
}

/// Headers that earlier imports of the kind kept in attributes, oldest first.
std::vector<std::string> extra_headers(Session& session, const Kind& kind) {
    std::vector<std::string> extra;
    session.query_each<KeptReport>(
        imports_queries::kReportsOfKind, {{"kind", kind.name}}, [&](const KeptReport& kept) {
            const auto report =
                nlohmann::json::parse(kept.report.text, nullptr, /*allow_exceptions=*/false);
            for (auto& header : extra_headers(report))
                if (std::find(extra.begin(), extra.end(), header) == extra.end())
                    extra.push_back(std::move(header));
        });
    return extra;
}

/// Writes facts with their columns in the order of the kind.
class FactWriter {
public:
    FactWriter(Session& session, const ExportRequest& request)
        : request_(request), extra_(extra_headers(session, request.kind)) {
        // Quantities go out in base units, so the unit column has nothing to say.
        auto layout = layout_of(request.kind, request.language, extra_);
        layout.columns.erase(layout.columns.begin() + kUnit);
        fixed_ = request.kind.columns.size() - 1;
        writer_ = files::make_background_writer(open_writer(request, layout));
        cells_.resize(layout.columns.size());
        texts_.resize(extra_.size());
    }

    void write(const StatedSellOut& fact) {
        put(fact);
        put_money(fact.value);
        cells_[at_++] = fact.price ? CellValue(fact.price->minor) : CellValue();
        cells_[at_++] = fact.coupon ? CellValue(*fact.coupon) : CellValue();
        cells_[at_++] = fact.feature ? CellValue(*fact.feature) : CellValue();
        finish(fact.attributes);
    }

    void write(const StatedSellIn& fact) {
        put(fact);
        put_money(fact.value);
        cells_[at_++] = CellValue();  // a price is not kept with sell-in
        finish(fact.attributes);
    }

    void write(const StatedStock& fact) {
        put(fact);
        finish(fact.attributes);
    }

    std::int64_t close() {
        writer_->finish();
        return written_;
    }

private:
    static constexpr std::ptrdiff_t kUnit = static_cast<std::ptrdiff_t>(FactColumn::Unit);

    template <class Fact>
    void put(const Fact& fact) {
        at_ = 0;
        cells_[at_++] = fact.day;
        cells_[at_++] = std::string_view(fact.outlet);
        cells_[at_++] = std::string_view(fact.product);
        cells_[at_++] = fact.quantity.units;
    }

    void put_money(Money value) { cells_[at_++] = value.minor; }

    void finish(const std::optional<std::string>& attributes) {
        constexpr std::int64_t kTellEvery = 10'000;
        BIHUAN_CHECK(at_ == fixed_);
        if (!extra_.empty()) put_attributes(attributes);
        writer_->write_row(cells_);
        if (++written_ % kTellEvery == 0) request_.progress.report("write", written_, 0);
    }

    void put_attributes(const std::optional<std::string>& attributes) {
        const auto object =
            nlohmann::json::parse(attributes.value_or("{}"), nullptr, /*allow_exceptions=*/false);
        for (std::size_t i = 0; i < extra_.size(); ++i) {
            auto& cell = cells_[at_ + i];
            const auto found = object.find(extra_[i]);
            if (found == object.end()) {
                cell = {};
            } else if (found->is_number_integer()) {
                cell = found->get<std::int64_t>();
            } else if (found->is_number()) {
                cell = found->get<double>();
            } else {
                texts_[i] = found->is_string() ? found->get<std::string>() : found->dump();
                cell = std::string_view(texts_[i]);
            }
        }
    }

    const ExportRequest& request_;
    std::vector<std::string> extra_;
    std::unique_ptr<files::TableWriter> writer_;
    std::vector<CellValue> cells_;
    std::vector<std::string> texts_;
    std::size_t fixed_ = 0;
    std::size_t at_ = 0;
    std::int64_t written_ = 0;
};

template <class Fact>
void write_all(Session& session,
               const Query& query,
               const ExportRequest& request,
               FactWriter& writer) {
    session.query_each<Fact>(query,
                             {{"from_day", request.from_day}, {"to_day", request.to_day}},
                             [&](const Fact& fact) { writer.write(fact); });
}

}  // namespace

std::int64_t export_facts(Session& session, const ExportRequest& request) {
    FactWriter writer(session, request);
    switch (*request.kind.fact) {
        case facts::FactKind::SellIn:
            write_all<StatedSellIn>(session, imports_queries::kStatedSellIn, request, writer);
            break;
        case facts::FactKind::Stock:
            write_all<StatedStock>(session, imports_queries::kStatedStocks, request, writer);
            break;
        default:
            write_all<StatedSellOut>(session, imports_queries::kStatedSellOut, request, writer);
    }
    return writer.close();
}

}  // namespace bihuan::imports
