#pragma once

#include <span>

#include "platform/database/migrate.h"

namespace bihuan {

/// Every migration of the product, oldest first.
std::span<const Migration> all_migrations();

}  // namespace bihuan
