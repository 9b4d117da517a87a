-- @exec
-- @param import_id @id
-- For each staged row that corrects a stated figure, the row that takes the old figure back.
INSERT INTO staged_facts (import_id, row_number, outlet_id, product_id, day, month, week, region_id,
                          channel_id, revision, quantity, value, price, coupon, feature, attributes)
SELECT staged_facts.import_id,
       -staged_facts.row_number,
       staged_facts.outlet_id,
       staged_facts.product_id,
       staged_facts.day,
       staged_facts.month,
       staged_facts.week,
       staged_facts.region_id,
       staged_facts.channel_id,
       sell_out.revision + 1,
       -sell_out.quantity,
       -sell_out.value,
       sell_out.price,
       sell_out.coupon,
       sell_out.feature,
       sell_out.attributes
  FROM staged_facts
  JOIN sell_out ON sell_out.outlet_id = staged_facts.outlet_id
          AND sell_out.product_id = staged_facts.product_id
          AND sell_out.day = staged_facts.day
 WHERE staged_facts.import_id = :import_id
   AND sell_out.revision = (SELECT MAX(newest.revision)
                         FROM sell_out AS newest
                        WHERE newest.outlet_id = staged_facts.outlet_id
                          AND newest.product_id = staged_facts.product_id
                          AND newest.day = staged_facts.day)
