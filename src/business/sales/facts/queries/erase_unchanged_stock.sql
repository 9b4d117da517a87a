-- @exec
-- @param import_id @id
-- Staged rows that state what the newest revision already states.
DELETE FROM staged_facts
 WHERE staged_facts.import_id = :import_id
   AND EXISTS (SELECT 1
                 FROM stocks
                WHERE stocks.outlet_id = staged_facts.outlet_id
                  AND stocks.product_id = staged_facts.product_id
                  AND stocks.day = staged_facts.day
                  AND stocks.revision = (SELECT MAX(newest.revision)
                                              FROM stocks AS newest
                                             WHERE newest.outlet_id = staged_facts.outlet_id
                                               AND newest.product_id = staged_facts.product_id
                                               AND newest.day = staged_facts.day)
                  AND stocks.quantity IS NOT DISTINCT FROM staged_facts.quantity
                  AND stocks.attributes IS NOT DISTINCT FROM staged_facts.attributes)
