-- @exec
-- @param scenario_id @id
DELETE FROM handovers WHERE scenario_id = :scenario_id AND scenario_id <> 1
