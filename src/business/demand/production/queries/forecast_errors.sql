-- @many
-- The measured errors of a product's series: their sum and the sum of their squares.
SELECT s.product_id, SUM(s.error_sd) AS deviations, SUM(s.error_sd * s.error_sd) AS variances
  FROM forecast_series s
 WHERE s.scenario_id = :scenario_id
   AND s.month = :month
   AND {{visible:s}}
 GROUP BY s.product_id
 ORDER BY s.product_id
