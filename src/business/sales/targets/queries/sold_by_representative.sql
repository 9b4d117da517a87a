-- @many
-- Own products' sell-out of the outlets that each representative looks after today.
-- The cross join keeps SQLite from reading all facts to find the outlets of a few.
SELECT COALESCE(o.representative_id, 0) AS id, CAST(SUM(f.quantity) AS BIGINT) AS quantity
  FROM outlets o
 CROSS JOIN sell_out f
  JOIN products p ON p.id = f.product_id
 WHERE f.outlet_id = o.id
   AND p.own
   AND f.day >= :first_day
   AND f.day < :end_day
   AND (CAST(:region_id AS BIGINT) = 0
        OR o.region_id IN (SELECT rp.region_id
                             FROM region_paths rp
                            WHERE rp.ancestor_id = :region_id))
   AND {{visible:o}}
 GROUP BY COALESCE(o.representative_id, 0)
 ORDER BY id
