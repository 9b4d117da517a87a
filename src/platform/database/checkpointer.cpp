#include "platform/database/checkpointer.h"

#include <exception>
#include <system_error>

namespace bihuan {

namespace {

constexpr int kPagesWorthCopying = 1000;  ///< What SQLite takes itself.
constexpr int kMostPages = 100'000;

}  // namespace

Checkpointer::Checkpointer(std::function<std::unique_ptr<Connection>()> open)
    : open_(std::move(open)) {}

Checkpointer::~Checkpointer() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Checkpointer::note(int pages) noexcept {
    if (pages < kPagesWorthCopying) return;
    if (pages >= kMostPages) return copy();
    try {
        if (!thread_.joinable()) thread_ = std::thread([this] { copy_until_stopped(); });
    } catch (const std::system_error&) {
        return copy();  // no thread is to be had
    }
    {
        const std::scoped_lock lock(mutex_);
        wanted_ = true;
    }
    changed_.notify_one();
}

void Checkpointer::copy_until_stopped() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return wanted_ || stopping_; });
        if (stopping_) return;
        wanted_ = false;
        lock.unlock();
        copy();
        lock.lock();
    }
}

/// A copy that fails loses nothing: the log keeps the pages, and the next commit asks again.
void Checkpointer::copy() {
    const std::scoped_lock lock(copying_);
    try {
        if (!connection_) connection_ = open_();
        connection_->run("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (...) {
        connection_.reset();
    }
}

}  // namespace bihuan
