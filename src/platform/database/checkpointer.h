#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "platform/database/connection.h"

namespace bihuan {

/// Copies what SQLite's log holds into the company's file, beside the writer: a large transaction
/// would else wait for its pages to be written twice before the next one may begin. A log that
/// grows faster than it is copied is copied by the writer itself, so that it can start anew.
class Checkpointer {
public:
    explicit Checkpointer(std::function<std::unique_ptr<Connection>()> open);
    /// Waits for a copy under way; what is left is copied when the last connection closes.
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// For the writer's thread after each commit: so many pages are in the log now. What goes wrong
    /// here is none of the commit's failures, so nothing is thrown.
    void note(int pages) noexcept;

private:
    void copy_until_stopped();
    void copy();

    std::function<std::unique_ptr<Connection>()> open_;
    std::unique_ptr<Connection> connection_;  ///< Made when first needed.
    std::mutex copying_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool wanted_ = false;
    bool stopping_ = false;
    std::thread thread_;  ///< Started when first needed.
};

}  // namespace bihuan
