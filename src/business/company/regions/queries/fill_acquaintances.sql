-- @exec
-- Whom everybody of the field knows: those of the field in one of their regions, above or below
-- them, and the heads of sales. The order of the tables matters: heads are few.
INSERT INTO acquaintances (person_id, other_id)
SELECT mine.person_id, theirs.person_id
  FROM people seer
 CROSS JOIN visible_regions mine
 CROSS JOIN visible_regions theirs
 CROSS JOIN people other
 WHERE (CAST(seer.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"representative"%')
   AND mine.person_id = seer.id
   AND theirs.region_id = mine.region_id
   AND other.id = theirs.person_id
   AND other.id <> seer.id
   AND (CAST(other.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(other.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(other.roles AS TEXT) LIKE '%"representative"%')
 UNION
SELECT seer.id, other.id
  FROM people other
 CROSS JOIN people seer
 WHERE (CAST(other.roles AS TEXT) LIKE '%"sales_manager"%'
        OR CAST(other.roles AS TEXT) LIKE '%"general_manager"%')
   AND seer.id <> other.id
   AND (CAST(seer.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"representative"%')
