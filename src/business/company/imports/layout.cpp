#include "business/company/imports/layout.h"

namespace bihuan::imports {

namespace {

using files::ColumnKind;
using files::Language;

ColumnKind writer_kind(FieldKind kind) {
    switch (kind) {
        case FieldKind::Count:
        case FieldKind::Quantity:
            return ColumnKind::Whole;
        case FieldKind::Money:
            return ColumnKind::Decimal;
        case FieldKind::Real:
        case FieldKind::Share:
            return ColumnKind::Real;
        case FieldKind::Day:
            return ColumnKind::Day;
        case FieldKind::Month:
            return ColumnKind::Month;
        default:
            return ColumnKind::Text;
    }
}

}  // namespace

std::string_view notes_sheet(Language language) {
    return language == Language::Chinese ? "说明" : "Notes";
}

std::string_view flag_word(bool flag, Language language) {
    if (language == Language::Chinese) return flag ? "是" : "否";
    return flag ? "yes" : "no";
}

std::string choice_word(std::string_view choice, Language language) {
    const auto words = choice_words(choice);
    if (language == Language::English || words.empty()) return std::string(choice);
    return words.front();
}

files::WriterColumn writer_column(const Column& column, Language language) {
    const bool chinese = language == Language::Chinese;
    files::WriterColumn made{
        .header = chinese ? column.words.label : column.name,
        .kind = writer_kind(column.field.kind),
        .required = column.required || column.field.required,
        .note = chinese ? column.words.chinese_note : column.words.english_note};
    if (column.field.kind == FieldKind::Flag) {
        for (const bool flag : {true, false}) made.choices.emplace_back(flag_word(flag, language));
    }
    if (column.field.kind == FieldKind::Choice) {
        for (const auto choice : column.field.choices) {
            made.choices.push_back(choice_word(choice, language));
        }
    }
    return made;
}

files::WriterLayout layout_of(const Kind& kind,
                              Language language,
                              const std::vector<std::string>& extra) {
    files::WriterLayout layout;
    layout.sheet = language == Language::Chinese ? kind_label(kind.name) : kind.name;
    for (const auto& column : kind.columns) {
        layout.columns.push_back(writer_column(column, language));
    }
    for (const auto& header : extra) layout.columns.push_back({.header = header});
    return layout;
}

}  // namespace bihuan::imports
