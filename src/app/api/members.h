#pragma once

#include "platform/identity/identity.h"
#include "platform/jobs/jobs.h"

namespace bihuan::api {

/// Sign-in for the people of the company: none once a person's last day has passed.
identity::MemberSource make_members(const Clock& clock);

/// What this company asks of accounts: no password that strangers would guess, and never the last
/// administrator without an account.
identity::IdentityOptions identity_options();

/// Whose eyes a job has: the person who submitted it, with today's roles. Throws Forbidden when the
/// person is gone.
jobs::ViewerSource make_viewers();

}  // namespace bihuan::api
