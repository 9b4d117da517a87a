#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "platform/http/message.h"

namespace bihuan::http {

/// Who is behind a request, as far as that is known without asking the database: a person whose
/// session the gate has let in before, or who used this browser then; else an address.
struct Asker {
    std::string key;
    bool known = false;  ///< A person.
};

/// Remembers whose sessions the gate has let in, and by which browsers. A cookie that somebody made
/// up is no person, so thousands of them are still one address. Thread-safe and of bounded size.
class Askers {
public:
    /// Names of cookies: the session's, and the one by which a browser is known when it has none.
    explicit Askers(std::string session_cookie, std::string browser_cookie = {})
        : cookies_{std::move(session_cookie), std::move(browser_cookie)} {}

    Asker of(const Request& request) const;
    /// After the gate: Request::signed_in says who it is.
    void remember(const Request& request);

private:
    static constexpr std::size_t kMostYoung = 10'000;
    using Persons = std::unordered_map<std::string, std::int64_t>;

    static std::string digest_of(const Request& request, const std::string& cookie);

    std::array<std::string, 2> cookies_;
    mutable std::mutex mutex_;
    Persons young_;
    Persons old_;  ///< Forgotten when the young ones have become too many again.
};

}  // namespace bihuan::http
