-- @exec
-- @param scenario_id @id
DELETE FROM overrides WHERE scenario_id = :scenario_id AND scenario_id <> 1
