#include "platform/jobs/worker_name.h"

#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

namespace bihuan::jobs {

namespace {

std::string host_name() {
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

/// When the process started, in ticks since the machine did: field 22 of /proc/PID/stat. Tells a
/// process from a later one with the same number. Empty when there is no such process.
std::string start_of(std::string_view process) {
    std::ifstream file(fmt::format("/proc/{}/stat", process));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    // The second field, the program's name, may hold spaces and parentheses.
    const auto name_end = text.rfind(')');
    if (name_end == std::string::npos) return {};
    std::istringstream fields(text.substr(name_end + 1));
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;
    return field;
}

}  // namespace

std::string own_worker_name() {
    const auto process = std::to_string(::getpid());
    return fmt::format("{}/{}/{}", host_name(), process, start_of(process));
}

bool is_dead_here(std::string_view worker) {
    const auto last = worker.rfind('/');
    if (last == std::string_view::npos || last == 0) return false;
    const auto middle = worker.rfind('/', last - 1);
    if (middle == std::string_view::npos || worker.substr(0, middle) != host_name()) return false;
    return start_of(worker.substr(middle + 1, last - middle - 1)) != worker.substr(last + 1);
}

}  // namespace bihuan::jobs
