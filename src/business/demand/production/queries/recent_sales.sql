-- @many
-- Units and value of each own product in each of some months. By month first, as the sums lie.
SELECT s.month, s.product_id, CAST(SUM(s.quantity) AS BIGINT) AS quantity,
       CAST(SUM(s.value) AS BIGINT) AS value
  FROM sales_months s
 CROSS JOIN products p
 WHERE p.id = s.product_id
   AND p.own
   AND s.month >= :first_month
   AND s.month <= :last_month
   AND {{visible:s}}
 GROUP BY s.month, s.product_id
 ORDER BY s.month, s.product_id
