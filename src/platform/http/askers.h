#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "platform/http/message.h"

namespace bihuan::http {

/// Who is behind a request, as far as that is known without asking the database: a person whose
/// session the gate has let in before, else an address.
struct Asker {
    std::string key;
    bool known = false;  ///< A person.
};

/// Remembers whose sessions the gate has let in. A cookie that somebody made up is no person, so
/// thousands of them are still one address. Thread-safe and of bounded size.
class Askers {
public:
    explicit Askers(std::string session_cookie) : session_cookie_(std::move(session_cookie)) {}

    Asker of(const Request& request) const;
    /// After the gate: Request::signed_in says who it is.
    void remember(const Request& request);

private:
    static constexpr std::size_t kMostYoung = 10'000;
    using Persons = std::unordered_map<std::string, std::int64_t>;

    std::string digest_of(const Request& request) const;

    std::string session_cookie_;
    mutable std::mutex mutex_;
    Persons young_;
    Persons old_;  ///< Forgotten when the young ones have become too many again.
};

}  // namespace bihuan::http
