#pragma once

#include "app/command.h"

namespace bihuan {

/// `bihuan close MONTH [--what-if NAME] [--step S] [--force] [--json]`
void add_close_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
