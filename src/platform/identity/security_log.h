#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>

#include "platform/database/database.h"

namespace bihuan::identity {

/// Something that was refused and that an auditor shall know of.
struct Refusal {
    std::string action;           ///< "accounts.sign_in_failed", "access.refused".
    std::string subject_kind;     ///< "accounts", "operations".
    std::int64_t subject_id = 0;  ///< The account tried; 0 when there is none.
    std::string reason;           ///< The operation; never what somebody typed.
    std::int64_t person_id = 0;   ///< Who was signed in.
    std::string address;

    auto operator<=>(const Refusal&) const = default;
};

/// Counts refusals and writes them as events on a thread of its own, so that a flood of tries costs
/// neither a write each nor a log without end: one event when something is refused for the first
/// time in a quarter of an hour, and one with the number of all further tries when it is over. Of
/// more than `kMostKinds` different ones in a quarter, the rest is counted together. Thread-safe.
class SecurityLog {
public:
    static constexpr std::size_t kMostKinds = 64;

    SecurityLog(Database& database, const Clock& clock);
    ~SecurityLog();
    SecurityLog(const SecurityLog&) = delete;
    SecurityLog& operator=(const SecurityLog&) = delete;

    void note(const Refusal& refusal);
    /// Writes all that is counted so far, and returns when it is stored.
    void flush();

private:
    struct Tries {
        std::int64_t count = 0;
        Instant first;
        bool told = false;  ///< An event of this quarter speaks of it already.
    };
    using Counts = std::map<Refusal, Tries>;

    void write_all(const std::stop_token& stop);
    /// Those to be written now; the caller holds the mutex.
    Counts take_due(bool everything);
    bool has_untold() const;
    bool store_all(const Counts& due);
    bool store(const Refusal& refusal, const Tries& tries);
    void put_back(const Refusal& refusal, const Tries& tries);

    Database& database_;
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    Counts counts_;
    std::int64_t quarter_ = 0;  ///< Quarters of an hour since 1970.
    std::uint64_t flushes_asked_ = 0;
    std::uint64_t flushes_done_ = 0;
    std::jthread thread_;  ///< Last: it uses the rest.
};

}  // namespace bihuan::identity
