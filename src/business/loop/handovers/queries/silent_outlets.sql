-- @many
-- @param first_day @day
-- @param end_day @day
-- @param most @count
-- Active outlets that stated no sell-out.
SELECT o.region_id, o.code, o.name
  FROM outlets o
 WHERE o.outlet_class <> 'W' AND (o.active_from IS NULL OR o.active_from < :end_day)
   AND (o.active_to IS NULL OR o.active_to >= :first_day) AND {{visible:o}}
   AND NOT EXISTS (SELECT 1 FROM sell_out f
                    WHERE f.outlet_id = o.id AND f.day >= :first_day AND f.day < :end_day)
 ORDER BY o.code
 LIMIT :most
