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
    bool demo_password = false;         ///< The password is printed in public.
    bool must_change_password = false;  ///< Somebody else knows it; nothing else may be done.
    Instant changed_at;
};

/// A session that is no more.
struct EndedSession {
    std::int64_t person_id = 0;
    std::string token_hash;
};

/// The name a person types, in one form: without surrounding space, ASCII letters small.
std::string normal_login(std::string_view text);

std::optional<Account> find_account(Session& session, const std::string& login);
/// A password is verified before the writer is waited for: throws Unauthenticated when the account
/// is no longer what was verified.
void require_unchanged(Session& session, const Account& verified);
std::optional<Account> find_account_of(Session& session, std::int64_t person_id);
std::vector<Account> all_accounts(Session& session);
/// Some account still has a password that is printed in public.
bool has_demo_passwords(Session& session);

/// What an event keeps of an account, so that a change by another hand is noticed: SHA-256 of
/// login, hash and flags. The hash is salted and slow, so it tells nothing of the password.
std::string digest_of(const Account& account);

/// Who gives a password: the person, who keeps the browsers they are known by, or somebody else.
enum class PasswordGiver : std::uint8_t { Self, Other };

/// Gives the person an account, or a new login and password; ends the person's sessions and tells
/// which. Throws Conflict when another person has the login. Takes the hash, not the password:
/// hashing is slow and must not hold up the writer.
std::vector<EndedSession> store_account(Transaction& transaction,
                                        const Account& account,
                                        PasswordGiver giver = PasswordGiver::Other);
/// Records that the account's password was hashed anew. `before` is the account it was checked by.
void note_rehash(Transaction& transaction, const Account& before, const std::string& hash);
/// Throws NotFound when the person has none.
std::vector<EndedSession> erase_account(Transaction& transaction, std::int64_t person_id);

}  // namespace bihuan::identity

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::Account> =
    bihuan::describe<bihuan::identity::Account>(
        "",
        field("person_id", &bihuan::identity::Account::person_id),
        field("login", &bihuan::identity::Account::login, at_most(100)),
        field("password_hash", &bihuan::identity::Account::password_hash, at_most(300)),
        field("demo_password", &bihuan::identity::Account::demo_password),
        field("must_change_password", &bihuan::identity::Account::must_change_password),
        field("changed_at", &bihuan::identity::Account::changed_at));

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::EndedSession> =
    bihuan::describe<bihuan::identity::EndedSession>(
        "",
        field("person_id", &bihuan::identity::EndedSession::person_id),
        field("token_hash", &bihuan::identity::EndedSession::token_hash));
