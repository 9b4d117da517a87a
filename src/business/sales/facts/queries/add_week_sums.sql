-- @exec
-- @param import_id @id
-- Odd revisions take back: they count rows, coupons and features negatively.
INSERT INTO sales_weeks (week, product_id, region_id, channel_id, quantity, value, priced_quantity,
                          priced_value, fact_rows, coupon_rows, feature_rows)
SELECT staged_facts.week,
       staged_facts.product_id,
       staged_facts.region_id,
       staged_facts.channel_id,
       CAST(SUM(staged_facts.quantity) AS BIGINT),
       CAST(SUM(staged_facts.value) AS BIGINT),
       CAST(SUM(CASE WHEN staged_facts.price IS NULL THEN 0 ELSE staged_facts.quantity END) AS BIGINT),
       CAST(SUM(COALESCE(staged_facts.price, 0) * staged_facts.quantity) AS BIGINT),
       CAST(SUM(1 - 2 * (staged_facts.revision % 2)) AS BIGINT),
       SUM(COALESCE(staged_facts.coupon, 0) * (1 - 2 * (staged_facts.revision % 2))),
       SUM(COALESCE(staged_facts.feature, 0) * (1 - 2 * (staged_facts.revision % 2)))
  FROM staged_facts
 WHERE staged_facts.import_id = :import_id
 GROUP BY staged_facts.week, staged_facts.product_id, staged_facts.region_id, staged_facts.channel_id
    ON CONFLICT (week, product_id, region_id, channel_id) DO UPDATE
   SET quantity = sales_weeks.quantity + excluded.quantity,
       value = sales_weeks.value + excluded.value,
       priced_quantity = sales_weeks.priced_quantity + excluded.priced_quantity,
       priced_value = sales_weeks.priced_value + excluded.priced_value,
       fact_rows = sales_weeks.fact_rows + excluded.fact_rows,
       coupon_rows = sales_weeks.coupon_rows + excluded.coupon_rows,
       feature_rows = sales_weeks.feature_rows + excluded.feature_rows
