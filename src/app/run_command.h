#pragma once

#include "app/command.h"

namespace bihuan {

/// run: open the company and serve the web client and the API until told to stop.
void add_run_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
