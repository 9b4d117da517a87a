#pragma once

#include "base/error.h"

namespace bihuan {

/// The row was changed by somebody else since it was read: a Conflict that goes away when the row
/// is loaded again. It names no field, for nothing in what was sent is wrong.
class StaleEdit : public Error {
public:
    explicit StaleEdit(const std::string& message) : Error(ErrorCode::Conflict, message) {}
};

}  // namespace bihuan
