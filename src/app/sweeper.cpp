#include "app/sweeper.h"

#include <exception>
#include <utility>

namespace bihuan {

Sweeper::Sweeper(std::function<void()> sweep, std::function<void(const char*)> on_failure)
    : sweep_(std::move(sweep)),
      on_failure_(std::move(on_failure)),
      thread_([this](const std::stop_token& stop) { sweep_until_stopped(stop); }) {}

void Sweeper::sweep_until_stopped(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            sweep_();
        } catch (const std::exception& failure) {
            on_failure_(failure.what());
        }
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, stop, std::chrono::hours(1), [] { return false; });
    }
}

}  // namespace bihuan
