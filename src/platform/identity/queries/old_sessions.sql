-- @many
-- @param now        @instant
-- @param seen_after @instant
-- Sessions that have expired, by age or by rest.
SELECT account_sessions.person_id, account_sessions.token_hash
  FROM account_sessions
 WHERE account_sessions.expires_at <= :now
    OR account_sessions.seen_at <= :seen_after
 ORDER BY account_sessions.token_hash
