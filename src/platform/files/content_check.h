#pragma once

#include "base/result.h"
#include "platform/files/byte_source.h"
#include "platform/files/table_reader.h"

namespace bihuan::files {

/// What the first bytes say the file is, whatever its name. Refuses what is neither text nor an
/// archive, with a code that says what to do instead. Rewinds the source.
Result<TableKind> check_content(ByteSource& source);

}  // namespace bihuan::files
