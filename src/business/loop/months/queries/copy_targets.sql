-- @exec
-- @param scenario_id @id
-- @param month @month
-- A what-if copy starts as the real month stands.
-- Unfiltered on purpose: a copy is made whole, whoever makes it.
INSERT INTO targets (scenario_id, month, target_month, region_id, product_id, representative_id,
                    quantity, value, from_history, from_potential, from_proposal)
SELECT CAST(:scenario_id AS BIGINT), origin.month, origin.target_month, origin.region_id,
       origin.product_id, origin.representative_id, origin.quantity, origin.value,
       origin.from_history, origin.from_potential, origin.from_proposal
  FROM targets AS origin
 WHERE origin.scenario_id = 1 AND origin.month = :month
