#include "business/company/imports/dictionary.h"

#include <array>
#include <cstddef>
#include <utility>

namespace bihuan::imports {

namespace {

/// One column's words; lists are separated by "|". An empty kind holds for every kind.
struct Entry {
    std::string_view kind;
    std::string_view column;
    std::string_view label;
    std::string_view synonyms;
    std::string_view chinese_note;
    std::string_view english_note;
};

using WordPair = std::pair<std::string_view, std::string_view>;

#include "business/company/imports/dictionary_entries.inc"

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> items;
    while (!list.empty()) {
        const auto bar = list.find('|');
        items.emplace_back(list.substr(0, bar));
        list = bar == std::string_view::npos ? std::string_view{} : list.substr(bar + 1);
    }
    return items;
}

/// A header that is the label beats every other: 终端编码 beats 终端名称.
std::vector<std::string> label_first(const Entry& entry) {
    auto words = split(entry.synonyms);
    words.emplace(words.begin(), entry.label);
    return words;
}

const Entry* find(std::string_view kind, std::string_view column) {
    for (const auto& entry : kEntries) {
        if (entry.kind == kind && entry.column == column) return &entry;
    }
    return nullptr;
}

}  // namespace

ColumnWords words_of(std::string_view kind, std::string_view column) {
    const auto* own = find(kind, column);
    const auto* general = find("", column);
    const auto* entry = own != nullptr ? own : general;
    if (entry == nullptr) return {.label = std::string(column)};
    ColumnWords words{.label = std::string(entry->label),
                      .synonyms = label_first(*entry),
                      .chinese_note = std::string(entry->chinese_note),
                      .english_note = std::string(entry->english_note)};
    if (own != nullptr && general != nullptr) {
        for (auto& synonym : label_first(*general)) words.synonyms.push_back(std::move(synonym));
    }
    return words;
}

std::vector<std::string> choice_words(std::string_view choice) {
    for (const auto& [name, words] : kChoiceWords) {
        if (name == choice) return split(words);
    }
    return {};
}

std::string kind_label(std::string_view kind) {
    for (const auto& [name, label] : kKindLabels) {
        if (name == kind) return std::string(label);
    }
    return std::string(kind);
}

}  // namespace bihuan::imports
