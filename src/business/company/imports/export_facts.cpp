#include <algorithm>
#include <array>
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
struct StatedFact {
    Day day;
    std::string outlet;
    std::string product;
    Quantity quantity;
    std::optional<Money> value;
    std::optional<Money> price;
    std::optional<double> coupon;
    std::optional<double> feature;
    std::optional<std::string> attributes;
};

struct KeptReport {
    Json report;
};

}  // namespace bihuan::imports

template <>
inline constexpr auto bihuan::kDescription<bihuan::imports::StatedFact> =
    bihuan::describe<bihuan::imports::StatedFact>(
        "",
        field("day", &bihuan::imports::StatedFact::day),
        field("outlet", &bihuan::imports::StatedFact::outlet),
        field("product", &bihuan::imports::StatedFact::product),
        field("quantity", &bihuan::imports::StatedFact::quantity),
        field("value", &bihuan::imports::StatedFact::value),
        field("price", &bihuan::imports::StatedFact::price),
        field("coupon", &bihuan::imports::StatedFact::coupon),
        field("feature", &bihuan::imports::StatedFact::feature),
        field("attributes", &bihuan::imports::StatedFact::attributes));

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

    void write(const StatedFact& fact) {
        const auto money = [](const auto& amount) {
            return amount ? CellValue(amount->minor) : CellValue();
        };
        const auto share = [](const auto& part) { return part ? CellValue(*part) : CellValue(); };
        const std::array<CellValue, 8> all{fact.day,
                                           std::string_view(fact.outlet),
                                           std::string_view(fact.product),
                                           fact.quantity.units,
                                           money(fact.value),
                                           money(fact.price),
                                           share(fact.coupon),
                                           share(fact.feature)};
        BIHUAN_CHECK(fixed_ <= all.size());  // a kind has the first of them
        std::copy_n(all.begin(), fixed_, cells_.begin());
        if (!extra_.empty()) put_attributes(fact.attributes);
        writer_->write_row(cells_);
        constexpr std::int64_t kTellEvery = 10'000;
        if (++written_ % kTellEvery == 0) request_.progress.report("write", written_, 0);
    }

    std::int64_t close() {
        writer_->finish();
        return written_;
    }

private:
    static constexpr std::ptrdiff_t kUnit = static_cast<std::ptrdiff_t>(FactColumn::Unit);

    void put_attributes(const std::optional<std::string>& attributes) {
        const auto object =
            nlohmann::json::parse(attributes.value_or("{}"), nullptr, /*allow_exceptions=*/false);
        for (std::size_t i = 0; i < extra_.size(); ++i) {
            auto& cell = cells_[fixed_ + i];
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
    std::int64_t written_ = 0;
};

const Query& query_of(facts::FactKind kind) {
    switch (kind) {
        case facts::FactKind::SellIn:
            return imports_queries::kStatedSellIn;
        case facts::FactKind::Stock:
            return imports_queries::kStatedStocks;
        default:
            return imports_queries::kStatedSellOut;
    }
}

}  // namespace

std::int64_t export_facts(Session& session, const ExportRequest& request) {
    FactWriter writer(session, request);
    session.query_each<StatedFact>(query_of(*request.kind.fact),
                                   {{"from_day", request.from_day}, {"to_day", request.to_day}},
                                   [&](const StatedFact& fact) { writer.write(fact); });
    return writer.close();
}

}  // namespace bihuan::imports
