-- @many
-- @param person_id @id
-- The sessions that end with a person's password or account.
SELECT account_sessions.person_id, account_sessions.token_hash
  FROM account_sessions
 WHERE account_sessions.person_id = :person_id
 ORDER BY account_sessions.token_hash
