#include "business/loop/months/large_figures.h"

#include <array>
#include <charconv>

#include "business/company/channels/channel.h"
#include "business/company/outlets/outlet.h"
#include "business/company/people/person.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"
#include "business/demand/forecasts/forecast_row.h"
#include "business/demand/forecasts/override.h"
#include "business/demand/production/production_rule.h"
#include "business/marketing/prices/price.h"
#include "business/marketing/promotions/promotion.h"
#include "business/sales/facts/fact_rows.h"
#include "business/sales/targets/target_proposal.h"

namespace bihuan::months {

namespace {

using Nouns = std::vector<const Description*>;

/// What people and files state.
const Nouns& inputs() {
    static const Nouns nouns{&description_of<Override>(),
                             &description_of<TargetProposal>(),
                             &description_of<Price>(),
                             &description_of<Product>(),
                             &description_of<Promotion>(),
                             &description_of<Region>(),
                             &description_of<ProductionSite>(),
                             &description_of<ProductionRule>(),
                             &description_of<ProductionOrder>()};
    return nouns;
}

/// Forecasts, which targets and plans are made of, and the facts, which are many.
const Nouns& outputs() {
    static const Nouns nouns{&description_of<ForecastRow>(),
                             &description_of<facts::SellOutRow>(),
                             &description_of<facts::SellInRow>(),
                             &description_of<facts::StockRow>()};
    return nouns;
}

/// Nouns that have a code and a name.
const Description* named_noun(std::string_view table) {
    static const Nouns nouns{&description_of<Product>(),
                             &description_of<Region>(),
                             &description_of<Channel>(),
                             &description_of<Person>(),
                             &description_of<Outlet>()};
    for (const auto* noun : nouns)
        if (noun->table == table) return noun;
    return nullptr;
}

/// "P01 橙汁 1L"
std::string name_of(Session& session, std::string_view table, std::int64_t id) {
    const auto* noun = named_noun(table);
    const auto row = noun == nullptr ? std::nullopt : session.find_values(*noun, id);
    if (!row) return std::to_string(id);
    return fmt::format("{} {}",
                       std::get<std::string>((*row)[noun->index_of("code")]),
                       std::get<std::string>((*row)[noun->index_of("name")]));
}

/// The table that "product_id" refers to, also where a row does not say so.
std::string_view table_of(const FieldDescription& field) {
    if (!field.references.empty()) return field.references;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTables{
        {{"product_id", "products"},
         {"region_id", "regions"},
         {"channel_id", "channels"},
         {"outlet_id", "outlets"},
         {"representative_id", "people"}}};
    for (const auto& [name, table] : kTables)
        if (field.name == name) return table;
    return {};
}

/// Whose figure a row is: "product_id P01 橙汁 1L, region_id 11 北京, target_month 2026-11".
std::string owner_of(Session& session, const Description& noun, const Values& row) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& field = noun.fields[i];
        const auto* id = std::get_if<std::int64_t>(&row[i]);
        const auto* written = std::get_if<std::string>(&row[i]);
        std::string told;
        if (id != nullptr && named_noun(table_of(field)) != nullptr)
            told = name_of(session, table_of(field), *id);
        else if (written != nullptr &&
                 (field.name == "code" || field.name == "name" || field.kind == FieldKind::Month ||
                  field.kind == FieldKind::Day))
            told = *written;
        if (!told.empty())
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", field.name, told);
    }
    return text;
}

std::string written(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    return "";
}

/// A withdrawn correction stays on record and does nothing.
bool is_withdrawn(const Description& noun, const Values& row) {
    return noun.has("withdrawn_at") &&
           !std::holds_alternative<std::monostate>(row[noun.index_of("withdrawn_at")]);
}

bool is_beyond(const FieldDescription& field, const Value& value) {
    Issues found;
    if (field.lowest < field.highest) detail::check_value(field, value, found);
    return !found.empty();
}

/// Of a row without a number of its own, the first figure stands for the others.
void add_issues(Session& session, const Description& noun, const Values& row, Issues& issues) {
    if (is_withdrawn(noun, row)) return;
    const bool has_id = noun.has("id");
    const auto number =
        has_id ? std::to_string(std::get<std::int64_t>(row[noun.index_of("id")])) : std::string();
    const std::string place = has_id ? "/" + number : "";
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto& field = noun.fields[i];
        if (!is_beyond(field, row[i])) continue;
        issues.push_back({"number_too_large",
                          fmt::format("/{}{}/{}", noun.table, place, field.name),
                          fmt::format("{}{}{}: {} is {}, beyond {:.15g} … {:.15g} ({}).",
                                      noun.table,
                                      has_id ? " " : "",
                                      number,
                                      field.name,
                                      written(row[i]),
                                      field.lowest,
                                      field.highest,
                                      owner_of(session, noun, row)),
                          written(row[i])});
        if (!has_id) return;
    }
}

void add_all(Session& session, const Nouns& nouns, std::int64_t most, Issues& issues) {
    for (const auto* noun : nouns)
        for (const auto& row : session.rows_beyond_bounds(*noun, most))
            add_issues(session, *noun, row, issues);
}

std::string told(const FigureTooLarge& error, const Issues& issues) {
    return issues.empty() ? error.what()
                          : fmt::format("{} {}", error.what(), issues.front().message);
}

}  // namespace

Issues find_large_figures(Session& session, std::int64_t most, bool with_outputs) {
    Issues issues;
    add_all(session, inputs(), most, issues);
    if (with_outputs) add_all(session, outputs(), most, issues);
    return issues;
}

std::string with_names_inside(Session& session, std::string text) {
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
        const auto close = text.find('}', open);
        const auto slash = text.find('/', open);
        if (close == std::string::npos || slash == std::string::npos || slash > close) return text;
        const auto table = text.substr(open + 1, slash - open - 1);
        std::int64_t id = 0;
        std::from_chars(text.data() + slash + 1, text.data() + close, id);
        const auto name = id == 0 ? std::string("nobody") : name_of(session, table, id);
        text.replace(open, close + 1 - open, name);
        open += name.size();
    }
    return text;
}

FigureTooLarge with_names(Session& session, const FigureTooLarge& error) {
    constexpr std::int64_t kMost = 5;
    auto issues = find_large_figures(session, kMost, /*with_outputs=*/false);
    if (issues.empty()) issues = error.issues();
    for (auto& issue : issues) issue.message = with_names_inside(session, issue.message);
    auto message = told(error, issues);
    return {message, std::move(issues)};
}

}  // namespace bihuan::months
