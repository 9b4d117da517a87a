-- @many
-- A month's sales of all products, a hundred thousand rows: the reader leaves out what it does not want.
SELECT s.product_id, s.region_id, s.channel_id, s.quantity, s.value, s.priced_quantity, s.priced_value,
       s.fact_rows, s.coupon_rows, s.feature_rows
FROM sales_months s
WHERE s.month = :month AND {{visible:s}}
ORDER BY s.product_id, s.region_id, s.channel_id
