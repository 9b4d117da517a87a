#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace bihuan {

/// Does what keeps a served company tidy at the start and then every hour, on a thread of its own.
/// What goes wrong is told, and tried again the next time.
class Sweeper {
public:
    Sweeper(std::function<void()> sweep, std::function<void(const char*)> on_failure);

private:
    void sweep_until_stopped(const std::stop_token& stop);

    std::function<void()> sweep_;
    std::function<void(const char*)> on_failure_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;
};

}  // namespace bihuan
