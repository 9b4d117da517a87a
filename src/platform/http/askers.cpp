#include "platform/http/askers.h"

#include <utility>

#include <fmt/format.h>

#include "platform/http/client_address.h"
#include "platform/http/security.h"

namespace bihuan::http {

Asker Askers::of(const Request& request) const {
    for (const auto& cookie : cookies_) {
        const auto digest = digest_of(request, cookie);
        if (digest.empty()) continue;
        const std::lock_guard lock(mutex_);
        for (const auto* persons : {&young_, &old_})
            if (const auto found = persons->find(digest); found != persons->end())
                return {.key = fmt::format("person {}", found->second), .known = true};
    }
    return {.key = "address " + address_share(request.peer)};
}

void Askers::remember(const Request& request) {
    if (!request.signed_in) return;
    for (const auto& cookie : cookies_) {
        auto digest = digest_of(request, cookie);
        if (digest.empty()) continue;
        const std::lock_guard lock(mutex_);
        if (young_.size() >= kMostYoung) old_ = std::exchange(young_, {});
        young_.insert_or_assign(std::move(digest), request.signed_in->person_id);
    }
}

std::string Askers::digest_of(const Request& request, const std::string& cookie) {
    const auto token = cookie.empty() ? std::string() : request.cookie(cookie);
    return token.empty() ? std::string() : short_digest(token);
}

}  // namespace bihuan::http
