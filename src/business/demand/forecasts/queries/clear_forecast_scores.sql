-- @exec
DELETE FROM forecast_scores WHERE scenario_id = :scenario_id AND month = :month
