-- @one
-- Whether own products have any sale of the month.
SELECT COUNT(*) AS number
FROM (SELECT 1 AS sold FROM sales_months s JOIN products p ON p.id = s.product_id
      WHERE p.own AND s.month = :month AND {{visible:s}} LIMIT 1) found
