#include "platform/identity/account.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "identity/queries.h"

namespace bihuan::identity {

namespace queries = identity_queries;

namespace {

constexpr std::size_t kShortest = 10;
constexpr std::size_t kLongest = 200;

struct Total {
    std::int64_t total = 0;
};

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

bool is_everybodys(std::string_view password) {
    constexpr std::array<std::string_view, 8> kCommon{"1234567890",
                                                      "0123456789",
                                                      "qwertyuiop",
                                                      "password123",
                                                      "1q2w3e4r5t",
                                                      "admin12345",
                                                      "abc1234567",
                                                      "woaini1314"};
    const bool one_character =
        password.find_first_not_of(password.front()) == std::string_view::npos;
    return one_character || std::find(kCommon.begin(), kCommon.end(), password) != kCommon.end();
}

}  // namespace

}  // namespace bihuan::identity

template <>
inline constexpr auto bihuan::kDescription<bihuan::identity::Total> =
    bihuan::describe<bihuan::identity::Total>("", field("total", &bihuan::identity::Total::total));

namespace bihuan::identity {

std::string normal_login(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    std::string login(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    for (char& c : login)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return login;
}

Issues find_password_issues(std::string_view login, std::string_view password) {
    const auto issue = [](std::string code, std::string message) {
        return Issues{
            {.code = std::move(code), .field = "/new_password", .message = std::move(message)}};
    };
    const auto length = count_characters(password);
    if (length < kShortest)
        return issue("too_short", fmt::format("Take at least {} characters.", kShortest));
    if (length > kLongest)
        return issue("too_long", fmt::format("Take at most {} characters.", kLongest));
    if (normal_login(password) == login || is_everybodys(password))
        return issue("too_easy", "This is one of the first that others would try.");
    return {};
}

std::optional<Account> find_account(Session& session, const std::string& login) {
    return session.query_optional<Account>(queries::kFindAccount, {{"login", login}});
}

std::optional<Account> find_account_of(Session& session, std::int64_t person_id) {
    return session.query_optional<Account>(queries::kAccountOfPerson, {{"person_id", person_id}});
}

std::vector<Account> all_accounts(Session& session) {
    return session.query<Account>(queries::kAllAccounts, {});
}

bool has_demo_passwords(Session& session) {
    return session.query_one<Total>(queries::kCountDemoAccounts, {}).total > 0;
}

void store_account(Transaction& transaction,
                   const Account& account,
                   const std::string& kept_session) {
    const auto other = find_account(transaction, account.login);
    if (other && other->person_id != account.person_id)
        throw Error(ErrorCode::Conflict,
                    fmt::format("The login {} belongs to somebody else.", account.login),
                    {{.code = "not_unique",
                      .field = "/login",
                      .message = "Take another login.",
                      .found = account.login}});
    transaction.execute(queries::kStoreAccount,
                        {{"person_id", account.person_id},
                         {"login", account.login},
                         {"password_hash", account.password_hash},
                         {"demo_password", account.demo_password},
                         {"changed_at", transaction.now()}});
    transaction.execute(queries::kEraseSessionsOfPerson,
                        {{"person_id", account.person_id}, {"keep", kept_session}},
                        Trace::None);
    transaction.record({.action = "accounts.password_set",
                        .subject_kind = "accounts",
                        .subject_id = account.person_id,
                        .reason = account.login});
}

void erase_account(Transaction& transaction, std::int64_t person_id) {
    const auto account = find_account_of(transaction, person_id);
    if (!account)
        throw Error(ErrorCode::NotFound, fmt::format("Person {} has no account.", person_id));
    transaction.execute(
        queries::kEraseSessionsOfPerson, {{"person_id", person_id}, {"keep", ""}}, Trace::None);
    transaction.execute(queries::kEraseAccount, {{"person_id", person_id}});
    transaction.record({.action = "accounts.erased",
                        .subject_kind = "accounts",
                        .subject_id = person_id,
                        .reason = account->login});
}

}  // namespace bihuan::identity
