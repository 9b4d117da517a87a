#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/describe.h"

namespace bihuan {

/// One thing the company says about itself: "company_name", "currency".
struct Setting {
    Id<Setting> id;
    std::string name;
    std::string content;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Setting> =
    describe<Setting>("settings",
                      field("id", &Setting::id, read_only),
                      field("name", &Setting::name, required, unique, at_most(64)),
                      field("content", &Setting::content, at_most(1000)),
                      field("version", &Setting::version, read_only));

inline constexpr std::string_view kCompanyName = "company_name";
inline constexpr std::string_view kCurrency = "currency";

}  // namespace bihuan
