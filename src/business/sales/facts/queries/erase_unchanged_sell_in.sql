-- @exec
-- @param import_id @id
-- Staged rows that state what the newest revision already states.
DELETE FROM staged_facts
 WHERE staged_facts.import_id = :import_id
   AND EXISTS (SELECT 1
                 FROM sell_in
                WHERE sell_in.outlet_id = staged_facts.outlet_id
                  AND sell_in.product_id = staged_facts.product_id
                  AND sell_in.day = staged_facts.day
                  AND sell_in.revision = (SELECT MAX(newest.revision)
                                              FROM sell_in AS newest
                                             WHERE newest.outlet_id = staged_facts.outlet_id
                                               AND newest.product_id = staged_facts.product_id
                                               AND newest.day = staged_facts.day)
                  AND sell_in.quantity IS NOT DISTINCT FROM staged_facts.quantity
                  AND sell_in.value IS NOT DISTINCT FROM staged_facts.value
                  AND sell_in.attributes IS NOT DISTINCT FROM staged_facts.attributes)
