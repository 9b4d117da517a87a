-- @exec
-- @param token_hash @text
-- @param now        @instant
UPDATE account_sessions
   SET seen_at = :now
 WHERE token_hash = :token_hash
