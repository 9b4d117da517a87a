#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/http/askers.h"

namespace bihuan::http {

/// What one lane takes on. `open` counts what waits, what runs and what is being sent.
struct LaneLimits {
    int threads = 4;
    std::size_t open_each = 64;           ///< Requests that one person may have open.
    std::size_t open_each_address = 256;  ///< The same for strangers of one address.
    std::size_t waiting = 1000;           ///< Requests that wait, of all.
    std::size_t waiting_strangers = 500;  ///< The same of strangers alone.

    /// Threads that one asker may hold at a time: all but one, where there is more than one.
    int running_each() const { return std::max(1, threads - 1); }
};

/// One request in the hands of a lane. Exactly one of `run` and `drop` is called, once; neither is
/// to throw.
struct Errand {
    Asker asker;
    std::function<void()> run;
    std::function<bool()> gone;  ///< Nobody waits for it any more.
    std::function<void()> drop;  ///< It will not be run.
};

/// Lets waiting errands through by turns: one of each asker, and of one asker in their order.
/// Whoever asks a thousand times makes nobody wait but themselves. Not thread-safe.
class FairQueue {
public:
    enum class Answer : std::uint8_t { Taken, TooManyOfOne, Full };

    explicit FairQueue(LaneLimits limits) : limits_(limits) {}

    Answer add(Errand errand);
    /// The next whose asker does not hold too many threads already; it counts as running.
    std::optional<Errand> next();
    void end_run(const std::string& asker);
    /// What was taken is wholly done with: answered, or dropped.
    void close(const std::string& asker);
    /// Takes out those that wait and are `gone`, or all that wait; the caller drops them.
    std::vector<Errand> take_gone();
    std::vector<Errand> take_all();
    std::size_t waiting() const { return waiting_; }

private:
    struct Line {
        std::deque<Errand> waiting;
        int running = 0;
        std::size_t open = 0;
    };

    void forget_if_done(const std::string& asker);
    void note_left(const Errand& errand);
    template <class Predicate>
    std::vector<Errand> take_if(Predicate predicate);

    LaneLimits limits_;
    std::unordered_map<std::string, Line> lines_;
    std::deque<std::string> turns_;  ///< Everyone who waits, once.
    std::size_t waiting_ = 0;
    std::size_t strangers_ = 0;  ///< Of those that wait.
};

}  // namespace bihuan::http
