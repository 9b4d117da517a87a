#include "base/id.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>

namespace bihuan {

namespace {

constexpr std::int64_t kEpochMilliseconds = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int kSequenceBits = 22;

std::int64_t first_id() {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count() -
                     kEpochMilliseconds;
    std::random_device entropy;
    const std::int64_t start = entropy() & ((1U << kSequenceBits) - 1);
    return (now << kSequenceBits) + start;
}

}  // namespace

std::int64_t make_id() {
    // One clock reading per process, then a counter: ids stay ordered, unique and cheap in bulk.
    static std::atomic<std::int64_t> next{first_id()};
    return next.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace bihuan
