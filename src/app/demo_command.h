#pragma once

#include "app/command.h"

namespace bihuan {

/// demo: fills a new company with three years of a made-up one.
void add_demo_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
