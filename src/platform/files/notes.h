#pragma once

#include <string_view>

#include "platform/files/table_reader.h"

namespace bihuan::files {

/// 注：…, 制表人：…, 数据来源：…, 大写：…: said of a table, above or below it.
bool is_note(std::string_view cell);

/// A row of nothing but such, and of what stands right behind one that ends in a colon.
bool holds_notes_only(const TableRow& row);

}  // namespace bihuan::files
