#pragma once

#include <string>
#include <vector>

#include "business/company/imports/kind.h"
#include "platform/files/messages.h"
#include "platform/files/table_writer.h"

namespace bihuan::imports {

/// A column of a kind as a writer's column: its header in the language, its kind of figures, its
/// drop-down list and its note. References are codes, choices words of the language.
files::WriterColumn writer_column(const Column& column, files::Language language);

/// The sheet of a template that explains its columns: "说明".
std::string_view notes_sheet(files::Language language);

/// "是" or "no".
std::string_view flag_word(bool flag, files::Language language);
std::string choice_word(std::string_view choice, files::Language language);

/// Sheet of the kind with all its columns; `extra` headers behind them hold text.
files::WriterLayout layout_of(const Kind& kind,
                              files::Language language,
                              const std::vector<std::string>& extra = {});

}  // namespace bihuan::imports
