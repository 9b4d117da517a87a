-- @exec
-- @param scenario_id @id
DELETE FROM scenarios WHERE id = :scenario_id AND id <> 1
