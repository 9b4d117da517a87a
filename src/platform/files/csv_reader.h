#pragma once

#include <memory>

#include "platform/files/byte_source.h"
#include "platform/files/table_reader.h"

namespace bihuan::files {

/// Reads the text of `source` as CSV; encoding and separator are found out. Cells longer than so
/// many characters are issues.
std::unique_ptr<TableReader> open_csv(std::unique_ptr<ByteSource> source,
                                      std::size_t max_cell_length);

}  // namespace bihuan::files
