-- @exec
-- @param person_id @id
-- Whom a person knows, and who knows them.
DELETE FROM acquaintances
 WHERE acquaintances.person_id = :person_id
    OR acquaintances.other_id = :person_id
