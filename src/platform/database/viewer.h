#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

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

    /// False: the field is absent in every row but, perhaps, that of the viewer.
    bool sees(const FieldDescription& field) const {
        return field.seen_with.empty() || may(field.seen_with);
    }
    /// Whether an update by this viewer may store the field: what is not shown is not overwritten.
    bool stores(const FieldDescription& field) const {
        return sees(field) && (whole_company || !field.only_near);
    }

    static Viewer system(std::string_view what) {
        return {.name = std::string(what), .permissions = {"*"}, .whole_company = true};
    }
};

}  // namespace bihuan
