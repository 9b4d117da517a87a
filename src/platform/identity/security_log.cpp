#include "platform/identity/security_log.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace bihuan::identity {

namespace {

std::int64_t quarter_of(Instant now) {
    constexpr std::chrono::minutes kQuarter{15};
    return now.time_since_epoch() / kQuarter;
}

}  // namespace

SecurityLog::SecurityLog(Database& database, const Clock& clock)
    : database_(database),
      clock_(clock),
      quarter_(quarter_of(clock.now())),
      thread_([this](const std::stop_token& stop) { write_all(stop); }) {}

SecurityLog::~SecurityLog() {
    thread_.request_stop();
    thread_.join();
    store_all(take_due(/*everything=*/true));
}

void SecurityLog::note(const Refusal& refusal) {
    const auto now = clock_.now();
    const std::lock_guard lock(mutex_);
    auto found = counts_.find(refusal);
    if (found == counts_.end()) {
        // Who tries many things at once is counted, and no longer told apart.
        const Refusal others{.action = refusal.action, .subject_kind = refusal.subject_kind};
        found = counts_.try_emplace(counts_.size() < kMostKinds ? refusal : others).first;
    }
    auto& tries = found->second;
    if (tries.count++ == 0) tries.first = now;
    if (!tries.told || quarter_of(now) != quarter_) changed_.notify_all();
}

void SecurityLog::flush() {
    std::unique_lock lock(mutex_);
    const auto mine = ++flushes_asked_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return flushes_done_ >= mine; });
}

bool SecurityLog::has_untold() const {
    return std::ranges::any_of(
        counts_, [](const auto& entry) { return entry.second.count > 0 && !entry.second.told; });
}

SecurityLog::Counts SecurityLog::take_due(bool everything) {
    const auto quarter = quarter_of(clock_.now());
    const bool over = quarter != quarter_;
    quarter_ = quarter;
    Counts due;
    for (auto& [refusal, tries] : counts_) {
        if (tries.count == 0 || (tries.told && !over && !everything)) continue;
        due.emplace(refusal, tries);
        tries = {.count = 0, .first = {}, .told = true};
    }
    if (over) counts_.clear();
    return due;
}

void SecurityLog::put_back(const Refusal& refusal, const Tries& tries) {
    const std::lock_guard lock(mutex_);
    auto& kept = counts_[refusal];
    kept.count += tries.count;
    kept.first = tries.first;
}

void SecurityLog::write_all(const std::stop_token& stop) {
    // A quarter's end is looked for this often; new things are told at once.
    constexpr std::chrono::seconds kLookAround{30};
    constexpr std::chrono::milliseconds kGather{200};
    std::unique_lock lock(mutex_);
    const auto flushing = [this] { return flushes_asked_ > flushes_done_; };
    while (!stop.stop_requested()) {
        changed_.wait_for(lock, stop, kLookAround, [&] { return flushing() || has_untold(); });
        // What comes in a burst is one event with its number.
        if (!flushing()) changed_.wait_for(lock, stop, kGather, flushing);
        if (stop.stop_requested()) return;
        const auto asked = flushes_asked_;
        const auto due = take_due(/*everything=*/flushing());
        lock.unlock();
        const bool stored = store_all(due);
        lock.lock();
        flushes_done_ = asked;
        changed_.notify_all();
        // A database that does not answer is not asked in a loop.
        if (!stored) changed_.wait_for(lock, stop, kLookAround, flushing);
    }
}

bool SecurityLog::store_all(const Counts& due) {
    bool all = true;
    for (const auto& [refusal, tries] : due) {
        if (store(refusal, tries)) continue;
        put_back(refusal, tries);
        all = false;
    }
    return all;
}

bool SecurityLog::store(const Refusal& refusal, const Tries& tries) {
    auto viewer = Viewer::system("security");
    viewer.person_id = refusal.person_id;
    viewer.address = refusal.address;
    const nlohmann::json after{{"tries", tries.count}, {"since", to_string(tries.first)}};
    try {
        database_.write(viewer, clock_, [&](Transaction& transaction) {
            transaction.record({.action = refusal.action,
                                .subject_kind = refusal.subject_kind,
                                .subject_id = refusal.subject_id,
                                .reason = refusal.reason,
                                .after = after.dump()});
        });
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace bihuan::identity
