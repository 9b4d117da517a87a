-- @exec
-- @param person_id   @id
-- @param seen_before @instant
-- @param most        @count
-- Browsers that a person has not used for long, and more than anybody has.
DELETE FROM known_browsers
 WHERE known_browsers.person_id = :person_id
   AND (known_browsers.seen_at < :seen_before
        OR known_browsers.token_hash NOT IN (SELECT newest.token_hash
                                               FROM known_browsers newest
                                              WHERE newest.person_id = :person_id
                                              ORDER BY newest.seen_at DESC, newest.token_hash
                                              LIMIT :most))
