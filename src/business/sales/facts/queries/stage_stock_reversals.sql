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
       stocks.revision + 1,
       -stocks.quantity,
       0,
       CAST(NULL AS BIGINT),
       CAST(NULL AS DOUBLE PRECISION),
       CAST(NULL AS DOUBLE PRECISION),
       stocks.attributes
  FROM staged_facts
  JOIN stocks ON stocks.outlet_id = staged_facts.outlet_id
          AND stocks.product_id = staged_facts.product_id
          AND stocks.day = staged_facts.day
 WHERE staged_facts.import_id = :import_id
   AND stocks.revision = (SELECT MAX(newest.revision)
                         FROM stocks AS newest
                        WHERE newest.outlet_id = staged_facts.outlet_id
                          AND newest.product_id = staged_facts.product_id
                          AND newest.day = staged_facts.day)
