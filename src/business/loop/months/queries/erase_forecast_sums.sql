-- @exec
-- @param scenario_id @id
DELETE FROM forecast_sums WHERE scenario_id = :scenario_id AND scenario_id <> 1
