#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "platform/database/database.h"

namespace bihuan::identity {

/// Stores when sessions were last seen, on a thread of its own: a page must not wait for the writer
/// only to say that it was opened. Private to the room.
class SessionTouches {
public:
    SessionTouches(Database& database, const Clock& clock);

    void add(const std::string& session_hash);
    /// Returns once everything added so far is stored.
    void flush();

private:
    void store_all(const std::stop_token& stop);
    void store(const std::set<std::string>& hashes);

    Database& database_;
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::set<std::string> waiting_;
    bool storing_ = false;
    std::jthread thread_;  ///< Last: it uses the rest.
};

}  // namespace bihuan::identity
