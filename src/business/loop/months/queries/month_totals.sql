-- @many
-- @param month @month
-- Sell-out of a month, own products and others apart.
SELECT p.own, COUNT(DISTINCT s.product_id) AS products, CAST(SUM(s.fact_rows) AS BIGINT) AS fact_rows,
       CAST(SUM(s.quantity) AS BIGINT) AS quantity, CAST(SUM(s.value) AS BIGINT) AS value
  FROM sales_months s
  JOIN products p ON p.id = s.product_id
 WHERE s.month = :month AND {{visible:s}}
 GROUP BY p.own
 ORDER BY p.own
