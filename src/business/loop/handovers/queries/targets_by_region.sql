-- @many
-- @param scenario_id @id
-- @param month @month
-- @param target_month @month
SELECT t.region_id, t.product_id, CAST(SUM(t.quantity) AS BIGINT) AS quantity,
       CAST(SUM(t.value) AS BIGINT) AS value
  FROM targets t
 WHERE t.scenario_id = :scenario_id AND t.month = :month AND t.target_month = :target_month
   AND {{visible:t}}
 GROUP BY t.region_id, t.product_id
 ORDER BY t.region_id, t.product_id
