-- @many
-- @param first_day @day
-- @param end_day @day
-- Outlets active in a stretch of days, and how many of them stated sell-out.
SELECT o.region_id, COUNT(*) AS active,
       CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM sell_out f
                                   WHERE f.outlet_id = o.id AND f.day >= :first_day AND f.day < :end_day)
                     THEN 1 ELSE 0 END) AS BIGINT) AS reported
  FROM outlets o
 WHERE o.outlet_class <> 'W' AND (o.active_from IS NULL OR o.active_from < :end_day)
   AND (o.active_to IS NULL OR o.active_to >= :first_day) AND {{visible:o}}
 GROUP BY o.region_id
 ORDER BY o.region_id
