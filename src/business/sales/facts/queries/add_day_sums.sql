-- @exec
-- @param import_id @id
INSERT INTO sales_days (day, region_id, own, quantity, value)
SELECT staged_facts.day,
       staged_facts.region_id,
       products.own,
       CAST(SUM(staged_facts.quantity) AS BIGINT),
       CAST(SUM(staged_facts.value) AS BIGINT)
  FROM staged_facts
  JOIN products ON products.id = staged_facts.product_id
 WHERE staged_facts.import_id = :import_id
 GROUP BY staged_facts.day, staged_facts.region_id, products.own
    ON CONFLICT (day, region_id, own) DO UPDATE
   SET quantity = sales_days.quantity + excluded.quantity,
       value = sales_days.value + excluded.value
