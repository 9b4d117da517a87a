-- @exec
-- @param token_hash @text
-- @param person_id  @id
-- @param csrf_token @text
-- @param now        @instant
-- @param expires_at @instant
-- @param address    @text
-- @param browser    @text
INSERT INTO account_sessions (token_hash, person_id, csrf_token, created_at, seen_at, expires_at,
                              address, browser)
VALUES (:token_hash, :person_id, :csrf_token, :now, :now, :expires_at, :address, :browser)
