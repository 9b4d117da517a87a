-- @exec
-- @param token_hash @text
-- @param person_id  @id
-- @param now        @instant
-- The person has signed in by this browser.
INSERT INTO known_browsers (token_hash, person_id, seen_at)
VALUES (:token_hash, :person_id, :now)
    ON CONFLICT (token_hash, person_id) DO UPDATE
   SET seen_at = excluded.seen_at
