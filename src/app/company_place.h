#pragma once

#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>

namespace bihuan {

/// Where the files lie that people send to a company: beside a SQLite one, as COMPANY.imports.
/// Servers of one PostgreSQL company must name a folder they share.
std::filesystem::path import_folder(const std::string& company, const std::string& chosen);

/// Adds --imports to a command.
void add_imports_option(CLI::App& command, std::string& folder);

/// Takes passwords out of this process's command line, which other users of the machine can read,
/// and says on the error stream how to give them instead. `arguments` are main's own.
void hide_passwords(int count, char** arguments);

}  // namespace bihuan
