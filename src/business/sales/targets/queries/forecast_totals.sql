-- @many
-- What each product is expected to sell in the target month, overrides included.
SELECT f.product_id, CAST(SUM(f.quantity) AS BIGINT) AS quantity
  FROM forecasts f
 WHERE f.scenario_id = :scenario_id
   AND f.month = :month
   AND f.target_month = :target_month
   AND {{visible:f}}
 GROUP BY f.product_id
 ORDER BY f.product_id
