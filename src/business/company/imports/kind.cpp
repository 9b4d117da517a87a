#include "business/company/imports/kind.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/ranges.h>

namespace bihuan::imports {

namespace {

bool ends_with(std::string_view text, std::string_view ending) {
    return text.ends_with(ending);
}

/// What files call a field: references without "_id", an outlet's class without "outlet_".
std::string column_name(std::string_view field) {
    if (field == "outlet_class") return "class";
    if (ends_with(field, "_ids")) return std::string(field.substr(0, field.size() - 4)) + "s";
    if (ends_with(field, "_id")) return std::string(field.substr(0, field.size() - 3));
    return std::string(field);
}

/// Nouns without a code of their own are known by several fields together.
std::vector<std::string> key_fields(const Description& description) {
    static const std::map<std::string_view, std::vector<std::string>> keys{
        {"prices", {"product_id", "kind", "channel_id", "region_id", "first_day"}},
        {"production_rules", {"product_id"}},
        {"target_proposals", {"target_month", "representative_id", "region_id", "product_id"}}};
    for (const auto& field : description.fields) {
        if (field.unique) return {std::string(field.name)};
    }
    std::vector<std::string> key;
    const auto known = keys.find(description.table);
    if (known == keys.end()) return key;
    for (const auto& name : known->second) {
        if (description.has(name)) key.push_back(name);
    }
    return key;
}

Kind noun_kind(const Resource& resource) {
    Kind kind;
    kind.name = resource.path;
    kind.permission = resource.permission + ".write";
    kind.resource = &resource;
    kind.key = key_fields(*resource.description);
    for (const auto& field : resource.description->fields) {
        if (field.read_only || field.kind == FieldKind::Json) continue;
        const auto name = column_name(field.name);
        const bool in_key =
            std::find(kind.key.begin(), kind.key.end(), field.name) != kind.key.end();
        kind.columns.push_back({.name = name,
                                .field = field,
                                .required = in_key && field.required,
                                .names_row = in_key || field.name == "name",
                                .words = words_of(kind.name, name)});
    }
    return kind;
}

Column fact_column(std::string_view kind,
                   std::string_view name,
                   FieldKind field_kind,
                   bool required = false) {
    const auto bounds = bounds_of(field_kind);
    return {.name = std::string(name),
            .field = {.name = name,
                      .kind = field_kind,
                      .required = required,
                      .lowest = bounds.lowest,
                      .highest = bounds.highest},
            .required = required,
            .names_row = field_kind == FieldKind::Day || field_kind == FieldKind::Id,
            .words = words_of(kind, name)};
}

Kind fact_kind(std::string_view name, facts::FactKind fact) {
    Kind kind;
    kind.name = name;
    kind.permission = "facts.write";
    kind.fact = fact;
    kind.columns = {fact_column(name, "day", FieldKind::Day, /*required=*/true),
                    fact_column(name, "outlet", FieldKind::Id, /*required=*/true),
                    fact_column(name, "product", FieldKind::Id, /*required=*/true),
                    fact_column(name, "quantity", FieldKind::Quantity, /*required=*/true),
                    fact_column(name, "unit", FieldKind::Text)};
    kind.columns[1].field.references = "outlets";
    kind.columns[2].field.references = "products";
    if (fact == facts::FactKind::Stock) return kind;
    kind.columns.push_back(fact_column(name, "value", FieldKind::Money));
    kind.columns.push_back(fact_column(name, "price", FieldKind::Money));
    if (fact == facts::FactKind::SellIn) return kind;
    kind.columns.push_back(fact_column(name, "coupon", FieldKind::Share));
    kind.columns.push_back(fact_column(name, "feature", FieldKind::Share));
    return kind;
}

std::string with_hyphens(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

}  // namespace

const Column* Kind::find(std::string_view column) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& candidate) {
        return candidate.name == column;
    });
    return found == columns.end() ? nullptr : &*found;
}

std::size_t Kind::index_of(std::string_view column) const {
    const auto* found = find(column);
    BIHUAN_CHECK(found != nullptr);
    return static_cast<std::size_t>(found - columns.data());
}

std::vector<files::KnownColumn> Kind::known_columns() const {
    std::vector<files::KnownColumn> known;
    for (const auto& column : columns) {
        known.push_back(
            {.name = column.name, .required = column.required, .synonyms = column.words.synonyms});
    }
    return known;
}

Kinds::Kinds(std::vector<Resource> resources) : resources_(std::move(resources)) {
    for (const auto& resource : resources_) {
        auto kind = noun_kind(resource);
        if (!kind.key.empty()) kinds_.push_back(std::move(kind));
    }
    kinds_.push_back(fact_kind("sell-out", facts::FactKind::SellOut));
    kinds_.push_back(fact_kind("sell-in", facts::FactKind::SellIn));
    kinds_.push_back(fact_kind("stock", facts::FactKind::Stock));
}

const Kind& Kinds::get(std::string_view name) const {
    const auto wanted = with_hyphens(name);
    std::vector<std::string> names;
    for (const auto& kind : kinds_) {
        if (kind.name == wanted) return kind;
        names.push_back(kind.name);
    }
    throw Error(ErrorCode::NotFound,
                fmt::format("There is no kind '{}'. Kinds are: {}.", name, fmt::join(names, ", ")));
}

const Resource* Kinds::resource_of(std::string_view table) const {
    const auto found =
        std::find_if(resources_.begin(), resources_.end(), [&](const Resource& resource) {
            return resource.description->table == table;
        });
    return found == resources_.end() ? nullptr : &*found;
}

}  // namespace bihuan::imports
