-- @many
-- @param token_hash @text
-- @param seen_after @instant
-- The accounts that have signed in by a browser.
SELECT accounts.login
  FROM known_browsers
  JOIN accounts ON accounts.person_id = known_browsers.person_id
 WHERE known_browsers.token_hash = :token_hash
   AND known_browsers.seen_at >= :seen_after
 ORDER BY accounts.login
