-- @optional
-- @param token_hash @text
-- A session and what its account says.
SELECT account_sessions.person_id,
       account_sessions.csrf_token,
       account_sessions.seen_at,
       account_sessions.expires_at,
       accounts.login,
       accounts.demo_password,
       accounts.must_change_password
  FROM account_sessions
  JOIN accounts ON accounts.person_id = account_sessions.person_id
 WHERE account_sessions.token_hash = :token_hash
