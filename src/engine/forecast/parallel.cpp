#include "engine/forecast/parallel.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace bihuan::forecast {

namespace {

/// The queue of indices the threads share.
class Queue {
public:
    Queue(std::size_t count,
          const std::function<void(std::size_t)>& work,
          const std::function<bool()>& stopped)
        : count_(count), work_(work), stopped_(stopped) {}

    void drain() {
        try {
            while (!failed_ && !(stopped_ && stopped_())) {
                const std::size_t i = next_.fetch_add(1);
                if (i >= count_) return;
                work_(i);
            }
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            if (!failed_) failure_ = std::current_exception();
            failed_ = true;
        }
    }

    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    std::size_t count_;
    const std::function<void(std::size_t)>& work_;
    const std::function<bool()>& stopped_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
};

/// Those this process may run on, which can be fewer than the machine has.
std::size_t usable_processors() {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return std::max(1U, std::thread::hardware_concurrency());
    return static_cast<std::size_t>(CPU_COUNT(&set));
}

}  // namespace

void parallel_for(std::size_t count,
                  int threads,
                  const std::function<void(std::size_t)>& work,
                  const std::function<bool()>& stopped) {
    const std::size_t wanted =
        threads > 0 ? static_cast<std::size_t>(threads) : usable_processors();
    const std::size_t used = std::min(wanted, count);
    Queue queue(count, work, stopped);
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < used; ++i) helpers.emplace_back([&queue] { queue.drain(); });
        queue.drain();
    }
    queue.rethrow();
}

}  // namespace bihuan::forecast
