-- @exec
-- @param import_id @id
-- A correction comes after its reversal.
UPDATE staged_facts
   SET revision = (SELECT reversal.revision + 1
                     FROM staged_facts AS reversal
                    WHERE reversal.import_id = staged_facts.import_id
                      AND reversal.row_number = -staged_facts.row_number)
 WHERE staged_facts.import_id = :import_id
   AND staged_facts.row_number > 0
   AND EXISTS (SELECT 1
                 FROM staged_facts AS reversal
                WHERE reversal.import_id = staged_facts.import_id
                  AND reversal.row_number = -staged_facts.row_number)
