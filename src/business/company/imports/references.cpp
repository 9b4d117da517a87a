#include "business/company/imports/references.h"

#include <algorithm>
#include <array>

#include "platform/files/text.h"

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

void CodeBook::add(std::string_view code, std::string_view name, std::int64_t id) {
    by_code_.emplace(code, id);
    entries_.push_back({.code = std::string(code), .name = std::string(name), .id = id});
}

files::CellResult<std::int64_t> CodeBook::find(std::string_view code) {
    if (const auto exact = by_code_.find(code); exact != by_code_.end()) return exact->second;
    fold_all();
    const auto folded = files::fold(code);
    if (const auto same = by_folded_code_.find(folded); same != by_folded_code_.end()) {
        return same->second;
    }
    const auto named = by_folded_name_.find(folded);
    if (named == by_folded_name_.end()) return fault("unknown_reference");
    if (named->second == 0) return fault("ambiguous_reference");
    return named->second;
}

void CodeBook::fold_all() {
    for (; folded_ < entries_.size(); ++folded_) {
        const auto& entry = entries_[folded_];
        by_folded_code_.emplace(files::fold(entry.code), entry.id);
        const auto [named, is_new] = by_folded_name_.emplace(files::fold(entry.name), entry.id);
        if (!is_new) named->second = 0;
    }
}

References::References(Transaction& t,
                       const Kinds& kinds,
                       std::map<std::string, std::int64_t>& created)
    : t_(t), kinds_(kinds), created_(created) {}

files::CellResult<std::int64_t> References::find(std::string_view table, std::string_view text) {
    std::string scratch;
    return book(table).find(files::normalise_code(text, scratch));
}

files::CellResult<std::int64_t> References::find_or_make(std::string_view table,
                                                         std::string_view text,
                                                         const Context& context) {
    auto found = find(table, text);
    if (found || found.error().code != "unknown_reference") return found;
    const auto* resource = kinds_.resource_of(table);
    const bool made = std::find(kMadeTables.begin(), kMadeTables.end(), table) != kMadeTables.end();
    if (!made || resource == nullptr) return found;
    if (!may_make(*resource)) return fault("not_yours_to_make");
    return make(*resource, text, context);
}

bool References::may_make(const Resource& resource) const {
    const auto& viewer = t_.viewer();
    return viewer.whole_company && viewer.may(resource.permission + ".write");
}

void References::add(std::string_view table,
                     std::string_view code,
                     std::string_view name,
                     std::int64_t id) {
    book(table).add(code, name, id);
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
        made.add(text_of(description, row, "code"),
                 text_of(description, row, "name"),
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
    add(description.table, code, code, id);
    ++created_[resource.path];
    return id;
}

}  // namespace bihuan::imports
