-- @many
-- Selling outlets of the month by region and representative, 0 for none.
SELECT o.region_id, COALESCE(o.representative_id, 0) AS representative_id,
       CAST(COUNT(*) AS BIGINT) AS outlets
  FROM outlets o
 WHERE o.outlet_class <> 'W'
   AND (o.active_from IS NULL OR o.active_from < :end_day)
   AND (o.active_to IS NULL OR o.active_to >= :first_day)
   AND {{visible:o}}
 GROUP BY o.region_id, COALESCE(o.representative_id, 0)
 ORDER BY o.region_id, representative_id
