-- @many
-- The last count of the month in each own warehouse: what the opening stock rests on.
SELECT o.id AS outlet_id, o.code, s.day, CAST(SUM(s.quantity) AS BIGINT) AS quantity
  FROM stocks s
  JOIN outlets o ON o.id = s.outlet_id
 WHERE o.outlet_class = 'W'
   AND s.product_id = :product_id
   AND s.day >= :first_day
   AND s.day = (SELECT MAX(l.day)
                  FROM stocks l
                 WHERE l.outlet_id = s.outlet_id
                   AND l.product_id = s.product_id
                   AND l.day < :end_day)
   AND {{visible:o}}
 GROUP BY o.id, o.code, s.day
 ORDER BY o.code
