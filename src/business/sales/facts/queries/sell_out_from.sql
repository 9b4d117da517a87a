-- @many
-- @param outlet_id @id
-- @param from_day  @day
-- One outlet's facts from a day on, every revision.
-- Unfiltered on purpose: a moved outlet takes all its figures along.
SELECT sell_out.product_id,
       sell_out.day,
       sell_out.revision,
       sell_out.quantity,
       sell_out.value,
       sell_out.price,
       sell_out.coupon,
       sell_out.feature
  FROM sell_out
 WHERE sell_out.outlet_id = :outlet_id AND sell_out.day >= :from_day
 ORDER BY sell_out.product_id, sell_out.day, sell_out.revision
