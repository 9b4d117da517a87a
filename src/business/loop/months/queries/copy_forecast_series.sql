-- @exec
-- @param scenario_id @id
-- @param month @month
-- A what-if copy starts as the real month stands.
-- Unfiltered on purpose: a copy is made whole, whoever makes it.
INSERT INTO forecast_series (scenario_id, month, product_id, region_id, channel_id, status, model, error_sd,
                            evidence)
SELECT CAST(:scenario_id AS BIGINT), origin.month, origin.product_id, origin.region_id,
       origin.channel_id, origin.status, origin.model, origin.error_sd, origin.evidence
  FROM forecast_series AS origin
 WHERE origin.scenario_id = 1 AND origin.month = :month
