#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/demo/scale.h"
#include "platform/database/database.h"

// The demo company: a maker of drinks, snacks, gifts and daily goods in China, with three years of
// facts up to the month before today's, ready for its close.
namespace bihuan::demo {

inline constexpr std::string_view kDemoCompany = "云泉食品饮料有限公司";

/// Every demo account has it, and is marked as such: `run` then listens on 127.0.0.1 only.
inline constexpr std::string_view kDemoPassword = "bihuan-demo";

struct DemoOptions {
    Size size = Size::Small;
    std::uint64_t seed = 1;  ///< The same seed and month give the same figures.
    int threads = 2;
    /// Told a stage's word and how much of it is done, 0…1; from the calling thread.
    std::function<void(std::string_view stage, double done)> on_progress = [](auto, auto) {};
};

struct DemoAccount {
    std::string login;  ///< The name of the role.
    std::string name;
    std::string region;
};

struct DemoReport {
    std::string company;
    Month last_month;  ///< With facts; the one to close.
    std::int64_t products = 0;
    std::int64_t outlets = 0;
    std::int64_t people = 0;
    std::int64_t promotions = 0;
    std::int64_t sell_out_rows = 0;
    std::int64_t sell_in_rows = 0;
    std::int64_t stock_rows = 0;
    std::vector<DemoAccount> accounts;  ///< One per role.
};

/// Fills a migrated, empty company, all or nothing. Throws Conflict when it has regions already.
DemoReport build_demo(Database& database, const Clock& clock, const DemoOptions& options);

}  // namespace bihuan::demo
