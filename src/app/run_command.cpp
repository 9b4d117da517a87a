#include "app/run_command.h"

#include <csignal>
#include <cstdio>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "app/api/api.h"
#include "app/api/members.h"
#include "app/demo/demo.h"
#include "app/resources.h"
#include "app/web_client.h"
#include "business/company/people/person.h"
#include "platform/http/security.h"
#include "platform/http/server.h"
#include "platform/identity/identity_api.h"

namespace bihuan {

namespace {

struct RunOptions {
    std::string company;
    http::ServerOptions server;
    std::string certificate;
    std::string key;
    std::string web_root;
    std::string log_file;
    std::string import_folder;
};

/// SIGINT and SIGTERM, taken by whoever waits for them. Blocked in this thread and all it starts.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    }
    void wait() const {
        int signal = 0;
        sigwait(&set_, &signal);
    }

private:
    sigset_t set_{};
};

http::Log make_log(const RunOptions& options) {
    if (!options.log_file.empty()) return http::Log::to_file(options.log_file);
    // A person at a terminal reads what goes wrong; a service's log holds everything.
    const bool terminal = isatty(STDERR_FILENO) == 1;
    return http::Log::to_stderr(terminal ? http::LogLevel::Error : http::LogLevel::Info);
}

http::Assets make_assets(const RunOptions& options) {
    return options.web_root.empty() ? embedded_web_client()
                                    : http::Assets::folder(options.web_root);
}

/// Beside a SQLite company; servers of one PostgreSQL company must name a folder they share.
std::filesystem::path import_folder(const RunOptions& options) {
    if (!options.import_folder.empty()) return options.import_folder;
    const bool is_file = options.company.find("://") == std::string::npos;
    return is_file ? options.company + ".imports" : "bihuan.imports";
}

void refuse_public_demo(Database& database, const RunOptions& options) {
    if (http::is_loopback(options.server.address)) return;
    const bool demo = database.read(Viewer::system("run"), identity::has_demo_passwords);
    if (demo)
        throw Error(
            ErrorCode::Forbidden,
            "Some accounts still have demo passwords, which are printed in public; such a "
            "company is served on 127.0.0.1 only. Give them new ones: bihuan user password");
}

void print_demo_accounts(Database& database) {
    database.read(Viewer::system("run"), [](Session& session) {
        bool first = true;
        for (const auto& account : identity::all_accounts(session)) {
            if (!account.demo_password) continue;
            if (first) fmt::print("Sign in with the password {} as\n", demo::kDemoPassword);
            first = false;
            const auto person = session.find(Id<Person>{account.person_id});
            fmt::print("  {:<24}{}\n", account.login, person ? person->name : "");
        }
    });
}

void print_address(const RunOptions& options, std::uint16_t port, bool has_client) {
    const bool six = options.server.address.find(':') != std::string::npos;
    fmt::print("{} is served at {}://{}{}{}:{}\n",
               options.company,
               options.server.tls ? "https" : "http",
               six ? "[" : "",
               options.server.address,
               six ? "]" : "",
               port);
    if (!has_client) fmt::print("This program was built without the web client: API only.\n");
    fmt::print("Stop it with Ctrl-C.\n");
    std::fflush(stdout);
}

int serve(RunOptions options) {
    const StopSignals signals;
    if (options.certificate.empty() != options.key.empty())
        throw Error(ErrorCode::InvalidInput, "TLS needs both --tls-certificate and --tls-key.");
    if (!options.certificate.empty())
        options.server.tls = http::TlsFiles{options.certificate, options.key};

    const SystemClock clock;
    const auto database = open_company(options.company, options.server.workers + 2);
    refuse_public_demo(*database, options);
    const auto log = make_log(options);
    auto assets = make_assets(options);
    const bool has_client = !assets.empty();
    const auto metrics = std::make_shared<http::Metrics>();
    http::EventHub hub;
    identity::Identity identity(*database, clock, api::make_members(clock), {});
    jobs::Jobs jobs(
        *database, clock, hub, api::make_viewers(clock), {.on_failure = [&](auto kind, auto text) {
            log.write(http::LogLevel::Error, "job", {{"kind", kind}, {"failure", text}});
        }});
    const imports::Kinds kinds(all_resources());
    const api::Foundation foundation{
        *database, clock, identity, jobs, metrics, kinds, import_folder(options)};
    // Beside its last place, so that a file need not be copied when it has come in.
    options.server.upload_folder = foundation.import_folder;
    api::add_jobs(foundation);
    const http::Dispatcher dispatcher({.router = api::make_router(foundation),
                                       .gate = identity::make_gate(identity),
                                       .assets = std::move(assets),
                                       .log = log,
                                       .metrics = metrics});
    http::Server server(dispatcher, options.server);
    jobs.start();

    print_demo_accounts(*database);
    print_address(options, server.port(), has_client);
    log.write(
        http::LogLevel::Info, "started", {{"company", options.company}, {"port", server.port()}});
    signals.wait();
    server.stop();
    jobs.stop();
    log.write(http::LogLevel::Info, "stopped", nlohmann::json::object());
    return 0;
}

}  // namespace

void add_run_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand("run", "Open a company and serve it to browsers");
    command->footer("Example: bihuan run --company company.db --port 8080");
    const auto options = std::make_shared<RunOptions>();
    auto& server = options->server;
    add_company_option(*command, options->company);
    command->add_option("--address", server.address, "Address to listen on")
        ->envname("BIHUAN_ADDRESS")
        ->capture_default_str();
    command->add_option("--port", server.port, "Port to listen on; 0 takes any that is free")
        ->envname("BIHUAN_PORT")
        ->capture_default_str();
    command->add_option("--tls-certificate", options->certificate, "Certificate chain, PEM")
        ->envname("BIHUAN_TLS_CERTIFICATE");
    command->add_option("--tls-key", options->key, "Private key, PEM")->envname("BIHUAN_TLS_KEY");
    command->add_flag("--behind-proxy",
                      server.behind_proxy,
                      "Believe X-Forwarded-For and X-Forwarded-Proto of the proxy in front");
    command->add_option("--workers", server.workers, "Threads that answer requests")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command->add_option("--web-root", options->web_root, "Serve this web client instead");
    command->add_option("--imports",
                        options->import_folder,
                        "Folder for files that people send; COMPANY.imports when not given");
    command->add_option("--log", options->log_file, "Append the log, JSON lines, to this file");
    act(*command, choose, [=] { return serve(*options); });
}

}  // namespace bihuan
