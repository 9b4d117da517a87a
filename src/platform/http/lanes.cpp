#include "platform/http/lanes.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/error.h"

namespace bihuan::http {

struct Lanes::Row {
    explicit Row(const LaneLimits& limits) : queue(limits) {
        for (int i = 0; i < std::max(1, limits.threads); ++i)
            threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }

    void work(const std::stop_token& stop) {
        std::unique_lock lock(mutex);
        while (true) {
            std::optional<Errand> errand;
            changed.wait(lock, stop, [&] { return (errand = queue.next()).has_value(); });
            if (!errand) return;
            lock.unlock();
            const bool wanted = !errand->gone();
            end(wanted ? errand->run : errand->drop);
            const auto asker = std::move(errand->asker.key);
            errand.reset();
            lock.lock();
            queue.end_run(asker);
            // Another one of the same asker may run now.
            changed.notify_one();
        }
    }

    void drop(std::vector<Errand> (FairQueue::*taken)()) {
        std::vector<Errand> errands;
        {
            const std::lock_guard lock(mutex);
            if (queue.waiting() == 0) return;
            errands = (queue.*taken)();
        }
        for (const auto& errand : errands) end(errand.drop);
    }

    /// What one errand throws is to end neither this thread nor those that come after it.
    static void end(const std::function<void()>& errand) noexcept {
        try {
            errand();
        } catch (...) {
            return;  // it was not to throw, and only it knows whom to tell
        }
    }

    std::mutex mutex;
    std::condition_variable_any changed;
    FairQueue queue;
    std::vector<std::jthread> threads;  ///< Last: they use the rest.
};

const LaneLimits& LaneOptions::of(Lane lane) const {
    switch (lane) {
        case Lane::Write:
            return write;
        case Lane::Heavy:
            return heavy;
        case Lane::Password:
            return password;
        default:
            return read;
    }
}

int LaneOptions::threads() const {
    return read.threads + write.threads + heavy.threads + password.threads;
}

Lanes::Lanes(const LaneOptions& options) {
    for (const auto lane : {Lane::Read, Lane::Write, Lane::Heavy, Lane::Password})
        rows_.push_back(std::make_unique<Row>(options.of(lane)));
}

Lanes::~Lanes() {
    drop_waiting();
    join();
}

Lanes::Entry Lanes::enter(Lane lane, Errand errand) {
    BIHUAN_CHECK(lane != Lane::Instant);
    auto& row = *rows_.at(static_cast<std::size_t>(lane) - 1);
    const auto asker = errand.asker.key;
    Entry entry;
    {
        const std::lock_guard lock(row.mutex);
        entry.answer = row.queue.add(std::move(errand));
    }
    if (entry.answer != FairQueue::Answer::Taken) return entry;
    row.changed.notify_one();
    entry.place = Place(row, asker);
    return entry;
}

void Lanes::drop_gone() {
    for (const auto& row : rows_) row->drop(&FairQueue::take_gone);
}

void Lanes::drop_waiting() {
    for (const auto& row : rows_) row->drop(&FairQueue::take_all);
}

void Lanes::join() {
    for (const auto& row : rows_)
        for (auto& thread : row->threads) thread.request_stop();
    for (const auto& row : rows_)
        for (auto& thread : row->threads)
            if (thread.joinable()) thread.join();
}

void Lanes::Place::reset() {
    auto* row = std::exchange(row_, nullptr);
    if (row == nullptr) return;
    const std::lock_guard lock(row->mutex);
    row->queue.close(asker_);
}

}  // namespace bihuan::http
