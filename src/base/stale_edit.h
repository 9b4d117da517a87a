#pragma once

#include "base/error.h"

namespace bihuan {

/// The row was changed by somebody else since it was read: a Conflict that goes away when the row
/// is loaded again.
class StaleEdit : public Error {
public:
    explicit StaleEdit(const std::string& message, const std::string& version = {})
        : Error(ErrorCode::Conflict,
                message,
                {{"stale_version",
                  "/version",
                  "Load the row again, look at what changed, and save once more.",
                  version}}) {}
};

}  // namespace bihuan
