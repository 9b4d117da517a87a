-- @exec
-- @param import_id @id
-- @param outlet_id @id
-- @param from_day  @day
-- @param region_id @id
-- @param channel_id @id
-- Stages each fact of an outlet from a day on twice: taken back (an odd revision) from the sums of
-- the place that it counted for, and stated for those of the new place.
INSERT INTO staged_facts (import_id, row_number, outlet_id, product_id, day, month, week, region_id,
                          channel_id, revision, quantity, value, price, coupon, feature)
SELECT CAST(:import_id AS BIGINT),
       2 * ROW_NUMBER() OVER (PARTITION BY sides.stated
                              ORDER BY sell_out.product_id, sell_out.day, sell_out.revision) + sides.stated,
       sell_out.outlet_id,
       sell_out.product_id,
       sell_out.day,
       to_char(sell_out.day, 'YYYY-MM'),
       CAST(date_trunc('week', sell_out.day) AS DATE),
       CASE sides.stated WHEN 1 THEN CAST(:region_id AS BIGINT) ELSE outlet_assignments.region_id END,
       CASE sides.stated WHEN 1 THEN CAST(:channel_id AS BIGINT) ELSE outlet_assignments.channel_id END,
       sell_out.revision + 1 - sides.stated,
       sell_out.quantity * (2 * sides.stated - 1),
       sell_out.value * (2 * sides.stated - 1),
       sell_out.price,
       sell_out.coupon,
       sell_out.feature
  FROM sell_out
  JOIN outlet_assignments ON outlet_assignments.outlet_id = sell_out.outlet_id
 CROSS JOIN (SELECT 0 AS stated UNION ALL SELECT 1) AS sides
 WHERE sell_out.outlet_id = :outlet_id
   AND sell_out.day >= :from_day
   AND outlet_assignments.from_day = (SELECT MAX(newest.from_day)
                                        FROM outlet_assignments AS newest
                                       WHERE newest.outlet_id = sell_out.outlet_id
                                         AND newest.from_day <= sell_out.day)
