#pragma once

#include <cstddef>
#include <functional>

namespace bihuan::forecast {

/// Calls work(i) for i = 0 … count − 1 on up to `threads` threads (0: as many as there are
/// processors for this process), in no stated order; what a call does must not depend on that.
/// `stopped` is asked now and then; once it says true the rest is left out. The first exception is
/// thrown on.
void parallel_for(std::size_t count,
                  int threads,
                  const std::function<void(std::size_t)>& work,
                  const std::function<bool()>& stopped = {});

}  // namespace bihuan::forecast
