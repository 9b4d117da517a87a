#include "business/company/people/administrators.h"

#include <algorithm>

#include "people/queries.h"
#include "platform/identity/account.h"

namespace bihuan {

namespace people {
namespace {

struct AccountHolder {
    Id<Person> id;
    std::vector<Role> roles;
    std::optional<Day> active_from;
    std::optional<Day> active_to;
};

struct EventHeadRow {
    std::int64_t sequence = 0;
};

}  // namespace
}  // namespace people

template <>
inline constexpr auto kDescription<people::AccountHolder> =
    describe<people::AccountHolder>("",
                                    field("id", &people::AccountHolder::id),
                                    field("roles", &people::AccountHolder::roles),
                                    field("active_from", &people::AccountHolder::active_from),
                                    field("active_to", &people::AccountHolder::active_to));

template <>
inline constexpr auto kDescription<people::EventHeadRow> =
    describe<people::EventHeadRow>("", field("sequence", &people::EventHeadRow::sequence));

namespace people {

namespace {

template <class Holder>
bool administers(const Holder& person, Day today) {
    const auto permissions = permissions_of(person.roles);
    return std::ranges::count(permissions, "accounts.write") > 0 && !person.active_to &&
           (!person.active_from || *person.active_from <= today);
}

}  // namespace

void require_an_administrator(Transaction& t,
                              const Person& before,
                              const std::optional<Person>& after) {
    const auto today = FixedClock(t.now()).today();
    if (!administers(before, today) || (after && administers(*after, today))) return;
    if (!identity::find_account_of(t, before.id.value)) return;
    t.query_one<EventHeadRow>(people_queries::kWaitForWriters, {});
    const auto holders = t.query<AccountHolder>(people_queries::kAccountHolders, {});
    const bool another = std::ranges::any_of(holders, [&](const AccountHolder& holder) {
        return holder.id != before.id && administers(holder, today);
    });
    if (another) return;
    throw Error(
        ErrorCode::Conflict,
        "Nobody could give accounts any more.",
        {{.code = "last_administrator",
          .field = "/roles",
          .message = "Give another person an account and the role of administrator, without "
                     "a last day, first."}});
}

}  // namespace people
}  // namespace bihuan
