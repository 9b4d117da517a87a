#include "platform/identity/session_touches.h"

#include <utility>

#include "identity/queries.h"

namespace bihuan::identity {

namespace queries = identity_queries;

SessionTouches::SessionTouches(Database& database, const Clock& clock)
    : database_(database),
      clock_(clock),
      thread_([this](const std::stop_token& stop) { store_all(stop); }) {}

void SessionTouches::add(const std::string& session_hash) {
    const std::lock_guard lock(mutex_);
    waiting_.insert(session_hash);
    changed_.notify_all();
}

void SessionTouches::flush() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.empty() && !storing_; });
}

void SessionTouches::store_all(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) {
        const auto hashes = std::exchange(waiting_, {});
        storing_ = true;
        lock.unlock();
        store(hashes);
        lock.lock();
        storing_ = false;
        changed_.notify_all();
    }
}

void SessionTouches::store(const std::set<std::string>& hashes) {
    try {
        database_.note(Viewer::system("session"), clock_, [&](Transaction& transaction) {
            for (const auto& hash : hashes)
                transaction.execute(queries::kTouchSession,
                                    {{"token_hash", hash}, {"now", transaction.now()}},
                                    Trace::None);
        });
    } catch (const std::exception&) {
        // The next request of each session tries again; nobody is signed out over it.
    }
}

}  // namespace bihuan::identity
