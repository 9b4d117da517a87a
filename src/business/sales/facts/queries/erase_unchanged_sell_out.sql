-- @exec
-- @param import_id @id
-- Staged rows that state what the newest revision already states; shares may have lost their last
-- digits on the way through a workbook.
DELETE FROM staged_facts
 WHERE staged_facts.import_id = :import_id
   AND EXISTS (SELECT 1
                 FROM sell_out
                WHERE sell_out.outlet_id = staged_facts.outlet_id
                  AND sell_out.product_id = staged_facts.product_id
                  AND sell_out.day = staged_facts.day
                  AND sell_out.revision = (SELECT MAX(newest.revision)
                                              FROM sell_out AS newest
                                             WHERE newest.outlet_id = staged_facts.outlet_id
                                               AND newest.product_id = staged_facts.product_id
                                               AND newest.day = staged_facts.day)
                  AND sell_out.quantity IS NOT DISTINCT FROM staged_facts.quantity
                  AND sell_out.value IS NOT DISTINCT FROM staged_facts.value
                  AND sell_out.price IS NOT DISTINCT FROM staged_facts.price
                  AND (sell_out.coupon IS NOT DISTINCT FROM staged_facts.coupon
                       OR ABS(sell_out.coupon - staged_facts.coupon) < 0.000000001)
                  AND (sell_out.feature IS NOT DISTINCT FROM staged_facts.feature
                       OR ABS(sell_out.feature - staged_facts.feature) < 0.000000001)
                  AND sell_out.attributes IS NOT DISTINCT FROM staged_facts.attributes)
