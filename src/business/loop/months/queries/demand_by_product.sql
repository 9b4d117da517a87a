-- @many
-- @param scenario_id @id
-- @param month @month
-- @param target_month @month
-- What a close expects of each product in one month ahead.
SELECT f.product_id, p.units_per_box, CAST(SUM(f.quantity) AS BIGINT) AS quantity,
       CAST(SUM(f.index_edit + f.sales_override + f.marketing_override) AS BIGINT) AS overridden
  FROM forecasts f
  JOIN products p ON p.id = f.product_id
 WHERE f.scenario_id = :scenario_id AND f.month = :month AND f.target_month = :target_month
   AND {{visible:f}}
 GROUP BY f.product_id, p.units_per_box
 ORDER BY f.product_id
