#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/metrics.h"
#include "platform/http/router.h"

namespace bihuan::http {

/// What keeps the server from its work at present, for whoever watches it; none: all is well. Must
/// not wait for anything.
using Trouble = std::function<std::optional<std::string>()>;

/// GET /healthz (200, or 503 with the trouble there is) and GET /metrics, which answers this
/// machine only: a scraper elsewhere goes through a proxy that knows it. Both are instant.
std::vector<Operation> service_operations(std::shared_ptr<Metrics> metrics, Trouble trouble);

}  // namespace bihuan::http
