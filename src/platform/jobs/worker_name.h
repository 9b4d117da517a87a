#pragma once

#include <string>
#include <string_view>

namespace bihuan::jobs {

/// "host/process/start": this process and no other, past or future.
std::string own_worker_name();

/// The worker was a process of this machine and is gone. False for workers of other machines, of
/// which nobody here can know.
bool is_dead_here(std::string_view worker);

}  // namespace bihuan::jobs
