-- @many
-- What the company expects to sell of each product in each month of the plan, and at most.
SELECT f.product_id, f.target_month, CAST(SUM(f.quantity) AS BIGINT) AS quantity,
       CAST(SUM(f.high95) AS BIGINT) AS most
  FROM forecasts f
 WHERE f.scenario_id = :scenario_id
   AND f.month = :month
   AND f.target_month <= :last_month
   AND {{visible:f}}
 GROUP BY f.product_id, f.target_month
 ORDER BY f.product_id, f.target_month
