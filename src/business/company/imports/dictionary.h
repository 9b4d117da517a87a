#pragma once

#include <string>
#include <string_view>
#include <vector>

// The words of import columns: Chinese labels, what else people call them, and what they mean.
namespace bihuan::imports {

struct ColumnWords {
    std::string label;                  ///< Chinese; heads the column of templates and exports.
    std::vector<std::string> synonyms;  ///< In both languages.
    std::string chinese_note;
    std::string english_note;
};

/// The words of a column of a kind; where the kind has none of its own, those that hold for all.
/// An unknown column is labelled by its name.
ColumnWords words_of(std::string_view kind, std::string_view column);

/// Chinese names of a choice: "growth" → {"成长期", "成长"}; the first heads lists.
std::vector<std::string> choice_words(std::string_view choice);

/// Chinese name of a kind: "sell-out" → "动销".
std::string kind_label(std::string_view kind);

}  // namespace bihuan::imports
