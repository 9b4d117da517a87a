-- @exec
-- @param import_id @id
-- In the order of the key, so that the table grows at few places.
INSERT INTO stocks (outlet_id, product_id, day, revision, quantity, attributes, import_id)
SELECT staged_facts.outlet_id,
       staged_facts.product_id,
       staged_facts.day,
       staged_facts.revision,
       staged_facts.quantity,
       staged_facts.attributes,
       staged_facts.import_id
  FROM staged_facts
 WHERE staged_facts.import_id = :import_id
 ORDER BY staged_facts.outlet_id, staged_facts.product_id, staged_facts.day, staged_facts.revision
