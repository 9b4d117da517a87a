#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/http/metrics.h"
#include "platform/http/router.h"

namespace bihuan::http {

/// GET /healthz (200 while `is_healthy` gives true, else 503) and GET /metrics, which answers this
/// machine only: a scraper elsewhere goes through a proxy that knows it.
std::vector<Operation> service_operations(std::shared_ptr<Metrics> metrics,
                                          std::function<bool()> is_healthy);

}  // namespace bihuan::http
