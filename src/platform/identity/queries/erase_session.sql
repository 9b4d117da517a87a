-- @exec
-- @param token_hash @text
DELETE FROM account_sessions
 WHERE account_sessions.token_hash = :token_hash
