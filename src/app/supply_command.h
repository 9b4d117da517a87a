#pragma once

#include "app/command.h"

namespace bihuan {

/// supply FILE.json -o OUT.json: a production plan from a plain file, no company needed.
void add_supply_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
