-- Who sees what: whom a person of the field knows, and the regions of each promotion.

-- Derived from people and visible_regions: those of the field in one's regions, above and below
-- them, and the heads of sales.
CREATE TABLE acquaintances (
    person_id @id NOT NULL,
    other_id @id NOT NULL,
    PRIMARY KEY (person_id, other_id)
);
CREATE INDEX acquaintances_by_other ON acquaintances (other_id);
CREATE INDEX visible_regions_by_region ON visible_regions (region_id, person_id);
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
        OR CAST(seer.roles AS TEXT) LIKE '%"representative"%');

-- The regions that a promotion names, row by row, 0 for everywhere; kept with its region_ids.
CREATE TABLE promotion_regions (
    row_id @id NOT NULL,
    region_id @id NOT NULL,
    PRIMARY KEY (region_id, row_id)
);
CREATE INDEX promotion_regions_by_row ON promotion_regions (row_id);
INSERT INTO promotion_regions (row_id, region_id)
SELECT promotions.id, regions.id
  FROM promotions
  JOIN regions ON CAST(promotions.region_ids AS TEXT) LIKE '%"' || regions.id || '"%';

INSERT INTO promotion_regions (row_id, region_id)
SELECT promotions.id, 0
  FROM promotions
 WHERE CAST(promotions.region_ids AS TEXT) = '[]';

CREATE INDEX jobs_by_person ON jobs (person_id, created_at);
