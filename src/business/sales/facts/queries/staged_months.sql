-- @many
-- @param import_id @id
-- The months of what an import has staged.
SELECT DISTINCT staged_facts.month
  FROM staged_facts
 WHERE staged_facts.import_id = :import_id
 ORDER BY staged_facts.month
