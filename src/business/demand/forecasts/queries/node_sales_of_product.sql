-- @many
-- The same rows of one product, by its index.
SELECT s.month, s.product_id, s.region_id, s.channel_id, 0 AS outlet_id,
       s.quantity, s.value, s.priced_quantity, s.priced_value, s.fact_rows, s.coupon_rows, s.feature_rows
FROM sales_months s
WHERE s.product_id = :product_id AND s.month >= :first_month AND s.month <= :last_month AND {{visible:s}}
ORDER BY s.month, s.region_id, s.channel_id
