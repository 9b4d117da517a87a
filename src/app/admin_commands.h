#pragma once

#include "app/command.h"

namespace bihuan {

/// migrate, backup, restore and check.
void add_admin_commands(CLI::App& app, const Choose& choose);

}  // namespace bihuan
