#pragma once

#include "app/command.h"

namespace bihuan {

/// user list, add, password and remove: who can sign in.
void add_user_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
