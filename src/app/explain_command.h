#pragma once

#include "app/command.h"

namespace bihuan {

/// `bihuan explain forecast|production --month M --product CODE …`
void add_explain_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
