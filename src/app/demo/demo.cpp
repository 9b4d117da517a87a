#include "app/demo/demo.h"

#include "app/demo/fact_writer.h"
#include "business/company/regions/region.h"
#include "platform/identity/password.h"

namespace bihuan::demo {

namespace {

void require_empty(Session& session) {
    if (session.list<Region>({.limit = 1}).total > 0) {
        throw Error(ErrorCode::Conflict,
                    "The company already has regions; give a new file as --company.");
    }
}

std::vector<DemoAccount> accounts_of(const World& world) {
    std::vector<DemoAccount> accounts;
    for (const auto& person : world.people) {
        if (!person.login.empty()) {
            const auto region = static_cast<std::size_t>(person.regions.front());
            accounts.push_back({person.login, person.name, world.regions[region].name});
        }
    }
    return accounts;
}

}  // namespace

DemoReport build_demo(Database& database, const Clock& clock, const DemoOptions& options) {
    const auto viewer = Viewer::system("demo");
    database.read(viewer, [](Session& session) { require_empty(session); });
    const Month last = Month(clock.today()) - 1;
    const auto world = make_world(options.size, options.seed, last, options.threads);
    const auto password_hash = identity::PasswordHasher().hash(kDemoPassword);

    DemoReport report;
    report.company = kDemoCompany;
    report.last_month = last;
    report.products = std::ssize(world.assortment.products);
    report.outlets = std::ssize(world.outlets);
    report.people = std::ssize(world.people);
    report.promotions = std::ssize(world.promotions);
    report.accounts = accounts_of(world);
    database.write(viewer, clock, [&](Transaction& t) {
        require_empty(t);
        options.on_progress("company", 0);
        const auto written = write_company(t, world, password_hash);
        write_trade(t, world, written);
        options.on_progress("company", 1);
        const auto totals = write_facts(t, world, written, options, report);
        write_plans(t, world, written, totals);
    });
    return report;
}

}  // namespace bihuan::demo
