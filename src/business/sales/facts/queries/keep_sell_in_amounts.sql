-- @exec
-- @param import_id @id
-- Staged rows of a file without amounts: what the newest revision states of them stays, per unit.
UPDATE staged_facts
   SET value = (SELECT CASE
                         WHEN kept.quantity = staged_facts.quantity OR kept.quantity = 0 THEN kept.value
                         ELSE CAST(ROUND(kept.value * 1.0 * staged_facts.quantity / kept.quantity) AS BIGINT)
                       END
                  FROM sell_in AS kept
                 WHERE kept.outlet_id = staged_facts.outlet_id
                   AND kept.product_id = staged_facts.product_id
                   AND kept.day = staged_facts.day
                 ORDER BY kept.revision DESC
                 LIMIT 1)
 WHERE staged_facts.import_id = :import_id
   AND EXISTS (SELECT 1
                 FROM sell_in
                WHERE sell_in.outlet_id = staged_facts.outlet_id
                  AND sell_in.product_id = staged_facts.product_id
                  AND sell_in.day = staged_facts.day)
