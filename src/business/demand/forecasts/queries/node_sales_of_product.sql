-- @many
-- The same rows of one product, where its key has them together.
SELECT s.product_id, s.region_id, s.channel_id, s.quantity, s.value, s.priced_quantity, s.priced_value,
       s.fact_rows, s.coupon_rows, s.feature_rows
FROM sales_months s
WHERE s.month = :month AND s.product_id = :product_id AND {{visible:s}}
ORDER BY s.region_id, s.channel_id
