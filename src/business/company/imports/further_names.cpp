#include "business/company/imports/further_names.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/placeholders.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

/// 门店编码 and 门店名称 are about the same thing, 经销商编码 is about another one.
std::string_view stem_of(std::string_view key) {
    constexpr std::array<std::string_view, 12> kEndings{
        "编码", "代码", "编号", "名称", "号", "名", "code", "name", "number", "no", "id", "key"};
    if (key == "店名") return "门店";
    for (const auto ending : kEndings)
        if (key.size() > ending.size() && key.ends_with(ending))
            return key.substr(0, key.size() - ending.size());
    return key;
}

bool names_nothing(std::string_view text) {
    return text.empty() || stands_for_none(text) || files::code_fault(text).has_value();
}

}  // namespace

std::vector<std::size_t> further_columns(const Column& column,
                                         std::size_t known,
                                         const files::HeaderMatch& match) {
    std::vector<std::size_t> found;
    const auto& matched = match.matched[known];
    if (!matched || column.field.references.empty() || column.field.kind != FieldKind::Id)
        return found;
    // A product has one code, barcode and name; a row has several places: dealer, shop, warehouse.
    const bool all_alike = column.field.references == "products";
    const auto own = files::header_key(matched->header);
    std::set<std::string> names;
    if (all_alike)
        for (const auto& word : column.words.synonyms) names.insert(files::header_key(word));
    for (const auto at : match.unknown) {
        const auto key = files::header_key(match.headers[at]);
        if (all_alike ? names.contains(key) : stem_of(key) == stem_of(own)) found.push_back(at);
    }
    return found;
}

FurtherNames::FurtherNames(const Column& column,
                           std::size_t known,
                           const files::HeaderMatch& match) {
    for (const auto at : further_columns(column, known, match))
        columns_.push_back({.column = at, .header = match.headers[at], .seen = {}});
}

void FurtherNames::compare(const files::TableRow& row,
                           CodeBook& codes,
                           std::int64_t id,
                           RowIssues& issues) {
    constexpr std::size_t kMostKept = 200'000;
    for (auto& further : columns_) {
        const auto text = files::trim(row.cell(further.column));
        const auto seen = further.seen.find(text);
        const bool again = seen != further.seen.end() && seen->second.first == id;
        auto naming = again ? seen->second.second : Naming::Same;
        if (!again && !names_nothing(text)) naming = codes.compare(text, id);
        if (further.seen.size() > kMostKept) further.seen.clear();
        if (!again) further.seen.insert_or_assign(std::string(text), std::pair(id, naming));
        if (naming == Naming::Other)
            issues.add_in(further.column,
                          "names_contradict",
                          fmt::format("{} ≠ {}", codes.title_of(text), codes.title_of(id)));
        if (naming == Naming::Unknown) issues.doubt("names_differ");
    }
}

std::string FurtherNames::known_otherwise(const files::TableRow& row, CodeBook& codes) const {
    for (const auto& further : columns_) {
        const auto text = files::trim(row.cell(further.column));
        if (names_nothing(text)) continue;
        if (const auto title = codes.title_of(text); !title.empty())
            return fmt::format("{} {}: {}", further.header, text, title);
    }
    return {};
}

}  // namespace bihuan::imports
