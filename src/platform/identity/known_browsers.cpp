#include "platform/identity/known_browsers.h"

#include "identity/queries.h"
#include "platform/identity/password.h"

namespace bihuan::identity {

namespace queries = identity_queries;

namespace {

constexpr std::chrono::days kKept{180};
constexpr std::int64_t kMostOfOne = 20;

struct BrowserLogin {
    std::string login;
};

}  // namespace

}  // namespace bihuan::identity

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::BrowserLogin> =
    bihuan::describe<bihuan::identity::BrowserLogin>("",
                                                     field("login",
                                                           &bihuan::identity::BrowserLogin::login));

namespace bihuan::identity {

KnownBrowser find_browser(Session& session,
                          std::string_view token,
                          std::string_view login,
                          Instant now) {
    const auto logins = session.query<BrowserLogin>(
        queries::kLoginsOfBrowser,
        {{"token_hash", token_hash(token)}, {"seen_after", now - kKept}});
    if (logins.empty()) return {};
    const bool signs_in =
        std::ranges::any_of(logins, [&](const BrowserLogin& row) { return row.login == login; });
    return {.token = std::string(token), .signs_in = signs_in};
}

void keep_browser(Transaction& transaction, std::int64_t person_id, std::string_view token) {
    const auto now = transaction.now();
    transaction.execute(queries::kKeepBrowser,
                        {{"token_hash", token_hash(token)}, {"person_id", person_id}, {"now", now}},
                        Trace::None);
    transaction.execute(
        queries::kEraseOldBrowsers,
        {{"person_id", person_id}, {"seen_before", now - kKept}, {"most", kMostOfOne}},
        Trace::None);
}

}  // namespace bihuan::identity
