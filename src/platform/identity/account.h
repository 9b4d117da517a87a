#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/database/transaction.h"

namespace bihuan::identity {

/// How a person signs in. The key is the person's id.
struct Account {
    std::int64_t person_id = 0;
    std::string login;
    std::string password_hash;
    bool demo_password = false;        ///< The password is printed in public.
    std::int64_t failed_attempts = 0;  ///< Wrong passwords in a row.
    std::optional<Instant> locked_until;
    Instant changed_at;
};

/// The name a person types, in one form: without surrounding space, ASCII letters small.
std::string normal_login(std::string_view text);

/// What is wrong with a new password, at "/new_password"; empty when it will do: 10 … 200
/// characters, not the login and not one of the few that everybody tries.
Issues find_password_issues(std::string_view login, std::string_view password);

std::optional<Account> find_account(Session& session, const std::string& login);
std::optional<Account> find_account_of(Session& session, std::int64_t person_id);
std::vector<Account> all_accounts(Session& session);
/// Some account still has a password that is printed in public.
bool has_demo_passwords(Session& session);

/// Gives the person an account, or a new login and password; ends the person's sessions but the one
/// whose token has the hash `kept_session`. Throws Conflict when another person has the login.
/// Takes the hash, not the password: hashing is slow and must not hold up the writer.
void store_account(Transaction& transaction,
                   const Account& account,
                   const std::string& kept_session = {});
/// Throws NotFound when the person has none.
void erase_account(Transaction& transaction, std::int64_t person_id);

}  // namespace bihuan::identity

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::Account> =
    bihuan::describe<bihuan::identity::Account>(
        "",
        field("person_id", &bihuan::identity::Account::person_id),
        field("login", &bihuan::identity::Account::login, at_most(100)),
        field("password_hash", &bihuan::identity::Account::password_hash, at_most(300)),
        field("demo_password", &bihuan::identity::Account::demo_password),
        field("failed_attempts", &bihuan::identity::Account::failed_attempts),
        field("locked_until", &bihuan::identity::Account::locked_until),
        field("changed_at", &bihuan::identity::Account::changed_at));
