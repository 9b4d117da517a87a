-- @many
SELECT scenario_id, month, product_id, bucket, first_day, quantity, demand, safety_stock,
       opening_stock, open_orders, batch_rounding, capacity_shift, frozen_shift, smoothing,
       previous_quantity, projected_stock, shortage, cover_weeks, reasons
  FROM production_plans
 WHERE scenario_id = :scenario_id
   AND month = :month
   AND (CAST(:product_id AS BIGINT) = 0 OR product_id = :product_id)
 ORDER BY product_id, first_day
