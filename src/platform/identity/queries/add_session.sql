-- @exec
-- @param token_hash @text
-- @param person_id  @id
-- @param csrf_token @text
-- @param now        @instant
-- @param expires_at @instant
INSERT INTO account_sessions (token_hash, person_id, csrf_token, created_at, seen_at, expires_at)
VALUES (:token_hash, :person_id, :csrf_token, :now, :now, :expires_at)
