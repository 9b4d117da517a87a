-- @exec
-- @param scenario_id @id
-- @param month @month
-- A what-if copy starts as the real month stands.
-- Unfiltered on purpose: a copy is made whole, whoever makes it.
INSERT INTO production_plans (scenario_id, month, product_id, bucket, first_day, quantity, demand,
                             safety_stock, opening_stock, open_orders, batch_rounding, capacity_shift,
                             frozen_shift, smoothing, previous_quantity, projected_stock, shortage,
                             cover_weeks, reasons)
SELECT CAST(:scenario_id AS BIGINT), origin.month, origin.product_id, origin.bucket,
       origin.first_day, origin.quantity, origin.demand, origin.safety_stock,
       origin.opening_stock, origin.open_orders, origin.batch_rounding, origin.capacity_shift,
       origin.frozen_shift, origin.smoothing, origin.previous_quantity, origin.projected_stock,
       origin.shortage, origin.cover_weeks, origin.reasons
  FROM production_plans AS origin
 WHERE origin.scenario_id = 1 AND origin.month = :month
