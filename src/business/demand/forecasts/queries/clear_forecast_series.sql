-- @exec
DELETE FROM forecast_series WHERE scenario_id = :scenario_id AND month = :month
