-- @exec
-- @param now        @instant
-- @param seen_after @instant
-- Sessions that have expired, by age or by rest.
DELETE FROM account_sessions
 WHERE account_sessions.expires_at <= :now
    OR account_sessions.seen_at <= :seen_after
