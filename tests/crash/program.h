#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace bihuan {

/// When a run of the program is to be ended by kill -9.
struct Moment {
    std::optional<long> call;                       ///< In front of its n-th write, sync or send.
    std::optional<std::chrono::microseconds> time;  ///< So long after its start.
};

struct Ended {
    bool killed = false;
    int exit_code = 0;  ///< Of a run that was not killed.
    std::string output;
    long calls = 0;  ///< Writes, syncs and sends of a run that was not killed.
    std::chrono::microseconds time{0};
};

/// Runs the real `bihuan` with these arguments in a process of its own.
Ended run_program(const std::vector<std::string>& arguments, const Moment& moment = {});

/// Whether processes can be ended in front of a given call: not under the sanitizers.
bool can_count_calls();

}  // namespace bihuan
