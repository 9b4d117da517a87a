-- @exec
-- @param scenario_id @id
DELETE FROM forecast_scores WHERE scenario_id = :scenario_id AND scenario_id <> 1
