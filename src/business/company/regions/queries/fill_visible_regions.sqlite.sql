-- @exec
-- @param person_id @id   -- 0: everybody
-- A person's regions with every region below them.
INSERT INTO visible_regions (person_id, region_id)
SELECT DISTINCT people.id, region_paths.region_id
  FROM people
  JOIN json_each(people.region_ids) AS own
  JOIN region_paths ON region_paths.ancestor_id = CAST(own.value AS INTEGER)
 WHERE :person_id = 0 OR people.id = :person_id
