-- @exec
-- @param person_id @id
-- Who of the field knows a person: fill_acquaintances from the other side.
INSERT INTO acquaintances (person_id, other_id)
SELECT mine.person_id, theirs.person_id
  FROM people other
 CROSS JOIN visible_regions theirs
 CROSS JOIN visible_regions mine
 CROSS JOIN people seer
 WHERE other.id = :person_id
   AND (CAST(other.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(other.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(other.roles AS TEXT) LIKE '%"representative"%')
   AND theirs.person_id = other.id
   AND mine.region_id = theirs.region_id
   AND seer.id = mine.person_id
   AND seer.id <> other.id
   AND (CAST(seer.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"representative"%')
 UNION
SELECT seer.id, other.id
  FROM people other
 CROSS JOIN people seer
 WHERE other.id = :person_id
   AND seer.id <> other.id
   AND (CAST(other.roles AS TEXT) LIKE '%"sales_manager"%'
        OR CAST(other.roles AS TEXT) LIKE '%"general_manager"%')
   AND (CAST(seer.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"representative"%')
