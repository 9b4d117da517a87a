#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "app/check/company_check.h"
#include "app/check/told_event.h"
#include "app_check/queries.h"
#include "platform/identity/account.h"

namespace bihuan::check {

namespace {

using nlohmann::json;

struct ToldAccount {
    std::string digest;  ///< Empty when an older program wrote the last event.
};

std::string member_of(const ToldEvent& event, const char* member) {
    const auto state = json::parse(event.after_state.value_or(""), nullptr, false);
    if (!state.is_object()) return {};
    const auto found = state.find(member);
    return found != state.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Whoever signs in with a password that another hand put there, and so has it hashed anew or
/// changes it, does not make it right: the account is as it was told before, until somebody else
/// gives it a password.
bool goes_on_from(const ToldAccount& told, const ToldEvent& event) {
    const auto former = member_of(event, "former_digest");
    return told.digest.empty() || former.empty() || former == told.digest;
}

std::map<std::int64_t, ToldAccount> told_accounts(Session& session) {
    std::map<std::int64_t, ToldAccount> told;
    session.query_each<ToldEvent>(
        app_check_queries::kAccountEvents, {}, [&](const ToldEvent& event) {
            if (event.action == "accounts.erased") {
                told.erase(event.subject_id);
                return;
            }
            const bool given = event.action == "accounts.password_set";
            if (!given && !told.contains(event.subject_id)) return;
            auto& account = told[event.subject_id];
            if (given || goes_on_from(account, event)) account.digest = member_of(event, "digest");
        });
    return told;
}

Issue wrong_account(const char* code,
                    std::int64_t person,
                    const std::string& login,
                    const char* what) {
    return {code,
            fmt::format("/accounts/{}", person),
            fmt::format("The account {} {}.", login, what),
            login};
}

}  // namespace

Issues find_changed_accounts(Session& session) {
    Issues issues;
    const auto told = told_accounts(session);
    std::set<std::int64_t> seen;
    for (const auto& account : identity::all_accounts(session)) {
        seen.insert(account.person_id);
        const auto found = told.find(account.person_id);
        if (found == told.end())
            issues.push_back(wrong_account("row_without_event",
                                           account.person_id,
                                           account.login,
                                           "is there, but no event says that somebody made it"));
        else if (!found->second.digest.empty() &&
                 found->second.digest != identity::digest_of(account))
            issues.push_back(wrong_account("row_changed",
                                           account.person_id,
                                           account.login,
                                           "has another login, password or flag than its last "
                                           "event says"));
    }
    for (const auto& [person, account] : told)
        if (!seen.contains(person))
            issues.push_back(wrong_account("row_missing",
                                           person,
                                           fmt::format("of person {}", person),
                                           "is missing, but no event says that somebody took it "
                                           "away"));
    return issues;
}

}  // namespace bihuan::check
