#pragma once

#include "app/command.h"

namespace bihuan {

/// import: files into the company.
void add_import_command(CLI::App& app, const Choose& choose);

/// export: tables, facts and empty templates out of it.
void add_export_command(CLI::App& app, const Choose& choose);

}  // namespace bihuan
