#pragma once

#include <optional>

#include "business/company/people/person.h"
#include "platform/database/transaction.h"

namespace bihuan::people {

/// Throws Conflict "last_administrator" when the change from `before` (as stored) to `after` (none:
/// removed, or without an account) leaves nobody who works here without a last day, may give
/// accounts, and can sign in. Waits for other writers first, so that two administrators cannot
/// remove each other at the same time.
void require_an_administrator(Transaction& t,
                              const Person& before,
                              const std::optional<Person>& after);

}  // namespace bihuan::people
