#pragma once

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "platform/database/database.h"

namespace bihuan {

/// What a command does once the command line is read; gives the exit code.
using Action = std::function<int()>;
using Choose = std::function<void(Action)>;

/// The action that a command line with this command asks for.
void act(CLI::App& command, const Choose& choose, Action action);

/// Adds --company to a command; the address lands in `company` ("company.db" when not given).
void add_company_option(CLI::App& command, std::string& company);

/// Opens a company and brings it up to this program's schema.
std::unique_ptr<Database> open_company(const std::string& company,
                                       const DatabaseOptions& options = {});

/// The same for a company that must be there already: a mistyped name would else be an empty
/// company, all sound. Throws NotFound.
std::unique_ptr<Database> open_existing_company(const std::string& company,
                                                const DatabaseOptions& options = {});

/// A bar on a terminal, nothing elsewhere: "forecast 42 %".
class ProgressBar {
public:
    ProgressBar();
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(std::string_view stage, double share);

private:
    bool terminal_;
    bool shown_ = false;
};

/// Runs an action; tells an Error with all its issues on the error stream and gives its exit code.
int run_action(const Action& action);

}  // namespace bihuan
