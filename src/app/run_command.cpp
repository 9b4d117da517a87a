#include "app/run_command.h"

#include <csignal>
#include <cstdio>
#include <optional>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "app/api/api.h"
#include "app/api/members.h"
#include "app/company_place.h"
#include "app/demo/demo.h"
#include "app/resources.h"
#include "app/sweeper.h"
#include "app/web_client.h"
#include "business/company/imports/upload_files.h"
#include "business/company/people/person.h"
#include "platform/database/backup.h"
#include "platform/database/company_address.h"
#include "platform/http/descriptors.h"
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
    int keep_uploads = static_cast<int>(imports::kKeepUploads.count());
    int idle_minutes = 12 * 60;
    int administrator_idle_minutes = 30;
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

/// Files that people sent go after a while; what a crash has left goes too.
void sweep(Database& database, const RunOptions& options, const http::Log& log) {
    remove_half_restored(options.company);
    const auto swept = imports::sweep_uploads(database,
                                              SystemClock(),
                                              import_folder(options.company, options.import_folder),
                                              std::chrono::days(options.keep_uploads));
    if (swept.expired + swept.orphaned > 0)
        log.write(http::LogLevel::Info,
                  "swept",
                  {{"expired", swept.expired}, {"orphaned", swept.orphaned}});
}

identity::IdentityOptions identity_options(const RunOptions& options) {
    auto identity = api::identity_options();
    identity.idle_time = std::chrono::minutes(options.idle_minutes);
    identity.administrator_idle_time = std::chrono::minutes(options.administrator_idle_minutes);
    return identity;
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
               without_password(options.company),
               options.server.tls ? "https" : "http",
               six ? "[" : "",
               options.server.address,
               six ? "]" : "",
               port);
    if (!has_client) fmt::print("This program was built without the web client: API only.\n");
    fmt::print("Stop it with Ctrl-C.\n");
    std::fflush(stdout);
}

std::optional<http::TlsFiles> tls_files(const RunOptions& options) {
    if (options.certificate.empty() != options.key.empty())
        throw Error(ErrorCode::InvalidInput, "TLS needs both --tls-certificate and --tls-key.");
    if (options.certificate.empty()) return std::nullopt;
    return http::TlsFiles{options.certificate, options.key};
}

int serve(RunOptions options) {
    const StopSignals signals;
    http::raise_descriptor_limit();
    options.server.tls = tls_files(options);

    const SystemClock clock;
    // Whoever runs on a lane may read, and so may jobs and housekeeping.
    constexpr int kBesideLanes = 6;
    const auto database =
        open_company(options.company, {.readers = options.server.lanes.threads() + kBesideLanes});
    refuse_public_demo(*database, options);
    const auto log = make_log(options);
    auto assets = make_assets(options);
    const bool has_client = !assets.empty();
    const auto metrics = std::make_shared<http::Metrics>();
    http::EventHub hub;
    identity::Identity identity(
        *database, clock, api::make_members(clock), identity_options(options));
    jobs::Jobs jobs(
        *database, clock, hub, api::make_viewers(clock), {.on_failure = [&](auto kind, auto text) {
            log.write(http::LogLevel::Error, "job", {{"kind", kind}, {"failure", text}});
        }});
    const imports::Kinds kinds(all_resources());
    const api::Foundation foundation{*database,
                                     clock,
                                     identity,
                                     jobs,
                                     metrics,
                                     kinds,
                                     import_folder(options.company, options.import_folder)};
    imports::make_upload_folder(foundation.import_folder);
    // Beside its last place, so that a file need not be copied when it has come in.
    options.server.upload_folder = foundation.import_folder;
    options.server.session_cookie = identity::kSessionCookie;
    options.server.browser_cookie = identity::kBrowserCookie;
    api::add_jobs(foundation);
    const http::Dispatcher dispatcher({.router = api::make_router(foundation),
                                       .gate = identity::make_gate(identity),
                                       .assets = std::move(assets),
                                       .log = log,
                                       .on_refusal = identity::make_refusal_log(identity),
                                       .metrics = metrics});
    http::Server server(dispatcher, options.server);
    jobs.start();
    const Sweeper sweeper([&] { sweep(*database, options, log); },
                          [&](const char* failure) {
                              log.write(http::LogLevel::Error, "sweep", {{"failure", failure}});
                          });

    print_demo_accounts(*database);
    print_address(options, server.port(), has_client);
    log.write(http::LogLevel::Info,
              "started",
              {{"company", without_password(options.company)}, {"port", server.port()}});
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
    command
        ->add_option("--host",
                     server.hosts,
                     "Names, besides localhost and the address, that browsers reach it by; "
                     "other names are refused")
        ->envname("BIHUAN_HOST")
        ->delimiter(',');
    command
        ->add_option("--workers",
                     server.lanes.read.threads,
                     "Threads that answer reading, of which nobody holds the last but where it is "
                     "the only one; saving, long work and passwords have their own")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command
        ->add_option("--idle-minutes", options->idle_minutes, "A session that rests so long ends")
        ->check(CLI::Range(1, 7 * 24 * 60))
        ->capture_default_str();
    command
        ->add_option("--administrator-idle-minutes",
                     options->administrator_idle_minutes,
                     "The same of those who may give accounts")
        ->check(CLI::Range(1, 7 * 24 * 60))
        ->capture_default_str();
    command->add_option("--web-root", options->web_root, "Serve this web client instead");
    add_imports_option(*command, options->import_folder);
    command
        ->add_option("--keep-uploads",
                     options->keep_uploads,
                     "Days for which the files of accepted and of forgotten imports are kept")
        ->envname("BIHUAN_KEEP_UPLOADS")
        ->check(CLI::Range(1, 36500))
        ->capture_default_str();
    command->add_option("--log", options->log_file, "Append the log, JSON lines, to this file");
    act(*command, choose, [=] { return serve(*options); });
}

}  // namespace bihuan
