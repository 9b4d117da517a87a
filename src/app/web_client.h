#pragma once

#include "platform/http/assets.h"

namespace bihuan {

/// The web client that was built into the program; empty when there was none to build in.
http::Assets embedded_web_client();

}  // namespace bihuan
