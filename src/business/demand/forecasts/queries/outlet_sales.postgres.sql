-- @many
SELECT TO_CHAR(f.day, 'YYYY-MM') AS month, f.product_id, o.region_id, o.channel_id, f.outlet_id,
       CAST(SUM(f.quantity) AS BIGINT) AS quantity, CAST(SUM(f.value) AS BIGINT) AS value,
       CAST(SUM(CASE WHEN f.price IS NULL THEN 0 ELSE f.quantity END) AS BIGINT) AS priced_quantity,
       CAST(SUM(CASE WHEN f.price IS NULL THEN 0 ELSE f.quantity * f.price END) AS BIGINT) AS priced_value,
       CAST(SUM(CASE WHEN f.revision % 2 = 0 THEN 1 ELSE -1 END) AS BIGINT) AS fact_rows,
       SUM(COALESCE(f.coupon, 0) * CASE WHEN f.revision % 2 = 0 THEN 1 ELSE -1 END) AS coupon_rows,
       SUM(COALESCE(f.feature, 0) * CASE WHEN f.revision % 2 = 0 THEN 1 ELSE -1 END) AS feature_rows
FROM sell_out f JOIN outlets o ON o.id = f.outlet_id JOIN products p ON p.id = f.product_id
WHERE p.own AND f.day >= :first_day AND f.day < :end_day AND {{visible:o}}
GROUP BY TO_CHAR(f.day, 'YYYY-MM'), f.product_id, o.region_id, o.channel_id, f.outlet_id
ORDER BY 1, 2, 3, 4, 5
