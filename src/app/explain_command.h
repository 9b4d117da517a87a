#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace bihuan {

/// `bihuan explain forecast|production --month M --product CODE …`
void add_explain_command(CLI::App& app, std::function<void(std::function<int()>)> chosen);

}  // namespace bihuan
