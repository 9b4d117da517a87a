-- @exec
-- @param import_id @id
DELETE FROM staged_facts WHERE staged_facts.import_id = :import_id
