-- @many
-- Units and value of own products by region over some months; one row each or several to be added.
-- A million rows are added up faster by their reader than sorted by SQLite.
SELECT s.region_id, s.product_id, s.quantity, s.value
  FROM sales_months s
 CROSS JOIN products p
 WHERE p.id = s.product_id
   AND p.own
   AND s.month >= :first_month
   AND s.month <= :last_month
   AND {{visible:s}}
 ORDER BY s.month, s.product_id, s.region_id
