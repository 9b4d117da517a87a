-- @exec
-- @param person_id @id   -- 0: everybody
-- A person's regions with every region below them.
INSERT INTO visible_regions (person_id, region_id)
SELECT DISTINCT people.id, region_paths.region_id
  FROM people
 CROSS JOIN LATERAL jsonb_array_elements_text(people.region_ids) AS own (region_id)
  JOIN region_paths ON region_paths.ancestor_id = CAST(own.region_id AS BIGINT)
 WHERE CAST(:person_id AS BIGINT) = 0 OR people.id = :person_id
