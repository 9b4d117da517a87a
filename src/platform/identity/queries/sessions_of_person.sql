-- @many
-- @param person_id @id
-- Where a person is signed in, the newest first.
SELECT account_sessions.token_hash,
       account_sessions.created_at,
       account_sessions.seen_at,
       account_sessions.expires_at,
       account_sessions.address,
       account_sessions.browser
  FROM account_sessions
 WHERE account_sessions.person_id = :person_id
 ORDER BY account_sessions.created_at DESC, account_sessions.token_hash
