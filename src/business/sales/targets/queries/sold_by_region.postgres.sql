-- @many
-- Units and value of own products by region over some months; one row each or several to be added.
SELECT s.region_id, s.product_id, CAST(SUM(s.quantity) AS BIGINT) AS quantity,
       CAST(SUM(s.value) AS BIGINT) AS value
  FROM sales_months s
  JOIN products p ON p.id = s.product_id
 WHERE p.own
   AND s.month >= :first_month
   AND s.month <= :last_month
   AND {{visible:s}}
 GROUP BY s.region_id, s.product_id
 ORDER BY s.region_id, s.product_id
