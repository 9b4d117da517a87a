#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace bihuan {

/// `bihuan close MONTH [--what-if NAME] [--step S] [--force] [--json]`
void add_close_command(CLI::App& app, std::function<void(std::function<int()>)> chosen);

}  // namespace bihuan
