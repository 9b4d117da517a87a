-- @many
-- Own products' sell-out of each day and region.
SELECT s.day, s.region_id, s.quantity
  FROM sales_days s
 WHERE s.own
   AND s.day >= :first_day
   AND s.day < :end_day
   AND (CAST(:region_id AS BIGINT) = 0
        OR s.region_id IN (SELECT rp.region_id
                             FROM region_paths rp
                            WHERE rp.ancestor_id = :region_id))
   AND {{visible:s}}
 ORDER BY s.day, s.region_id
