-- @exec
-- @param person_id @id   -- 0: everybody
DELETE FROM visible_regions
 WHERE CAST(:person_id AS BIGINT) = 0 OR visible_regions.person_id = :person_id
