#include "platform/database/trouble_watch.h"

#include <exception>
#include <utility>

namespace bihuan {

TroubleWatch::TroubleWatch(Look look, TryWrite try_write, TroubleWatchTimes times)
    : look_(std::move(look)),
      try_write_(std::move(try_write)),
      times_(times),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {}

TroubleWatch::~TroubleWatch() {
    stop();
}

void TroubleWatch::stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

std::optional<std::string> TroubleWatch::now() const {
    const std::lock_guard lock(mutex_);
    if (looks_since_ && std::chrono::steady_clock::now() - *looks_since_ > times_.longest_look)
        return "The database does not answer: it is there, but silent.";
    return seen_ ? seen_ : failed_;
}

void TroubleWatch::note_failure(const std::string& words) noexcept {
    try {
        const std::lock_guard lock(mutex_);
        failed_ = words;
        has_failed_ = true;
        changed_.notify_all();
    } catch (const std::exception&) {  // no memory for the words: the next failure tells
    }
}

void TroubleWatch::note_success() noexcept {
    if (!has_failed_) return;  // the usual case takes no lock
    const std::lock_guard lock(mutex_);
    failed_.reset();
    has_failed_ = false;
}

void TroubleWatch::watch(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const bool trouble = seen_ || failed_;
        changed_.wait_for(lock, stop, trouble ? times_.in_trouble : times_.while_fine, [&] {
            return !trouble && has_failed_;  // from now on in shorter steps
        });
        if (stop.stop_requested()) return;
        if (!trouble && has_failed_) continue;
        lock.unlock();
        look_once();
        lock.lock();
    }
}

void TroubleWatch::look_once() {
    {
        const std::lock_guard lock(mutex_);
        looks_since_ = std::chrono::steady_clock::now();
    }
    std::optional<std::string> seen;
    try {
        seen = look_();
    } catch (const std::exception& failure) {
        seen = failure.what();
    }
    {
        const std::lock_guard lock(mutex_);
        looks_since_.reset();
        seen_ = seen;
    }
    if (seen || !has_failed_) return;
    try {
        try_write_();
    } catch (const std::exception&) {  // noted by the writer, and tried again
    }
}

}  // namespace bihuan
