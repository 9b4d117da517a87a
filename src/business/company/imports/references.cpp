#include "business/company/imports/references.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/placeholders.h"
#include "business/company/imports/report.h"
#include "business/company/imports/total_rows.h"
#include "business/company/products/gtin.h"
#include "platform/files/text.h"
#include "platform/files/total_rows.h"

namespace bihuan::imports {

namespace {

constexpr std::array<std::string_view, 5> kMadeTables{
    "regions", "channels", "brands", "product_lines", "production_sites"};

std::string text_of(const Description& description, const Values& row, std::string_view field) {
    const auto* found = description.find(field);
    if (found == nullptr) return {};
    const auto* text =
        std::get_if<std::string>(&row[static_cast<std::size_t>(found - description.fields.data())]);
    return text != nullptr ? *text : std::string();
}

tl::unexpected<files::CellFault> fault(std::string_view code) {
    return tl::unexpected(files::CellFault{code});
}

}  // namespace

void CodeBook::add(Names names, std::int64_t id) {
    by_code_.emplace(names.code, id);
    entries_.push_back({.names = std::move(names), .id = id});
}

files::CellResult<std::int64_t> CodeBook::find(std::string_view code) {
    if (const auto exact = by_code_.find(code); exact != by_code_.end()) return exact->second;
    index_all();
    const auto folded = files::fold(code);
    const std::array<std::pair<const Index*, std::string>, 3> searched{
        {{&by_folded_code_, folded}, {&by_barcode_, gtin_key(code)}, {&by_folded_name_, folded}}};
    for (const auto& [index, key] : searched) {
        const auto found = index->find(key);
        if (found == index->end()) continue;
        if (!found->second) return fault("ambiguous_reference");
        return *found->second;
    }
    if (const auto plain = files::without_number_marks(code); plain.size() < code.size())
        return find(plain);
    return fault("unknown_reference");
}

void CodeBook::index_all() {
    for (; indexed_ < entries_.size(); ++indexed_) {
        const auto& [names, id] = entries_[indexed_];
        note(by_folded_code_, files::fold(names.code), id);
        note(by_barcode_, gtin_key(names.gtin), id);
        note(by_folded_name_, files::fold(names.name), id);
        by_id_.emplace(id, indexed_);
    }
}

const Names& CodeBook::names_of(std::int64_t id) {
    index_all();
    return entries_.at(by_id_.at(id)).names;
}

Naming CodeBook::compare(std::string_view text, std::int64_t id) {
    const auto& own = names_of(id);
    const auto folded = files::fold(text);
    const auto barcode = gtin_key(text);
    const bool same = folded == files::fold(own.code) || folded == files::fold(own.name) ||
                      (!barcode.empty() && barcode == gtin_key(own.gtin));
    if (same) return Naming::Same;
    std::string scratch;
    const auto found = find(files::normalise_code(text, scratch));
    if (found) return *found == id ? Naming::Same : Naming::Other;
    const bool unstated = !barcode.empty() && own.gtin.empty();
    return unstated ? Naming::Same : Naming::Unknown;
}

std::string CodeBook::title_of(std::int64_t id) {
    const auto& [code, name, gtin] = names_of(id);
    return code == name ? code : code + " " + name;
}

std::string CodeBook::title_of(std::string_view text) {
    std::string scratch;
    const auto found = find(files::normalise_code(text, scratch));
    return found ? title_of(*found) : std::string();
}

void CodeBook::note(Index& index, std::string key, std::int64_t id) {
    if (key.empty()) return;
    const auto [known, is_new] = index.emplace(std::move(key), id);
    if (!is_new && known->second != id) known->second = std::nullopt;
}

References::References(Transaction& t,
                       const Kinds& kinds,
                       std::map<std::string, std::int64_t>& created)
    : t_(t), kinds_(kinds), created_(created) {}

files::CellResult<std::int64_t> References::find(std::string_view table, std::string_view text) {
    std::string scratch;
    return book(table).find(files::normalise_code(text, scratch));
}

bool References::are_made(std::string_view table) {
    return std::find(kMadeTables.begin(), kMadeTables.end(), table) != kMadeTables.end();
}

std::optional<files::CellFault> References::hindrance(std::string_view table,
                                                      std::string_view text) const {
    const auto* resource = kinds_.resource_of(table);
    BIHUAN_CHECK(resource != nullptr);
    if (const auto wrong = files::code_fault(text)) return wrong;
    if (stands_for_none(text)) return files::CellFault{"stands_for_none"};
    const bool barcode = table == "products" && is_gtin(plain_gtin(text));
    if (barcode && gtin_fault(plain_gtin(text))) return files::CellFault{"placeholder_gtin"};
    if (!may_make(*resource)) return files::CellFault{"not_yours_to_make"};
    const bool goods = table == "products" || table == "outlets";
    if (names_all(text) || (goods && files::may_be_total(text)))
        return files::CellFault{"unknown_reference"};
    Issues issues;
    std::string scratch;
    const Value code(std::string(files::normalise_code(text, scratch)));
    for (const auto* const field : {"code", "name"})
        detail::check_value(*resource->description->find(field), code, issues);
    if (issues.empty()) return std::nullopt;
    return files::CellFault{known_code(issues.front().code)};
}

files::CellResult<std::int64_t> References::find_or_make(std::string_view table,
                                                         std::string_view text,
                                                         const Context& context) {
    auto found = find(table, text);
    if (found || found.error().code != "unknown_reference" || !are_made(table)) return found;
    if (const auto wrong = hindrance(table, text)) return tl::unexpected(*wrong);
    return make(*kinds_.resource_of(table), text, context);
}

bool References::may_make(const Resource& resource) const {
    const auto& viewer = t_.viewer();
    return viewer.whole_company && viewer.may(resource.permission + ".write");
}

void References::add(std::string_view table, Names names, std::int64_t id) {
    book(table).add(std::move(names), id);
}

CodeBook& References::book(std::string_view table) {
    const auto known = books_.find(table);
    if (known != books_.end()) return known->second;
    auto& made = books_[std::string(table)];
    const auto* resource = kinds_.resource_of(table);
    BIHUAN_CHECK(resource != nullptr);
    const auto& description = *resource->description;
    const auto id = description.index_of("id");
    for (const auto& row : t_.list_values(description, {.limit = 0}).items) {
        made.add({.code = text_of(description, row, "code"),
                  .name = text_of(description, row, "name"),
                  .gtin = text_of(description, row, "gtin")},
                 std::get<std::int64_t>(row[id]));
    }
    return made;
}

std::int64_t References::make(const Resource& resource,
                              std::string_view text,
                              const Context& context) {
    const auto& description = *resource.description;
    std::string scratch;
    const std::string code(files::normalise_code(text, scratch));
    auto values = resource.defaults;
    values[description.index_of("code")] = code;
    values[description.index_of("name")] = code;
    for (const auto& [field, value] : context) {
        const auto* known = description.find(field);
        if (known == nullptr || known->read_only || field == "code" || field == "name") continue;
        if (field == "parent_id") continue;
        values[static_cast<std::size_t>(known - description.fields.data())] = value;
    }
    add_row(t_, resource, values, "An imported row refers to it.");
    const auto id = std::get<std::int64_t>(values[description.index_of("id")]);
    add(description.table, {.code = code, .name = code}, id);
    ++created_[resource.path];
    return id;
}

}  // namespace bihuan::imports
