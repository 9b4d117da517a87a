-- @many
-- @param end_day @day
-- @param region_id @id
-- The same over all channels, from the small sums of days.
SELECT SUBSTR(s.day, 1, 7) AS month, CAST(SUM(s.quantity) AS BIGINT) AS quantity, CAST(SUM(s.value) AS BIGINT) AS value
  FROM sales_days s
 WHERE s.own AND s.day < :end_day
   AND (CAST(:region_id AS BIGINT) = 0
        OR s.region_id IN (SELECT rp.region_id FROM region_paths rp WHERE rp.ancestor_id = :region_id))
   AND {{visible:s}}
 GROUP BY SUBSTR(s.day, 1, 7)
 ORDER BY 1
