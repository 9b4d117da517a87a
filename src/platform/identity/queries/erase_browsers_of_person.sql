-- @exec
-- @param person_id @id
DELETE FROM known_browsers
 WHERE known_browsers.person_id = :person_id
