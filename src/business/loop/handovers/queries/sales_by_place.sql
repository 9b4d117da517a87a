-- @many
-- @param month @month
-- Sell-out of own products in a month, by product and place.
SELECT s.product_id, s.region_id, s.channel_id, s.quantity, s.value
  FROM sales_months s
  JOIN products p ON p.id = s.product_id
 WHERE s.month = :month AND p.own AND {{visible:s}}
 ORDER BY s.product_id, s.region_id, s.channel_id
