-- @many
-- @param end_day @day
-- @param region_id @id
-- The same over all channels, from the small sums of days.
SELECT TO_CHAR(s.day, 'YYYY-MM') AS month, CAST(SUM(s.quantity) AS BIGINT) AS quantity, CAST(SUM(s.value) AS BIGINT) AS value
  FROM sales_days s
 WHERE s.own AND s.day < CAST(:end_day AS DATE)
   AND (CAST(:region_id AS BIGINT) = 0
        OR s.region_id IN (SELECT rp.region_id FROM region_paths rp WHERE rp.ancestor_id = :region_id))
   AND {{visible:s}}
 GROUP BY TO_CHAR(s.day, 'YYYY-MM')
 ORDER BY 1
