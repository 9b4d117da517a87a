#pragma once

#include <memory>

#include "platform/files/byte_source.h"
#include "platform/files/table_reader.h"

namespace bihuan::files {

/// Reads the text of `source` as CSV; encoding and separator are found out unless they are chosen.
std::unique_ptr<TableReader> open_csv(std::unique_ptr<ByteSource> source,
                                      const TableOptions& options);

}  // namespace bihuan::files
