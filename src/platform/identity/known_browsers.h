#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/database/database.h"

// Browsers by which somebody has signed in, known by a cookie of their own that outlives sessions.
// Private to the room.
namespace bihuan::identity {

/// What a browser's cookie says, looked up.
struct KnownBrowser {
    std::string token;      ///< Empty when we never gave it out.
    bool signs_in = false;  ///< The login has signed in by this browser.
};

KnownBrowser find_browser(Session& session,
                          std::string_view token,
                          std::string_view login,
                          Instant now);

/// The person has signed in by the browser; forgets what they no longer use.
void keep_browser(Transaction& transaction, std::int64_t person_id, std::string_view token);

}  // namespace bihuan::identity
