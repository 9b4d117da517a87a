-- @exec
-- @param import_id @id
-- Staged rows of a file without amounts: what the newest revision states of them stays, per unit.
UPDATE staged_facts
   SET value = (SELECT CASE
                         WHEN kept.quantity = staged_facts.quantity OR kept.quantity = 0 THEN kept.value
                         ELSE CAST(ROUND(kept.value * 1.0 * staged_facts.quantity / kept.quantity) AS BIGINT)
                       END
                  FROM sell_out AS kept
                 WHERE kept.outlet_id = staged_facts.outlet_id
                   AND kept.product_id = staged_facts.product_id
                   AND kept.day = staged_facts.day
                 ORDER BY kept.revision DESC
                 LIMIT 1),
       price = (SELECT kept.price
                  FROM sell_out AS kept
                 WHERE kept.outlet_id = staged_facts.outlet_id
                   AND kept.product_id = staged_facts.product_id
                   AND kept.day = staged_facts.day
                 ORDER BY kept.revision DESC
                 LIMIT 1)
 WHERE staged_facts.import_id = :import_id
   AND EXISTS (SELECT 1
                 FROM sell_out
                WHERE sell_out.outlet_id = staged_facts.outlet_id
                  AND sell_out.product_id = staged_facts.product_id
                  AND sell_out.day = staged_facts.day)
