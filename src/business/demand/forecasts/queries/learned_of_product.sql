-- @many
-- @param scenario_id @id
-- @param month @month
-- @param product_id @id
-- What a close learned stands with the product's first series.
SELECT f.scenario_id, f.month, f.product_id, f.region_id, f.channel_id, f.status, f.model, f.error_sd, f.evidence
  FROM forecast_series f
 WHERE f.scenario_id = :scenario_id AND f.month = :month AND f.product_id = :product_id
   AND {{visible:f}}
 ORDER BY f.region_id, f.channel_id
 LIMIT 1
