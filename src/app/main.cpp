#include <sys/stat.h>

#include <csignal>
#include <cstdio>

#include "app/admin_commands.h"
#include "app/close_command.h"
#include "app/command.h"
#include "app/company_place.h"
#include "app/demo_command.h"
#include "app/explain_command.h"
#include "app/forecast_command.h"
#include "app/import_command.h"
#include "app/openapi_command.h"
#include "app/run_command.h"
#include "app/supply_command.h"
#include "app/user_command.h"

namespace {

constexpr const char* kAbout =
    "Bihuan (闭环) runs the loop market → sales → market of a consumer-goods company.\n"
    "The main job is the month: bihuan close 2026-10";

int run(int argc, char** argv) {
    CLI::App app{kAbout, "bihuan"};
    app.set_version_flag("--version", BIHUAN_VERSION);
    app.require_subcommand(1);
    bihuan::Action action;
    const bihuan::Choose choose = [&](bihuan::Action chosen) { action = std::move(chosen); };
    bihuan::add_admin_commands(app, choose);
    bihuan::add_close_command(app, choose);
    bihuan::add_demo_command(app, choose);
    bihuan::add_forecast_command(app, choose);
    bihuan::add_explain_command(app, choose);
    bihuan::add_import_command(app, choose);
    bihuan::add_export_command(app, choose);
    bihuan::add_run_command(app, choose);
    bihuan::add_user_command(app, choose);
    bihuan::add_openapi_command(app, choose);
    bihuan::add_supply_command(app, choose);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int wrong = app.exit(error);
        return wrong == 0 ? 0 : bihuan::exit_code(bihuan::ErrorCode::InvalidInput);
    }
    bihuan::hide_passwords(argc, argv);
    return bihuan::run_action(action);
}

}  // namespace

/// For jemalloc(3): what is no longer used goes back to the system within seconds, also from
/// threads that rest.
extern "C" const char* malloc_conf;
const char* malloc_conf = "background_thread:true,dirty_decay_ms:5000";

int main(int argc, char** argv) {
    // What the program writes is read by its own user alone, unless a file was open to others
    // before.
    ::umask(S_IRWXG | S_IRWXO);
    // A limit on the size of files is told like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bihuan: %s\n", error.what());
        return bihuan::exit_code(bihuan::ErrorCode::Internal);
    }
}
