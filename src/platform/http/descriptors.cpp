#include "platform/http/descriptors.h"

#include <sys/resource.h>

#include <algorithm>

namespace bihuan::http {

void raise_descriptor_limit() {
    constexpr rlim_t kEnough = 65'536;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    const auto wanted = std::min(limit.rlim_max, kEnough);
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = wanted;
    setrlimit(RLIMIT_NOFILE, &limit);
}

std::size_t fitting_connections(std::size_t wanted) {
    constexpr std::size_t kForTheRest = 200;
    constexpr std::size_t kFewest = 50;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
    const std::size_t all = limit.rlim_cur;
    const auto fitting = all > kForTheRest ? (all - kForTheRest) / 2 : 0;
    return std::min(wanted, std::max(fitting, kFewest));
}

}  // namespace bihuan::http
