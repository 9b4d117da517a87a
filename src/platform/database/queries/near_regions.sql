-- @many
-- @param person_id @id
-- A person's regions with all above them: what is meant for a region is meant for those below.
SELECT DISTINCT region_paths.ancestor_id AS region_id
  FROM visible_regions
  JOIN region_paths ON region_paths.region_id = visible_regions.region_id
 WHERE visible_regions.person_id = :person_id
 ORDER BY region_paths.ancestor_id
