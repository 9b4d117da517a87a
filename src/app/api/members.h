#pragma once

#include "platform/identity/identity.h"
#include "platform/jobs/jobs.h"

namespace bihuan::api {

/// Sign-in for the people of the company: none once a person's last day has passed.
identity::MemberSource make_members(const Clock& clock);

/// What this company asks of accounts: no password that strangers would guess, and never the last
/// administrator without an account.
identity::IdentityOptions identity_options();

/// Whose eyes a job has: the person who submitted it, with the roles they have by now. Throws
/// Forbidden when the person has left, or can no longer sign in.
jobs::ViewerSource make_viewers(const Clock& clock);

}  // namespace bihuan::api
