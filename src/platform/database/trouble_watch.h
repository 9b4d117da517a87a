#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace bihuan {

/// How often a database is looked at.
struct TroubleWatchTimes {
    std::chrono::milliseconds while_fine{5000};
    std::chrono::milliseconds in_trouble{1000};
    /// A look that takes longer is trouble by itself: nobody answers.
    std::chrono::milliseconds longest_look{5000};
};

/// What is wrong with a database at present, so that whoever asks need not wait for it. Three
/// sources: what happened to the last write, a thread that looks by itself, and that its look does
/// not end. Thread-safe.
class TroubleWatch {
public:
    /// Looks from outside: what is wrong, in words for an operator. May take its time.
    using Look = std::function<std::optional<std::string>()>;
    /// Writes a little and takes it back; what becomes of it is noted as of any other write.
    using TryWrite = std::function<void()>;

    TroubleWatch(Look look, TryWrite try_write, TroubleWatchTimes times);
    /// Stops.
    ~TroubleWatch();
    TroubleWatch(const TroubleWatch&) = delete;
    TroubleWatch& operator=(const TroubleWatch&) = delete;

    /// Before what `look` and `try_write` use goes away.
    void stop();

    std::optional<std::string> now() const;

    /// A write failed for a reason that others will meet too.
    void note_failure(const std::string& words) noexcept;
    /// A write was kept.
    void note_success() noexcept;

private:
    void watch(const std::stop_token& stop);
    void look_once();

    Look look_;
    TryWrite try_write_;
    TroubleWatchTimes times_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    /// While a look is under way.
    std::optional<std::chrono::steady_clock::time_point> looks_since_;
    std::optional<std::string> seen_;    ///< By looking.
    std::optional<std::string> failed_;  ///< By the last write.
    std::atomic<bool> has_failed_ = false;
    std::jthread thread_;
};

}  // namespace bihuan
