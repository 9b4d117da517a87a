#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bihuan {

/// On whose behalf something is read or written. Built by platform/identity for people and by
/// `Viewer::system` for work that the product does itself.
struct Viewer {
    std::int64_t person_id = 0;            ///< 0: the product itself.
    std::string name;                      ///< For the log.
    std::vector<std::string> permissions;  ///< Sorted; "*" allows all.
    bool whole_company = false;            ///< Sees every region.
    std::string address = {};              ///< Where the request came from; empty for none.

    bool may(std::string_view permission) const {
        return std::ranges::any_of(permissions, [&](const std::string& granted) {
            return granted == "*" || granted == permission;
        });
    }

    static Viewer system(std::string_view what) {
        return {.name = std::string(what), .permissions = {"*"}, .whole_company = true};
    }
};

}  // namespace bihuan
