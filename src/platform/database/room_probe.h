#pragma once

#include "platform/database/connection.h"

namespace bihuan {

/// Writes some pages and takes them out again within the caller's transaction: its commit shows
/// whether there is room.
void probe_room(Connection& connection);

}  // namespace bihuan
