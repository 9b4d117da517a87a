#pragma once

#include "app/command.h"

namespace bihuan {

/// openapi: print the contract of the API.
void add_openapi_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
