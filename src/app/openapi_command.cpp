#include "app/openapi_command.h"

#include <cstdio>
#include <fstream>

#include "app/api/api.h"
#include "app/api/members.h"
#include "app/resources.h"

namespace bihuan {

namespace {

std::string contract() {
    // Operations are values that hold references; none of them runs here, so the company is empty.
    const SystemClock clock;
    const auto database = Database::open(":memory:");
    http::EventHub hub;
    identity::Identity identity(*database, clock, api::make_members(clock), {});
    jobs::Jobs jobs(*database, clock, hub, api::make_viewers(clock));
    const imports::Kinds kinds(all_resources());
    const auto router = api::make_router(
        {*database, clock, identity, jobs, nullptr, kinds, std::filesystem::temp_directory_path()});
    return http::openapi_document(router, api::make_schemas(), {.version = BIHUAN_VERSION});
}

}  // namespace

void add_openapi_command(CLI::App& app, const Choose& choose) {
    auto* command = app.add_subcommand("openapi", "Print the API's contract (OpenAPI 3.1)");
    command->footer("Example: bihuan openapi -o web/openapi.json");
    const auto file = std::make_shared<std::string>();
    command->add_option("-o,--output", *file, "Write it to a file instead");
    act(*command, choose, [=] {
        const auto text = contract();
        if (file->empty()) {
            std::fwrite(text.data(), 1, text.size(), stdout);
            return 0;
        }
        std::ofstream out(*file, std::ios::binary);
        out << text;
        out.close();
        if (!out) throw Error(ErrorCode::Unavailable, fmt::format("{} cannot be written.", *file));
        fmt::print("{} written.\n", *file);
        return 0;
    });
}

}  // namespace bihuan
