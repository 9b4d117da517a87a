-- @exec
-- @param product_id @id
-- @param own        @flag   -- what the product is now
-- Puts a product's days into the sums it belongs to now.
INSERT INTO sales_days (day, region_id, own, quantity, value)
SELECT sell_out.day,
       outlet_assignments.region_id,
       products.own,
       CAST(SUM(sell_out.quantity) AS BIGINT),
       CAST(SUM(sell_out.value) AS BIGINT)
  FROM sell_out
  JOIN outlet_assignments ON outlet_assignments.outlet_id = sell_out.outlet_id
  JOIN products ON products.id = sell_out.product_id
 WHERE sell_out.product_id = :product_id
   AND products.own = :own
   AND outlet_assignments.from_day = (SELECT MAX(newest.from_day)
                                        FROM outlet_assignments AS newest
                                       WHERE newest.outlet_id = sell_out.outlet_id
                                         AND newest.from_day <= sell_out.day)
 GROUP BY sell_out.day, outlet_assignments.region_id, products.own
    ON CONFLICT (day, region_id, own) DO UPDATE
   SET quantity = sales_days.quantity + excluded.quantity,
       value = sales_days.value + excluded.value
