-- @many
SELECT s.product_id AS id, CAST(SUM(s.quantity) AS BIGINT) AS quantity
  FROM sales_months s
  JOIN products p ON p.id = s.product_id
 WHERE p.own
   AND s.month = :target_month
   AND (CAST(:region_id AS BIGINT) = 0
        OR s.region_id IN (SELECT rp.region_id
                             FROM region_paths rp
                            WHERE rp.ancestor_id = :region_id))
   AND {{visible:s}}
 GROUP BY s.product_id
 ORDER BY s.product_id
