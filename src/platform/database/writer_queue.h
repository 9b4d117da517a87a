#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "platform/database/connection.h"
#include "platform/database/trouble_watch.h"

namespace bihuan {

/// The one thread of a process that writes. Writes that wait while it is busy are put into one
/// transaction, a savepoint each, and share its commit. Whatever goes wrong is told to who waits
/// for it and to the watch; nothing ends the thread.
class WriterQueue {
public:
    using Work = std::function<void(Connection&)>;

    struct Steps {
        std::function<std::unique_ptr<Connection>()> open;
        /// Begins a transaction that no other writer, of any process, is in.
        std::function<void(Connection&)> begin;
        /// After a commit; throws when what was committed will not be kept.
        std::function<void(Connection&)> committed;
    };

    WriterQueue(Steps steps, TroubleWatch& watch);
    /// Stops.
    ~WriterQueue();
    WriterQueue(const WriterQueue&) = delete;
    WriterQueue& operator=(const WriterQueue&) = delete;

    /// Returns once the work is committed; throws what it threw, or why it could not be kept.
    void run(const Work& work);
    /// Nothing waits or is being written.
    bool idle() const;
    /// After the last write; the connection may then be used by the caller. Null when it was lost.
    Connection* stop();

private:
    struct Write {
        const Work* work = nullptr;
        std::exception_ptr failure;
        bool done = false;
    };
    using Batch = std::deque<Write*>;

    /// How far a transaction came.
    enum class Stage : std::uint8_t { Beginning, Writing, Committing, Committed };
    struct Attempt {
        Stage stage = Stage::Beginning;
        std::exception_ptr failure;  ///< None when it was kept.
    };

    void write_until_stopped();
    Batch take_batch();
    void serve(Batch& batch) noexcept;
    bool serve_together(Batch& batch) noexcept;
    void serve_alone(Write& write) noexcept;
    Attempt attempt(const Work& work) noexcept;
    Connection& begin();
    void take_back() noexcept;
    void note(const std::exception_ptr& failure) noexcept;

    Steps steps_;
    TroubleWatch& watch_;
    std::unique_ptr<Connection> connection_;
    mutable std::mutex mutex_;
    std::condition_variable waiting_changed_;
    std::condition_variable written_;
    Batch waiting_;
    bool busy_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace bihuan
